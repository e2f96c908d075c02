import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseOf } from '../../cli/court';
import { examinationOf } from './examination';
import { fits, isMeant, matrixDocument, matrixOf, type Row } from './matrix';
import { type Mutation, mutationsOf } from './mutations';
import { survivors } from './survivors';

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/mutation-matrix.md');
const { cluster, rules, today, config } = caseOf([join(ROOT, 'dist')], { config: join(ROOT, 'palisade.yaml'), 'as-of': '2026-11-22' });
const examination = examinationOf(cluster, rules, today);
const nameOf = ({ kind, field, index }: Mutation) => `${kind} (${examination.objects[index]?.metadata.name}) ${field}`;

let rows: readonly Row[] = [];
let survived: readonly Mutation[] = [];

beforeAll(() => {
  rows = matrixOf(examination);
  survived = rows.flatMap((row) => row.survived);
}, 300_000);

test('nothing is found as long as nothing is missing, and no exemption but those in the files counts', () => {
  expect(examination.findingsWithout(0, [])).toEqual([]);
  expect(config.exemptions).toEqual([]);
});

test('rules that are not asked again would say the same', () => {
  const words = (findings: readonly { rule: { id: string }; pointer: string; message: string }[]) =>
    findings.map(({ rule, pointer, message }) => `${rule.id} ${pointer} ${message}`).sort();
  // Every 61st: another field in each object.
  for (const { index, path } of mutationsOf(examination.objects).filter((_, nth) => nth % 61 === 0)) {
    expect(words(examination.findingsWithout(index, [path]))).toEqual(words(examination.findingsOfAll(index, [path])));
  }
});

test('whatever is taken away is found, or there is a reason why nothing is lost without it', () => {
  expect(survived.filter((mutation) => !survivors.some((row) => isMeant(row, mutation))).map(nameOf)).toEqual([]);
});

test('each reason is about something', () => {
  const idle = survivors.flatMap((row) =>
    row.fields.filter((pattern) => !survived.some((mutation) => fits(pattern, mutation.field) && isMeant(row, mutation))),
  );
  expect(idle).toEqual([]);
});

test('no reason is about a field that is always caught', () => {
  const caught = rows.filter((row) => row.survived.length === 0).flatMap((row) => row.caught);
  expect(caught.filter((mutation) => survivors.some((row) => isMeant(row, mutation))).map(nameOf)).toEqual([]);
});

test('defaults are compared with what is written', () => {
  expect(survivors.filter(({ kind, values }) => kind === 'default' && values === undefined)).toEqual([]);
});

const doubled = survivors.filter(({ kind }) => kind === 'doubled');

test('what is said twice has a twin', () => {
  expect(doubled.filter(({ twin }) => twin === undefined)).toEqual([]);
  expect(survivors.filter(({ kind, twin }) => kind !== 'doubled' && twin !== undefined)).toEqual([]);
});

test.each(doubled.map((row) => ({ row, what: row.fields.join(', ') })))('taking away both is caught: $what', ({ row }) => {
  const { twin } = row;
  if (twin === undefined) throw new Error('no twin');
  if (twin !== 'these together') {
    const other = rows.find(({ kind, field }) => kind === twin.in && field === twin.field);
    expect(other?.caught).not.toHaveLength(0);
    expect(other?.survived.map(nameOf)).toEqual([]);
    return;
  }
  const all = mutationsOf(examination.objects).filter((mutation) => isMeant(row, mutation));
  const objects = new Set(all.map(({ index }) => index));
  expect(objects.size).toBeGreaterThan(0);
  for (const index of objects) {
    const own = all.filter((mutation) => mutation.index === index);
    expect(own.length).toBeGreaterThan(1);
    const paths = own.map(({ path }) => path);
    expect({ of: own.map(nameOf), found: examination.findingsWithout(index, paths).length > 0 }).toMatchObject({ found: true });
  }
});

test('docs/mutation-matrix.md says so; UPDATE_DOCS=1 writes it', () => {
  const text = matrixDocument(rows, survivors);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, text);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(text);
});
