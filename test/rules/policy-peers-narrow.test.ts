import { policyPeersNarrow } from '../../rules/policy-peers-narrow';
import { judges, object } from './given';
import { app, block, cilium, clusterwide, labels, policy } from './given-network';

const from = (...peers: unknown[]) => policy({ ingress: [{ from: peers }] });
const to = (...peers: unknown[]) => policy({ policyTypes: ['Egress'], egress: [{ to: peers }] });
const FROM = '/spec/ingress/0/from';
const TO = '/spec/egress/0/to';
const NAME = 'kubernetes.io/metadata.name';
const named = (name: string) => ({ namespaceSelector: labels({ [NAME]: name }) });
const podSelector = labels({ app: 'web' });
const dns = labels({ 'k8s-app': 'kube-dns' });
const whole = (direction: string, where: string) =>
  `the ${direction} peer is every pod of ${where}, expected those that are meant, by label`;
const OWN = whole('ingress', 'the own namespace');
const anywhere = (text: string, where = 'every namespace, expected one by its label kubernetes.io/metadata.name') =>
  `the egress peer is whatever pod has the labels '${text}' in ${where}`;
const endpoint = (...each: unknown[]) => cilium({ ingress: [{ fromEndpoints: each }] });
const inShop = labels({ 'k8s:io.kubernetes.pod.namespace': 'shop' });

judges(policyPeersNarrow, {
  accepts: [
    ['a policy without rules', policy({})],
    ['pods of the own namespace by label', from({ podSelector })],
    ['pods by an expression', from({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } })],
    ['pods by label in a namespace by name', from({ ...named('web'), podSelector })],
    ['pods by label in namespaces by label', to({ namespaceSelector: labels({ team: 'a' }), podSelector })],
    ['the cluster DNS by both', to({ ...named('kube-system'), podSelector: dns })],
    ['a block', to(block('10.0.0.0/8'))],
    ['no peers, which is everybody and another rule', policy({ ingress: [{}], egress: [{ to: [] }] })],
    [
      'every namespace, which is everybody and another rule',
      [from({ namespaceSelector: {} }), to({ namespaceSelector: {}, podSelector: {} })],
    ],
    ['callers by label in every namespace, which is another rule', from({ namespaceSelector: {}, podSelector })],
    [
      'every namespace but one, which is another rule',
      from({ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['bank'] }] } }),
    ],
    ['a peer that is none', from({}, null, 'web', { podSelector: null })],
    ['selectors that are none', [from({ podSelector: 'web' }), to({ namespaceSelector: {}, podSelector: 'web' })]],
    [
      'a whole namespace in a direction that the policy is not about',
      policy({ policyTypes: ['Egress'], ingress: [{ from: [{ podSelector: {} }] }] }),
    ],
    ['endpoints by label, to Cilium', endpoint(podSelector)],
    ['an entity and a host, to Cilium', cilium({ egress: [{ toEntities: ['host'], toFQDNs: [{ matchName: 'api.example.com' }] }] })],
    ['what Cilium denies to a whole namespace', cilium({ ingressDeny: [{ fromEndpoints: [{}] }] })],
    ['all endpoints of the cluster, which is another rule', clusterwide({ ingress: [{ fromEndpoints: [{}] }] })],
    ['a namesake of another group', { ...from({ podSelector: {} }), apiVersion: 'example.com/v1' }],
    ['an object that is no policy', [app(), object('v1', 'ConfigMap', 'cart', { spec: { ingress: [{ from: [{ podSelector: {} }] }] } })]],
  ],
  refuses: [
    {
      what: 'every pod of the own namespace',
      given: from({ podSelector: {} }),
      finds: [[`${FROM}/0/podSelector`, OWN]],
      absent: 'accepted',
    },
    {
      what: 'every pod of the own namespace, by no labels',
      given: from({ podSelector: { matchLabels: {} } }),
      finds: [[`${FROM}/0/podSelector`, OWN]],
      absent: 'accepted',
    },
    {
      what: 'every pod of a namespace by name',
      given: from(named('web')),
      finds: [[`${FROM}/0/podSelector`, whole('ingress', `the namespaces with '${NAME}=web'`)]],
      absent: 'itself',
    },
    {
      what: 'a null beside the namespace',
      given: from({ ...named('web'), podSelector: null }),
      finds: [[`${FROM}/0/podSelector`, whole('ingress', `the namespaces with '${NAME}=web'`)]],
      absent: [whole('ingress', `the namespaces with '${NAME}=web'`)],
    },
    {
      what: 'an empty selector beside the namespace, of the second peer',
      given: to({ podSelector }, { ...named('web'), podSelector: {} }),
      finds: [[`${TO}/1/podSelector`, whole('egress', `the namespaces with '${NAME}=web'`)]],
      absent: [whole('egress', `the namespaces with '${NAME}=web'`)],
    },
    {
      what: 'every pod of the namespace of the DNS, in the second rule',
      given: policy({
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector }] }, { to: [named('kube-system')], ports: [{ port: 53 }] }],
      }),
      finds: [['/spec/egress/1/to/0/podSelector', whole('egress', `the namespaces with '${NAME}=kube-system'`)]],
      absent: 'itself',
    },
    {
      what: 'the DNS of any namespace',
      given: to({ namespaceSelector: {}, podSelector: dns }),
      finds: [[`${TO}/0/namespaceSelector`, anywhere('k8s-app=kube-dns')]],
      absent: 'accepted',
    },
    {
      what: 'the DNS of any namespace that is named at all',
      given: to({ namespaceSelector: { matchExpressions: [{ key: NAME, operator: 'Exists' }] }, podSelector: dns }),
      finds: [[`${TO}/0/namespaceSelector`, anywhere('k8s-app=kube-dns')]],
      absent: 'accepted',
    },
    {
      what: 'called pods in all namespaces but one',
      given: to({ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['bank'] }] }, podSelector }),
      finds: [
        [`${TO}/0/namespaceSelector`, anywhere('app=web', `every namespace with 'team notin (bank)', those without such a label included`)],
      ],
      absent: 'accepted',
    },
    {
      what: 'both directions',
      given: policy({ ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }),
      finds: [
        [`${FROM}/0/podSelector`, OWN],
        [`${TO}/0/podSelector`, whole('egress', 'the own namespace')],
      ],
      absent: 'accepted',
    },
    {
      what: 'all endpoints of the own namespace, to Cilium',
      given: endpoint({}),
      finds: [['/spec/ingress/0/fromEndpoints/0', OWN]],
      absent: 'accepted',
    },
    {
      what: 'all endpoints of a namespace, to Cilium',
      given: endpoint(podSelector, inShop),
      finds: [['/spec/ingress/0/fromEndpoints/1', whole('ingress', `the namespaces with '${NAME}=shop'`)]],
      absent: 'accepted',
    },
    {
      what: 'called endpoints by label in the whole cluster',
      given: clusterwide({ egress: [{ toEndpoints: [podSelector] }] }),
      finds: [['/spec/egress/0/toEndpoints/0', anywhere('app=web')]],
      absent: 'accepted',
    },
  ],
});
