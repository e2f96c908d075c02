import { namespacePoolFenced } from '../../rules/namespace-pool-fenced';
import { container, deployment, judges, object, pod } from './given';

const KEY = 'scheduler.alpha.kubernetes.io/node-selector';
const POOL = 'node-restriction.kubernetes.io/pool';
const namespace = (annotations?: unknown, name = 'shop') =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations } }) as never;
const FENCED = namespace({ [KEY]: `${POOL}=shop` });
const selecting = (nodeSelector: unknown) => deployment({ nodeSelector });
const requiring = (...nodeSelectorTerms: unknown[]) =>
  deployment({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } });
const term = (operator: string, ...values: string[]) => ({ matchExpressions: [{ key: POOL, operator, values }] });
const BOUND = selecting({ [POOL]: 'shop' });
const POINTER = '/metadata/annotations/scheduler.alpha.kubernetes.io~1node-selector';
const message = (owner = `Deployment 'cart'`) =>
  `${owner} asks for nodes by '${POOL}', namespace 'shop' has no '${KEY}', expected it for all pods`;
const cronJob = object('batch/v1', 'CronJob', 'cart', {
  spec: { jobTemplate: { spec: { template: { spec: { nodeSelector: { [POOL]: 'shop' }, containers: [container()] } } } } },
});

judges(namespacePoolFenced, {
  accepts: [
    ['a namespace that binds its pods', [FENCED, BOUND]],
    ['a namespace that binds its pods to other nodes, which another rule judges', [namespace({ [KEY]: 'disk=ssd' }), BOUND]],
    ['pods that ask for no nodes', [namespace(), deployment(), pod()]],
    ['pods that ask for nodes of another kind', [namespace(), selecting({ 'kubernetes.io/os': 'linux' })]],
    ['a selector that is none', [namespace(), selecting('shop'), selecting(null), selecting({ [POOL]: 3 })]],
    [
      'one term of two, which binds nobody',
      [namespace(), requiring(term('In', 'shop'), { matchExpressions: [{ key: 'zone', operator: 'Exists' }] })],
    ],
    ['one term of two that names a node', [namespace(), requiring(term('In', 'shop'), { matchFields: [{ key: 'metadata.name' }] })]],
    ['nodes that are avoided', [namespace(), requiring(term('NotIn', 'shop'))]],
    [
      'preferred nodes',
      [
        namespace(),
        deployment({
          affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ preference: term('In', 'shop') }] } },
        }),
      ],
    ],
    ['a namespace without the pods', [namespace(undefined, 'bank'), BOUND]],
    ['pods whose namespace is not in the files', BOUND],
    [
      'a namespace of the cluster',
      [namespace(undefined, 'kube-system'), { ...BOUND, metadata: { name: 'cart', namespace: 'kube-system' } }],
    ],
    ['a namesake of another group', [{ ...(namespace() as object), apiVersion: 'example.com/v1' } as never, BOUND]],
  ],
  refuses: [
    { what: 'a pod that selects its pool', given: [namespace(), BOUND], finds: [[POINTER, message()]], absent: 'itself' },
    { what: 'annotations that are null', given: [namespace(null), BOUND], finds: [[POINTER, message()]], absent: 'itself' },
    { what: 'an empty annotation', given: [namespace({ [KEY]: '' }), BOUND], finds: [[POINTER, message()]], absent: [message()] },
    { what: 'an annotation that is no text', given: [namespace({ [KEY]: 3 }), BOUND], finds: [[POINTER, message()]], absent: [message()] },
    { what: 'a required term', given: [namespace(), requiring(term('In', 'shop'))], finds: [[POINTER, message()]], absent: 'itself' },
    {
      what: 'two required terms, each for a pool',
      given: [namespace(), requiring(term('In', 'shop'), term('In', 'bank', 'shop'))],
      finds: [[POINTER, message()]],
      absent: 'itself',
    },
    { what: 'a second pod, once', given: [deployment(), BOUND, BOUND, namespace()], finds: [[3, POINTER, message()]], absent: 'itself' },
    { what: 'a CronJob', given: [namespace(), cronJob], finds: [[POINTER, message(`CronJob 'cart'`)]], absent: 'itself' },
    {
      what: 'the second namespace',
      given: [namespace({ [KEY]: 'a=b' }, 'bank'), namespace(), BOUND],
      finds: [[1, POINTER, message()]],
      absent: 'itself',
    },
  ],
});
