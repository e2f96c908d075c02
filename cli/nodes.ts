import { placementOf } from '../analysis/placement';
import type { Known, PlacementFacts } from '../analysis/placement-pods';
import { nodesJson } from '../report/nodes-json';
import { nodesMarkdown } from '../report/nodes-markdown';
import { isSound, type NodesReport, nodesReport } from '../report/nodes-report';
import { nodesText } from '../report/nodes-text';
import { levelsOf } from '../rules/level';
import { argumentsOf, oneOf } from './arguments';
import { caseOf, NEWEST } from './court';
import type { Command, Output } from './output';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (report: NodesReport, out: Output) => string>> = {
  text: (report, { paint }) => nodesText(report, paint),
  json: (report) => nodesJson(report, packageVersion()),
  markdown: (report) => nodesMarkdown(report),
};

/** The admission plugins that matter, which clusters have off by default. */
const PLUGINS = ['PodNodeSelector', 'PodTolerationRestriction', 'ExtendedResourceToleration'] as const;

const USAGE = `palisade nodes PATH… [options]

Says of each tenant whether its pods land on its own nodes only, whether nobody else's land there, and which Pod Security level they meet.

  --config FILE               default: palisade.yaml, if there is one here
  --kubernetes-version 1.N    the version that the manifests are for; default: kubernetesVersion in the configuration, or 1.${NEWEST}
  --admission-on PLUGINS      which of ${PLUGINS.join(', ')} are on
  --admission-off PLUGINS     which of them are off; what nobody says is not known, and proves nothing
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
      'admission-on': { type: 'string' },
      'admission-off': { type: 'string' },
      format: { type: 'string' },
    } as const);
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const [on, off] = [pluginsIn('--admission-on', values['admission-on']), pluginsIn('--admission-off', values['admission-off'])];
    const both = on.find((plugin) => off.includes(plugin));
    if (both !== undefined) throw new Error(`${both} cannot be both on and off`);
    const known = (plugin: (typeof PLUGINS)[number]): Known => (on.includes(plugin) ? 'on' : off.includes(plugin) ? 'off' : 'unknown');
    const { cluster, reading } = caseOf(positionals, values);
    const facts: PlacementFacts = {
      minor: cluster.minor,
      podNodeSelector: known('PodNodeSelector'),
      podTolerationRestriction: known('PodTolerationRestriction'),
      extendedResourceToleration: known('ExtendedResourceToleration'),
    };
    const { manifests, unreadable, files } = reading;
    const report = nodesReport(placementOf(manifests, facts), levelsOf(cluster), { facts, files, objects: manifests.length, unreadable });
    out.log(FORMATS[format]?.(report, out) ?? '');
    return isSound(report) ? 0 : 1;
  },
};

function pluginsIn(option: string, given: string | undefined): readonly string[] {
  return given === undefined ? [] : given.split(',').map((word) => oneOf(option, word.trim(), PLUGINS));
}
