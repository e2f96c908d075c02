import { existsSync } from 'node:fs';
import { threatsDocument } from '../report/threats/document';
import { threatsJson } from '../report/threats/json';
import { threatsText } from '../report/threats/text';
import { inquiryOf } from '../rules/threat-facts';
import { bareThreatModel, threatModelOf } from '../rules/threat-model';
import { argumentsOf, oneOf } from './arguments';
import { COURT_OPTIONS, COURT_USAGE, caseOf } from './court';
import type { Command } from './output';
import { PLUGIN_OPTIONS, PLUGIN_USAGE } from './plugins';
import { packageVersion } from './version';

const FORMATS = ['text', 'markdown', 'json'] as const;
const FOLDER = 'dist';

const USAGE = `palisade threats [PATH…] [options]

Tells by STRIDE what is tried against a platform that tenants share: for each threat what in the manifests is in its way, and on how many
objects, what is open, what somebody accepts and for how long, what is left even so, and what lies outside of manifests and whose job it is.
PATH is ${FOLDER} when left out; without that folder the threats are listed as they are, and nothing is judged.

${COURT_USAGE}
${PLUGIN_USAGE}
  --format FORMAT             ${FORMATS.join(' | ')}; default: text

Exit code: 0 no threat is open, 1 one is open or not known, 2 it could not run.`;

/** `palisade threats`: what may be tried, and what is in the way. */
export const threats: Command = {
  summary: 'tells by STRIDE what is mitigated, what is open, and whose job the rest is',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, { ...COURT_OPTIONS, ...PLUGIN_OPTIONS, format: { type: 'string' } } as const);
    const format = oneOf('--format', values.format ?? 'text', FORMATS);
    const paths = positionals.length === 0 && existsSync(FOLDER) ? [FOLDER] : positionals;
    if (paths.length === 0) {
      out.log(format === 'json' ? threatsJson(bareThreatModel, '', packageVersion()) : bare(format));
      return 0;
    }
    const { cluster, rules, judge, today, reading } = caseOf(paths, values);
    const model = threatModelOf(reading.manifests, judge(), inquiryOf(cluster, rules));
    const judged = { paths, objects: reading.manifests.length, minor: cluster.minor, today };
    if (format === 'json') out.log(threatsJson(model, today, packageVersion()));
    else out.log(format === 'markdown' ? threatsDocument(model, judged).trimEnd() : threatsText(model, today));
    return model.threats.some(({ status }) => status === 'open' || status === 'not known') ? 1 : 0;
  },
};

function bare(format: 'text' | 'markdown'): string {
  return format === 'markdown' ? threatsDocument(bareThreatModel, undefined).trimEnd() : threatsText(bareThreatModel, '');
}
