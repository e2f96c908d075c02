import { plural } from '../words';
import { merged, ownerEnd } from './map-calls';
import { CALL_KINDS, type Call, type CallEnd, type Owner } from './map-model';

/** The most owners that the summary shows one by one. */
export const MOST_OWNERS = 150;
/** The most ends in no manifest that are shown one by one. */
const MOST_REMOTES = 80;

/** The calls of a map with what is too much put together, and the name under which an owner is put together with others. */
export interface Gathered {
  readonly calls: readonly Call[];
  readonly restOf: ReadonlyMap<string, string>;
}

/**
 * Puts together owners where there are more than the map has room for: those that call no other owner first, then those with the most
 * harmless calls; and ends that are in no manifest likewise.
 *
 * @param owners empty for a map of apps, which keeps them all
 */
export function gathered(calls: readonly Call[], owners: readonly Owner[]): Gathered {
  const restOf = owners.length > MOST_OWNERS ? restsOf(calls, owners) : new Map<string, string>();
  const common = remotesLeft(calls);
  if (restOf.size === 0 && common.size === 0) return { calls, restOf };
  const text = `${plural(common.size, 'other')} that are in no manifest`;
  const moved = (end: CallEnd): CallEnd => {
    const rest = end.owner === undefined ? undefined : restOf.get(end.owner.key);
    if (rest !== undefined) return { ...end, key: `owner ${rest}`, text: rest, kind: 'owners', owner: undefined };
    return common.has(end.key) ? { ...end, key: 'remotes', text, endpoints: [...common.values()] } : end;
  };
  return { calls: merged(calls.map((call) => ({ ...call, from: moved(call.from), to: moved(call.to) }))), restOf };
}

/** Whether calls go from one owner to another. */
export function isCrossing({ from, to, isWide }: Call): boolean {
  return from.owner !== undefined && to.owner !== undefined && from.owner !== to.owner && !isWide;
}

/** Calls between the apps of different owners as calls between the owners, where there are more than a map has room for. */
export function boxed(calls: readonly Call[], most: number): readonly Call[] {
  const isCrossing = ({ from, to, isWide }: Call) =>
    from.owner !== undefined && to.owner !== undefined && from.owner !== to.owner && !isWide;
  if (calls.filter(isCrossing).length <= most) return calls;
  const moved = (end: CallEnd) => (end.kind === 'app' && end.owner !== undefined ? ownerEnd(end.owner, end.endpoints) : end);
  return merged(calls.map((call) => (isCrossing(call) ? { ...call, from: moved(call.from), to: moved(call.to) } : call)));
}

function restsOf(calls: readonly Call[], owners: readonly Owner[]): ReadonlyMap<string, string> {
  const worst = new Map<string, number>();
  for (const { from, to, kind } of calls) {
    if (from.owner === undefined || to.owner === undefined || from.owner === to.owner) continue;
    for (const { key } of [from.owner, to.owner]) worst.set(key, Math.min(worst.get(key) ?? CALL_KINDS.length, CALL_KINDS.indexOf(kind)));
  }
  const calm = owners.filter(({ key }) => !worst.has(key));
  const busy = owners.filter(({ key }) => worst.has(key)).sort((a, b) => (worst.get(a.key) ?? 0) - (worst.get(b.key) ?? 0));
  const left = busy.slice(MOST_OWNERS);
  return new Map([
    ...calm.map(
      ({ key }) => [key, `${plural(calm.length, 'tenant')} that ${calm.length === 1 ? 'calls' : 'call'} no other tenant`] as const,
    ),
    ...left.map(({ key }) => [key, `${plural(left.length, 'more tenant')}`] as const),
  ]);
}

/** The ends in no manifest that are left when the map is full, the most harmless. */
function remotesLeft(calls: readonly Call[]): ReadonlyMap<string, CallEnd['endpoints'][number]> {
  const worst = new Map<string, { readonly rank: number; readonly endpoint: CallEnd['endpoints'][number] }>();
  for (const { from, to, kind, isWide } of calls) {
    for (const { key, kind: what, endpoints } of [from, to]) {
      const [endpoint] = endpoints;
      if (what !== 'remote' || endpoint === undefined || isWide) continue;
      const rank = CALL_KINDS.indexOf(kind);
      if (rank < (worst.get(key)?.rank ?? CALL_KINDS.length)) worst.set(key, { rank, endpoint });
    }
  }
  const left = [...worst].sort(([, a], [, b]) => a.rank - b.rank).slice(MOST_REMOTES);
  return new Map(left.map(([key, { endpoint }]) => [key, endpoint]));
}
