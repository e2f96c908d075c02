import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECLINED } from './declined';
import { install } from './install';
import { document, lineOf, type Outcome, problemsOf } from './judge';
import { KUBERNETES, SCANNERS, type Scanner } from './table';

const ROOT = join(__dirname, '../..');
const DIST = readdirSync(join(ROOT, 'dist'))
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => join(ROOT, 'dist', file));
const BAD = join(__dirname, 'bad.yaml');

/** Installs a scanner and asks it twice: about what must be refused, and about `dist/`. */
function outcomeOf({ name, source, proof, run }: Scanner): Outcome {
  try {
    const found = install(name, source, (line) => console.log(line));
    if ('missing' in found) return { scanner: name, notRun: found.missing };
    const program = { ...found, kubernetes: KUBERNETES };
    if (!run(program, [BAD]).findings.some(({ check }) => check === proof)) {
      return { scanner: name, failed: `it does not find '${proof}' in bad.yaml, so that it has found nothing in dist/ says nothing` };
    }
    const { checks, findings } = run(program, DIST);
    return {
      scanner: name,
      version: found.version,
      checks: checks.size,
      declined: DECLINED.filter((row) => row.scanner === name).length,
      problems: problemsOf(name, findings, DECLINED),
    };
  } catch (error) {
    return { scanner: name, failed: error instanceof Error ? error.message : String(error) };
  }
}

const outcomes = SCANNERS.map(outcomeOf);
for (const outcome of outcomes) {
  if ('failed' in outcome) console.log(`\n${outcome.scanner} failed: ${outcome.failed}`);
  if ('problems' in outcome && outcome.problems.length > 0) console.log(`\n${outcome.scanner}:\n  ${outcome.problems.join('\n  ')}`);
}

const all = process.env['PALISADE_SCANNERS'] === 'all';
const failed = outcomes.filter(
  (outcome) => 'failed' in outcome || ('problems' in outcome && outcome.problems.length > 0) || (all && 'notRun' in outcome),
);
if (failed.length === 0) writeFileSync(join(ROOT, 'docs', 'scanners.md'), document(outcomes, DECLINED, KUBERNETES));

console.log('');
for (const outcome of outcomes) console.log(lineOf(outcome));
const notRun = outcomes.filter((outcome) => 'notRun' in outcome && !all).length;
console.log(`${outcomes.length - failed.length - notRun} passed, ${failed.length} failed, ${notRun} skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
