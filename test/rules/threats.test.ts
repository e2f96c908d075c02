import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFactsOf } from '../../analysis/control-plane/facts';
import { documentsIn, READING_LIMITS } from '../../analysis/reading/documents';
import { rules } from '../../rules';
import type { Cluster, Rule } from '../../rules/rule';
import { CATEGORIES, type Owner } from '../../rules/threat';
import { NEEDS } from '../../rules/threat-facts';
import { populations } from '../../rules/threat-objects';
import { threats } from '../../rules/threats';
import { clusterOf, object } from './given';

const byId = new Map(rules.map((rule) => [rule.id, rule]));
const mitigations = threats.flatMap((threat) => threat.mitigations.map((mitigation) => ({ threat, mitigation })));
const duties = threats.flatMap(({ outside }) => outside);
const strideOf = ({ references }: Rule): readonly string[] => references.flatMap(({ source, id }) => (source === 'STRIDE' ? [id] : []));

/** Rules that guard against a threat of a category that they do not name, with the reason; none so far. */
const OTHER_CATEGORIES: ReadonlyMap<string, string> = new Map();

/** Rules that the evaluation itself reports, without an example. */
const WITHOUT_EXAMPLE = ['exemption-valid', 'rule-completes'];

/** Rules that blame objects in the place of those that need it; they are counted with them. */
const BLAMED_INSTEAD: ReadonlyMap<string, string> = new Map([
  ['manifest-readable', 'what cannot be read is no object'],
  ['network-policy-enforced', 'the agent of a plugin that enforces nothing is blamed for all namespaces'],
]);

const TOLD: Omit<Cluster, 'manifests' | 'unreadable'> = {
  complete: true,
  minor: 37,
  cni: { name: 'calico', enforcesNetworkPolicy: true },
  securityModule: undefined,
  registries: ['registry.example.com/'],
  existing: [],
};

function exampleOf(rule: Rule, facts: Partial<Cluster> = {}): Cluster {
  const text = rule.example.refused;
  const controlPlane = hostFactsOf([{ path: 'example.yaml', text }]);
  return { ...TOLD, ...documentsIn(text, 'refused.yaml', READING_LIMITS), controlPlane, ...facts };
}

