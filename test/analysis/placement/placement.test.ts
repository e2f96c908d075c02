import fc from 'fast-check';
import type { Manifest } from '../../../analysis/manifest';
import { mayLand } from '../../../analysis/placement/landing';
import { type Break, placementOf, type TenantPlacement } from '../../../analysis/placement/placement';
import type { PlacementFacts } from '../../../analysis/placement/pods';

type Fields = Readonly<Record<string, unknown>>;

const FACTS: PlacementFacts = {
  minor: 33,
  podNodeSelector: 'unknown',
  podTolerationRestriction: 'unknown',
  extendedResourceToleration: 'off',
};
const ON: PlacementFacts = { ...FACTS, podNodeSelector: 'on', podTolerationRestriction: 'on' };
const OFF: PlacementFacts = { ...FACTS, podNodeSelector: 'off', podTolerationRestriction: 'off' };

const POOL = 'node-restriction.kubernetes.io/pool';
const SCHEDULER = 'scheduler.alpha.kubernetes.io';
const tolerations = (pool: string, ...effects: string[]) =>
  (effects.length === 0 ? ['NoSchedule', 'NoExecute'] : effects).map((effect) => ({
    key: 'palisade.dev/pool',
    operator: 'Equal',
    value: pool,
    effect,
  }));
const requires = (...pools: string[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: POOL, operator: 'In', values: pools }] }],
    },
  },
});

function manifest(apiVersion: string, kind: string, metadata: Fields, fields: Fields = {}): Manifest {
  return { object: { apiVersion, kind, metadata: metadata as never, ...fields }, source: `${kind} ${metadata['name']}` };
}

