import { isolationText } from '../../report/isolation';
import { clusterOf, type Facts } from '../rules/given';
import { policy } from '../rules/given-network';
import { namespace } from '../rules/namespaces';
import { roleBinding, roleIn, policy as verbs } from '../rules/roles';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';
const closed = (name: string) => policy({ policyTypes: ['Ingress', 'Egress'] }, 'default-deny', name);
const tenant = (name: string, annotations: object = {}) => [
  namespace(name, { labels: { 'palisade.dev/tenant': name }, annotations }),
  closed(name),
];
const pool = (name: string, whitelist: readonly unknown[] = [{ key: 'pool', operator: 'Equal', value: name }]) => ({
  [SELECTOR]: `pool=${name}`,
  [WHITELIST]: JSON.stringify(whitelist),
});
const bank = { name: 'cart', namespace: 'bank' };
const writer = [
  roleIn('bank', verbs(['create'], '', ['pods'])),
  { ...roleBinding('Role', 'cart', { kind: 'ServiceAccount', ...bank }), metadata: bank },
];
const held = (name: string) => ({
  ...namespace(name, {
    labels: { 'palisade.dev/tenant': name, 'pod-security.kubernetes.io/enforce': 'restricted' },
    annotations: pool(name),
  }),
});
const DEDICATED = [held('shop'), closed('shop'), held('bank'), closed('bank'), ...writer];
const [ON, OFF] = [true, false].map((is) => ({ admissionPlugins: { PodNodeSelector: is, PodTolerationRestriction: is } }));

test.each<[what: string, objects: Parameters<typeof clusterOf>[0], facts: Facts, line: string | undefined]>([
  ['nothing', [], {}, undefined],
  ['namespaces of no tenant', [namespace('shop')], {}, undefined],
  ['manifests that are not all there is', tenant('shop'), { complete: false }, undefined],
  ['a tenant that names no nodes', tenant('shop'), {}, 'isolation: network isolated, permissions isolated, nodes not asked for'],
  [
    'a tenant with nodes beside one without',
    [...tenant('shop', pool('shop')), ...tenant('bank')],
    {},
    'isolation: network isolated, permissions isolated, nodes isolated but for 1 tenant without',
  ],
  ['a shared pool', tenant('shop', pool('shop', [])), {}, 'isolation: network isolated, permissions isolated, nodes open by consent'],
  [
    'a tenant without a policy',
    [...tenant('bank'), ...tenant('shop').slice(0, 1)],
    {},
    'isolation: network broken, permissions isolated, nodes not asked for',
  ],
  [
    'a role that nobody knows',
    [...tenant('shop'), ...tenant('bank'), roleBinding('Role', 'gone', { kind: 'ServiceAccount', ...bank })],
    {},
    "isolation: network isolated, permissions not proven (what Role 'gone' gives serviceaccount:bank/cart is not known), nodes not asked for",
  ],
  [
    'plugins that nobody speaks of',
    DEDICATED,
    {},
    'isolation: network isolated, permissions isolated, nodes not proven if a tenant is hostile (which admission plugins are on is not said)',
  ],
  ['plugins that are on', DEDICATED, ON ?? {}, 'isolation: network isolated, permissions isolated, nodes isolated'],
  ['plugins that are off', DEDICATED, OFF ?? {}, 'isolation: network isolated, permissions isolated, nodes broken'],
])('of %s', (_what, objects, facts, line) => {
  expect(isolationText(clusterOf(objects, facts))).toBe(line);
});
