import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedFacts } from './record';
import { report } from './report';

const VERIFIED = join(__dirname, '..', '..', 'docs', 'verified.md');

/** After the last test: writes docs/verified.md, unless a test failed or did not run. */
export default function teardown(): void {
  const outcome = JSON.parse(process.env['PALISADE_CLUSTER_OUTCOME'] ?? '{}') as { readonly passed?: boolean; readonly seconds?: number };
  if (!outcome.passed) {
    process.stderr.write('docs/verified.md stays as it was: it is written when every test has run and passed on every version\n');
    return;
  }
  const text = report(recordedFacts(), outcome.seconds ?? 0);
  const before = existsSync(VERIFIED) ? readFileSync(VERIFIED, 'utf8') : '';
  // How long it took is no reason for a change.
  if (withoutDuration(before) !== withoutDuration(text)) writeFileSync(VERIFIED, text);
}

function withoutDuration(text: string): string {
  return text.replace(/, in [^;]*;/, '');
}
