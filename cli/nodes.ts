import { pluginFacts } from '../analysis/admission-plugins';
import { placementOf } from '../analysis/placement/placement';
import type { PlacementFacts } from '../analysis/placement/pods';
import { nodesJson } from '../report/nodes/json';
import { nodesMarkdown } from '../report/nodes/markdown';
import { isSound, type NodesReport, nodesReport } from '../report/nodes/report';
import { nodesText } from '../report/nodes/text';
import { levelsOf } from '../rules/level';
import { argumentsOf, oneOf } from './arguments';
import { NEWEST } from './config';
import { caseOf } from './court';
import type { Command, Output } from './output';
import { PLUGIN_OPTIONS, PLUGIN_USAGE } from './plugins';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (report: NodesReport, out: Output) => string>> = {
  text: (report, { paint }) => nodesText(report, paint),
  json: (report) => nodesJson(report, packageVersion()),
  markdown: (report) => nodesMarkdown(report),
};

const USAGE = `palisade nodes PATH… [options]

Says of each tenant whether its pods land on its own nodes only, whether nobody else's land there, and which Pod Security level they meet.

  --config FILE               default: palisade.yaml, if there is one here
  --kubernetes-version 1.N    the version that the manifests are for; default: kubernetesVersion in the configuration, or 1.${NEWEST}
${PLUGIN_USAGE}
  --format FORMAT             ${Object.keys(FORMATS).join(' | ')}; default: text

Exit code: 0 every tenant is pinned, and alone where it claims a taint, 1 one is not, or that is not known, 2 it could not run.`;

/** `palisade nodes`: who lands where. */
export const nodes: Command = {
  summary: 'says which tenant’s pods land on whose nodes',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, {
      config: { type: 'string' },
      'kubernetes-version': { type: 'string' },
      ...PLUGIN_OPTIONS,
      format: { type: 'string' },
    } as const);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const { cluster, reading } = caseOf(positionals, values);
    const facts: PlacementFacts = {
      minor: cluster.minor,
      ...pluginFacts(cluster.admissionPlugins),
    };
    const { manifests, unreadable, files } = reading;
    const report = nodesReport(placementOf(manifests, facts), levelsOf(cluster), { facts, files, objects: manifests.length, unreadable });
    out.log(FORMATS[format]?.(report, out) ?? '');
    return isSound(report) ? 0 : 1;
  },
};
