import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../cli/run';
import { rulesDocument } from '../report/rules/document';
import { ASSUMED } from '../report/threats/introduction';
import { rules } from '../rules';
import { threats } from '../rules/threats';

const docs = (name: string) => readFileSync(join(__dirname, '../docs', name), 'utf8');

test('docs/rules.md is what `npm run -s palisade -- rules --format markdown` writes', () => {
  expect(docs('rules.md')).toBe(rulesDocument(rules));
});

test('every rule is explained there, under one threat', () => {
  const headings =
    docs('rules.md')
      .match(/^### .+$/gm)
      ?.map((line) => line.slice('### '.length)) ?? [];
  expect(headings.sort()).toEqual(rules.map(({ id }) => id));
});

const THREATS = 'threats dist --as-of 2026-01-01 --format markdown';

test(`docs/threat-model.md is what \`npm run -s palisade -- ${THREATS}\` writes`, async () => {
  const [out, err]: [string[], string[]] = [[], []];
  await run(THREATS.split(' '), { paint: 'plain', log: (text) => out.push(text), error: (text) => err.push(text) });
  expect(err).toEqual([]);
  expect(docs('threat-model.md')).toBe(`${out.join('\n')}\n`);
});

test('every threat is told there, and each of its rules is explained where it links to', () => {
  const text = docs('threat-model.md');
  expect([...text.matchAll(/^### (.+)$/gm)].map(([, id]) => id)).toEqual(threats.map(({ id }) => id));
  const explained = new Set([...docs('rules.md').matchAll(/^### (.+)$/gm)].map(([, id]) => id));
  const linked = [...text.matchAll(/\]\(rules\.md#([^)]+)\)/g)].map(([, id]) => id);
  expect(new Set(linked)).toEqual(new Set(rules.map(({ id }) => id)));
  expect(linked.filter((id) => !explained.has(id))).toEqual([]);
});

test('what it takes for granted is called as the analyses call it', () => {
  const folder = join(__dirname, '../analysis');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(proof\/.*|(reachability|placement)\/assumptions)\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(ASSUMED.length).toBeGreaterThan(5);
  expect(ASSUMED.filter(([name]) => !sources.some((source) => source.includes(`'${name}'`)))).toEqual([]);
});
