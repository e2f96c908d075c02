import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Reaper } from './reaper';
import { record, recordInto } from './record';
import { prepareSources, sourceOf } from './sources';
import { VERSIONS, type Version } from './versions';

/** Before the first test: finds or builds the programs, says what it does, and makes a file for the facts. */
export default function setup(): void {
  prepareSources((line) => process.stderr.write(`${line}\n`));
  const directory = mkdtempSync(join(tmpdir(), 'palisade-facts-'));
  new Reaper().remove(directory);
  const facts = join(directory, 'facts.jsonl');
  writeFileSync(facts, '');
  recordInto(facts);
  for (const version of VERSIONS) recordPrograms(version);
}

/** What will judge a version, or that nothing will. */
function recordPrograms(version: Version): void {
  const source = sourceOf({ version });
  if ('missing' in source) process.stderr.write(`Kubernetes ${version} is NOT TESTED: ${source.missing}\n`);
  if (!('binaries' in source)) return;
  for (const [program, path] of Object.entries(source.binaries)) {
    const { stdout, stderr } = spawnSync(path, VERSION_OF[program] ?? ['--version'], { encoding: 'utf8' });
    record({ fact: 'program', version, program, is: /v?\d+\.\d+\.\d+/.exec(`${stdout}${stderr}`)?.[0].replace(/^v/, '') ?? 'unknown' });
  }
}

const VERSION_OF: Readonly<Record<string, readonly string[]>> = {
  kubectl: ['version', '--client'],
  kubeadm: ['version', '--output=short'],
};
