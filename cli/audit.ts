import { existsSync, readFileSync } from 'node:fs';
import { hostFactsOf, type Listed } from '../analysis/control-plane/facts';
import { listingIn } from '../analysis/control-plane/listing';
import { auditJson } from '../report/audit/json';
import { auditJunit } from '../report/audit/junit';
import { auditMarkdown } from '../report/audit/markdown';
import { type AuditReport, auditReport } from '../report/audit/report';
import { auditText } from '../report/audit/text';
import { BENCHMARK, SECTIONS } from '../rules/benchmark';
import { auditOf } from '../rules/benchmark/audit';
import type { Status } from '../rules/benchmark/check';
import { argumentsOf, oneOf } from './arguments';
import { NEWEST } from './config';
import { shownPath } from './files';
import { hostAt, hostTexts } from './host-files';
import type { Command, Output } from './output';
import { packageVersion } from './version';

const FOLDER = 'dist/control-plane';

const FORMATS: Readonly<Record<string, (report: AuditReport, out: Output) => string>> = {
  text: (report, { paint }) => auditText(report, paint),
  json: (report) => auditJson(report, packageVersion()),
  markdown: (report) => auditMarkdown(report),
  junit: (report) => auditJunit(report),
};

const FAIL_ON: Readonly<Record<string, readonly Status[]>> = {
  fail: ['fail'],
  warn: ['fail', 'warn'],
  unknown: ['fail', 'warn', 'unknown'],
};

const USAGE = `palisade audit [PATH…] [options]

Judges the files of a control plane and its nodes, ours or anyone’s, by sections 1 to 4 of the ${BENCHMARK}:
configuration of kubeadm, k3s and RKE2, static pods, units of systemd, lists of processes, flags, configuration of the kubelet and
kube-proxy, audit policies, admission, encryption, authentication and authorization. PATH is ${FOLDER} when left out and
there is no --root.

  --root DIR                  a copy of a host’s file system: its files are found, and judged by owner and mode, too
  --listing FILE              owners and modes, one file a line, as find … -printf '%m %u:%g %p\\n' prints them
  --kubernetes-version 1.N    the version that runs; default: what the files say
  --fail-on RESULT            ${Object.keys(FAIL_ON).join(' | ')}: what makes the exit code 1; default: fail
  --format FORMAT             ${Object.keys(FORMATS).join(' | ')}; default: text

Exit code: 0 no check came out so, 1 one did, 2 it could not run.`;

/** `palisade audit`: the files of a control plane against the benchmark. */
export const audit: Command = {
  summary: 'judges the files of a control plane by the CIS benchmark',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, {
      root: { type: 'string' },
      listing: { type: 'string' },
      'kubernetes-version': { type: 'string' },
      'fail-on': { type: 'string' },
      format: { type: 'string' },
    } as const);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const failing = FAIL_ON[oneOf('--fail-on', values['fail-on'] ?? 'fail', Object.keys(FAIL_ON))] ?? [];
    const minor = minorOf(values['kubernetes-version']);
    const paths = positionals.length === 0 && values.root === undefined ? [FOLDER] : positionals;
    const host = values.root === undefined ? { files: [], permissions: undefined } : hostAt(values.root);
    const read = hostFactsOf([...hostTexts(paths), ...host.files], listedOf(host.permissions, values.listing));
    if (read.programs.length === 0 && read.permissions === undefined) {
      throw new Error(
        `nothing to audit in ${[...paths, values.root ?? []].flat().join(', ')}: no file starts or configures a program of a control plane`,
      );
    }
    const facts = minor === undefined ? read : { ...read, minor };
    const results = auditOf(facts);
    out.log(FORMATS[format]?.(auditReport(results, facts, { benchmark: BENCHMARK, sections: SECTIONS }), out) ?? '');
    return results.some(({ status }) => failing.includes(status)) ? 1 : 0;
  },
};

function minorOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const minor = Number(/^v?1\.(\d+)(\.\d+)?$/.exec(given)?.[1] ?? Number.NaN);
  if (Number.isNaN(minor) || minor > NEWEST)
    throw new Error(`--kubernetes-version must be a version from 1.0 to 1.${NEWEST}, got '${given}'`);
  return minor;
}

/** What a listing says wins over the copy, whose owners may have changed on the way. */
function listedOf(permissions: Listed['entries'] | undefined, listing: string | undefined): Listed | undefined {
  if (listing === undefined) return permissions === undefined ? undefined : { entries: permissions, odd: [] };
  if (!existsSync(listing)) throw new Error(`no such file: ${listing}`);
  const { entries, odd } = listingIn(readFileSync(listing, 'utf8'), shownPath(listing));
  return { entries: new Map([...(permissions ?? []), ...entries]), odd };
}
