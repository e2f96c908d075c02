import type { Placement, TenantPlacement } from './placement';

/** A verdict on a tenant and its nodes that is another one now. */
export interface VerdictChange {
  readonly tenant: string;
  readonly verdict: 'pinned' | 'exclusive' | 'strangers';
  readonly before: Answer;
  readonly after: Answer;
  readonly change: 'better' | 'worse' | 'other';
}

type Answer = TenantPlacement['exclusive']['answer'];

/** Who wants no nodes of its own has them to itself as little as who fails to. */
const WORTH: Readonly<Record<Answer, number>> = { yes: 2, unknown: 1, shared: 0, no: 0 };

/** The verdicts that changed, of tenants that both have. */
export function verdictChanges(before: Placement, after: Placement): readonly VerdictChange[] {
  const known = new Set(before.tenants);
  return after.tenants
    .filter((tenant) => known.has(tenant))
    .flatMap((tenant) => {
      const [old, now] = [before.verdictOf(tenant), after.verdictOf(tenant)];
      return (['pinned', 'exclusive', 'strangers'] as const).flatMap((verdict): readonly VerdictChange[] => {
        const [was, is] = [old[verdict].answer, now[verdict].answer];
        if (was === is) return [];
        const rise = WORTH[is] - WORTH[was];
        return [{ tenant, verdict, before: was, after: is, change: rise > 0 ? 'better' : rise < 0 ? 'worse' : 'other' }];
      });
    });
}
