import { evaluate } from '../../rules/evaluate';
import type { Cluster, Rule } from '../../rules/rule';
import { object } from './given';

/** Finds its own id in every manifest that is named in `where`, the last one first. */
const rule = (id: string, ...where: readonly string[]): Rule => ({
  id,
  title: id,
  severity: 'error',
  exemptible: 'with a reason',
  references: [],
  remediation: 'none',
  *check({ manifests }) {
    for (const manifest of [...manifests].reverse()) if (where.includes(manifest.source)) yield { manifest, pointer: '/x', message: id };
  },
});
const cluster: Cluster = {
  manifests: ['first', 'second', 'third'].map((source) => ({ object: object('v1', 'Secret', source), source })),
  cni: { name: 'calico', enforcesNetworkPolicy: true },
  registries: [],
  existing: [],
};
const judged = (...rules: readonly Rule[]) => evaluate(cluster, rules).map(({ manifest, rule: { id } }) => `${manifest.source} ${id}`);

test.each([
  ['no rule', [], []],
  ['rules that find nothing', [rule('a'), rule('b')], []],
  ['one finding', [rule('a'), rule('b', 'second')], ['second b']],
  ['manifests before rules', [rule('b', 'third', 'first'), rule('a', 'first', 'second')], ['first b', 'first a', 'second a', 'third b']],
])('findings of %s come in the order of the manifests, then of the rules', (_what, rules, expected) => {
  expect(judged(...rules)).toEqual(expected);
});

test('a finding is the violation with its rule', () => {
  const only = rule('a', 'second');
  expect(evaluate(cluster, [only])).toEqual([{ manifest: cluster.manifests[1], pointer: '/x', message: 'a', rule: only }]);
});

test('a rule that throws is a defect and is not passed over', () => {
  const broken: Rule = {
    ...rule('a'),
    check() {
      throw new Error('broken');
    },
  };
  expect(() => evaluate(cluster, [rule('b', 'first'), broken])).toThrow(new Error('broken'));
});
