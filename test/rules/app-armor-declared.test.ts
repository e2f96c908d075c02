import { appArmorDeclared } from '../../rules/app-armor-declared';
import { container, deployment, judges, object, pod } from './given';

const FIELD = '/securityContext/appArmorProfile';
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const having = (type: unknown) => ({ securityContext: { appArmorProfile: { type } } });
const annotated = (annotations: unknown) =>
  object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: { annotations }, spec: { containers: [container()] } } } });
const UNSET = "container 'cart' has appArmorProfile unset, expected { type: RuntimeDefault }";
const OLD = `container 'cart' has no AppArmor profile, expected the annotation ${ANNOTATION}<container> to be runtime/default`;

judges(appArmorDeclared, {
  accepts: [
    ['a profile of the pod', deployment(having('RuntimeDefault'))],
    ['a profile of each container', deployment({ containers: [container(having('Localhost'))] })],
    ['a profile that the Pod Security Standards refuse', deployment(having('Unconfined'))],
    ['an annotation, before there was the field', annotated({ [`${ANNOTATION}cart`]: 'runtime/default' }), { minor: 29 }],
    ['an annotation, which later versions read too', annotated({ [`${ANNOTATION}cart`]: 'runtime/default' }), { minor: 30 }],
    ['a pod on Windows', deployment({ os: { name: 'windows' } })],
    ['no profile on nodes that have SELinux instead', deployment(), { securityModule: 'selinux' }],
    ['no containers', deployment({ containers: [] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no profile', pod: {}, finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'no profile in the first version with the field', pod: {}, facts: { minor: 30 }, finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'null', pod: having(null), finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'an empty type', pod: having(''), finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'a type that is a number', pod: having(3), finds: [[FIELD, UNSET]], absent: [UNSET] },
    {
      what: 'no profile of a second container and of an init container',
      pod: { containers: [container(having('RuntimeDefault')), container({ name: 'log' })], initContainers: [container({ name: 'init' })] },
      finds: [[FIELD, "containers 'init', 'log' have appArmorProfile unset, expected { type: RuntimeDefault }"]],
      absent: 'itself',
    },
    {
      what: 'an annotation for another container',
      given: annotated({ [`${ANNOTATION}log`]: 'runtime/default' }),
      facts: { minor: 29 },
      finds: [['/spec/template/metadata/annotations', OLD]],
      absent: [OLD],
    },
    {
      what: 'the field, before there was one',
      given: deployment(having('RuntimeDefault')),
      facts: { minor: 29 },
      finds: [['/spec/template/metadata/annotations', OLD]],
      absent: 'itself',
    },
    {
      what: 'a bare pod, before there was the field',
      given: pod(),
      facts: { minor: 29 },
      finds: [['/metadata/annotations', OLD]],
      absent: 'itself',
    },
  ],
});
