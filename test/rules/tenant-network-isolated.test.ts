import { tenantNetworkIsolated } from '../../rules/tenant-network-isolated';
import { judges } from './given';
import { app, labels, policy, TO_ALL } from './given-network';
import { namespace } from './namespaces';
import { policy as core, roleBinding, roleIn } from './roles';

const tenant = (name: string, of = name) => namespace(name, { labels: { 'palisade.dev/tenant': of } });
const closed = (name: string) => policy(TO_ALL, 'default-deny', name);
const [shop, bank] = [tenant('shop'), tenant('bank')];
const web = app({ app: 'web' }, [], 'bank');
const CLOSED = [shop, closed('shop'), bank, closed('bank'), web, app()];

const from = (name: string) => ({
  namespaceSelector: labels({ 'kubernetes.io/metadata.name': name }),
  podSelector: labels({ app: 'web' }),
});
const PORT = [{ port: 6379 }];
const LETS_IN = { policyTypes: ['Ingress'], ingress: [{ from: [from('bank')], ports: PORT }] };
const into = (allows?: string) => {
  const given = policy({ podSelector: labels({ app: 'cart' }), ...LETS_IN });
  return allows === undefined ? given : { ...given, metadata: { ...given.metadata, annotations: { 'palisade.dev/allows': allows } } };
};
const out = policy(
  {
    ...{ podSelector: labels({ app: 'web' }), policyTypes: ['Egress'] },
    egress: [
      { to: [{ namespaceSelector: labels({ 'kubernetes.io/metadata.name': 'shop' }), podSelector: labels({ app: 'cart' }) }], ports: PORT },
    ],
  },
  'web',
  'bank',
);
const wide = (name: string, spec: object) => policy({ podSelector: {}, ...spec }, 'wide', name);
const INGRESS = { policyTypes: ['Ingress'], ingress: [{}] };
const UNENFORCED = 'every tenant can reach every tenant: the network plugin flannel does not enforce network policies (any pod -> any pod)';
const PATH = 'bank/cart -> shop/cart 6379/TCP';

/** A ServiceAccount of bank may write policies there. */
const writer = [
  roleIn('bank', core(['create'], 'networking.k8s.io', ['networkpolicies'])),
  {
    ...roleBinding('Role', 'cart', { kind: 'ServiceAccount', name: 'web', namespace: 'bank' }),
    metadata: { name: 'cart', namespace: 'bank' },
  },
];

judges(tenantNetworkIsolated, {
  accepts: [
    ['nothing', []],
    ['two tenants that are closed', CLOSED],
    ['a call that both ends open and the one who is called declares', [...CLOSED, out, into('from bank/cart 6379/TCP')]],
    ['a call that only the caller opens', [...CLOSED, out]],
    [
      'a call inside a tenant of several namespaces',
      [tenant('shop', 'both'), closed('shop'), tenant('bank', 'both'), closed('bank'), web, app(), out, into()],
    ],
    ['namespaces of which none is a tenant’s', [namespace('shop'), namespace('bank'), web, app()]],
    ['a label of a tenant that is empty', [tenant('shop', ''), app()]],
    ['a label of a tenant that is no text', [namespace('shop', { labels: { 'palisade.dev/tenant': 3 } }), app()]],
    ['an open namespace beside those of tenants', [...CLOSED, namespace('tools'), app({ app: 'web' }, [], 'tools')]],
    ['manifests that are not all there is', [shop, app()], { complete: false }],
    ['a network plugin that nobody names', CLOSED, { cni: undefined }],
    [
      'a call to addresses that nobody declares, and that may be of pods or not',
      [...CLOSED, wide('shop', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })],
    ],
    ['a call that only the one who is called opens', [...CLOSED, into()]],
    ['a tenant that may add policies beside one that is closed', [...CLOSED, ...writer]],
    ['a tenant that may add policies beside one that declares the call', [...CLOSED, into('from bank/cart 6379/TCP'), ...writer]],
  ],
  refuses: [
    {
      what: 'a tenant without a policy',
      given: [shop, bank, closed('bank')],
      finds: [
        [
          '/metadata/name',
          "anybody else can reach 'shop': nobody declares that it is open (anywhere -> shop/(a pod that is not here) all ports, and 1 more way)",
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a call that nobody declares',
      given: [...CLOSED, out, into()],
      finds: [[7, '/spec/ingress/0', `'bank' can reach 'shop': nobody declares that it is open (${PATH})`]],
      absent: 'accepted',
    },
    {
      what: 'a call that another line declares',
      given: [...CLOSED, out, into('from bank/other 6379/TCP')],
      finds: [[7, '/spec/ingress/0', `'bank' can reach 'shop': nobody declares that it is open (${PATH})`]],
      absent: 'accepted',
    },
    {
      what: 'a policy that lets everybody in',
      given: [...CLOSED, wide('shop', INGRESS)],
      finds: [[6, '/spec/ingress/0', "anybody else can reach 'shop': nobody declares that it is open (anywhere -> shop/cart all ports)"]],
      absent: 'accepted',
    },
    {
      what: 'a network plugin that enforces no policy',
      given: CLOSED,
      facts: { cni: { name: 'flannel', enforcesNetworkPolicy: false } },
      finds: [['/metadata/name', UNENFORCED]],
      absent: [UNENFORCED],
    },
    {
      what: 'a call that only the one who is called opens, if the caller may add policies',
      given: [...CLOSED, into(), ...writer],
      finds: [[6, '/spec/ingress/0', `if it is hostile, 'bank' could reach 'shop': nobody declares that it is open (${PATH})`]],
      absent: 'accepted',
    },
  ],
});