/** A namespace whose annotations name the pool with the same name, as Palisade writes them. */
function namespace(name: string, { annotations = {}, tenant = name }: { annotations?: Fields; tenant?: string } = {}): Manifest {
  const own = {
    [`${SCHEDULER}/node-selector`]: `${POOL}=${name}`,
    [`${SCHEDULER}/defaultTolerations`]: JSON.stringify(tolerations(name)),
    [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify(tolerations(name)),
  };
  return manifest('v1', 'Namespace', { name, labels: { 'palisade.dev/tenant': tenant }, annotations: { ...own, ...annotations } });
}

/** A pod that is pinned to the pool of its namespace and tolerates its taints. */
function pod(namespaceName: string, spec: Fields = {}, name = 'web', [apiVersion, kind] = ['apps/v1', 'Deployment']): Manifest {
  const whole = { tolerations: tolerations(namespaceName), affinity: requires(namespaceName), ...spec };
  return manifest(apiVersion ?? '', kind ?? '', { name, namespace: namespaceName }, { spec: { template: { spec: whole } } });
}

function node(name: string, labels: Fields, taints: readonly Fields[] = [], spec: Fields = {}): Manifest {
  return manifest('v1', 'Node', { name, labels }, { spec: { taints, ...spec } });
}

const poolNode = (name: string, pool: string, effects = ['NoSchedule', 'NoExecute']) =>
  node(
    name,
    { [POOL]: pool },
    effects.map((effect) => ({ key: 'palisade.dev/pool', value: pool, effect })),
  );

const SOUND = [namespace('shop'), namespace('market'), pod('shop'), pod('market')];

function verdict(manifests: readonly Manifest[], facts: PlacementFacts = FACTS, tenant = 'shop'): TenantPlacement {
  return placementOf(manifests, facts).verdictOf(tenant);
}

/** `no: Deployment web on pool 'x': words (reason at /pointer of its source)`. */
function said({ answer, text, pod: subject, group, reasons }: Break): string {
  const who = [subject?.running.manifest.source, group === undefined ? undefined : `on ${group.name}`].filter((part) => part !== undefined);
  const why = reasons.map(
    ({ text: words, where }) => `${words}${where === undefined ? '' : ` at ${where.pointer} of ${where.manifest.source}`}`,
  );
  return `${answer}: ${[...who, ''].join(' ')}${text}${why.length === 0 ? '' : ` (${why.join('; ')})`}`;
}

test('a tenant with its own pool is pinned and alone there', () => {
  for (const tenant of ['shop', 'market']) {
    expect(verdict(SOUND, FACTS, tenant)).toMatchObject({
      groups: [
        {
          name: `pool '${POOL}=${tenant}'`,
          origin: 'implied',
          taints: tolerations(tenant).map(({ key, value, effect }) => ({ key, value, effect })),
        },
      ],
      pinned: { answer: 'yes', breaks: [] },
      exclusive: { answer: 'yes', breaks: [] },
      loose: [],
    });
  }
});

describe('a tenant is pinned', () => {
  const AFFINITY = '/spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution';
  const term = (...matchExpressions: Fields[]) => ({ matchExpressions });
  const terms = (...nodeSelectorTerms: Fields[]) => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });
  const IN = { key: POOL, operator: 'In', values: ['shop'] };

  test.each<[what: string, spec: Fields]>([
    ['by required affinity', {}],
    ['by a node selector', { affinity: undefined, nodeSelector: { [POOL]: 'shop' } }],
    ['by the label of its holder', { affinity: undefined, nodeSelector: { 'node-restriction.kubernetes.io/tenant': 'shop' } }],
    ['by each of several terms', terms(term(IN, { key: 'zone', operator: 'Exists' }), term(IN))],
    ['by a term besides one that matches nothing', terms({}, term(IN))],
    ['by a term besides one that cannot be read', terms(term(IN), term({ key: 'zone', operator: 'Equals', values: ['a'] }))],
    [
      'by a term that leaves one value of two',
      terms(term({ ...IN, values: ['shop', 'market'] }, { key: POOL, operator: 'NotIn', values: ['market'] })),
    ],
    ['where it asks for what contradicts itself', terms(term(IN, { key: POOL, operator: 'DoesNotExist' }))],
    ['where it asks for no node at all', terms()],
    ['where it names its node besides', { nodeName: 'worker-1' }],
    ['where another scheduler places it, as the kubelet asks for the affinity, too', { schedulerName: 'volcano' }],
  ])('%s', (_, spec) => {
    expect(verdict([...SOUND, pod('shop', spec, 'cart')], OFF).pinned).toEqual({ answer: 'yes', breaks: [] });
  });

  test.each<[what: string, spec: Fields, facts: PlacementFacts, expected: string]>([
    [
      'not by nothing',
      { affinity: undefined },
      OFF,
      `no: Deployment cart it asks for no nodes of its tenant (expected it to require '${POOL}=shop' at ${AFFINITY} of Deployment cart)`,
    ],
    [
      'not by preferred affinity',
      { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term(IN) }] } } },
      OFF,
      `no: Deployment cart it asks for no nodes of its tenant (expected it to require '${POOL}=shop' at ${AFFINITY} of Deployment cart)`,
    ],
    [
      'not by another label',
      { affinity: undefined, nodeSelector: { zone: 'a' } },
      OFF,
      `no: Deployment cart its node selector admits nodes that are not its tenant’s (expected it to require '${POOL}=shop' at ${AFFINITY} of Deployment cart)`,
    ],
    [
      'not by the second of two terms',
      terms(term(IN), term({ key: 'zone', operator: 'Exists' })),
      OFF,
      `no: Deployment cart term 2 of its required affinity admits nodes that are not its tenant’s (expected it to require '${POOL}=shop' at ${AFFINITY}/nodeSelectorTerms/1 of Deployment cart)`,
    ],
    [
      'not by two values, one of them another tenant’s',
      terms(term({ ...IN, values: ['shop', 'market'] })),
      OFF,
      `no: Deployment cart term 1 of its required affinity admits nodes that are not its tenant’s (expected it to require '${POOL}=shop' at ${AFFINITY}/nodeSelectorTerms/0 of Deployment cart)`,
    ],
    [
      'not by what it must not be',
      terms(term({ key: POOL, operator: 'NotIn', values: ['market'] })),
      OFF,
      `no: Deployment cart term 1 of its required affinity admits nodes that are not its tenant’s (expected it to require '${POOL}=shop' at ${AFFINITY}/nodeSelectorTerms/0 of Deployment cart)`,
    ],
    [
      'perhaps by its namespace, if the plugin is on',
      { affinity: undefined },
      FACTS,
      `unknown: Deployment cart it asks for no nodes of its tenant (whether PodNodeSelector is on, and adds '${POOL}=shop', is not known at /metadata/annotations/scheduler.alpha.kubernetes.io~1node-selector of Namespace shop)`,
    ],
    [
      'perhaps by a node of a name that no manifest knows',
      { affinity: undefined, nodeName: 'worker-9' },
      OFF,
      "unknown: Deployment cart it names the node 'worker-9', and whose that is no manifest says (the pod skips the scheduler at /spec/template/spec/nodeName of Deployment cart)",
    ],
    [
      'perhaps by a RuntimeClass that is not there',
      { affinity: undefined, runtimeClassName: 'gvisor' },
      OFF,
      "unknown: Deployment cart it asks for no nodes of its tenant (what the RuntimeClass 'gvisor' adds is not known at /spec/template/spec/runtimeClassName of Deployment cart)",
    ],
  ])('%s', (_, spec, facts, expected) => {
    const { pinned } = verdict([...SOUND, pod('shop', spec, 'cart')], facts);
    expect(pinned.breaks.map(said)).toEqual([expected]);
    expect(pinned.answer).toBe(expected.startsWith('no') ? 'no' : 'unknown');
  });

  test('by the plugin PodNodeSelector, where it is on', () => {
    expect(verdict([...SOUND, pod('shop', { affinity: undefined }, 'cart')], ON).pinned.answer).toBe('yes');
  });

  test('by its RuntimeClass', () => {
    const runtimeClass = manifest(
      'node.k8s.io/v1',
      'RuntimeClass',
      { name: 'gvisor' },
      { scheduling: { nodeSelector: { [POOL]: 'shop' } } },
    );
    expect(
      verdict([...SOUND, runtimeClass, pod('shop', { affinity: undefined, runtimeClassName: 'gvisor' }, 'cart')], OFF).pinned.answer,
    ).toBe('yes');
  });

  test('where its pods are refused, as they run nowhere', () => {
    const refused = pod('shop', { affinity: undefined, nodeSelector: { [POOL]: 'market' } }, 'cart');
    expect(verdict([...SOUND, refused], ON).pinned.answer).toBe('yes');
    expect(verdict([...SOUND, refused], OFF).pinned.answer).toBe('no');
  });

  test('over all its namespaces together', () => {
    const [dev, prod] = ['dev', 'prod'].map((name) => namespace(name, { tenant: 'shop' }));
    const given = [dev, prod, pod('dev'), pod('prod', { affinity: requires('dev', 'prod') })].flatMap((each) => each ?? []);
    expect(verdict(given).pinned.answer).toBe('yes');
    expect(verdict(given).exclusive.answer).toBe('yes');
  });

  test('where its annotation names its holder, and its pods one pool each', () => {
    const annotations = {
      [`${SCHEDULER}/node-selector`]: 'node-restriction.kubernetes.io/tenant=shop',
      [`${SCHEDULER}/defaultTolerations`]: JSON.stringify([...tolerations('cpu'), ...tolerations('gpu')]),
      [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify([...tolerations('cpu'), ...tolerations('gpu')]),
    };
    const both = { tolerations: [...tolerations('cpu'), ...tolerations('gpu')] };
    const given = [
      namespace('shop', { annotations }),
      pod('shop', { affinity: requires('cpu'), ...both }),
      pod('shop', { affinity: requires('cpu', 'gpu'), ...both }, 'cart'),
    ];
    const { groups, pinned, exclusive } = verdict([...given, namespace('market'), pod('market')]);
    expect(groups.map(({ name, taints }) => [name, taints.map(({ value }) => value)])).toEqual([
      [`pool '${POOL}=cpu'`, ['cpu', 'cpu']],
      [`pool '${POOL}=gpu'`, ['gpu', 'gpu']],
    ]);
    expect([pinned.answer, exclusive.answer]).toEqual(['yes', 'yes']);
  });
});

