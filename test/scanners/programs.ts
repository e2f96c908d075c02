import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding, Run } from './judge';
import { readCheckov, readKubeLinter, readKubeScore, readKubescape, readKubesec, readPolaris, readTrivy, readTrivyChecks } from './read';

/** How a scanner is started, and for which Kubernetes version it is asked. */
export interface Program {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly kubernetes: string;
}

export function kubeScore(program: Program, files: readonly string[]): Run {
  const version = `v${program.kubernetes}`;
  const flags = ['--all-default-optional', '--disable-ignore-checks-annotations', '--kubernetes-version', version, '-o', 'json'];
  return readKubeScore(json(program, ['score', ...flags, ...files], [0, 1]));
}

export const trivyChecks = (program: Program, files: readonly string[]): Run =>
  readTrivyChecks(json(program, [program.kubernetes, ...files], [0]));

export function checkov(program: Program, files: readonly string[]): Run {
  const flags = ['--framework', 'kubernetes', '--skip-download', '--compact', '-o', 'json'];
  return readCheckov(json(program, [...files.flatMap((file) => ['-f', file]), ...flags], [0, 1]));
}

/** All checks but the one that downloads schemas. */
export const kubeLinter = (program: Program, files: readonly string[]): Run =>
  readKubeLinter(json(program, ['lint', '--add-all-built-in', '--exclude', 'schema-validation', '--format', 'json', ...files], [0, 1]));

/** One file at a time: it takes one path. */
export const polaris = (program: Program, files: readonly string[]): Run =>
  together(files, (file) =>
    readPolaris(
      json(program, ['audit', '--audit-path', file, '--format', 'json', '--disallow-exemptions', '--disallow-config-exemptions'], [0]),
    ),
  );

/** One file at a time; it exits with 2 when some kind in it is none that it knows. */
export const kubesec = (program: Program, files: readonly string[]): Run =>
  together(files, (file) => readKubesec(json(program, ['scan', file, '-f', 'json'], [0, 2])));

export const trivy = (program: Program, files: readonly string[]): Run =>
  together(files, (file) => {
    const flags = ['--misconfig-scanners', 'kubernetes', '--skip-check-update', '--include-non-failures', '--format', 'json', '--quiet'];
    return readTrivy(json(program, ['config', ...flags, '--k8s-version', `${program.kubernetes}.0`, file], [0]));
  });

/** Its answer goes to a file, as it writes other things on its standard output. */
export function kubescape(program: Program, files: readonly string[]): Run {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-kubescape-'));
  try {
    const answer = join(directory, 'answer.json');
    run(program, ['scan', ...files, '--keep-local', '--format', 'json', '--format-version', 'v2', '--output', answer], [0, 1]);
    return readKubescape(JSON.parse(readFileSync(answer, 'utf8')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function together(files: readonly string[], one: (file: string) => Run): Run {
  const runs = files.map(one);
  const findings: Finding[] = runs.flatMap((run) => run.findings);
  return { checks: new Set(runs.flatMap((run) => [...run.checks])), findings };
}

function json(program: Program, args: readonly string[], expected: readonly number[]): unknown {
  const text = run(program, args, expected);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`expected JSON of ${program.command.join(' ')}, got '${text.slice(0, 500)}'`);
  }
}

/** What it writes, when it exits with one of the expected codes. */
function run(program: Program, args: readonly string[], expected: readonly number[]): string {
  const [command, ...first] = program.command;
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], {
    encoding: 'utf8',
    maxBuffer: 256 << 20,
    timeout: 120_000,
    env: { ...process.env, ...program.env },
  });
  if (error) throw error;
  if (!expected.includes(status ?? -1)) throw new Error(`'${command}' exited with ${status}: ${(stderr || stdout).trim().slice(-2000)}`);
  return stdout;
}
