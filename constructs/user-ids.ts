import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';
import type { RunAs } from './container';
import { type Problems, shown } from './problems';

/** Above what scanners and images take for a system user. */
const LOWEST = 10_001;

/** Below 65534, the user that stands for nobody; user namespaces map 65,536 ids. */
const HIGHEST = 65_533;

/** User ids of each tenant below one root, and the app that has each. */
const taken = new WeakMap<IConstruct, Map<string, string>>();

/**
 * The user and group of an app. They follow from its name alone, so that the files it left on a volume stay its own whatever other
 * apps come and go; two apps of a tenant that would share one are refused.
 */
export function userIds(
  problems: Problems,
  construct: IConstruct,
  tenant: string,
  namespace: string,
  name: string,
  runAs: Partial<RunAs> | undefined,
): RunAs {
  const user = runAs?.user ?? derived(`${namespace}/${name}`);
  const group = runAs?.group ?? user;
  for (const [what, id] of Object.entries({ user: runAs?.user, group: runAs?.group })) {
    if (id === undefined) continue;
    if (!Number.isInteger(id) || id < 1 || id > HIGHEST) {
      problems.add(`runAs.${what} must be a whole number from 1 to ${HIGHEST} (${LOWEST} and more is no system ${what}), got ${shown(id)}`);
    }
  }
  const { root } = construct.node;
  const known = taken.get(root) ?? new Map<string, string>();
  taken.set(root, known);
  const key = `${tenant}/${user}`;
  const other = known.get(key);
  if (other === undefined) known.set(key, construct.node.path);
  // One who says a user means it.
  else if (runAs?.user === undefined)
    problems.add(`the user ${user} is also that of '${other}': give one of them another with runAs: { user: … }`);
  return { user, group };
}

function derived(text: string): number {
  return LOWEST + (createHash('sha256').update(text).digest().readUInt32BE(0) % (HIGHEST - LOWEST + 1));
}
