import type { ScopedExemption } from '../../rules/exemption';
import type { Finding } from '../../rules/rule';
import type { Mitigation } from '../../rules/threat';
import type { MitigationResult, ThreatModel, ThreatStatus } from '../../rules/threat-model';
import { STATUSES } from '../../rules/threat-model';
import { type PopulationId, populations } from '../../rules/threat-objects';
import { daysBetween } from '../exemptions';

/** `1 workload`, `21 workloads`. */
export function countedText(count: number, population: PopulationId): string {
  const [one, several] = populations[population].words;
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

/** On how many of the objects that need it a mitigation holds: `17 of 21 workloads, 3 accepted until 2030-12-31, 1 open`. */
export function coverText({ total, held, accepted, open, undecided, exempted }: MitigationResult, { applies }: Mitigation): string {
  if (total === 0) return `no ${populations[applies].words[1]} here`;
  const until = exempted.map(({ exemption: { expires } }) => expires).sort()[0];
  const parts = [
    `${held.toLocaleString('en')} of ${countedText(total, applies)}`,
    ...(accepted === 0 ? [] : [`${accepted.toLocaleString('en')} accepted until ${until}`]),
    ...(open === 0 ? [] : [`${open.toLocaleString('en')} open`]),
    ...(undecided === 0 ? [] : [`${undecided.toLocaleString('en')} not known`]),
  ];
  return parts.join(', ');
}

/** `2 open, 40 mitigated`, those that need looking at first; what there is none of is left out. */
export function statusCountsText({ threats }: ThreatModel): string {
  return statusCounts({ threats })
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
}

/** How many threats stand how, those that need looking at first. */
export function statusCounts({ threats }: ThreatModel): readonly (readonly [status: ThreatStatus, count: number])[] {
  return STATUSES.flatMap((status) => {
    const count = threats.filter((each) => each.status === status).length;
    return count === 0 ? [] : [[status, count] as const];
  });
}

/** `12 days left`, as seen on `today` (`YYYY-MM-DD`). */
export function leftText({ expires }: ScopedExemption, today: string): string {
  const days = daysBetween(today, expires);
  return `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'} left`;
}

/** Exemptions that say the same, as one, and how many findings of a threat they cover. */
export interface Weakening {
  readonly exemption: ScopedExemption;
  readonly findings: number;
}

/** What weakens a threat, the next to end first. */
export function weakenings(results: readonly (MitigationResult | undefined)[]): readonly Weakening[] {
  const covered = new Map<string, { readonly exemption: ScopedExemption; readonly findings: Set<Finding> }>();
  for (const { exemption, finding } of results.flatMap((result) => result?.exempted ?? [])) {
    const { rule, expires, owner, reason, ticket } = exemption;
    const key = JSON.stringify([expires, rule, owner, reason, ticket]);
    const before = covered.get(key);
    if (before === undefined) covered.set(key, { exemption, findings: new Set([finding]) });
    else before.findings.add(finding);
  }
  return [...covered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { exemption, findings }]) => ({ exemption, findings: findings.size }));
}
