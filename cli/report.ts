import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { analysesOf, proofOf } from '../analysis/proof/proof';
import type { PageData } from '../report/page/data';
import { pageOf } from '../report/page/page';
import { verdictOf } from '../report/page/verdict';
import { plural } from '../report/words';
import { isolationOf, proofFactsOf } from '../rules/breaches';
import { levelsOf } from '../rules/level';
import { inquiryOf } from '../rules/threat-facts';
import { argumentsOf, oneOf } from './arguments';
import { COURT_OPTIONS, COURT_USAGE, type CourtValues, caseOf } from './court';
import { shownPath } from './files';
import type { Command } from './output';
import { PLUGIN_OPTIONS, PLUGIN_USAGE } from './plugins';
import { packageVersion } from './version';

const FAIL_ON = ['error', 'warning', 'never'] as const;
const FILE = 'palisade-report.html';

const USAGE = `palisade report [PATH…] [options]

Writes one HTML file with everything that is known about the manifests: the verdicts, the map, the ways between tenants, permissions, nodes,
findings, exemptions and the threat model. It can be opened without a network, kept with a release, and printed. PATH is dist when left out.

  --output FILE, -o           where it is written, or - for standard output; default: ${FILE}
  --title TEXT                what it is called; default: Tenant isolation
  --links BASE                what stands before the path of each file in links to its lines, such as
                              https://git.example.com/platform/blob/main/; default: the way from the report to this folder
${COURT_USAGE}
${PLUGIN_USAGE}
  --fail-on WHAT              error (something is broken, not proven, not read, or an error was found) | warning (that, or a warning)
                              | never; default: never

Exit code: 0 written, 1 written, and --fail-on says that it fails, 2 it could not run, and nothing was written.`;

/** `palisade report`: everything on one page. */
export const report: Command = {
  summary: 'writes everything as one HTML page, to look at, to keep and to sign',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, {
      ...COURT_OPTIONS,
      ...PLUGIN_OPTIONS,
      output: { type: 'string', short: 'o' },
      title: { type: 'string' },
      links: { type: 'string' },
      'fail-on': { type: 'string' },
    } as const);
    const failOn = oneOf('--fail-on', values['fail-on'] ?? 'never', FAIL_ON);
    const output = values.output ?? FILE;
    if (output === '') throw new Error("--output must be a file, or - for standard output, got ''");
    if (output !== '-' && statSync(output, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new Error(`--output must be a file, got the folder '${output}'`);
    }
    if (values.title?.trim() === '') throw new Error(`--title must say what the report is called, got '${values.title}'`);
    const links = linksOf(values.links, output);
    const data: PageData = { ...dataOf(positionals, values), ...(links === undefined ? {} : { links }) };
    const page = await pageOf(data);
    if (output === '-') out.log(page.trimEnd());
    else {
      write(output, page);
      out.log(`wrote ${shownPath(output)}: ${verdictOf(data).word.toLowerCase()}, ${findingsText(data)}`);
    }
    return isFailed(data, failOn) ? 1 : 0;
  },
};

type Values = CourtValues & { readonly title?: string };

function dataOf(paths: readonly string[], values: Values): PageData {
  const { reading, cluster, rules, today, exemptions, judge } = caseOf(paths.length === 0 ? ['dist'] : paths, values);
  const { manifests, unreadable, files } = reading;
  const facts = proofFactsOf(cluster);
  const analyses = analysesOf(manifests, facts);
  // Before the rules ask for it: nothing is analysed or proved twice.
  const proof = isolationOf(cluster, analyses)?.proof;
  return {
    ...{ manifests, unreadable, files, today },
    ...analyses,
    judgement: judge(),
    exemptions: exemptions(),
    proof: proof ?? proofOf(manifests, facts, analyses),
    inquiry: inquiryOf(cluster, rules),
    levels: levelsOf(cluster),
    ...(values.title === undefined ? {} : { title: values.title }),
    minor: cluster.minor,
    version: packageVersion(),
  };
}

/** What links to files start with; `undefined` where nobody knows from where they are followed. */
function linksOf(given: string | undefined, output: string): string | undefined {
  if (given !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(given) && !/^https?:\/\//i.test(given))
    throw new Error(`--links must be a folder, or start with https:// or http://, got '${given}'`);
  const base = given ?? (output === '-' ? undefined : relative(dirname(resolve(output)), process.cwd()).replaceAll('\\', '/'));
  return base === undefined || base === '' || base.endsWith('/') ? base : `${base}/`;
}

/** Beside its place, so that it can be renamed into it: there is never half a file. */
function write(file: string, page: string): void {
  const staged = `${file}.${process.pid}.palisade`;
  try {
    writeFileSync(staged, page);
    renameSync(staged, file);
  } catch (error) {
    throw new Error(`'${file}' could not be written: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(staged, { force: true });
  }
}

function findingsText({ judgement: { findings } }: PageData): string {
  const errors = findings.filter(({ rule }) => rule.severity === 'error').length;
  return `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}`;
}

function isFailed(data: PageData, failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === 'never') return false;
  const { standing } = verdictOf(data);
  const isApart = standing === 'isolated' || standing === 'open by consent';
  return !isApart || data.judgement.findings.some(({ rule }) => failOn === 'warning' || rule.severity === 'error');
}
