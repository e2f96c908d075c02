import type { Placement, TenantPlacement } from '../../analysis/placement/placement';
import type { PlacementFacts } from '../../analysis/placement/pods';
import type { Where } from '../../analysis/placement/reason';
import type { Unreadable } from '../../analysis/reading/documents';
import { LEVELS, type Level, type PodLevel } from '../../rules/level';
import { fieldText } from '../field';
import { plural } from '../words';

/** Where pods land, tenant by tenant, and the levels that they meet. */
export interface NodesReport {
  readonly tenants: readonly TenantNodes[];
  readonly assumptions: ReadonlyMap<string, string>;
  readonly facts: PlacementFacts;
  readonly files: number;
  readonly objects: number;
  /** What no verdict knows of. */
  readonly unreadable: readonly Unreadable[];
}

/** One tenant of the report. */
export interface TenantNodes extends TenantPlacement {
  readonly levels: readonly PodLevel[];
}

/** The report on a placement and the levels of its pods. */
export function nodesReport(
  placement: Placement,
  levels: readonly PodLevel[],
  rest: Pick<NodesReport, 'facts' | 'files' | 'objects' | 'unreadable'>,
): NodesReport {
  const byPod = new Map(levels.map((level) => [level.pod, level]));
  const tenants = placement.tenants.map((tenant) => {
    const verdict = placement.verdictOf(tenant);
    return { ...verdict, levels: verdict.pods.flatMap(({ running }) => byPod.get(running.pod) ?? []) };
  });
  return { tenants, assumptions: placement.assumptions, ...rest };
}

/** What the verdict on strangers is called. */
export const STRANGERS = { yes: 'kept out', no: 'let in', shared: 'shared', unknown: 'unknown' } as const;

/** Whether every tenant is pinned, and alone where it wants to be, and nothing is known to let strangers in. */
export function isSound({ tenants, unreadable }: NodesReport): boolean {
  const isHeld = ({ pinned, exclusive, strangers }: TenantNodes) =>
    pinned.answer === 'yes' && (exclusive.answer === 'yes' || exclusive.answer === 'shared') && strangers.answer !== 'no';
  return unreadable.length === 0 && tenants.every(isHeld);
}

/** How many pods meet each level, the strongest first: levels that no pod meets are left out. */
export function levelCounts(levels: readonly PodLevel[]): readonly (readonly [level: Level, count: number])[] {
  return [...LEVELS].reverse().flatMap((level) => {
    const count = levels.filter((each) => each.level === level).length;
    return count === 0 ? [] : [[level, count] as const];
  });
}

/** `3 tenants: 3 pinned, 2 exclusive, 1 shared; Kubernetes 1.37`. */
export function nodesSummary({ tenants, facts: { minor }, files, objects }: NodesReport): string {
  const count = (is: (tenant: TenantNodes) => boolean) => tenants.filter(is).length;
  const pinned = count((tenant) => tenant.pinned.answer === 'yes');
  const exclusive = count((tenant) => tenant.exclusive.answer === 'yes');
  const shared = count((tenant) => tenant.exclusive.answer === 'shared');
  const held = count(({ strangers }) => strangers.answer === 'yes');
  const counts = `${plural(tenants.length, 'tenant')}: ${pinned} pinned, ${exclusive} exclusive, ${shared} shared, ${held} closed to strangers`;
  return `${counts}; ${plural(objects, 'object')} in ${plural(files, 'file')}; Kubernetes 1.${minor}`;
}

/** The place of a field in its file; the source and the field, where there is no file. */
export function whereText({ manifest, pointer }: Where): string {
  const place = manifest.place?.(pointer);
  if (place !== undefined) return `${place.file}:${place.line}:${place.column}`;
  return [manifest.source, fieldText(manifest.object, pointer)].filter((part) => part !== '').join(' ');
}
