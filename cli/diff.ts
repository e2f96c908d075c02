import { verbChanges } from '../analysis/permissions/diff';
import { verdictChanges } from '../analysis/placement/diff';
import { proofChange } from '../analysis/proof/diff';
import { analysesOf, proofOf } from '../analysis/proof/proof';
import { networkChange } from '../analysis/reachability/diff';
import { type DiffReport, diffReport } from '../report/diff/diff';
import { exemptionChanges, findingChanges, objectCounts } from '../report/diff/findings';
import { diffJson } from '../report/diff/json';
import { diffMarkdown } from '../report/diff/markdown';
import { diffText } from '../report/diff/text';
import { proofFactsOf } from '../rules/breaches';
import { argumentsOf, oneOf } from './arguments';
import { NEWEST } from './config';
import { type Case, COURT_OPTIONS, type CourtValues, caseOf } from './court';
import type { Command } from './output';
import { PLUGIN_OPTIONS, PLUGIN_USAGE } from './plugins';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (report: DiffReport) => string>> = {
  text: diffText,
  json: (report) => diffJson(report, packageVersion()),
  markdown: diffMarkdown,
};

const USAGE = `palisade diff OLD NEW [options]

Tells how two outputs (files or folders) differ in security: paths that open and close, verbs gained and lost, findings that appear and
disappear, exemptions, verdicts on nodes, and how far tenants are apart. Says nothing where nothing differs.

${PLUGIN_USAGE}
  --format FORMAT             ${Object.keys(FORMATS).join(' | ')}; default: text
  --config FILE               default: palisade.yaml, if there is one here; it counts for both
  --kubernetes-version 1.N    the version that the manifests are for; default: kubernetesVersion in the configuration, or 1.${NEWEST}
  --as-of DATE                the day that exemptions are judged by, as YYYY-MM-DD; default: today

Exit code: 0 it does not loosen, 1 it loosens (a path opens, a verb is gained, a finding of severity error appears, an exemption is added
or extended, a verdict on nodes or on two tenants gets worse), 2 it could not run.`;

/** `palisade diff`: what a change does to security. */
export const diff: Command = {
  summary: 'tells what a change of the output opens and closes',
  usage: USAGE,

  async run(args, out) {
    const { config, 'kubernetes-version': version, 'as-of': asOf } = COURT_OPTIONS;
    const options = { config, 'kubernetes-version': version, 'as-of': asOf, ...PLUGIN_OPTIONS, format: { type: 'string' } } as const;
    const { values, positionals } = argumentsOf(args, options);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined || others.length > 0) {
      throw new Error(`expected two files or folders, OLD and NEW, got ${positionals.length}`);
    }
    if (before === '-' && after === '-') throw new Error("standard input can be OLD or NEW, not both: got '-' twice");
    const report = compared(readable(before, values), readable(after, values));
    const text = FORMATS[format]?.(report) ?? '';
    if (text !== '') out.log(text);
    return report.isLooser ? 1 : 0;
  },
};

/** What cannot be read may allow anything. */
function readable(path: string, values: CourtValues): Case {
  const found = caseOf([path], values);
  const { unreadable } = found.reading;
  if (unreadable.length > 0) throw new Error(unreadable.map(({ manifest, message }) => `${manifest.source}: ${message}`).join('\n'));
  return found;
}

function compared(before: Case, after: Case): DiffReport {
  const [old, now] = [before.reading.manifests, after.reading.manifests];
  const { cluster, today } = after;
  const facts = proofFactsOf(cluster);
  const [was, is] = [analysesOf(old, facts), analysesOf(now, facts)];
  return diffReport({
    network: networkChange(was.network, is.network),
    verbs: verbChanges(was.permissions, is.permissions),
    findings: findingChanges(before.judge(), after.judge()),
    exemptions: exemptionChanges(old, now, today),
    verdicts: verdictChanges(was.placement, is.placement),
    proof: proofChange(proofOf(old, facts, was), proofOf(now, facts, is)),
    objects: objectCounts(old, now),
  });
}
