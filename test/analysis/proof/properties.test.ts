import fc from 'fast-check';
import '../../seed';
import type { KubernetesObject } from '../../../analysis/manifest';
import type { Known } from '../../../analysis/placement/pods';
import { ASPECTS, type Aspect, type Side, STANDINGS, type Standing, worstOf } from '../../../analysis/proof/opening';
import { type Proof, proofOf } from '../../../analysis/proof/proof';
import { bindings, type Cluster, clusters, policies, SPACES, TENANTS } from '../../oracles/proof-sets';

// biome-ignore lint/suspicious/noExplicitAny: the objects are changed as somebody would who edits them
type Anything = any;

const FACTS: Parameters<typeof proofOf>[1] = {
  ...{ minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'off' },
  denyServiceExternalIPs: 'on',
};
const RUNS = { numRuns: 50 };

const prove = (cluster: Cluster, facts: Parameters<typeof proofOf>[1] = FACTS): Proof =>
  proofOf(
    cluster.map((object, index) => ({ object, source: `${index}` })),
    facts,
  );

/** How far apart each ordered pair of tenants is, and `red *` for the rest of the world. */
function standings({ openings }: Proof, aspect: Aspect, tenants: readonly string[] = TENANTS): ReadonlyMap<string, Standing> {
  const ends = (side: Side) =>
    side === 'every tenant' ? tenants : side === 'anybody else' ? ['*'] : side.filter((each) => tenants.includes(each));
  const found = new Map<string, Standing>();
  for (const one of [...tenants, '*']) for (const other of [...tenants, '*']) if (one !== other) found.set(`${one} ${other}`, 'isolated');
  for (const { from, to, standing } of openings.filter((each) => each.aspect === aspect)) {
    for (const one of ends(from)) {
      for (const other of ends(to)) {
        const pair = `${one} ${other}`;
        if (one !== other) found.set(pair, worstOf([found.get(pair) ?? 'isolated', standing]));
      }
    }
  }
  return found;
}

/** The pairs that are further apart in the first proof than in the second. */
function better(first: Proof, second: Proof, aspect: Aspect): readonly string[] {
  const [one, other] = [standings(first, aspect), standings(second, aspect)];
  const rank = (found: ReadonlyMap<string, Standing>, pair: string) => STANDINGS.indexOf(found.get(pair) ?? 'isolated');
  return [...one.keys()].filter((pair) => rank(one, pair) < rank(other, pair));
}

/** Everything that a proof says but for which of the ways is shown: of those that are as short, the first that is found. */
const saidBy = ({ openings, hostile, counts, operators, assumptions, standing }: Proof) => ({
  ...{ counts, standing, operators: operators.map(({ who, into }) => [who, into]).sort(), assumptions: [...assumptions.keys()] },
  openings: openings.map(({ reasons: _, path: __, ...each }) => each),
  hostile: hostile.map(({ tenant, powers, openings: own }) => [tenant, powers, own.map(({ reasons: _, path: __, ...each }) => each)]),
});

const changed = (cluster: Cluster, index: number, change: (object: Anything) => void): Cluster => {
  const copy = structuredClone(cluster) as KubernetesObject[];
  const object = copy[index];
  if (object !== undefined) change(object);
  return copy;
};
/** One of the objects of a kind; -1 where there is none. */
const nthOf = (cluster: Cluster, nth: number, isMeant: (object: KubernetesObject) => boolean) => {
  const found = [...cluster.keys()].filter((index) => isMeant(cluster[index] as KubernetesObject));
  return found[nth % Math.max(found.length, 1)] ?? -1;
};

test('a rule that allows more improves no verdict', () => {
  let worse = 0;
  fc.assert(
    fc.property(clusters, policies, fc.nat(), (cluster, { spec }: Anything, nth) => {
      const index = nthOf(cluster, nth, ({ kind }) => kind === 'NetworkPolicy');
      const more = changed(cluster, index, (policy) => {
        for (const list of ['ingress', 'egress']) policy.spec[list] = [...(policy.spec[list] ?? []), ...spec[list]];
      });
      const [before, after] = [prove(cluster), prove(more)];
      expect(better(after, before, 'network')).toEqual([]);
      worse += better(before, after, 'network').length;
    }),
    RUNS,
  );
  expect(worse).toBeGreaterThan(5);
});

