import { podNodePool } from '../../rules/pod-node-pool';
import { deployment, judges, pod } from './given';
import { namespace } from './namespaces';

const shop = namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/node-selector': 'pool=shop' } });
const required = (...nodeSelectorTerms: unknown[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const term = (...matchExpressions: unknown[]) => ({ matchExpressions });
const POOL = { key: 'pool', operator: 'In', values: ['shop'] };
const LINUX = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
const SELECTOR = '/spec/template/spec/nodeSelector/pool';
const REQUIRED = '/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution';
const SAID = "the pod may run on nodes without 'pool=shop', expected those of namespace 'shop' only";
const given = (spec: Readonly<Record<string, unknown>>) => [deployment(spec), shop];

/** A namespace with several pools, which have the tenant's label in common. */
const several = (...pools: readonly string[]) =>
  namespace('shop', {
    annotations: {
      'scheduler.alpha.kubernetes.io/node-selector': 'tenant=shop',
      'scheduler.alpha.kubernetes.io/defaultTolerations': JSON.stringify(
        pools.map((value) => ({ key: 'pool', value, effect: 'NoSchedule' })),
      ),
    },
  });
const TENANT = "the pod may run on nodes without 'tenant=shop', expected those of namespace 'shop' only";

judges(podNodePool, {
  accepts: [
    ['a node selector', given({ nodeSelector: { pool: 'shop' } })],
    ['a required term', given(required(term(LINUX, POOL)))],
    ['several terms that all name it', given(required(term(POOL), term(LINUX, POOL)))],
    ['an empty term beside it, which matches nothing', given(required({}, term(POOL)))],
    ['a selector beside terms that do not name it', given({ nodeSelector: { pool: 'shop' }, ...required(term(LINUX)) })],
    [
      'several pools, all of them its own',
      [
        deployment(required(term({ key: 'node-restriction.kubernetes.io/pool', operator: 'In', values: ['a', 'b'] }))),
        several('a', 'b', 'c'),
      ],
    ],
    ['a namespace without nodes', [deployment(), namespace('shop')]],
    ['a namespace that is not in the manifests', deployment()],
    ['the nodes of another namespace', [deployment(), { ...shop, metadata: { ...shop.metadata, name: 'market' } }]],
    [
      'an annotation that names none',
      [deployment(), namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/node-selector': 'pool' } })],
    ],
    ['an empty annotation', [deployment(), namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/node-selector': '' } })]],
    [
      'several labels',
      [
        deployment({ nodeSelector: { pool: 'shop', zone: 'a' } }),
        namespace('shop', { annotations: { 'scheduler.alpha.kubernetes.io/node-selector': 'pool=shop, zone=a' } }),
      ],
    ],
  ],
  refuses: [
    { what: 'no selector', given: given({}), finds: [[SELECTOR, SAID]], absent: 'itself' },
    { what: 'a selector that is null', given: given({ nodeSelector: null }), finds: [[SELECTOR, SAID]], absent: 'itself' },
    { what: 'another value', given: given({ nodeSelector: { pool: 'market' } }), finds: [[SELECTOR, SAID]], absent: [SAID] },
    { what: 'another label', given: given({ nodeSelector: { zone: 'a' } }), finds: [[SELECTOR, SAID]], absent: 'itself' },
    {
      what: 'a preference',
      given: given({
        affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term(POOL) }] } },
      }),
      finds: [[SELECTOR, SAID]],
      absent: 'itself',
    },
    {
      what: 'several pools, one of them of somebody else',
      given: [
        deployment(required(term({ key: 'node-restriction.kubernetes.io/pool', operator: 'In', values: ['a', 'x'] }))),
        several('a', 'b'),
      ],
      finds: [[REQUIRED, TENANT]],
      absent: [TENANT],
    },
    { what: 'no terms', given: given(required()), finds: [[REQUIRED, SAID]], absent: [SAID] },
    { what: 'an empty term', given: given(required({})), finds: [[REQUIRED, SAID]], absent: [SAID] },
    { what: 'a term that names something else', given: given(required(term(LINUX))), finds: [[REQUIRED, SAID]], absent: [SAID] },
    {
      what: 'one of two terms that does not name it',
      given: given(required(term(POOL), term(LINUX))),
      finds: [[REQUIRED, SAID]],
      absent: [SAID],
    },
    {
      what: 'a term of a node by its name',
      given: given(required(term(POOL), { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] })),
      finds: [[REQUIRED, SAID]],
      absent: [SAID],
    },
    {
      what: 'other values too',
      given: given(required(term({ ...POOL, values: ['shop', 'market'] }))),
      finds: [[REQUIRED, SAID]],
      absent: [SAID],
    },
    { what: 'no values', given: given(required(term({ ...POOL, values: [] }))), finds: [[REQUIRED, SAID]], absent: [SAID] },
    {
      what: 'whatever value',
      given: given(required(term({ key: 'pool', operator: 'Exists' }))),
      finds: [[REQUIRED, SAID]],
      absent: [SAID],
    },
    { what: 'all but it', given: given(required(term({ ...POOL, operator: 'NotIn' }))), finds: [[REQUIRED, SAID]], absent: [SAID] },
    { what: 'no operator', given: given(required(term({ key: 'pool', values: ['shop'] }))), finds: [[REQUIRED, SAID]], absent: [SAID] },
    { what: 'a bare pod', given: [pod(), shop], finds: [['/spec/nodeSelector/pool', SAID]], absent: 'itself' },
  ],
});
