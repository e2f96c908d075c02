import type { KubernetesObject } from '../../analysis/manifest';
import { objectIdentity } from '../../rules/object-identity';
import { judges, object } from './given';

const inNamespace = (each: KubernetesObject, namespace: string | undefined): KubernetesObject => ({
  ...each,
  metadata: { ...each.metadata, namespace },
});
const service = object('v1', 'Service', 'cart');
const generated = (kind: string, metadata: object) => object('batch/v1', kind, '', { metadata: { namespace: 'shop', ...metadata } });
const FIELD = '/metadata/name';
const said = (identity: string) => `the same object is already written by 0, expected one ${identity}`;

judges(objectIdentity, {
  accepts: [
    ['one object', service],
    ['none', []],
    ['two names', [service, object('v1', 'Service', 'redis')]],
    ['two kinds of one name', [service, object('v1', 'ConfigMap', 'cart')]],
    ['two namespaces', [service, inNamespace(service, 'bank')]],
    ['two groups', [service, object('serving.example.com/v1', 'Service', 'cart')]],
    ['one object without a namespace', [service, inNamespace(service, undefined)]],
    ['two objects whose names are made up', [generated('Job', { generateName: 'clean-' }), generated('Job', { generateName: 'clean-' })]],
    [
      'two objects with neither, which is for object-name to say',
      [generated('Job', {}), generated('Job', { name: null }), generated('Job', { name: '' })],
    ],
  ],
  refuses: [
    { what: 'the same object', given: [service, service], finds: [[1, FIELD, said('Service shop/cart')]], absent: 'accepted' },
    {
      what: 'the same object in two versions of its API',
      given: [object('autoscaling/v1', 'HorizontalPodAutoscaler', 'cart'), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart')],
      finds: [[1, FIELD, said('HorizontalPodAutoscaler.autoscaling shop/cart')]],
      absent: 'accepted',
    },
    {
      what: 'the same cluster-scoped object',
      given: [inNamespace(object('v1', 'Namespace', 'shop'), undefined), inNamespace(object('v1', 'Namespace', 'shop'), undefined)],
      finds: [[1, FIELD, said('Namespace shop')]],
      absent: 'accepted',
    },
    {
      what: 'the same name, whatever it would be made up from',
      given: [generated('Job', { name: 'clean', generateName: 'a-' }), generated('Job', { name: 'clean', generateName: 'b-' })],
      finds: [[1, FIELD, said('Job.batch shop/clean')]],
      absent: 'accepted',
    },
    {
      what: 'each repetition, with the first one as the culprit',
      given: [service, object('v1', 'Secret', 'cart'), service, service],
      finds: [
        [2, FIELD, said('Service shop/cart')],
        [3, FIELD, said('Service shop/cart')],
      ],
      absent: 'accepted',
    },
  ],
});