describe('a tenant is not alone', () => {
  const WHOLE = { affinity: undefined, tolerations: [{ operator: 'Exists' }] };

  test.each<[what: string, manifests: readonly Manifest[], expected: readonly string[]]>([
    [
      'where a DaemonSet of another tolerates everything',
      [...SOUND, pod('market', WHOLE, 'agent', ['apps/v1', 'DaemonSet'])],
      [
        `no: DaemonSet agent on pool '${POOL}=shop' it may land there (the pod tolerates 'palisade.dev/pool=shop:NoSchedule' at /spec/template/spec/tolerations/0 of DaemonSet agent; the pod tolerates 'palisade.dev/pool=shop:NoExecute' at /spec/template/spec/tolerations/0 of DaemonSet agent)`,
      ],
    ],
    [
      'where another asks for its pool and tolerates it',
      [...SOUND, pod('market', { affinity: requires('shop'), tolerations: tolerations('shop') }, 'cart')],
      [
        `no: Deployment cart on pool '${POOL}=shop' it may land there (the pod tolerates 'palisade.dev/pool=shop:NoSchedule' at /spec/template/spec/tolerations/0 of Deployment cart; the pod tolerates 'palisade.dev/pool=shop:NoExecute' at /spec/template/spec/tolerations/1 of Deployment cart)`,
      ],
    ],
    [
      'where it claims the taint NoSchedule only, which a pod that names its node passes',
      [
        namespace('shop', {
          annotations: {
            [`${SCHEDULER}/defaultTolerations`]: JSON.stringify(tolerations('shop', 'NoSchedule')),
            [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify(tolerations('shop', 'NoSchedule')),
          },
        }),
        pod('shop'),
      ],
      [
        `no: on pool '${POOL}=shop' a pod that names its node skips the scheduler, and no taint NoExecute keeps it out ('palisade.dev/pool=shop:NoSchedule' is asked by the scheduler only at /metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations of Namespace shop)`,
      ],
    ],
    [
      'where no manifest names nodes for it',
      [manifest('v1', 'Namespace', { name: 'shop' }), pod('shop', WHOLE)],
      ['no: the manifests name no nodes for it'],
    ],
  ])('%s', (_, manifests, expected) => {
    const { exclusive } = verdict(manifests, OFF);
    expect(exclusive.breaks.map(said)).toEqual(expected);
    expect(exclusive.answer).toBe('no');
  });

  test('perhaps where the namespace of another has its tolerations by default', () => {
    const market = namespace('market', {
      annotations: { [`${SCHEDULER}/defaultTolerations`]: JSON.stringify([...tolerations('market'), ...tolerations('shop')]) },
    });
    const given = [namespace('shop'), market, pod('shop'), pod('market', { affinity: undefined }, 'cart')];
    expect(verdict(given, { ...OFF, podTolerationRestriction: 'unknown' }).exclusive.answer).toBe('unknown');
    expect(verdict(given, OFF).exclusive.answer).toBe('yes');
    // The whitelist of its own namespace does not have it.
    expect(verdict(given, { ...OFF, podTolerationRestriction: 'on' }).exclusive.answer).toBe('yes');
  });

  test('where a Node of its pool lacks a taint, whatever is claimed', () => {
    const given = [...SOUND, poolNode('worker-1', 'shop'), poolNode('worker-2', 'shop', ['NoSchedule'])];
    const { groups, exclusive } = verdict(given);
    expect(groups.map(({ name }) => name)).toEqual(["node 'worker-1'", "node 'worker-2'"]);
    expect(exclusive.breaks.map(said)).toEqual([
      "no: on node 'worker-2' a pod that names its node skips the scheduler, and no taint NoExecute keeps it out ('palisade.dev/pool=shop:NoSchedule' is asked by the scheduler only at /spec/taints/0 of Node worker-2)",
    ]);
  });

  test.each(['not-ready', 'unreachable'])('where only the taint %s has NoExecute, which every pod tolerates for a while', (name) => {
    const sick = { key: `node.kubernetes.io/${name}`, effect: 'NoExecute' };
    const own = { key: 'palisade.dev/pool', value: 'shop', effect: 'NoSchedule' };
    const worker = (...taints: readonly Fields[]) => verdict([...SOUND, node('worker-1', { [POOL]: 'shop' }, taints)]).exclusive;
    expect(worker(own, { ...own, effect: 'NoExecute' }).answer).toBe('yes');
    expect(worker(own, sick).breaks.map(({ text }) => text)).toEqual([
      'a pod that names its node skips the scheduler, and no taint NoExecute keeps it out',
    ]);
    expect(worker(sick).answer).toBe('no');
  });

  test('where its pool is shared, as nobody claims a taint', () => {
    const annotations = { [`${SCHEDULER}/defaultTolerations`]: '[]', [`${SCHEDULER}/tolerationsWhitelist`]: '[]' };
    const { exclusive, strangers, pinned } = verdict([namespace('shop', { annotations }), pod('shop', { tolerations: [] })]);
    expect([exclusive.answer, strangers.answer, pinned.answer]).toEqual(['shared', 'shared', 'yes']);
  });

  test('but pods of the cluster itself are the cluster’s', () => {
    const proxy = pod('kube-system', WHOLE, 'kube-proxy', ['apps/v1', 'DaemonSet']);
    const placement = placementOf([...SOUND, proxy], FACTS);
    expect([placement.verdictOf('shop').exclusive.answer, placement.tenants]).toEqual(['yes', ['market', 'shop']]);
    expect(placement.assumptions.get('cluster-pods')).toBe(
      'the 1 workloads of kube-system and its like belong to the cluster, wherever they land',
    );
  });
});

test('a foreign toleration is named, even where the affinity of the pod keeps it off', () => {
  const cart = pod('market', { tolerations: [...tolerations('market'), ...tolerations('shop')] }, 'cart');
  const { exclusive, loose } = verdict([...SOUND, cart]);
  expect(exclusive.answer).toBe('yes');
  expect(loose.map(said)).toEqual([
    `unknown: Deployment cart on pool '${POOL}=shop' it tolerates the taints of these nodes, and only its own selector keeps it off (the pod tolerates 'palisade.dev/pool=shop:NoSchedule' at /spec/template/spec/tolerations/2 of Deployment cart)`,
  ]);
});

test('a pool is its tenant’s whose annotations name it, not another’s whose pods ask for it', () => {
  const bare = manifest('v1', 'Namespace', { name: 'market' });
  const given = [namespace('shop'), bare, pod('shop'), pod('market', { affinity: requires('shop'), tolerations: [] })];
  expect(verdict(given, OFF, 'market')).toMatchObject({ groups: [], pinned: { answer: 'no' } });
  expect(verdict(given, OFF)).toMatchObject({ groups: [{ name: `pool '${POOL}=shop'` }], exclusive: { answer: 'yes' } });
});

describe('a namespace whose annotation names the pool of another', () => {
  const SELECTOR = { [`${SCHEDULER}/node-selector`]: `${POOL}=market` };

  test('has it with the taints of the other, whose pods land there', () => {
    const given = [
      namespace('shop', { annotations: SELECTOR }),
      namespace('market'),
      pod('shop', { affinity: requires('market') }),
      pod('market'),
    ];
    const { groups, exclusive } = verdict(given, OFF);
    expect(groups.map(({ name, taints, owners }) => [name, taints.map(({ value }) => value), [...owners.keys()].sort()])).toEqual([
      [`pool '${POOL}=market'`, ['market', 'market'], ['market', 'shop']],
    ]);
    expect(exclusive.breaks.map(({ answer, pod: subject }) => [answer, subject?.tenant])).toEqual([['no', 'market']]);
    expect(verdict(given, OFF, 'market').exclusive.answer).toBe('yes');
  });

  test('has it with the other, where both name taints that say nothing of it', () => {
    const shared = { [`${SCHEDULER}/node-selector`]: `${POOL}=general` };
    const given = [namespace('shop', { annotations: shared }), namespace('market', { annotations: shared })].concat(
      ['shop', 'market'].map((name) => pod(name, { affinity: requires('general') })),
    );
    for (const tenant of ['shop', 'market'])
      expect(verdict(given, OFF, tenant)).toMatchObject({ groups: [{}, {}], exclusive: { answer: 'no' } });
  });
});

test('without annotations a pool is what pods ask for, with the taints that they tolerate', () => {
  const own = (name: string) => ({
    affinity: undefined,
    nodeSelector: { dedicated: name },
    tolerations: [{ key: 'dedicated', value: name }],
  });
  const { groups, pinned, exclusive } = verdict([pod('shop', own('shop')), pod('market', own('market'))], OFF);
  expect(groups.map(({ name, taints }) => [name, taints.map(({ effect }) => effect)])).toEqual([
    ["pool 'dedicated=shop'", ['NoSchedule', 'NoExecute']],
  ]);
  expect([pinned.answer, exclusive.answer]).toEqual(['yes', 'yes']);
});

describe('strangers who may write any pod in the namespace of another tenant are', () => {
  const whitelist = (...pools: string[]) => ({
    [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify(pools.flatMap((pool) => tolerations(pool))),
  });
  const elsewhere = (annotations: Fields, facts: Partial<PlacementFacts>) =>
    verdict([namespace('shop'), namespace('market', { annotations }), pod('shop')], { ...FACTS, ...facts }).strangers;

  test.each<[what: string, annotations: Fields, facts: Partial<PlacementFacts>, answer: string]>([
    ['kept out by both plugins', {}, ON, 'yes'],
    ['kept out by the whitelist alone', {}, { podNodeSelector: 'off', podTolerationRestriction: 'on' }, 'yes'],
    ['kept out by the selector alone, which the kubelet asks, too', {}, { podNodeSelector: 'on', podTolerationRestriction: 'off' }, 'yes'],
    ['let in by neither', {}, OFF, 'no'],
    ['perhaps kept out by plugins that nobody spoke of', {}, {}, 'unknown'],
    ['perhaps kept out by the whitelist', {}, { podNodeSelector: 'off' }, 'unknown'],
    [
      'let in by an empty whitelist, which limits nothing',
      { [`${SCHEDULER}/tolerationsWhitelist`]: '' },
      { podNodeSelector: 'off', podTolerationRestriction: 'on' },
      'no',
    ],
    [
      'let in by a whitelist that cannot be read',
      { [`${SCHEDULER}/tolerationsWhitelist`]: '{' },
      { podNodeSelector: 'off', podTolerationRestriction: 'on' },
      'no',
    ],
    [
      'let in by a whitelist with a foreign pool',
      whitelist('market', 'shop'),
      { podNodeSelector: 'off', podTolerationRestriction: 'on' },
      'no',
    ],
    ['kept out in spite of it by the selector', whitelist('market', 'shop'), ON, 'yes'],
    [
      'let in by a whitelist of NoExecute alone, as a pod that names its node skips the rest',
      { [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify(tolerations('shop', 'NoExecute')) },
      { podNodeSelector: 'off', podTolerationRestriction: 'on' },
      'no',
    ],
    [
      'kept out by a whitelist of NoSchedule alone',
      { [`${SCHEDULER}/tolerationsWhitelist`]: JSON.stringify(tolerations('shop', 'NoSchedule')) },
      { podNodeSelector: 'off', podTolerationRestriction: 'on' },
      'yes',
    ],
  ])('%s', (_, annotations, facts, answer) => {
    expect(elsewhere(annotations, facts).answer).toBe(answer);
  });

  test('not of the tenant itself, in another of its namespaces', () => {
    const dev = namespace('dev', { tenant: 'shop', annotations: { [`${SCHEDULER}/tolerationsWhitelist`]: '' } });
    expect(verdict([namespace('shop'), dev, pod('shop')], ON).strangers.answer).toBe('yes');
  });
});

describe('of a pod and nodes', () => {
  const landing = (manifests: readonly Manifest[], facts: PlacementFacts, name: string, pool: string) => {
    const { pods, groups } = placementOf(manifests, facts);
    const [subject, group] = [
      pods.find(({ running }) => running.manifest.object.metadata.name === name),
      groups.find((each) => each.name.includes(pool)),
    ];
    if (subject === undefined || group === undefined) throw new Error('there is no pod, or no pool');
    const { answer, reasons } = mayLand(subject, group);
    return [answer, ...reasons.map(({ text, where }) => `${text} at ${where?.pointer}`)];
  };

  test('all that keeps it out is said, and where', () => {
    expect(landing(SOUND, OFF, 'web', 'market')).toEqual([
      'no',
      "it does not tolerate 'palisade.dev/pool=market:NoSchedule' at /metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations",
      "it does not tolerate 'palisade.dev/pool=market:NoExecute' at /metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations",
      `term 1 of the affinity asks for '${POOL}=shop' at /spec/template/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0`,
    ]);
  });

  test('a label that no manifest knows of may be there', () => {
    const cart = pod('shop', { affinity: undefined, nodeSelector: { zone: 'a' } }, 'cart');
    expect(landing([...SOUND, cart], OFF, 'cart', 'shop')).toEqual([
      'unknown',
      "whether the nodes have 'zone=a' is not known at /spec/template/spec/nodeSelector/zone",
    ]);
  });

  test.each<[what: string, spec: Fields, facts: PlacementFacts, more: readonly Manifest[], expected: readonly string[]]>([
    [
      'its namespace tolerates for it, where the plugin is on',
      { tolerations: [] },
      ON,
      [],
      [
        'yes',
        ...['NoSchedule', 'NoExecute'].map(
          (effect) =>
            `its namespace tolerates 'palisade.dev/pool=shop:${effect}' at /metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations`,
        ),
      ],
    ],
    [
      'perhaps, where nobody says',
      { tolerations: [] },
      FACTS,
      [],
      [
        'unknown',
        ...['NoSchedule', 'NoExecute'].map(
          (effect) =>
            `whether PodTolerationRestriction is on, and makes the pod tolerate 'palisade.dev/pool=shop:${effect}', is not known at /metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations`,
        ),
      ],
    ],
    [
      'a toleration outside the whitelist is refused',
      { tolerations: [...tolerations('shop'), { operator: 'Exists' }] },
      ON,
      [],
      ['no', "the pod is refused, a toleration is not in the whitelist of namespace 'shop' at /spec/template/spec/tolerations/2"],
    ],
    [
      'its RuntimeClass tolerates for it',
      { tolerations: [], runtimeClassName: 'gvisor' },
      OFF,
      [
        manifest(
          'node.k8s.io/v1',
          'RuntimeClass',
          { name: 'gvisor' },
          { scheduling: { tolerations: [{ key: 'palisade.dev/pool', operator: 'Exists' }] } },
        ),
      ],
      [
        'yes',
        ...['NoSchedule', 'NoExecute'].map(
          (effect) => `its RuntimeClass tolerates 'palisade.dev/pool=shop:${effect}' at /scheduling/tolerations/0`,
        ),
      ],
    ],
    [
      'a RuntimeClass for other nodes refuses it',
      { affinity: undefined, nodeSelector: { [POOL]: 'shop' }, runtimeClassName: 'gvisor' },
      OFF,
      [manifest('node.k8s.io/v1', 'RuntimeClass', { name: 'gvisor' }, { scheduling: { nodeSelector: { [POOL]: 'market' } } })],
      [
        'no',
        `the pod is refused, its selector conflicts with '${POOL}=market' at /scheduling/nodeSelector/node-restriction.kubernetes.io~1pool`,
      ],
    ],
  ])('%s', (_, spec, facts, more, expected) => {
    expect(landing([...SOUND, ...more, pod('shop', spec, 'cart')], facts, 'cart', '=shop')).toEqual(expected);
  });
});

describe('whatever the manifests', () => {
  const pools = fc.constantFrom('shop', 'market', 'bank');
  const spec = fc.record(
    {
      tolerations: fc
        .array(
          pools.map((name) => tolerations(name)),
          { maxLength: 2 },
        )
        .map((lists) => lists.flat()),
      affinity: fc.oneof(
        fc.constant(undefined),
        pools.map((name) => requires(name)),
      ),
      nodeName: fc.constantFrom('worker-1', 'worker-9'),
    },
    { requiredKeys: ['tolerations', 'affinity'] },
  );
  const pods = fc
    .array(fc.record({ where: pools, spec }), { maxLength: 6 })
    .map((list) => list.map((each, index) => pod(each.where, each.spec, `pod-${index}`)));
  const nodes = fc
    .array(fc.record({ pool: pools, effects: fc.subarray(['NoSchedule', 'NoExecute']) }), { maxLength: 3 })
    .map((list) => list.map(({ pool, effects }, index) => poolNode(`worker-${index}`, pool, effects)));
  const facts = fc.constantFrom(FACTS, ON, OFF);
  const rank = { no: 0, unknown: 1, shared: 2, yes: 3 };
  const NAMESPACES = ['shop', 'market', 'bank'].map((name) => namespace(name));
  const answers = (manifests: readonly Manifest[], known: PlacementFacts) => {
    const placement = placementOf(manifests, known);
    return placement.tenants.map((tenant) => {
      const { pinned, exclusive, strangers } = placement.verdictOf(tenant);
      return [tenant, pinned.answer, exclusive.answer, strangers.answer] as const;
    });
  };

  test('the order does not matter', () => {
    fc.assert(
      fc.property(pods, nodes, facts, (some, machines, known) => {
        const given = [...NAMESPACES, ...some, ...machines];
        expect(answers([...given].reverse(), known)).toEqual(answers(given, known));
      }),
    );
  });

  test('another pod makes no verdict better', () => {
    fc.assert(
      fc.property(pods, nodes, facts, pools, spec, (some, machines, known, where, more) => {
        const given = [...NAMESPACES, ...machines, ...some];
        const [before, after] = [answers(given, known), answers([...given, pod(where, more, 'one-more')], known)];
        for (const [index, [, pinned, exclusive]] of after.entries()) {
          expect(rank[pinned]).toBeLessThanOrEqual(rank[before[index]?.[1] ?? 'no']);
          expect(rank[exclusive]).toBeLessThanOrEqual(rank[before[index]?.[2] ?? 'no']);
        }
      }),
    );
  });

  test('a tenant is alone where each pod of others is kept off each of its nodes, asked one by one', () => {
    fc.assert(
      fc.property(pods, nodes, facts, (some, machines, known) => {
        const placement = placementOf([...NAMESPACES, ...some, ...machines], known);
        for (const tenant of placement.tenants) {
          const { groups, exclusive, pinned } = placement.verdictOf(tenant);
          const dedicated = groups.filter(({ taints }) => taints.length > 0);
          const landings = dedicated.flatMap((group) =>
            placement.pods.flatMap((each) => (each.tenant === tenant ? [] : mayLand(each, group).answer)),
          );
          const isOpen = dedicated.some(({ taints }) => taints.every(({ effect }) => effect !== 'NoExecute'));
          const expected = landings.includes('yes') || isOpen ? 'no' : landings.includes('unknown') ? 'unknown' : 'yes';
          expect(exclusive.answer === 'shared' ? 'yes' : exclusive.answer).toBe(expected);
          const foreign = placement.groups.filter(({ owners }) => !owners.has(tenant));
          const strays = foreign.some((group) =>
            placement.pods.some((each) => each.tenant === tenant && mayLand(each, group).answer === 'yes'),
          );
          if (strays) expect(pinned.answer).toBe('no');
        }
      }),
    );
  });

  test('what is not known is not better than either answer', () => {
    fc.assert(
      fc.property(pods, nodes, (some, machines) => {
        const given = [...NAMESPACES, ...some, ...machines];
        const [unknown, on, off] = [answers(given, FACTS), answers(given, ON), answers(given, OFF)];
        for (const [index, verdicts] of unknown.entries()) {
          for (const which of [1, 2, 3] as const) {
            const best = Math.min(rank[on[index]?.[which] ?? 'no'], rank[off[index]?.[which] ?? 'no']);
            if (verdicts[which] === 'yes') expect(best).toBe(rank.yes);
          }
        }
      }),
    );
  });

  test('nothing throws', () => {
    const odd = fc.constantFrom(null, 3, 'x', [], {}, [null], { key: null }, [[]], true);
    const fields = ['tolerations', 'affinity', 'nodeSelector', 'nodeName', 'runtimeClassName', 'schedulerName', 'containers'];
    const strange = fc.dictionary(fc.constantFrom(...fields), odd);
    fc.assert(
      fc.property(strange, odd, odd, (podSpec, annotation, labels) => {
        const metadata = {
          name: 'shop',
          labels,
          annotations: { [`${SCHEDULER}/tolerationsWhitelist`]: annotation, [`${SCHEDULER}/node-selector`]: annotation },
        };
        const given = [
          manifest('v1', 'Namespace', metadata),
          manifest('v1', 'Namespace', { name: annotation, labels, annotations: labels }),
          manifest('v1', 'Node', { name: annotation ?? undefined, labels }, { spec: annotation }),
          manifest('v1', 'Node', { name: 'worker-1', labels }, { spec: { taints: annotation } }),
          manifest('node.k8s.io/v1', 'RuntimeClass', { name: 'x' }, { scheduling: podSpec }),
          pod('shop', podSpec),
          pod(annotation as never, podSpec),
        ];
        for (const known of [ON, FACTS]) expect(() => answers(given, known)).not.toThrow();
      }),
    );
  });
});
