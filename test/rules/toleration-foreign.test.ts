import { tolerationForeign } from '../../rules/toleration-foreign';
import { deployment, judges } from './given';
import { namespace } from './namespaces';

const PREFIX = 'scheduler.alpha.kubernetes.io/';
const pool = (name: string, ...more: object[]) =>
  JSON.stringify([{ key: 'pool', operator: 'Equal', value: name, effect: 'NoSchedule' }, ...more]);
const owner = (name: string, annotations: object = {}, labels: object = {}) =>
  namespace(name, { labels, annotations: { [`${PREFIX}defaultTolerations`]: pool(name), ...annotations } });
const shop = owner('shop');
const market = owner('market');
const tolerating = (...tolerations: unknown[]) => deployment({ tolerations });
const FIRST = '/spec/template/spec/tolerations/0';
const said = (who: string, taint: string, tenant: string) =>
  `the ${who} tolerates the taint '${taint}' of tenant '${tenant}', expected those of its own tenant only`;
const POD = said('pod', 'pool=market:NoSchedule', 'market');
const WHITELIST = '/metadata/annotations/scheduler.alpha.kubernetes.io~1tolerationsWhitelist';
const MARKET = { key: 'pool', value: 'market' };

judges(tolerationForeign, {
  accepts: [
    ['the own taint', [shop, market, tolerating({ key: 'pool', value: 'shop' })]],
    ['a taint of nobody', [shop, market, tolerating({ key: 'pool', value: 'general' }, { key: 'gpu', operator: 'Exists' })]],
    ['another effect', [shop, market, tolerating({ ...MARKET, effect: 'NoExecute' })]],
    ['another key', [shop, market, tolerating({ key: 'Pool', value: 'market' })]],
    ['a wildcard, which is the finding of another rule', [shop, market, tolerating({ operator: 'Exists' })]],
    ['no key, which the API server refuses', [shop, market, tolerating({ value: 'market' })]],
    [
      'a number that does not fit',
      [shop, owner('7'), tolerating({ key: 'pool', operator: 'Gt', value: '7' }, { key: 'pool', operator: 'Lt', value: '7' })],
    ],
    ['an operator that there is not', [shop, market, tolerating({ ...MARKET, operator: 'In' })]],
    [
      'a taint that both namespaces have',
      [owner('shop', { [`${PREFIX}tolerationsWhitelist`]: pool('market') }), market, tolerating(MARKET)],
    ],
    [
      'the taint of another namespace of the same tenant',
      [owner('shop', {}, { 'palisade.dev/tenant': 'one' }), owner('market', {}, { 'palisade.dev/tenant': 'one' }), tolerating(MARKET)],
    ],
    [
      'taints that every node may get',
      [
        namespace('market', { annotations: { [`${PREFIX}defaultTolerations`]: '[{"key":"node.kubernetes.io/not-ready"}]' } }),
        tolerating({ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }),
      ],
    ],
    [
      'a taint of whatever value',
      [
        namespace('market', { annotations: { [`${PREFIX}defaultTolerations`]: '[{"key":"gpu","operator":"Exists"}]' } }),
        tolerating({ key: 'gpu', operator: 'Exists' }),
      ],
    ],
    [
      'annotations that are no lists',
      [namespace('market', { annotations: { [`${PREFIX}defaultTolerations`]: 'pool=market' } }), tolerating(MARKET)],
    ],
    ['tolerations that are none', [market, tolerating(null, 'pool', 3)]],
  ],
  refuses: [
    { what: 'the taint of another tenant', given: [shop, market, tolerating(MARKET)], finds: [[2, FIRST, POD]], absent: 'accepted' },
    {
      what: 'the same, with the effect',
      given: [shop, market, tolerating({ ...MARKET, effect: 'NoSchedule' })],
      finds: [[2, FIRST, POD]],
      absent: 'accepted',
    },
    {
      what: 'the same, of a namespace that is not in the manifests',
      given: [market, tolerating(MARKET)],
      finds: [[1, FIRST, POD]],
      absent: 'accepted',
    },
    {
      what: 'every value of the key',
      given: [shop, market, tolerating({ key: 'pool', operator: 'Exists' })],
      finds: [[2, FIRST, POD]],
      absent: 'accepted',
    },
    {
      what: 'a greater number',
      given: [shop, owner('7'), tolerating({ key: 'pool', operator: 'Gt', value: '6' })],
      finds: [[2, FIRST, said('pod', 'pool=7:NoSchedule', '7')]],
      absent: 'accepted',
    },
    {
      what: 'a lesser number',
      given: [shop, owner('7'), tolerating({ key: 'pool', operator: 'Lt', value: '8' })],
      finds: [[2, FIRST, said('pod', 'pool=7:NoSchedule', '7')]],
      absent: 'accepted',
    },
    {
      what: 'a second toleration',
      given: [shop, market, tolerating({ key: 'pool', value: 'shop' }, MARKET)],
      finds: [[2, '/spec/template/spec/tolerations/1', POD]],
      absent: 'accepted',
    },
    {
      what: 'a taint of every effect',
      given: [
        namespace('market', { annotations: { [`${PREFIX}tolerationsWhitelist`]: '[{"key":"pool","value":"market"}]' } }),
        tolerating({ ...MARKET, effect: 'NoExecute' }),
      ],
      finds: [[1, FIRST, said('pod', 'pool=market:NoExecute', 'market')]],
      absent: 'accepted',
    },
    {
      what: 'a whitelist of another tenant, whose nodes the selector does not name',
      given: [
        owner('shop', {
          [`${PREFIX}node-selector`]: 'pool=shop',
          [`${PREFIX}tolerationsWhitelist`]: pool('shop', { ...MARKET, effect: 'NoSchedule' }),
        }),
        market,
      ],
      finds: [[0, WHITELIST, said('namespace', 'pool=market:NoSchedule', 'market')]],
      absent: 'accepted',
    },
    {
      what: 'defaults of another tenant',
      given: [
        namespace('shop', { annotations: { [`${PREFIX}node-selector`]: 'pool=shop', [`${PREFIX}defaultTolerations`]: pool('market') } }),
        market,
      ],
      finds: [
        [
          0,
          '/metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations',
          said('namespace', 'pool=market:NoSchedule', 'market'),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'the taint of another tenant by its label',
      given: [
        owner('shop', {}, { 'palisade.dev/tenant': 'one' }),
        owner('market', {}, { 'palisade.dev/tenant': 'two' }),
        tolerating(MARKET),
      ],
      finds: [[2, FIRST, said('pod', 'pool=market:NoSchedule', 'two')]],
      absent: 'accepted',
    },
  ],
});
