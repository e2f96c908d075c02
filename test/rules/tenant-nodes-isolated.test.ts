import { tenantNodesIsolated } from '../../rules/tenant-nodes-isolated';
import { judges, object } from './given';
import { namespace } from './namespaces';
import { policy, roleBinding, roleIn } from './roles';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';
const labels = (name: string) => ({ 'palisade.dev/tenant': name });
const taint = (pool: string) => ({ key: 'pool', operator: 'Equal', value: pool });
const owner = (name: string, whitelist: readonly unknown[] = [taint(name)]) =>
  namespace(name, { labels: labels(name), annotations: { [SELECTOR]: `pool=${name}`, [WHITELIST]: JSON.stringify(whitelist) } });
const pod = (name: string, pool: string, tolerations: readonly unknown[] = [taint(pool)], more: object = {}) => ({
  ...object('v1', 'Pod', 'cart', { spec: { nodeSelector: { pool }, tolerations, containers: [], ...more } }),
  metadata: { name: 'cart', namespace: name },
});
const TWO = [owner('shop'), owner('bank')];
const HOME = pod('shop', 'shop');
const writer = [
  roleIn('bank', policy(['create'], '', ['pods'])),
  {
    ...roleBinding('Role', 'cart', { kind: 'ServiceAccount', name: 'web', namespace: 'bank' }),
    metadata: { name: 'cart', namespace: 'bank' },
  },
];
const OFF = { admissionPlugins: { PodNodeSelector: false, PodTolerationRestriction: false } };
const ON = { admissionPlugins: { PodNodeSelector: true, PodTolerationRestriction: true } };
const LEAVES = "'shop' may run on nodes of anybody else: it asks for no nodes of its tenant (Pod shop/cart -> other nodes)";
const HOSTILE =
  "if it is hostile, 'bank' could run on nodes of 'shop': it may put pods on the nodes of others (a pod of bank that tolerates what it likes -> pool 'pool=shop')";
const LANDS = "'bank' may run on nodes of 'shop': it may land there (Pod bank/cart -> pool 'pool=shop')";

judges(tenantNodesIsolated, {
  accepts: [
    ['nothing', []],
    ['two tenants on their own nodes', [...TWO, HOME, pod('bank', 'bank')]],
    [
      'a tenant that names no nodes',
      [namespace('shop', { labels: labels('shop') }), object('v1', 'Pod', 'cart', { spec: { containers: [] } })],
    ],
    [
      'a tenant that names nodes beside one that does not',
      [owner('shop'), HOME, namespace('bank', { labels: labels('bank') }), pod('bank', 'none', [])],
    ],
    ['nodes that are shared: no taint is claimed', [owner('shop', []), owner('bank', [])]],
    ['namespaces of which none is a tenant’s', [namespace('shop', { annotations: { [SELECTOR]: 'pool=shop' } }), pod('bank', 'shop')]],
    ['manifests that are not all there is', [...TWO, HOME, pod('bank', 'shop')], { complete: false }],
    ['whoever may write pods, as long as nobody knows which plugins are on', [...TWO, ...writer]],
    ['whoever may write pods, where the plugins are on', [...TWO, ...writer], ON],
    ['nobody who may write pods, where the plugins are off', TWO, OFF],
  ],
  refuses: [
    {
      what: 'a pod on the nodes of another tenant',
      given: [owner('shop'), namespace('bank', { labels: labels('bank') }), pod('bank', 'shop')],
      finds: [[2, '/spec', LANDS]],
      absent: 'accepted',
    },
    {
      what: 'a pod of no tenant on the nodes of one',
      given: [owner('shop'), pod('bank', 'shop')],
      finds: [[1, '/spec', LANDS]],
      absent: 'accepted',
    },
    {
      what: 'a pod that may leave the nodes of its tenant',
      given: [owner('shop'), HOME, pod('shop', 'shop', [taint('shop')], { nodeSelector: {} })],
      facts: OFF,
      finds: [[2, '/spec', LEAVES]],
      absent: [LEAVES],
    },
    {
      what: 'whoever may write pods, where the plugins are off',
      given: [...TWO, ...writer],
      facts: OFF,
      finds: [[1, `/metadata/annotations/${SELECTOR.replace('/', '~1')}`, HOSTILE]],
      absent: [HOSTILE],
    },
    {
      what: 'a whitelist with the taint of another tenant, for whoever may write pods',
      given: [owner('shop'), owner('bank', [taint('bank'), taint('shop')]), ...writer],
      facts: { admissionPlugins: { PodNodeSelector: false, PodTolerationRestriction: true } },
      finds: [[1, `/metadata/annotations/${WHITELIST.replace('/', '~1')}`, HOSTILE]],
      absent: [HOSTILE],
    },
  ],
});
