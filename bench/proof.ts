import type { PlacementFacts } from '../analysis/placement/pods';
import { proofOf } from '../analysis/proof/proof';
import { networkOf } from '../analysis/reachability/reachability';
import { READING_LIMITS } from '../analysis/reading/documents';
import { readFiles } from '../cli/files';
import { prove } from '../cli/prove';

/**
 * One measurement, in a process of its own: `proof.ts command FOLDER` runs `palisade prove`, `proof.ts analysis FOLDER` the proof alone;
 * as JSON. Durations are of the processor, so that whoever else uses it does not count.
 */
const [what, folder = ''] = process.argv.slice(2);
const processorMs = (begin?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
};
const peakMiB = () => Math.round(process.resourceUsage().maxRSS / 1024);

if (what === 'command') {
  const plugins = ['PodNodeSelector', 'PodTolerationRestriction', 'ExtendedResourceToleration'].join();
  const told: string[] = [];
  const tell = (text: string) => told.push(text);
  prove.run([folder, '--admission-on', plugins], { paint: 'plain', log: tell, error: tell }).then((code) => {
    console.log(JSON.stringify({ code, verdict: told.join('\n').split('\n').at(-1), cpuMs: processorMs(), peakMiB: peakMiB() }));
  });
} else {
  const { manifests } = readFiles([folder], { ...READING_LIMITS, mebibytes: 64 });
  const facts: PlacementFacts = { minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'on' };
  const begin = process.cpuUsage();
  const { standing } = proofOf(manifests, facts);
  const proofMs = processorMs(begin);
  const paths = networkOf(manifests).paths().length;
  console.log(JSON.stringify({ objects: manifests.length, paths, standing, proofMs, peakMiB: peakMiB() }));
}
