import { type Binaries, findBinaries } from './binaries';
import type { StartOptions } from './control-plane';
import { findScratch } from './scratch';
import { VERSIONS, type Version } from './versions';

/** Where the control plane of a version comes from: programs to start, a cluster of the user, or nowhere, and why. */
export type Source = { readonly binaries: Binaries } | { readonly kubeconfig: string } | { readonly missing: string };

// Jest runs the tests elsewhere than its setup; the environment is what both see.
const VARIABLE = 'PALISADE_CLUSTER_SOURCES';

/** Looks for the programs of all versions, building them if need be; before the first test, as that takes minutes. */
export function prepareSources(say: (line: string) => void): void {
  const sources = Object.fromEntries(VERSIONS.map((version) => [version, find(version, say)]));
  process.env[VARIABLE] = JSON.stringify(sources);
}

/** Where this control plane comes from. */
export function sourceOf({ version, nodes: _, ...particulars }: StartOptions): Source {
  const sources = JSON.parse(process.env[VARIABLE] ?? '{}') as Readonly<Record<string, Source>>;
  const source = sources[version] ?? { missing: 'the setup of jest.cluster.config.js has not run' };
  const isParticular = Object.values(particulars).some((particular) => particular !== undefined);
  if ('kubeconfig' in source && isParticular) return { missing: 'this needs an API server started for it, not the cluster of KUBECONFIG' };
  return source;
}

function find(version: Version, say: (line: string) => void): Source {
  const found = findBinaries(version, say);
  if (!('missing' in found)) return { binaries: found };
  const scratch = findScratch(version);
  return 'missing' in scratch ? { missing: `${found.missing}; ${scratch.missing}` } : scratch;
}
