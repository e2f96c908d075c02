import { podAppArmor } from '../../rules/pod-app-armor';
import { container, judges, object, pod } from './given';

const profile = (type: unknown) => ({ securityContext: { appArmorProfile: { type } } });
const FIELD = '/securityContext/appArmorProfile/type';
const said = (owner: string, type: string) =>
  `${owner} has securityContext.appArmorProfile.type ${type}, expected "RuntimeDefault" or "Localhost"`;

const KEY = 'container.apparmor.security.beta.kubernetes.io/cart';
const annotated = (value: unknown) =>
  object('apps/v1', 'Deployment', 'cart', {
    spec: { template: { metadata: { annotations: { [KEY]: value } }, spec: { containers: [container()] } } },
  });
const ANNOTATION = '/spec/template/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1cart';
const saidOf = (value: string) => `pod has annotation '${KEY}' ${value}, expected "runtime/default" or "localhost/…"`;

judges(podAppArmor, {
  accepts: [
    ['no profile', pod()],
    ['no profile in a security context', pod({ securityContext: { appArmorProfile: null } })],
    ['that of the runtime', pod(profile('RuntimeDefault'))],
    ['one of the node', pod(profile('Localhost'))],
    ['that of the runtime, of a container', pod({ containers: [container(profile('RuntimeDefault'))] })],
    ['that of the runtime, as an annotation', annotated('runtime/default')],
    ['one of the node, as an annotation', annotated('localhost/cart')],
    ['an empty annotation', annotated('')],
    ['null as an annotation', annotated(null)],
    [
      'other annotations',
      object('v1', 'Pod', 'cart', { metadata: { name: 'cart', annotations: { 'example.com/apparmor': 'unconfined' } } }),
    ],
    ['no annotations', object('v1', 'Pod', 'cart', { metadata: { name: 'cart', annotations: [KEY] } })],
    [
      'the annotation on what runs the pod',
      object('apps/v1', 'Deployment', 'cart', { metadata: { name: 'cart', annotations: { [KEY]: 'unconfined' } }, spec: { template: {} } }),
    ],
  ],
  refuses: [
    { what: 'none', pod: profile('Unconfined'), finds: [[FIELD, said('pod', '"Unconfined"')]], absent: [said('pod', 'unset')] },
    {
      what: 'none',
      container: profile('Unconfined'),
      finds: [[FIELD, said("container 'cart'", '"Unconfined"')]],
      absent: [said("container 'cart'", 'unset')],
    },
    { what: 'an empty type', pod: profile(''), finds: [[FIELD, said('pod', '""')]], absent: [said('pod', 'unset')] },
    {
      what: 'the spelling of the annotation',
      pod: profile('runtime/default'),
      finds: [[FIELD, said('pod', '"runtime/default"')]],
      absent: [said('pod', 'unset')],
    },
    {
      what: 'an empty profile',
      pod: { securityContext: { appArmorProfile: {} } },
      finds: [[FIELD, said('pod', 'unset')]],
      absent: 'itself',
    },
    {
      what: 'a profile that is no object',
      pod: { securityContext: { appArmorProfile: 'Localhost' } },
      finds: [[FIELD, said('pod', 'unset')]],
      absent: 'itself',
    },
    {
      what: 'none, of the pod and of its container',
      pod: { ...profile('Unconfined'), containers: [container(profile('Unconfined'))] },
      finds: [
        [FIELD, said('pod', '"Unconfined"')],
        [`/containers/0${FIELD}`, said("container 'cart'", '"Unconfined"')],
      ],
      absent: [said('pod', 'unset'), said("container 'cart'", 'unset')],
    },
    { what: 'none, as an annotation', given: annotated('unconfined'), finds: [[ANNOTATION, saidOf('"unconfined"')]], absent: 'accepted' },
    { what: 'a list as an annotation', given: annotated([]), finds: [[ANNOTATION, saidOf('a list')]], absent: 'accepted' },
    {
      what: 'none, as an annotation of a bare pod, for a container that it does not have, in the first version',
      given: object('v1', 'Pod', 'web', { metadata: { name: 'web', annotations: { [KEY]: 'unconfined' } } }),
      facts: { minor: 0 },
      finds: [['/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1cart', saidOf('"unconfined"')]],
      absent: 'accepted',
    },
  ],
});
