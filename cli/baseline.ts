import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isSeq, parseDocument } from 'yaml';
import { identityOf } from '../analysis/manifest';
import { plural } from '../report/words';
import { isDate } from '../rules/exemption';
import type { Finding } from '../rules/rule';
import { argumentsOf } from './arguments';
import { CONFIG_FILE } from './config';
import { COURT_OPTIONS, COURT_USAGE, caseOf } from './court';
import type { Command, Output } from './output';

const USAGE = `palisade baseline PATH… --owner OWNER [options]

Accepts today's findings for a while, so that only new ones are refused: adds an exemption for each to palisade.yaml, naming rule, object
and field. What is there already stays as it is, comments too. Findings that can never be exempted are listed and left.

  --owner OWNER               who answers for them: a person or a team
  --days N                    for how long they are accepted; default: 90
  --reason TEXT               default: found when Palisade was adopted
${COURT_USAGE}

Exit code: 0 every finding is accepted now, 1 some can never be, 2 it could not run.`;

/** `palisade baseline`: adoption as a ratchet. */
export const baseline: Command = {
  summary: "accepts today's findings for a while, in palisade.yaml",
  usage: USAGE,

  async run(args, out) {
    const options = { ...COURT_OPTIONS, owner: { type: 'string' }, days: { type: 'string' }, reason: { type: 'string' } } as const;
    const { values, positionals } = argumentsOf(args, options);
    const { owner, days = '90', reason = 'found when Palisade was adopted' } = values;
    if (owner === undefined || owner.trim() === '') throw new Error('--owner must say who answers for the exemptions');
    if (owner.includes(': ')) throw new Error(`--owner must be a name without ': ', got '${owner}'`);
    if (reason.trim() === '') throw new Error('--reason must say why the findings are acceptable for now');
    if (!/^[1-9]\d{0,3}$/.test(days)) throw new Error(`--days must be a whole number from 1 to 9999, got '${days}'`);
    const given = caseOf(positionals, values);
    const { findings } = given.judge();
    const acceptable = findings.filter(({ rule, manifest }) => rule.exemptible !== 'never' && manifest.object.kind !== '');
    const expires = dayAfter(given.today, Number(days));
    const file = values.config ?? CONFIG_FILE;
    const written = write(file, entriesOf(acceptable, { owner, reason, expires }));
    out.log(`accepted ${plural(acceptable.length, 'finding')} with ${plural(written, 'exemption')} in ${file} until ${expires}`);
    return left(
      findings.filter((finding) => !acceptable.includes(finding)),
      out,
    );
  },
};

interface Entry {
  readonly rule: string;
  readonly object: string;
  readonly field?: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
}

/** One for each rule, object and field. */
function entriesOf(findings: readonly Finding[], said: Pick<Entry, 'owner' | 'reason' | 'expires'>): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const { rule, manifest, pointer } of findings) {
    const object = identityOf(manifest.object);
    const field = pointer === '' ? {} : { field: pointer };
    entries.set(`${rule.id} ${object} ${pointer}`, { rule: rule.id, object, ...field, ...said });
  }
  return [...entries.values()];
}

/** Adds the entries to the file, which is replaced as a whole or not at all. */
function write(file: string, entries: readonly Entry[]): number {
  if (entries.length === 0) return 0;
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : '');
  // An empty list is written in brackets, and would stay so.
  if (!isSeq(document.get('exemptions')) || document.getIn(['exemptions', 0]) === undefined)
    document.set('exemptions', document.createNode([]));
  for (const entry of entries) document.addIn(['exemptions'], document.createNode(entry));
  const list = document.get('exemptions');
  if (isSeq(list)) list.flow = false;
  const staged = `${file}.${process.pid}.palisade`;
  writeFileSync(staged, document.toString({ lineWidth: 0 }));
  renameSync(staged, file);
  return entries.length;
}

function left(findings: readonly Finding[], out: Output): 0 | 1 {
  if (findings.length === 0) return 0;
  const rules = [...new Set(findings.map(({ rule }) => rule.id))];
  out.error(`${plural(findings.length, 'finding')} can never be exempted (${rules.join(', ')}): clear them, 'palisade check' shows where`);
  return 1;
}

function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const later = date.toISOString().slice(0, 10);
  if (!isDate(later)) throw new Error(`${days} days after ${day} is no date`);
  return later;
}
