import { evaluate } from '../../rules/evaluate';
import type { Rule } from '../../rules/rule';
import { clusterOf, object, ruleWith } from './given';

/** Finds its own id in every manifest whose index is in `where`, the last one first. */
const rule = (id: string, ...where: readonly number[]): Rule =>
  ruleWith({
    id,
    *check({ manifests }) {
      for (const manifest of [...manifests].reverse()) {
        if (where.includes(Number(manifest.source))) yield { manifest, pointer: '/x', message: id };
      }
    },
  });
const cluster = clusterOf(['first', 'second', 'third'].map((name) => object('v1', 'Secret', name)));
const judged = (...rules: readonly Rule[]) => evaluate(cluster, rules).map(({ manifest, rule: { id } }) => `${manifest.source} ${id}`);

test.each([
  ['no rule', [], []],
  ['rules that find nothing', [rule('a'), rule('b')], []],
  ['one finding', [rule('a'), rule('b', 1)], ['1 b']],
  ['manifests before rules', [rule('b', 2, 0), rule('a', 0, 1)], ['0 b', '0 a', '1 a', '2 b']],
])('findings of %s come in the order of the manifests, then of the rules', (_what, rules, expected) => {
  expect(judged(...rules)).toEqual(expected);
});

test('a finding is the violation with its rule', () => {
  const only = rule('a', 1);
  expect(evaluate(cluster, [only])).toEqual([{ manifest: cluster.manifests[1], pointer: '/x', message: 'a', rule: only }]);
});

test('a rule that throws is a finding, and what it and the others have found stays', () => {
  const broken = ruleWith({
    id: 'broken',
    *check({ manifests }) {
      for (const manifest of manifests.slice(0, 1)) yield { manifest, pointer: '/x', message: 'before' };
      throw new Error('out of order');
    },
  });
  const findings = evaluate(cluster, [rule('b', 0), broken, rule('c', 2)]);
  expect(findings.map(({ rule: { id, exemptible }, message }) => [id, exemptible, message])).toEqual([
    ['rule-completes', 'never', "the rule 'broken' failed (out of order), so what it asks for is not known to hold"],
    ['b', 'with a reason', 'b'],
    ['broken', 'with a reason', 'before'],
    ['c', 'with a reason', 'c'],
  ]);
});
