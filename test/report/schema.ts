import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** What `docs/schemas/report.schema.json` says. */
export const reportSchema = schemaAt('../../docs/schemas/report.schema.json');

/** The schema of SARIF 2.1.0 as OASIS published it, errata 01. */
export const sarifSchema = schemaAt('sarif-2.1.0.schema.json');

function schemaAt(path: string): object {
  return JSON.parse(readFileSync(join(__dirname, path), 'utf8'));
}

/** A judge of JSON texts by a schema of draft 2020-12: what is wrong with one, empty if nothing is. */
export function judgeOf(schema: object): (text: string) => readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  return problemsBy(ajv, schema);
}

/** The same for draft 04, as far as it says the same as its successors, which is all that the schema of SARIF uses. */
export function judgeOfDraft04(schema: object): (text: string) => readonly string[] {
  const { $schema, id, ...rest } = schema as { readonly $schema: string; readonly id: string };
  if (!$schema.includes('draft-04')) throw new Error(`the schema ${id} is of ${$schema}, expected draft 04`);
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  return problemsBy(ajv, rest);
}

function problemsBy(ajv: Ajv | Ajv2020, schema: object): (text: string) => readonly string[] {
  const validate = ajv.compile(schema);
  return (text) =>
    validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