describe('the table', () => {
  test('every rule is in the way of a threat', () => {
    const guards = new Set(mitigations.flatMap(({ mitigation }) => mitigation.rules));
    expect(rules.filter(({ id }) => !guards.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('every rule that is named exists', () => {
    const named = [
      ...mitigations.flatMap(({ mitigation }) => mitigation.rules),
      ...duties.flatMap(({ controlPlane }) => controlPlane?.rules ?? []),
    ];
    expect(named.filter((id) => !byId.has(id))).toEqual([]);
  });

  test('a rule is in the way of threats of the categories that it names', () => {
    const wrong = mitigations.flatMap(({ threat, mitigation }) =>
      mitigation.rules
        .filter((id) => !strideOf(byId.get(id) as Rule).includes(threat.category) && !OTHER_CATEGORIES.has(id))
        .map((id) => `${threat.id}: ${id} is against ${strideOf(byId.get(id) as Rule).join(' and ')}, not ${threat.category}`),
    );
    expect(wrong).toEqual([]);
  });

  test('ids are unique, and so are titles and the names of duties of the control plane', () => {
    const duplicates = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
    expect(duplicates(threats.map(({ id }) => id))).toEqual([]);
    expect(duplicates(threats.map(({ title }) => title))).toEqual([]);
    expect(duplicates(duties.flatMap(({ controlPlane }) => controlPlane?.id ?? []))).toEqual([]);
    for (const { id, mitigations: own } of threats) expect([id, duplicates(own.map(({ text }) => text))]).toEqual([id, []]);
    for (const { mitigation } of mitigations) expect([mitigation.text, duplicates(mitigation.rules)]).toEqual([mitigation.text, []]);
  });

  test('no mitigation is without a rule and objects that need it', () => {
    expect(mitigations.filter(({ mitigation }) => mitigation.rules.length === 0)).toEqual([]);
    expect(
      mitigations.filter(({ mitigation: { applies, by } }) => !populations[applies] || (by !== undefined && !populations[by])),
    ).toEqual([]);
  });

  test('every population is asked for', () => {
    const asked = new Set(mitigations.flatMap(({ mitigation: { applies, by } }) => [applies, by]));
    expect(Object.keys(populations).filter((id) => !asked.has(id as keyof typeof populations))).toEqual([]);
  });

  test.each(CATEGORIES.map(({ id }) => id))('%s has several threats, most of them with something in their way', (category) => {
    const own = threats.filter((threat) => threat.category === category);
    expect(own.length).toBeGreaterThanOrEqual(5);
    expect(own.filter((threat) => threat.mitigations.length > 0).length).toBeGreaterThan(own.length / 2);
  });

  test('everybody has a job outside of manifests', () => {
    const owners: readonly Owner[] = ['cloud provider', 'pipeline', 'platform team', 'security team', 'tenant'];
    expect([...new Set(duties.map(({ whose }) => whose))].sort()).toEqual(owners);
  });

  test('categories are in the order of STRIDE, and threats in that of their categories', () => {
    expect(CATEGORIES.map(({ title }) => title.charAt(0)).join('')).toBe('STRIDE');
    const order = CATEGORIES.map(({ id }) => id);
    expect(threats.map(({ category }) => order.indexOf(category))).toEqual(
      threats.map(({ category }) => order.indexOf(category)).sort((a, b) => a - b),
    );
  });
});

describe.each(threats.map((threat) => [threat.id, threat] as const))('%s', (_, threat) => {
  test('says who does what, what is left, and whose job the rest is', () => {
    expect(threat.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(threat.title).toMatch(/^[A-Z].{10,70}[^.]$/);
    expect(threat.scenario).toMatch(/^[A-Z].{60,}[^.]\.$/);
    expect(threat.scenario.match(/[.?!](?= [A-Z]|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(threat.left).not.toEqual([]);
    for (const each of threat.left) expect(each).toMatch(/^[A-Z].{20,}[^.]\.$/);
    expect(threat.outside).not.toEqual([]);
    for (const { what } of threat.outside) expect(what).toMatch(/^\S.{15,}[^.]$/);
    for (const { text } of threat.mitigations) expect(text).toMatch(/^\S.{10,}[^.]$/);
  });
});

describe('objects that need a mitigation are those that its rules blame', () => {
  const rows = mitigations.flatMap(({ threat, mitigation }) =>
    mitigation.rules.filter((id) => !WITHOUT_EXAMPLE.includes(id)).map((id) => [id, threat.id, mitigation.applies] as const),
  );

  test.each(rows)('%s against %s: %s', (id, _threat, applies) => {
    const rule = byId.get(id) as Rule;
    const facts = rule.id === 'app-armor-declared' ? { securityModule: 'apparmor' as const } : {};
    const cluster = exampleOf(rule, facts);
    const old = ['pod-feature-on', 'probe-own-pod'].includes(rule.id) ? { minor: 33 } : {};
    const blamed = [...rule.check({ ...cluster, ...old })].map(({ manifest }) => manifest);
    expect(blamed).not.toEqual([]);
    const needing = new Set(populations[applies].in(cluster.manifests).map(({ manifest }) => manifest));
    if (BLAMED_INSTEAD.has(id)) expect(blamed.some((manifest) => !needing.has(manifest))).toBe(true);
    else expect(blamed.filter((manifest) => !needing.has(manifest))).toEqual([]);
  });
});

describe('silence of a rule that was not told enough is a doubt', () => {
  const silent = rules.filter((rule) => {
    if (WITHOUT_EXAMPLE.includes(rule.id)) return false;
    const find = (facts: Partial<Cluster>) => [...rule.check(exampleOf(rule, facts))].length;
    return find({}) > find({ complete: false, cni: undefined, registries: [] });
  });

  test('some rules are', () => {
    expect(silent.length).toBeGreaterThan(5);
  });

  test.each(silent.map(({ id }) => [id]))('%s', (id) => {
    expect([...NEEDS.keys()]).toContain(id);
  });

  test('and all that are said to need facts read them', () => {
    for (const [id, facts] of NEEDS) {
      const source = readFileSync(join(__dirname, '../../rules', `${id}.ts`), 'utf8');
      const isTenancy = source.includes("from './breaches'");
      for (const fact of facts) expect([id, isTenancy || new RegExp(`\\b${fact}\\b`).test(source)]).toEqual([id, true]);
    }
  });
});

describe('a policy that denies by default', () => {
  const policy = (spec: unknown) => object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', { spec });
  const count = (spec: unknown) => populations['default denials'].in(clusterOf([policy(spec)]).manifests).length;
  const denial = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

  test.each([
    ['selects every pod for both directions', denial],
    [
      'has empty lists of requirements and rules',
      { ...denial, podSelector: { matchLabels: {}, matchExpressions: [] }, ingress: [], egress: [] },
    ],
  ])('%s', (_, spec) => {
    expect(count(spec)).toBe(1);
  });

  test.each([
    ['is about some pods', { ...denial, podSelector: { matchLabels: { app: 'cart' } } }],
    ['is about some pods by an expression', { ...denial, podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }],
    ['is about one direction', { ...denial, policyTypes: ['Ingress'] }],
    ['leaves the directions out', { podSelector: {} }],
    ['lets somebody in', { ...denial, ingress: [{}] }],
    ['lets somebody out', { ...denial, egress: [{}] }],
    ['has no selector', { policyTypes: ['Ingress', 'Egress'] }],
    ['is nothing', null],
    ['is a text', 'deny'],
  ])('is none that %s', (_, spec) => {
    expect(count(spec)).toBe(0);
  });
});

test('objects that are odd are in no population that they do not belong to, and trip none', () => {
  const odd = [null, 5, 'x', [], {}, { template: { spec: 7 } }, { template: { spec: { volumes: {}, tolerations: 1 } } }];
  const kinds = ['v1 Pod', 'v1 Namespace', 'v1 ServiceAccount', 'v1 Service', 'networking.k8s.io/v1 NetworkPolicy', 'apps/v1 StatefulSet'];
  const manifests = clusterOf(
    kinds.flatMap((kind) => odd.map((spec) => object(kind.split(' ')[0] as string, kind.split(' ')[1] as string, 'odd', { spec }))),
  ).manifests;
  for (const population of Object.values(populations)) expect(population.in(manifests).length).toBeLessThanOrEqual(manifests.length);
});
