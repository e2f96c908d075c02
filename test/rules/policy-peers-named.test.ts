import { policyPeersNamed } from '../../rules/policy-peers-named';
import { judges, object } from './given';
import { app, block, cilium, clusterwide, labels, policy } from './given-network';

const from = (...peers: unknown[]) => policy({ ingress: [{ from: peers }] });
const to = (...peers: unknown[]) => policy({ policyTypes: ['Egress'], egress: [{ to: peers }] });
const FROM = '/spec/ingress/0/from';
const TO = '/spec/egress/0/to';
const noPeers = (words: string) => `the rule names no peers, so it ${words} everybody`;
const NAMESPACES = 'every namespace, expected one by its label kubernetes.io/metadata.name';
const ADDRESS = 'every address, expected the block of whom it is about';
const everyAddress = (words: string, cidr: string) => `the rule ${words} '${cidr}', which is ${ADDRESS}`;
const NAME = 'kubernetes.io/metadata.name';
const expression = (key: string, operator: string, ...values: string[]) => ({ matchExpressions: [{ key, operator, values }] });
const without = (key: string) => ({ matchExpressions: [{ key, operator: 'DoesNotExist' }] });
const admin = (kind: string, spec: unknown) =>
  ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name: 'default' }, spec }) as never;

judges(policyPeersNamed, {
  accepts: [
    ['a policy without rules', policy({})],
    ['an empty list of rules, which is nobody', policy({ ingress: [] })],
    ['pods of the own namespace', from({ podSelector: {} })],
    ['pods by label', from({ podSelector: labels({ app: 'web' }) })],
    ['a namespace by its name', from({ namespaceSelector: labels({ [NAME]: 'web' }) })],
    ['namespaces by a label they must have', from({ namespaceSelector: expression('team', 'In', 'a', 'b') })],
    ['namespaces that have a label', from({ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } })],
    [
      'called pods by label in every namespace, as the cluster DNS',
      to({ namespaceSelector: {}, podSelector: labels({ 'k8s-app': 'kube-dns' }) }),
    ],
    ['a block', from(block('203.0.113.0/24'))],
    ['one half of all addresses', from(block('0.0.0.0/1'))],
    ['two halves that are the same', from(block('0.0.0.0/1'), block('0.0.0.0/1'))],
    ['the internet without a private network', to(block('0.0.0.0/0', '10.0.0.0/8'))],
    ['the internet of IPv6 without local addresses', to(block('::/0', 'fc00::/7'))],
    ['a peer that is none, which another rule judges', from({}, block('everybody'), block(null))],
    ['everybody in a direction that the policy is not about', policy({ policyTypes: ['Egress'], ingress: [{}] })],
    [
      'halves through different ports',
      policy({
        ingress: [
          { from: [block('0.0.0.0/1')], ports: [{ port: 80 }] },
          { from: [block('128.0.0.0/1')], ports: [{ port: 81 }] },
        ],
      }),
    ],
    ['a selector that is none', from({ namespaceSelector: 'all' })],
    ['a rule of Cilium that says nothing, which is nobody', cilium({ ingress: [{}] })],
    ['an empty list of Cilium, which is nobody', cilium({ ingress: [{ fromEndpoints: [] }] })],
    ['all endpoints of the own namespace, to Cilium', cilium({ ingress: [{ fromEndpoints: [{}] }] })],
    ['an entity of the node', cilium({ ingress: [{ fromEntities: ['host'] }] })],
    ['a host by name', cilium({ egress: [{ toFQDNs: [{ matchName: 'api.example.com' }, { matchPattern: '*.example.com' }] }] })],
    ['a rule of Cilium about ICMP', cilium({ ingress: [{ icmps: [{ fields: [{ type: 8 }] }] }] })],
    ['what Cilium denies to everybody', cilium({ ingressDeny: [{ fromEntities: ['all'] }] })],
    [
      'what an administrator denies to everybody',
      admin('AdminNetworkPolicy', { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }),
    ],
    [
      'what an administrator allows to a tenant',
      admin('AdminNetworkPolicy', { ingress: [{ action: 'Allow', from: [{ namespaces: labels({ team: 'a' }) }] }] }),
    ],
    ['a namesake of another group', { ...from(), apiVersion: 'example.com/v1', spec: { ingress: [{}] } } as never],
    ['an object that is no policy', [app(), object('v1', 'ConfigMap', 'cart', { spec: { ingress: [{}] } })]],
  ],
  refuses: [
    { what: 'a rule without peers', given: policy({ ingress: [{}] }), finds: [[FROM, noPeers('lets in')]], absent: 'itself' },
    { what: 'a rule that is null', given: policy({ ingress: [null] }), finds: [[FROM, noPeers('lets in')]], absent: 'itself' },
    { what: 'an empty list of peers', given: from(), finds: [[FROM, noPeers('lets in')]], absent: [noPeers('lets in')] },
    {
      what: 'peers that are null',
      given: policy({ ingress: [{ from: null, ports: [{ port: 80 }] }] }),
      finds: [[FROM, noPeers('lets in')]],
      absent: [noPeers('lets in')],
    },
    { what: 'an empty list of destinations', given: to(), finds: [[TO, noPeers('lets out to')]], absent: [noPeers('lets out to')] },
    {
      what: 'egress without types, which is about egress',
      given: policy({ egress: [{}] }),
      finds: [[TO, noPeers('lets out to')]],
      absent: 'itself',
    },
    {
      what: 'the second rule',
      given: policy({ ingress: [{ from: [{ podSelector: {} }] }, {}] }),
      finds: [['/spec/ingress/1/from', noPeers('lets in')]],
      absent: 'itself',
    },
    {
      what: 'every namespace',
      given: from({ namespaceSelector: {} }),
      finds: [[`${FROM}/0`, `the rule lets in ${NAMESPACES}`]],
      absent: [noPeers('lets in')],
    },
    {
      what: 'every namespace by an empty list of labels',
      given: from({ namespaceSelector: { matchLabels: {} } }),
      finds: [[`${FROM}/0`, `the rule lets in ${NAMESPACES}`]],
      absent: [noPeers('lets in')],
    },
    {
      what: 'every namespace by the label that all have',
      given: from({ namespaceSelector: { matchExpressions: [{ key: NAME, operator: 'Exists' }] } }),
      finds: [[`${FROM}/0`, `the rule lets in ${NAMESPACES}`]],
      absent: [noPeers('lets in')],
    },
    {
      what: 'callers by label in every namespace',
      given: from({ podSelector: {} }, { namespaceSelector: {}, podSelector: labels({ app: 'web' }) }),
      finds: [[`${FROM}/1`, `the rule lets in ${NAMESPACES}`]],
      absent: 'accepted',
    },
    {
      what: 'every namespace to be called',
      given: to({ namespaceSelector: {}, podSelector: {} }),
      finds: [[`${TO}/0`, `the rule lets out to ${NAMESPACES}`]],
      absent: [noPeers('lets out to')],
    },
    {
      what: 'every namespace but one',
      given: from({ namespaceSelector: expression('team', 'NotIn', 'bank') }),
      finds: [[`${FROM}/0`, `the rule lets in every namespace with 'team notin (bank)', those without such a label included`]],
      absent: [noPeers('lets in')],
    },
    {
      what: 'every namespace without a label',
      given: from({ namespaceSelector: without('closed') }),
      finds: [[`${FROM}/0`, `the rule lets in every namespace with '!closed', those without such a label included`]],
      absent: [noPeers('lets in')],
    },
    {
      what: 'every address',
      given: from(block('0.0.0.0/0')),
      finds: [[`${FROM}/0/ipBlock/cidr`, everyAddress('lets in', '0.0.0.0/0')]],
      absent: 'accepted',
    },
    {
      what: 'every address, with host bits',
      given: from(block('1.2.3.4/0')),
      finds: [[`${FROM}/0/ipBlock/cidr`, everyAddress('lets in', '1.2.3.4/0')]],
      absent: 'accepted',
    },
    {
      what: 'every address of IPv6',
      given: to(block('::/0')),
      finds: [[`${TO}/0/ipBlock/cidr`, everyAddress('lets out to', '::/0')]],
      absent: 'accepted',
    },
    {
      what: 'every address but one',
      given: to(block('0.0.0.0/0', '169.254.169.254/32')),
      finds: [[`${TO}/0/ipBlock/cidr`, everyAddress('lets out to', '0.0.0.0/0')]],
      absent: 'accepted',
    },
    {
      what: 'all addresses in halves',
      given: to(block('0.0.0.0/1'), block('128.0.0.0/1')),
      finds: [['/spec/egress', `'0.0.0.0/1', '128.0.0.0/1' together are ${ADDRESS}`]],
      absent: 'accepted',
    },
    {
      what: 'all addresses in three parts over two rules',
      given: policy({
        policyTypes: ['Egress'],
        egress: [{ to: [block('0.0.0.0/1'), block('192.0.0.0/2')] }, { to: [block('128.0.0.0/2')] }],
      }),
      finds: [['/spec/egress', `'0.0.0.0/1', '192.0.0.0/2', '128.0.0.0/2' together are ${ADDRESS}`]],
      absent: 'accepted',
    },
    {
      what: 'both families',
      given: from(block('0.0.0.0/0'), block('::/0')),
      finds: [
        [`${FROM}/0/ipBlock/cidr`, everyAddress('lets in', '0.0.0.0/0')],
        [`${FROM}/1/ipBlock/cidr`, everyAddress('lets in', '::/0')],
      ],
      absent: 'accepted',
    },
    {
      what: 'a rule of Cilium about ports alone',
      given: cilium({ ingress: [{ toPorts: [{ ports: [{ port: '80' }] }] }] }),
      finds: [['/spec/ingress/0', noPeers('lets in')]],
      absent: 'accepted',
    },
    {
      what: 'an entity that is everybody',
      given: cilium({ ingress: [{ fromEntities: ['host', 'world'] }] }),
      finds: [['/spec/ingress/0/fromEntities/1', `the rule lets in the entity 'world', which is everybody there`]],
      absent: 'accepted',
    },
    {
      what: 'the entity of all pods',
      given: cilium({ egress: [{ toEntities: ['cluster'] }] }),
      finds: [['/spec/egress/0/toEntities/0', `the rule lets out to the entity 'cluster', which is everybody there`]],
      absent: 'accepted',
    },
    {
      what: 'every host by a pattern',
      given: cilium({ egress: [{ toFQDNs: [{ matchPattern: '*' }] }] }),
      finds: [['/spec/egress/0/toFQDNs/0', `the rule lets out to '*', which is every host`]],
      absent: 'accepted',
    },
    {
      what: 'every address, to Cilium',
      given: cilium({ egress: [{ toCIDR: ['0.0.0.0/0'] }] }),
      finds: [['/spec/egress/0/toCIDR/0', everyAddress('lets out to', '0.0.0.0/0')]],
      absent: 'accepted',
    },
    {
      what: 'every address in a set, to Cilium',
      given: cilium({ ingress: [{ fromCIDRSet: [{ cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] }] }] }),
      finds: [['/spec/ingress/0/fromCIDRSet/0/cidr', everyAddress('lets in', '0.0.0.0/0')]],
      absent: 'accepted',
    },
    {
      what: 'every namespace, to Cilium',
      given: cilium({
        ingress: [{ fromEndpoints: [{ matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] }] }],
      }),
      finds: [['/spec/ingress/0/fromEndpoints/0', `the rule lets in ${NAMESPACES}`]],
      absent: 'accepted',
    },
    {
      what: 'all endpoints of the cluster',
      given: clusterwide({ ingress: [{ fromEndpoints: [{}] }] }),
      finds: [['/spec/ingress/0/fromEndpoints/0', `the rule lets in ${NAMESPACES}`]],
      absent: 'accepted',
    },
    {
      what: 'every namespace, allowed by an administrator',
      given: admin('AdminNetworkPolicy', { ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] }),
      finds: [[`${FROM}/0`, `the rule lets in ${NAMESPACES}`]],
      absent: 'accepted',
    },
    {
      what: 'all pods, allowed by an administrator',
      given: admin('BaselineAdminNetworkPolicy', {
        egress: [{ action: 'Allow', to: [{ pods: { namespaceSelector: {}, podSelector: {} } }] }],
      }),
      finds: [[`${TO}/0`, `the rule lets out to ${NAMESPACES}`]],
      absent: 'accepted',
    },
    {
      what: 'all addresses, accepted by an administrator',
      given: admin('ClusterNetworkPolicy', { egress: [{ action: 'Accept', to: [{ networks: ['0.0.0.0/0', 3] }] }] }),
      finds: [[`${TO}/0`, everyAddress('lets out to', '0.0.0.0/0')]],
      absent: 'accepted',
    },
  ],
});
