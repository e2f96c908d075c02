import type { Reason } from '../placement/reason';

/** How far two tenants are apart, the best first. What is not known lowers it, and never raises it. */
export const STANDINGS = ['isolated', 'open by consent', 'not proven', 'broken'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a proof is about. */
export const ASPECTS = ['network', 'permissions', 'nodes'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Tenants at one end: some, each of them, or whoever is in no manifest. */
export type Side = readonly string[] | 'every tenant' | 'anybody else';

/** One way from tenants to other tenants: each of `from` gets to each of `to` but itself. */
export interface Opening {
  readonly aspect: Aspect;
  readonly standing: Exclude<Standing, 'isolated'>;
  readonly from: Side;
  readonly to: Side;
  /** One sentence. */
  readonly text: string;
  /** The shortest way, step by step. */
  readonly path: readonly string[];
  /** What opens it: the fields to blame, or those that declare it. */
  readonly reasons: readonly Reason[];
  /** Ways like it between the same tenants that are not told. */
  readonly more: number;
}

/** The worst of some standings. */
export function worstOf(standings: Iterable<Standing>): Standing {
  let worst = 0;
  for (const each of standings) worst = Math.max(worst, STANDINGS.indexOf(each));
  return STANDINGS[worst] ?? 'isolated';
}

export function sideText(side: Side): string {
  if (typeof side === 'string') return side;
  return side.length <= 4 ? side.join(', ') : `${side.slice(0, 3).join(', ')} and ${side.length - 3} more tenants`;
}

/** One way for each kind between the same tenants, the shortest; each declaration is told. In an order that does not change. */
export function merged(openings: readonly Opening[]): readonly Opening[] {
  const found = new Map<string, { readonly opening: Opening; readonly key: string; more: number }>();
  for (const opening of openings) {
    const { aspect, from, to, standing, text, path } = opening;
    const isTold = standing === 'open by consent' ? text : '';
    const group = JSON.stringify([ASPECTS.indexOf(aspect), from, to, standing, isTold]);
    const key = `${String(path.length).padStart(3, '0')} ${path.join(' ')} ${text}`;
    const known = found.get(group);
    const more = known === undefined ? 0 : known.more + 1;
    found.set(group, known === undefined || key < known.key ? { opening, key, more } : { ...known, more });
  }
  const order = ({ from, to, aspect, standing, text }: Opening) =>
    [9 - STANDINGS.indexOf(standing), sideText(from), sideText(to), ASPECTS.indexOf(aspect), text].join('\n');
  return [...found.values()]
    .map(({ opening, more }) => ({ ...opening, more: opening.more + more }))
    .map((opening) => ({ opening, key: order(opening) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ opening }) => opening);
}
