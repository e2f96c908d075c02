import { podSeccomp } from '../../rules/pod-seccomp';
import { container, judges, object, pod } from './given';

const profile = (type: unknown) => ({ securityContext: { seccompProfile: { type } } });
const FIELD = '/securityContext/seccompProfile/type';
const said = (owner: string, type: string) =>
  `${owner} has securityContext.seccompProfile.type ${type}, expected "RuntimeDefault" or "Localhost"`;

const POD = 'seccomp.security.alpha.kubernetes.io/pod';
const CART = 'container.seccomp.security.alpha.kubernetes.io/cart';
const annotated = (annotations: unknown) =>
  object('apps/v1', 'Deployment', 'cart', { spec: { template: { metadata: { annotations }, spec: { containers: [container()] } } } });
const ANNOTATIONS = '/spec/template/metadata/annotations';
const saidOf = (key: string, value: string) =>
  `pod has annotation '${key}' ${value}, expected "runtime/default", "docker/default" or "localhost/…"`;

judges(podSeccomp, {
  accepts: [
    ['no profile', pod()],
    ['null', pod({ securityContext: { seccompProfile: null } })],
    ['that of the runtime', pod(profile('RuntimeDefault'))],
    ['one of the node', pod(profile('Localhost'))],
    ['that of the runtime, of a container', pod({ containers: [container(profile('RuntimeDefault'))] })],
    ['none before 1.19, when there was no such field', pod(profile('Unconfined')), { minor: 18 }],
    ['none as an annotation, which nobody reads since 1.19', annotated({ [POD]: 'unconfined', [CART]: 'unconfined' }), { minor: 19 }],
    ...['runtime/default', 'docker/default', 'localhost/cart'].map(
      (value) => [`${value} as an annotation`, annotated({ [POD]: value, [CART]: value }), { minor: 18 }] as const,
    ),
    [
      'none as an annotation for a container that the pod does not have',
      annotated({ 'container.seccomp.security.alpha.kubernetes.io/web': 'unconfined' }),
      { minor: 18 },
    ],
    ['other annotations', annotated({ 'example.com/seccomp': 'unconfined' }), { minor: 18 }],
    ['no annotations', annotated(null), { minor: 18 }],
  ],
  refuses: [
    { what: 'none', pod: profile('Unconfined'), finds: [[FIELD, said('pod', '"Unconfined"')]], absent: [said('pod', 'unset')] },
    {
      what: 'none',
      container: profile('Unconfined'),
      finds: [[FIELD, said("container 'cart'", '"Unconfined"')]],
      absent: [said("container 'cart'", 'unset')],
    },
    {
      what: 'none, in 1.19',
      pod: profile('Unconfined'),
      facts: { minor: 19 },
      finds: [[FIELD, said('pod', '"Unconfined"')]],
      absent: [said('pod', 'unset')],
    },
    {
      what: 'none, of a Windows pod',
      pod: { ...profile('Unconfined'), os: { name: 'windows' } },
      finds: [[FIELD, said('pod', '"Unconfined"')]],
      absent: [said('pod', 'unset')],
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
      pod: { securityContext: { seccompProfile: {} } },
      finds: [[FIELD, said('pod', 'unset')]],
      absent: 'itself',
    },
    {
      what: 'none as an annotation',
      given: annotated({ [POD]: 'unconfined', [CART]: 'unconfined' }),
      facts: { minor: 18 },
      finds: [
        [`${ANNOTATIONS}/seccomp.security.alpha.kubernetes.io~1pod`, saidOf(POD, '"unconfined"')],
        [`${ANNOTATIONS}/container.seccomp.security.alpha.kubernetes.io~1cart`, saidOf(CART, '"unconfined"')],
      ],
      absent: 'accepted',
    },
    ...['', 'runtime/default ', 'docker/defaults', 'local'].map((value) => ({
      what: `'${value}' as an annotation`,
      given: annotated({ [POD]: value }),
      facts: { minor: 0 },
      finds: [[`${ANNOTATIONS}/seccomp.security.alpha.kubernetes.io~1pod`, saidOf(POD, `"${value}"`)]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'null as an annotation',
      given: annotated({ [CART]: null }),
      facts: { minor: 0 },
      finds: [[`${ANNOTATIONS}/container.seccomp.security.alpha.kubernetes.io~1cart`, saidOf(CART, 'unset')]],
      absent: 'accepted',
    },
  ],
});
