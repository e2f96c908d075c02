import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesDocument } from '../report/rules-document';
import { rules } from '../rules';

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
