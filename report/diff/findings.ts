import { identityOf, type Manifest } from '../../analysis/manifest';
import { annotatedExemptions, type ScopedExemption } from '../../rules/exemption';
import { exemptionValid } from '../../rules/exemption-valid';
import type { Judgement } from '../../rules/judge';
import type { Finding } from '../../rules/rule';
import { fingerprintOf } from '../fingerprint';
import { objectText } from '../object';

/** A finding that only one of two outputs has, accepted or not. */
export interface FindingChange {
  readonly change: 'appeared' | 'disappeared';
  readonly finding: Finding;
  readonly fingerprint: string;
}

/** An exemption that counts in one output and not, or not as long, in the other. */
export interface ExemptionChange {
  readonly change: 'added' | 'removed' | 'extended' | 'shortened' | 'expired';
  /** As the new output has it; as the old one does where it is gone. */
  readonly exemption: ScopedExemption;
  readonly object: string;
  /** The last day on which it counts. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How many objects only one of two outputs has. */
export interface ObjectCounts {
  readonly added: number;
  readonly removed: number;
}

/**
 * The findings that appeared and disappeared, by rule, object and field. Whoever exempts a finding has not mended it: exempted ones
 * count, and what is wrong with exemptions does not.
 */
export function findingChanges(before: Judgement, after: Judgement): readonly FindingChange[] {
  const [old, now] = [byFingerprint(before), byFingerprint(after)];
  return [...beyond('appeared', now, old), ...beyond('disappeared', old, now)]
    .map((each) => ({ each, key: `${each.finding.rule.severity}\n${each.fingerprint}` }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}

function byFingerprint({ findings, exempted }: Judgement): ReadonlyMap<string, readonly Finding[]> {
  const lists = new Map<string, Finding[]>();
  for (const finding of [...findings, ...exempted.map((each) => each.finding)]) {
    if (finding.rule.id === exemptionValid.id) continue;
    pushTo(lists, fingerprintOf(finding), finding);
  }
  return lists;
}

function beyond(
  change: FindingChange['change'],
  own: ReadonlyMap<string, readonly Finding[]>,
  other: ReadonlyMap<string, readonly Finding[]>,
): readonly FindingChange[] {
  return [...own].flatMap(([fingerprint, findings]) =>
    findings.slice(other.get(fingerprint)?.length ?? 0).map((finding) => ({ change, finding, fingerprint })),
  );
}

/** The exemptions in annotations that changed, as seen on `today` (`YYYY-MM-DD`). */
export function exemptionChanges(before: readonly Manifest[], after: readonly Manifest[], today: string): readonly ExemptionChange[] {
  const [old, now] = [longestOf(before), longestOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const change = changeOf(was?.expires, is?.expires, today);
    const exemption = is ?? was;
    if (change === undefined || exemption === undefined) return [];
    return [{ change, exemption, object: objectText(exemption.declared.manifest), before: was?.expires, after: is?.expires }];
  });
}

/** The exemption of each field from each rule that counts for longest. */
function longestOf(manifests: readonly Manifest[]): ReadonlyMap<string, ScopedExemption> {
  const found = new Map<string, ScopedExemption>();
  for (const exemption of annotatedExemptions(manifests).exemptions) {
    const { manifest } = exemption.declared;
    const where = fingerprintOf({ rule: exemptionValid, manifest, pointer: exemption.scope.field ?? '', message: '' });
    const key = `${where}\n${exemption.rule}`;
    const known = found.get(key);
    if (known === undefined || known.expires < exemption.expires) found.set(key, exemption);
  }
  return found;
}

/** One that has run out is none. */
function changeOf(before: string | undefined, after: string | undefined, today: string): ExemptionChange['change'] | undefined {
  const counted = before !== undefined && before >= today;
  const counts = after !== undefined && after >= today;
  if (counted && counts) return before === after ? undefined : before < after ? 'extended' : 'shortened';
  if (counts) return before === undefined ? 'added' : 'extended';
  if (counted) return after === undefined ? 'removed' : 'expired';
  return undefined;
}

/** How many objects were added and removed, by what the API server calls them. */
export function objectCounts(before: readonly Manifest[], after: readonly Manifest[]): ObjectCounts {
  const counts = new Map<string, number>();
  const count = (manifests: readonly Manifest[], step: number) => {
    for (const { object } of manifests) counts.set(identityOf(object), (counts.get(identityOf(object)) ?? 0) + step);
  };
  count(after, 1);
  count(before, -1);
  const sum = (sign: number) => [...counts.values()].reduce((total, each) => total + Math.max(0, sign * each), 0);
  return { added: sum(1), removed: sum(-1) };
}

function pushTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
