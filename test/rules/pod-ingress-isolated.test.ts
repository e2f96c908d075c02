import { podIngressIsolated } from '../../rules/pod-ingress-isolated';
import { container, judges, object, pod } from './given';
import { app, cilium, clusterwide, labels, namespace, policy } from './given-network';

const OPEN = 'no policy selects the pods for ingress: every pod of the cluster reaches them, expected one with policyTypes: [Ingress]';
const TEMPLATE = '/spec/template/spec';
const OPEN_STILL = [OPEN];
const selecting = (podSelector: unknown) => policy({ podSelector, policyTypes: ['Ingress'] });
const one = (spec: Readonly<Record<string, unknown>>) => [app(), policy(spec)];

judges(podIngressIsolated, {
  accepts: [
    ['a policy for all pods', one({ policyTypes: ['Ingress', 'Egress'] })],
    ['a policy for the direction alone', one({ policyTypes: ['Ingress'] })],
    ['a policy without a selector', one({ podSelector: undefined, policyTypes: ['Ingress'] })],
    ['a policy whose selector is null', one({ podSelector: null, policyTypes: ['Ingress'] })],
    ['a policy by label', [app(), selecting(labels({ app: 'cart' }))]],
    ['a policy by an expression', [app(), selecting({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'cart'] }] })]],
    [
      'a policy for pods that lack a value, which those without the key do',
      [app({}), selecting({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] })],
    ],
    ['a policy for pods that lack a key', [app({}), selecting({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })]],
    ['a policy without types', one({})],
    ['a policy with an empty list of types', one({ policyTypes: [] })],
    ['a policy with nothing but egress, which is about ingress too', one({ egress: [{}] })],
    ['an empty list of rules, which lets nobody in', one({ ingress: [] })],
    ['a policy with rules of the direction and no types', one({ ingress: [{}] })],
    [
      'two policies, of which the second is about the direction',
      [...one({ policyTypes: ['Egress'] }), policy({ policyTypes: ['Ingress'] }, 'other')],
    ],
    ['a policy of an old API', [app(), { ...policy({ policyTypes: ['Ingress'] }), apiVersion: 'extensions/v1beta1' }]],
    ['a policy of Cilium with a rule', [app(), cilium({ ingress: [{}] })]],
    ['a policy of Cilium by label', [app(), cilium({ endpointSelector: labels({ 'k8s:app': 'cart' }), ingress: [{}] })]],
    ['a policy of Cilium that denies', [app(), cilium({ ingressDeny: [{}] })]],
    ['a policy of Cilium that closes without a rule', [app(), cilium({ enableDefaultDeny: { ingress: true } })]],
    ['one of several policies of an object', [app(), { ...cilium({}), spec: undefined, specs: [{ endpointSelector: {}, ingress: [{}] }] }]],
    ['a policy of Cilium for the cluster', [app(), clusterwide({ ingress: [{}] })]],
    [
      'a policy of Cilium for a namespace by its name',
      [app(), clusterwide({ endpointSelector: labels({ 'k8s:io.kubernetes.pod.namespace': 'shop' }), ingress: [{}] })],
    ],
    [
      'a policy of Cilium for namespaces by label',
      [
        namespace('shop', { tier: 'web' }),
        app(),
        clusterwide({ endpointSelector: labels({ 'io.cilium.k8s.namespace.labels.tier': 'web' }), ingress: [{}] }),
      ],
    ],
    ['a pod in the network of its node, which no policy is about', pod({ hostNetwork: true })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart')],
  ],
  refuses: [
    { what: 'a pod without any policy', pod: {}, finds: [['', OPEN]], absent: OPEN_STILL },
    { what: 'a pod that says it is not in the network of its node', pod: { hostNetwork: false }, finds: [['', OPEN]], absent: OPEN_STILL },
    {
      what: 'a policy of another namespace',
      given: [app(), policy({ policyTypes: ['Ingress'] }, 'cart', 'bank')],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    { what: 'a policy for the other direction', given: one({ policyTypes: ['Egress'] }), finds: [[TEMPLATE, OPEN]], absent: OPEN_STILL },
    {
      what: 'rules of a direction that the types leave out',
      given: one({ policyTypes: ['Egress'], ingress: [{}] }),
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    { what: 'a type in lower case', given: one({ policyTypes: ['Egress', 'ingress'] }), finds: [[TEMPLATE, OPEN]], absent: OPEN_STILL },
    { what: 'a policy for other pods', given: [app(), selecting(labels({ app: 'web' }))], finds: [[TEMPLATE, OPEN]], absent: OPEN_STILL },
    {
      what: 'a policy of which one label fits',
      given: [app(), selecting(labels({ app: 'cart', tier: 'web' }))],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy for the labels of the Deployment, which its pods lack',
      given: [{ ...app({}), metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } } }, selecting(labels({ app: 'cart' }))],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'labels that are a list',
      given: [app(['app']), selecting(labels({ app: 'cart' }))],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    { what: 'a selector that is none', given: [app(), selecting('app=cart')], finds: [[TEMPLATE, OPEN]], absent: OPEN_STILL },
    {
      what: 'a selector with an unknown operator',
      given: [app(), selecting({ matchExpressions: [{ key: 'app', operator: 'Equals', values: ['cart'] }] })],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy of Calico, which is another group',
      given: [app(), { ...policy({ policyTypes: ['Ingress'] }), apiVersion: 'projectcalico.org/v3' }],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy of Cilium with an empty list',
      given: [app(), cilium({ ingress: [] })],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy of Cilium that does not close',
      given: [app(), cilium({ ingress: [{}], enableDefaultDeny: { ingress: false } })],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy of Cilium about nodes',
      given: [app(), clusterwide({ endpointSelector: undefined, nodeSelector: {}, ingress: [{}] })],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'a policy of Cilium for another namespace',
      given: [app(), clusterwide({ endpointSelector: labels({ 'io.kubernetes.pod.namespace': 'bank' }), ingress: [{}] })],
      finds: [[TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
    {
      what: 'the second of two pods',
      given: [app(), app({ app: 'web' }, [], 'shop', { initContainers: [container()] }), selecting(labels({ app: 'cart' }))],
      finds: [[1, TEMPLATE, OPEN]],
      absent: OPEN_STILL,
    },
  ],
});