test('a policy that allows nothing worsens no verdict, and one that selects nothing changes none', () => {
  fc.assert(
    fc.property(clusters, fc.constantFrom(...SPACES), fc.constantFrom('a', 'b', 'nobody'), (cluster, namespace, app) => {
      const closing = {
        ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'closing', namespace } },
        spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress', 'Egress'] },
      };
      const [before, after] = [prove(cluster), prove([...cluster, closing])];
      expect(better(before, after, 'network')).toEqual([]);
      if (app === 'nobody') for (const aspect of ASPECTS) expect(standings(after, aspect)).toEqual(standings(before, aspect));
    }),
    RUNS,
  );
});

test('a binding, a rule or a verb less worsens no verdict', () => {
  let improved = 0;
  fc.assert(
    fc.property(clusters, bindings, fc.nat(), fc.constantFrom('binding', 'rule', 'verb'), (cluster, more, nth, what) => {
      const whole = [...cluster, ...more];
      const isMeant = ({ kind }: KubernetesObject) => (what === 'binding' ? kind.endsWith('Binding') : kind.endsWith('Role'));
      const index = nthOf(whole, nth, isMeant);
      const less = changed(whole, index, (object) => {
        if (what === 'binding') object.subjects = [];
        else if (what === 'rule') object.rules = [];
        else object.rules[0].verbs.pop();
      });
      const [before, after] = [prove(whole), prove(less)];
      expect(better(before, after, 'permissions')).toEqual([]);
      improved += better(after, before, 'permissions').length;
    }),
    RUNS,
  );
  expect(improved).toBeGreaterThan(5);
});

const POOL = 'node-restriction.kubernetes.io/pool';
const EFFECTS = ['NoSchedule', 'NoExecute'];
const tolerationOf = (name: string) => ({ key: 'palisade.dev/pool', operator: 'Equal', value: name });
/** Tenants with nodes of their own: one in so many lacks a taint, names no nodes, or tolerates the taint of another. */
const pools = (odds: number): fc.Arbitrary<Cluster> => {
  const mostly = fc.nat(odds).map((number) => number > 0);
  const effects = mostly.chain((isWhole) => (isWhole ? fc.constant(EFFECTS) : fc.subarray(EFFECTS)));
  const goes = (own: string) => mostly.chain((isOwn) => fc.constantFrom(...(isOwn ? [own] : TENANTS)));
  const each = TENANTS.map((own) => fc.record({ effects, isHeld: mostly, isNamed: mostly, goes: goes(own) }));
  return fc.tuple(...each).map((all) => all.flatMap((own, index) => pool(TENANTS[index] ?? '', own)));
};

interface Pool {
  readonly effects: readonly string[];
  readonly isHeld: boolean;
  readonly isNamed: boolean;
  readonly goes: string;
}

function pool(name: string, { effects, isHeld, isNamed, goes }: Pool): Cluster {
  const whitelist = JSON.stringify([tolerationOf(name), { key: 'own', operator: 'Exists' }]);
  const annotations = {
    'scheduler.alpha.kubernetes.io/node-selector': `${POOL}=${name}`,
    'scheduler.alpha.kubernetes.io/tolerationsWhitelist': whitelist,
  };
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, ...(isHeld ? { annotations } : {}) } },
    {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny', namespace: name } },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${name}`, labels: { [POOL]: name } } },
      spec: { taints: effects.map((effect) => ({ key: 'palisade.dev/pool', value: name, effect })) },
    },
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: name } },
      spec: { containers: [], nodeSelector: isNamed ? { [POOL]: name } : {}, tolerations: [tolerationOf(goes)] },
    },
  ] as unknown as Cluster;
}

