import { identityOf } from '../analysis/manifest';
import type { ScopedExemption } from '../rules/exemption';
import { line } from './text';

/** Exemptions by the days that they have left on `today` (`YYYY-MM-DD`), the next to expire first. */
export function exemptionsText(exemptions: readonly ScopedExemption[], today: string, format: 'text' | 'json'): string {
  const entries = exemptions.map((exemption) => ({ ...exemption, days: daysBetween(today, exemption.expires) }));
  entries.sort((a, b) => a.days - b.days);
  if (format === 'json') return JSON.stringify(entries.map(jsonOf), undefined, 2);
  if (entries.length === 0) return 'nothing is exempted';
  return entries.map((entry) => line(textOf(entry))).join('\n');
}

type Entry = ScopedExemption & { readonly days: number };

function textOf({ rule, reason, owner, expires, ticket, days, ...entry }: Entry): string {
  const left = days < 0 ? `expired ${-days} d ago` : `${days} d left`;
  const tracked = ticket === undefined ? '' : ` (${ticket})`;
  return `${left.padStart(12)}  ${expires}  ${rule} in ${coverOf(entry)}, ${owner}: ${reason}${tracked} [${placeOf(entry)}]`;
}

/** What an exemption is about: an object, a field of it, or everything. */
export function coverOf({ scope }: Pick<ScopedExemption, 'scope'>): string {
  const object = scope.manifest === undefined ? scope.object : identityOf(scope.manifest.object);
  const field = scope.field === undefined ? '' : ` at ${scope.field}`;
  return `${object ?? 'everything'}${field}`;
}

/** Where an exemption is written. */
export function placeOf({ declared: { manifest, pointer } }: Pick<ScopedExemption, 'declared'>): string {
  const place = manifest.place?.(pointer);
  return place === undefined ? manifest.source : `${place.file}:${place.line}`;
}

function jsonOf(entry: Entry): object {
  const { rule, reason, owner, expires, ticket, days } = entry;
  return { rule, reason, owner, expires, ticket, daysLeft: days, covers: coverOf(entry), declaredAt: placeOf(entry) };
}

/** Whole days from one date to another; where one of them is no date, there are none. */
export function daysBetween(from: string, to: string): number {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isNaN(days) ? 0 : days;
}
