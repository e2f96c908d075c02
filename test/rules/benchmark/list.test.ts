import { benchmark, SECTIONS } from '../../../rules/benchmark';
import { CATEGORIES } from '../../../rules/threat';

/** Sections 1 to 4 of the benchmark: how many checks each has, and which of them are manual. */
const CONTENTS: readonly (readonly [section: string, checks: number, manual: readonly number[]])[] = [
  ['1.1', 21, [9, 10, 20, 21]],
  ['1.2', 30, [1, 3, 9, 11, 20, 27, 28, 29]],
  ['1.3', 7, [1]],
  ['1.4', 2, []],
  ['2', 7, [7]],
  ['3.1', 3, [1, 2, 3]],
  ['3.2', 2, [1, 2]],
  ['4.1', 10, [3, 4, 7, 8]],
  ['4.2', 14, [4, 5, 7, 8, 9, 11, 12, 13, 14]],
  ['4.3', 1, []],
];

test('every check of sections 1 to 4 is there once, in order, and says whether it is manual', () => {
  const expected = CONTENTS.flatMap(([section, checks, manual]) => {
    return Array.from({ length: checks }, (_, index) => [`${section}.${index + 1}`, manual.includes(index + 1) ? 'manual' : 'automated']);
  });
  expect(benchmark.map(({ id, kind }) => [id, kind])).toEqual(expected);
  expect(SECTIONS.map(([id]) => id)).toEqual(CONTENTS.map(([section]) => section));
});

test.each(benchmark.map((check) => [check.id, check] as const))(
  '%s says what holds, what to do, and what is tried otherwise',
  (id, check) => {
    for (const text of [check.title, check.expected, check.remedy.text, check.threat.text]) {
      expect(text).toMatch(/^\S.{10,}[^.\s]$/);
    }
    expect(check.title).toMatch(/^[A-Z]|^etcd |^kube-proxy /);
    expect(CATEGORIES.map((category) => category.id)).toContain(check.threat.category);
    expect(check.references[0]).toEqual({ source: 'CIS', id });
  },
);

test('every row of other scanners is about a check that there is', () => {
  const ids = benchmark.flatMap(({ references }) => references.slice(1).map((reference) => `${reference.source} ${reference.id}`));
  expect(ids.every((id) => /^(kubescape C-\d{4}|trivy KCV-\d{4}|checkov CKV_K8S_\d{2,3})$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length - REPEATED.length);
});

/** One control of a scanner that stands for several checks. */
const REPEATED = ['kubescape C-0067'];