test('a taint that only its own pods tolerate worsens no verdict on nodes', () => {
  let improved = 0;
  fc.assert(
    fc.property(pools(1), fc.nat(), (cluster, nth) => {
      const tainted = changed(
        cluster,
        nthOf(cluster, nth, ({ kind }) => kind === 'Node'),
        (node) => {
          const taints = EFFECTS.map((effect) => ({ key: 'own', value: 'yes', effect }));
          node.spec.taints = [...node.spec.taints, ...taints];
          node.isTainted = true;
        },
      );
      const owner = tainted.find((object) => (object as Anything).isTainted)?.metadata.name?.slice('node-'.length);
      const own = changed(
        tainted,
        nthOf(tainted, 0, ({ kind, metadata }) => kind === 'Pod' && metadata.namespace === owner),
        (pod) => pod.spec.tolerations.push({ key: 'own', operator: 'Exists' }),
      );
      const [before, after] = [prove(cluster), prove(own)];
      const between = (pairs: readonly string[]) => pairs.filter((pair) => !pair.includes('*'));
      expect(between(better(before, after, 'nodes'))).toEqual([]);
      improved += between(better(after, before, 'nodes')).length;
    }),
    RUNS,
  );
  expect(improved).toBeGreaterThan(5);
});

test('the order of the manifests changes nothing', () => {
  const shuffled = clusters.chain((cluster) =>
    fc.tuple(fc.constant(cluster), fc.shuffledSubarray([...cluster], { minLength: cluster.length })),
  );
  fc.assert(
    fc.property(shuffled, ([cluster, other]) => expect(saidBy(prove(other))).toEqual(saidBy(prove(cluster)))),
    RUNS,
  );
});

test('tenants under other names have the same verdicts under those names', () => {
  const renamed = (text: string) => text.replace(/\bred\b/g, 'aaa').replace(/\bblue\b/g, 'zzz');
  fc.assert(
    fc.property(clusters, (cluster) => {
      const other = JSON.parse(renamed(JSON.stringify(cluster)));
      const [before, after] = [prove(cluster), prove(other)];
      for (const aspect of ASPECTS) {
        const expected = [...standings(before, aspect)].map(([pair, standing]) => [renamed(pair), standing]).sort();
        expect([...standings(after, aspect, TENANTS.map(renamed))].sort()).toEqual(expected);
      }
    }),
    RUNS,
  );
});

test('a tenant that is closed changes no verdict on others', () => {
  const beside = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'more', labels: { 'palisade.dev/tenant': 'more' } } },
    {
      ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny', namespace: 'more' } },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'more', labels: { app: 'a' } }, spec: { containers: [] } },
  ] as unknown as Cluster;
  fc.assert(
    fc.property(clusters, (cluster) => {
      const [before, after] = [prove(cluster), prove([...cluster, ...beside])];
      for (const aspect of ASPECTS) expect(standings(after, aspect)).toEqual(standings(before, aspect));
    }),
    RUNS,
  );
});

test('what is proven where nobody says anything is proven whatever is the case', () => {
  const KNOWN = ['podNodeSelector', 'podTolerationRestriction', 'extendedResourceToleration', 'denyServiceExternalIPs'] as const;
  const isProven = (standing: Standing) => standing === 'isolated' || standing === 'open by consent';
  const services = (namespace: string) =>
    [
      {
        ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 's', namespace } },
        rules: [{ apiGroups: [''], resources: ['services', 'pods'], verbs: ['create'] }],
      },
      {
        ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 's', namespace } },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 's' },
        subjects: [{ kind: 'ServiceAccount', namespace, name: 'a' }],
      },
    ] as unknown as Cluster;
  const seen = new Set<Standing>();
  const known = fc.constantFrom<Known>('on', 'off', 'unknown');
  const all = fc.record({
    podNodeSelector: known,
    podTolerationRestriction: known,
    extendedResourceToleration: known,
    denyServiceExternalIPs: known,
  });
  fc.assert(
    fc.property(pools(20), all, fc.constantFrom(...KNOWN), fc.constantFrom('', ...TENANTS), (cluster, facts, which, writer) => {
      const whole = writer === '' ? cluster : [...cluster, ...services(writer)];
      const at = (value: Known) => prove(whole, { minor: 33, ...facts, [which]: value });
      const [unknown, on, off] = [at('unknown'), at('on'), at('off')];
      const ranks = [on, off].map(({ standing }) => STANDINGS.indexOf(standing));
      expect(STANDINGS.indexOf(unknown.standing)).toBeGreaterThanOrEqual(Math.min(...ranks));
      for (const proof of [on, off]) if (isProven(unknown.standing)) expect(isProven(proof.standing)).toBe(true);
      for (const { standing } of [unknown, on, off]) seen.add(standing);
    }),
    RUNS,
  );
  expect(seen.size).toBeGreaterThan(1);
});
