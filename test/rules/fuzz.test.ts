import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';
import { documentsIn } from '../../analysis/reading/documents';
import { findingsText } from '../../report/findings-text';
import { jsonText } from '../../report/json';
import { junitText } from '../../report/junit';
import { markdownText } from '../../report/markdown';
import { sarifText } from '../../report/sarif';
import { rules } from '../../rules';
import { judge } from '../../rules/judge';
import { clusterOf } from './given';

const DIST = join(__dirname, '../../dist');

/** One object of each kind that there is, from the example and from the rules' own. */
const objects: readonly KubernetesObject[] = (() => {
  const files = readdirSync(DIST).filter((name) => name.endsWith('.yaml'));
  const texts = [
    ...files.map((name) => readFileSync(join(DIST, name), 'utf8')),
    ...rules.flatMap(({ example }) => [example.refused, example.accepted]),
  ];
  const kinds = new Map<string, KubernetesObject>();
  for (const text of texts) {
    for (const { object } of documentsIn(text, 'a.yaml').manifests) {
      const key = `${object.apiVersion} ${object.kind}`;
      // The largest of a kind has the most to be wrong.
      if (JSON.stringify(kinds.get(key) ?? '').length < JSON.stringify(object).length) kinds.set(key, object);
    }
  }
  return [...kinds.values()];
})();

const odd = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      null,
      '',
      0,
      -1,
      1.5,
      Number.NaN,
      1e21,
      true,
      false,
      [],
      {},
      [null],
      [{}],
      {},
      'x',
      '*',
      '-',
      ':',
      '/',
      '@',
      '1Gi',
      '%',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { toString: 1 },
      { length: -1 },
      { matchLabels: 3 },
      [[[]]],
      { a: { a: { a: null } } },
      ['\ud800'],
      '\u202e\u001b[31m\n',
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: fc.string() },
);

/** An object with a few of its values, at any depth, replaced by odd ones. */
const mangled = fc
  .tuple(fc.constantFrom(...objects), fc.array(fc.tuple(fc.infiniteStream(fc.nat()), fc.nat(8), odd), { minLength: 1, maxLength: 4 }))
  .map(([object, changes]) => {
    const copy = structuredClone(object) as Record<string, unknown>;
    for (const [choices, depth, value] of changes) {
      let owner = copy;
      for (let level = 0; ; level += 1) {
        const keys = Object.keys(owner).filter((key) => level > 0 || !['apiVersion', 'kind', 'metadata'].includes(key) || depth > 0);
        const key = keys[choices.next().value % Math.max(1, keys.length)];
        if (key === undefined) break;
        const next = owner[key];
        // What the reader guarantees stays: `apiVersion` and `kind` are texts, `metadata` is a map.
        if (level === 0 && (key === 'apiVersion' || key === 'kind')) break;
        if (level >= depth || typeof next !== 'object' || next === null) {
          if (level > 0 || key !== 'metadata') owner[key] = value;
          break;
        }
        owner = next as Record<string, unknown>;
      }
    }
    return copy as unknown as KubernetesObject;
  });

test(`there are objects of many kinds to be mangled`, () => {
  expect(objects.length).toBeGreaterThan(25);
});

test('no rule fails on mangled objects, alone or beside sound ones, and every report can be written', () => {
  fc.assert(
    fc.property(fc.array(mangled, { minLength: 1, maxLength: 5 }), fc.nat(37), fc.boolean(), (given, minor, complete) => {
      const { findings, exempted } = judge(clusterOf([...given, ...objects.slice(0, 10)], { minor, complete }), {
        exemptions: [],
        today: '2026-06-15',
      });
      expect(findings.filter(({ rule }) => rule.id === 'rule-completes').map(({ message }) => message)).toEqual([]);
      const scope = { files: 1, objects: given.length, others: 0, rules, minor, profile: 'all' };
      const report = { findings: findings.slice(0, 200), exempted, scope };
      for (const write of [findingsText, jsonText, sarifText, markdownText, junitText])
        expect(write(report, 'plain').length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
