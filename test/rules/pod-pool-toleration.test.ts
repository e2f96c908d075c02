import { podPoolToleration } from '../../rules/pod-pool-toleration';
import { deployment, judges, pod } from './given';
import { namespace } from './namespaces';

const DEFAULTS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const TAINT = { key: 'pool', operator: 'Equal', value: 'shop', effect: 'NoSchedule' };
const EVICTING = { ...TAINT, effect: 'NoExecute' };
const owner = (...tolerations: unknown[]) => namespace('shop', { annotations: { [DEFAULTS]: JSON.stringify(tolerations) } });
const shop = owner(TAINT, EVICTING);
const given = (...tolerations: unknown[]) => [deployment({ tolerations }), shop];
const POINTER = '/spec/template/spec/tolerations';
const said = (taints: string) => `the pod does not tolerate ${taints}, expected the taints of the nodes of namespace 'shop'`;
const FIRST = "'pool=shop:NoSchedule'";
const SECOND = "'pool=shop:NoExecute'";
const BOTH = said(`${FIRST}, ${SECOND}`);

const heldTo = (...values: readonly string[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'node-restriction.kubernetes.io/pool', operator: 'In', values }] }],
      },
    },
  },
});

judges(podPoolToleration, {
  accepts: [
    ['both tolerations', given(TAINT, EVICTING)],
    ['one of every effect', given({ key: 'pool', value: 'shop' })],
    ['one of every value', given({ key: 'pool', operator: 'Exists' })],
    ['one of everything', given({ operator: 'Exists' })],
    [
      'those of the pool that it is held to, of several',
      [
        deployment({ tolerations: [TAINT], nodeSelector: { 'node-restriction.kubernetes.io/pool': 'shop' } }),
        owner(TAINT, { ...TAINT, value: 'large' }),
      ],
    ],
    ['a namespace without defaults', [deployment(), namespace('shop')]],
    ['the defaults of another namespace', [deployment(), { ...shop, metadata: { ...shop.metadata, name: 'market' } }]],
    ['defaults for taints that every node may get', [deployment(), owner({ key: 'node.kubernetes.io/not-ready', operator: 'Equal' })]],
    ['defaults of whatever value', [deployment(), owner({ key: 'pool', operator: 'Exists' })]],
    ['defaults that are no list', [deployment(), namespace('shop', { annotations: { [DEFAULTS]: 'pool' } })]],
  ],
  refuses: [
    { what: 'no tolerations', given: [deployment(), shop], finds: [[POINTER, BOTH]], absent: 'itself' },
    {
      what: 'held to one of several pools by its affinity, and lacking that',
      given: [deployment({ tolerations: [TAINT], ...heldTo('large') }), owner(TAINT, { ...TAINT, value: 'large' })],
      finds: [[POINTER, said("'pool=large:NoSchedule'")]],
      absent: [said("'pool=large:NoSchedule'")],
    },
    {
      what: 'held to a pool that is none of its own',
      given: [
        deployment({ tolerations: [TAINT], nodeSelector: { 'node-restriction.kubernetes.io/pool': 'market' } }),
        owner(TAINT, { ...TAINT, value: 'large' }),
      ],
      finds: [[POINTER, said("'pool=large:NoSchedule'")]],
      absent: [said(`${FIRST}, 'pool=large:NoSchedule'`)],
    },
    { what: 'an empty list', given: given(), finds: [[POINTER, BOTH]], absent: [BOTH] },
    { what: 'a list that is null', given: [deployment({ tolerations: null }), shop], finds: [[POINTER, BOTH]], absent: [BOTH] },
    { what: 'one effect only', given: given(TAINT), finds: [[POINTER, said(SECOND)]], absent: [BOTH] },
    { what: 'another value', given: given({ ...TAINT, value: 'market' }, EVICTING), finds: [[POINTER, said(FIRST)]], absent: [BOTH] },
    { what: 'no value', given: given({ key: 'pool' }), finds: [[POINTER, BOTH]], absent: [BOTH] },
    { what: 'no key', given: given({ ...TAINT, key: undefined }, EVICTING), finds: [[POINTER, said(FIRST)]], absent: [BOTH] },
    {
      what: 'defaults of every effect',
      given: [deployment({ tolerations: [EVICTING] }), owner({ key: 'pool', value: 'shop' })],
      finds: [[POINTER, said(FIRST)]],
      absent: [BOTH],
    },
    { what: 'a bare pod', given: [pod(), shop], finds: [['/spec/tolerations', BOTH]], absent: 'itself' },
  ],
});
