import { type Aspect, type Opening, type Side, STANDINGS, type Standing } from '../../analysis/proof/opening';

/** Who stands at the side of a matrix: a tenant, all that are alike, or whoever is in no manifest. */
export type Line =
  | { readonly kind: 'tenant'; readonly tenant: string }
  | { readonly kind: 'rest'; readonly count: number }
  | { readonly kind: 'anybody else' };

/** How two of them are apart, and the way that says so. */
export interface Cell {
  readonly standing: Standing;
  readonly opening: Opening | undefined;
}

/** Tenants against tenants, for one aspect. */
export interface Matrix {
  readonly aspect: Aspect;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** Tenants with ways of their own that found no place. */
  readonly left: number;
  /** `undefined` for a tenant and itself. */
  cell(row: Line, column: Line): Cell | undefined;
}

/**
 * The matrix of one aspect. Up to `most` tenants it has all of them; of more, those with ways of their own, the worst first, and the rest
 * as one line: nothing but what is so for every tenant is so for them.
 */
export function matrixOf(tenants: readonly string[], openings: readonly Opening[], aspect: Aspect, most: number): Matrix {
  const own = openings.filter((each) => each.aspect === aspect);
  const worst = new Map<string, number>();
  for (const { from, to, standing } of own) {
    for (const tenant of [...named(from), ...named(to)]) worst.set(tenant, Math.max(worst.get(tenant) ?? 0, STANDINGS.indexOf(standing)));
  }
  const special = tenants.filter((tenant) => worst.has(tenant));
  const shown =
    tenants.length <= most
      ? tenants
      : new Set(
          [...special].sort((one, other) => (worst.get(other) ?? 0) - (worst.get(one) ?? 0) || (one < other ? -1 : 1)).slice(0, most),
        );
  const chosen = new Set(shown);
  const lines: Line[] = tenants.filter((tenant) => chosen.has(tenant)).map((tenant) => ({ kind: 'tenant', tenant }));
  const rest = tenants.length <= most ? 0 : tenants.length - special.length;
  if (rest > 0) lines.push({ kind: 'rest', count: rest });
  const anybody: Line = { kind: 'anybody else' };
  const has = (side: 'from' | 'to') => own.some((each) => each[side] === 'anybody else');
  return {
    aspect,
    rows: has('from') ? [...lines, anybody] : lines,
    columns: has('to') ? [...lines, anybody] : lines,
    left: tenants.length <= most ? 0 : Math.max(0, special.length - most),
    cell: cellsOf(own),
  };
}

/** What leads from where, so that a cell looks at a few openings only. */
function cellsOf(openings: readonly Opening[]): Matrix['cell'] {
  const byFrom = new Map<string, Opening[]>();
  for (const opening of openings) {
    for (const key of keysOf(opening.from)) {
      const list = byFrom.get(key);
      if (list === undefined) byFrom.set(key, [opening]);
      else list.push(opening);
    }
  }
  const common = byFrom.get(EVERY) ?? [];
  return (row, column) => {
    if (row.kind === 'tenant' && column.kind === 'tenant' && row.tenant === column.tenant) return undefined;
    if (row.kind === 'anybody else' && column.kind === 'anybody else') return undefined;
    // One tenant alone has nobody beside it.
    if (row.kind === 'rest' && column.kind === 'rest' && row.count < 2) return undefined;
    const starts =
      row.kind === 'anybody else'
        ? (byFrom.get(ANYBODY) ?? [])
        : [...common, ...(row.kind === 'tenant' ? (byFrom.get(nameKey(row.tenant)) ?? []) : [])];
    let found: Cell = { standing: 'isolated', opening: undefined };
    for (const opening of starts) {
      const isWorse = STANDINGS.indexOf(opening.standing) > STANDINGS.indexOf(found.standing);
      if (isWorse && leadsTo(opening.to, column)) found = { standing: opening.standing, opening };
    }
    return found;
  };
}

const EVERY = 'every';
const ANYBODY = 'anybody';

function nameKey(tenant: string): string {
  return `tenant ${tenant}`;
}

function keysOf(side: Side): readonly string[] {
  if (side === 'every tenant') return [EVERY];
  return side === 'anybody else' ? [ANYBODY] : side.map(nameKey);
}

function leadsTo(to: Side, column: Line): boolean {
  if (to === 'anybody else') return column.kind === 'anybody else';
  if (column.kind === 'anybody else') return false;
  if (to === 'every tenant') return true;
  return column.kind === 'tenant' && to.includes(column.tenant);
}

function named(side: Side): readonly string[] {
  return typeof side === 'string' ? [] : side;
}
