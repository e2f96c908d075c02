import { byText } from '../names';
import type { NodePool } from '../node-pool';
import type { Surroundings } from './part';

/** The node pools that tenants name, each once, by name. Only to be asked while files are written. */
export function poolsOf(surroundings: Surroundings): readonly NodePool[] {
  const byName = new Map(surroundings.tenants().flatMap(({ pools }) => pools.map((pool) => [pool.name, pool] as const)));
  return [...byName.values()].sort((a, b) => byText(a.name, b.name));
}
