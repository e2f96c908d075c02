import { tolerationWhitelisted } from '../../rules/toleration-whitelisted';
import { deployment, judges } from './given';
import { namespace } from './namespaces';

const shop = (...tolerations: unknown[]) =>
  namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/tolerationsWhitelist': JSON.stringify(tolerations) } });
const POOL = { key: 'pool', operator: 'Equal', value: 'shop', effect: 'NoSchedule' };
const READY = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
const FIRST = '/spec/template/spec/tolerations/0';
const SAID = "the toleration is not in the whitelist of namespace 'shop', expected one that is, with its operator and effect";
const given = (...tolerations: unknown[]) => [deployment({ tolerations }), shop(POOL, READY)];

judges(tolerationWhitelisted, {
  accepts: [
    ['what it allows', given(POOL, READY)],
    ['fewer seconds', given({ ...READY, tolerationSeconds: 0 })],
    ['one effect where it allows all', [deployment({ tolerations: [POOL] }), shop({ ...POOL, effect: '' })]],
    ['one value where it allows all', [deployment({ tolerations: [POOL] }), shop({ key: 'pool', operator: 'Exists' })]],
    [
      'the same without an operator on both sides',
      [deployment({ tolerations: [{ key: 'pool', value: 'shop' }] }), shop({ key: 'pool', value: 'shop' })],
    ],
    ['an operator where it has none', [deployment({ tolerations: [POOL] }), shop({ key: 'pool', value: 'shop' })]],
    ['whatever a wildcard allows', [deployment({ tolerations: [POOL] }), shop({ operator: 'Exists' })]],
    ['a wildcard, which is the finding of another rule', given({ operator: 'Exists' })],
    ['an empty whitelist, which allows everything', [deployment({ tolerations: [POOL] }), shop()]],
    [
      'a whitelist that is no list',
      [
        deployment({ tolerations: [POOL] }),
        namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/tolerationsWhitelist': 'x' } }),
      ],
    ],
    ['no whitelist', [deployment({ tolerations: [POOL] }), namespace('shop')]],
    [
      'the whitelist of another namespace',
      [deployment({ tolerations: [{ key: 'gpu' }] }), { ...shop(POOL), metadata: { ...shop(POOL).metadata, name: 'market' } }],
    ],
    ['no tolerations', given()],
  ],
  refuses: [
    { what: 'another key', given: given({ ...POOL, key: 'gpu' }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'another value', given: given({ ...POOL, value: 'market' }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'no value', given: given({ ...POOL, value: undefined }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'another effect', given: given({ ...POOL, effect: 'NoExecute' }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'every effect', given: given({ ...POOL, effect: undefined }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'every value', given: given({ ...POOL, operator: 'Exists', value: undefined }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'no operator', given: given({ ...POOL, operator: undefined }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'more seconds', given: given({ ...READY, tolerationSeconds: 301 }), finds: [[FIRST, SAID]], absent: 'accepted' },
    { what: 'all seconds', given: given({ ...READY, tolerationSeconds: undefined }), finds: [[FIRST, SAID]], absent: 'accepted' },
    {
      what: 'a number where it has another operator',
      given: given({ ...POOL, operator: 'Gt' }),
      finds: [[FIRST, SAID]],
      absent: 'accepted',
    },
    {
      what: 'a second toleration',
      given: given(POOL, { key: 'gpu', operator: 'Exists' }),
      finds: [['/spec/template/spec/tolerations/1', SAID]],
      absent: 'accepted',
    },
    { what: 'an entry that is none', given: [deployment({ tolerations: [POOL] }), shop(null)], finds: [[FIRST, SAID]], absent: 'accepted' },
  ],
});
