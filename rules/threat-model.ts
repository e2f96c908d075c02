import type { Manifest } from '../analysis/manifest';
import type { ScopedExemption } from './exemption';
import type { Judgement } from './judge';
import type { Finding } from './rule';
import type { Mitigation, Threat } from './threat';
import { doubtAbout, type Inquiry } from './threat-facts';
import { type PopulationId, populations, type Spot } from './threat-objects';
import { threats } from './threats';

/**
 * How a mitigation stands: on every object; on all but those that somebody accepts; not everywhere; not known, since a rule was not asked
 * or not told enough; or on nothing, since no object here needs it.
 */
export type MitigationStanding = 'held' | 'accepted' | 'open' | 'not known' | 'not needed';

/**
 * How a threat stands. `open`: a rule of severity error has a finding that nobody accepts, or nothing holds. `not known`: a rule that
 * would tell was not asked, or not told enough. `partly`: there are warnings, or findings that somebody accepts. `mitigated`: all holds.
 * `does not arise`: no object here needs a mitigation. `outside`: it lies outside of manifests.
 */
export const STATUSES = ['open', 'not known', 'partly', 'mitigated', 'does not arise', 'outside'] as const;

export type ThreatStatus = (typeof STATUSES)[number];

/** A finding, and who accepts it. */
export type Accepted = Judgement['exempted'][number];

/** A mitigation, and what became of it. */
export interface MitigationState {
  readonly mitigation: Mitigation;
  /** `undefined` where nothing was judged. */
  readonly result: MitigationResult | undefined;
}

/** What the rules found of a mitigation. Each object that needs it counts once: `total` is all four of the others together. */
export interface MitigationResult {
  readonly standing: MitigationStanding;
  readonly total: number;
  readonly held: number;
  /** Objects whose findings are all accepted. */
  readonly accepted: number;
  readonly open: number;
  /** Objects without a finding, where a rule was not asked or not told enough. */
  readonly undecided: number;
  /** What nobody accepts. */
  readonly findings: readonly Finding[];
  readonly exempted: readonly Accepted[];
  /** Why silence of the rules does not mean that it holds. */
  readonly doubts: readonly string[];
  /** The first objects that bring it about: those named for it, or else those on which it holds. */
  readonly shown: readonly Spot[];
  /** How many there are in all. */
  readonly count: number;
}

/** A threat, and how it stands. */
export interface ThreatState {
  readonly threat: Threat;
  /** `undefined` where nothing was judged. */
  readonly status: ThreatStatus | undefined;
  readonly mitigations: readonly MitigationState[];
  /** The exemptions that weaken it, each once. */
  readonly exemptions: readonly ScopedExemption[];
}

/** Every threat, by category in the order of STRIDE. */
export interface ThreatModel {
  readonly threats: readonly ThreatState[];
}

/** How many objects are shown of each mitigation unless somebody says otherwise. */
export const SHOWN = 5;

/** The threats as they are, with nothing judged. */
export const bareThreatModel: ThreatModel = {
  threats: threats.map((threat) => ({
    threat,
    status: undefined,
    mitigations: threat.mitigations.map((mitigation) => ({ mitigation, result: undefined })),
    exemptions: [],
  })),
};

/**
 * How every threat stands: what the rules find nothing wrong with is mitigated, what they find is open, and what somebody accepts is
 * accepted. Linear in objects and findings.
 */
export function threatModelOf(manifests: readonly Manifest[], judgement: Judgement, inquiry: Inquiry, shown = SHOWN): ThreatModel {
  const file = fileOf(manifests, judgement, inquiry);
  return { threats: threats.map((threat) => threatState(threat, file, shown)) };
}

/** What was found, by rule, and the objects by population. */
interface CaseFile {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly exempted: ReadonlyMap<string, readonly Accepted[]>;
  objects(population: PopulationId): ReadonlyMap<Manifest, Spot>;
  doubt(rule: string): string | undefined;
  readonly hasControlPlane: boolean;
  readonly isUnread: boolean;
}

function fileOf(manifests: readonly Manifest[], { findings, exempted }: Judgement, inquiry: Inquiry): CaseFile {
  const known = new Map<PopulationId, ReadonlyMap<Manifest, Spot>>();
  // A rule that failed is named by the source of its finding.
  const failed = new Set(findings.filter(({ rule }) => rule.id === 'rule-completes').map(({ manifest }) => manifest.source));
  const byRule = grouped(findings, ({ rule }) => rule.id);
  return {
    findings: byRule,
    exempted: grouped(exempted, ({ finding }) => finding.rule.id),
    objects(population) {
      const found = known.get(population) ?? new Map(populations[population].in(manifests).map((spot) => [spot.manifest, spot]));
      known.set(population, found);
      return found;
    },
    doubt: (rule) => (failed.has(rule) ? `'${rule}' failed` : doubtAbout(rule, inquiry)),
    hasControlPlane: inquiry.hasControlPlane === true,
    isUnread: byRule.has('manifest-readable'),
  };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function threatState(threat: Threat, file: CaseFile, shown: number): ThreatState {
  const given = threat.mitigations.filter(({ needs }) => needs === undefined || file.hasControlPlane);
  const mitigations = given.map((mitigation) => ({ mitigation, result: resultOf(mitigation, file, shown) }));
  const results = mitigations.map(({ result }) => result);
  const exemptions = new Set(results.flatMap(({ exempted }) => exempted.map(({ exemption }) => exemption)));
  return { threat, status: statusOf(results), mitigations, exemptions: [...exemptions] };
}

function statusOf(results: readonly MitigationResult[]): ThreatStatus {
  if (results.length === 0) return 'outside';
  const has = (standing: MitigationStanding) => results.some((result) => result.standing === standing);
  const isDoorOpen = results.some(({ findings }) => findings.some(({ rule }) => rule.severity === 'error'));
  const holds = results.some(({ held, accepted, undecided }) => held + accepted + undecided > 0);
  if (isDoorOpen || (has('open') && !holds)) return 'open';
  if (has('not known')) return 'not known';
  if (has('open') || has('accepted')) return 'partly';
  return has('held') ? 'mitigated' : 'does not arise';
}

function resultOf({ applies, rules, by }: Mitigation, file: CaseFile, shown: number): MitigationResult {
  const objects = file.objects(applies);
  const findings = rules.flatMap((rule) => file.findings.get(rule) ?? []);
  const exempted = rules.flatMap((rule) => file.exempted.get(rule) ?? []);
  const open = new Set(findings.map(({ manifest }) => manifest));
  const accepted = new Set(exempted.map(({ finding }) => finding.manifest).filter((manifest) => !open.has(manifest)));
  const blamed = [...open, ...accepted];
  const clean = objects.size - blamed.filter((manifest) => objects.has(manifest)).length;
  // A rule may blame an object for what others lack: it counts, too.
  const total = clean + blamed.length;
  const doubts = rules.flatMap((rule) => file.doubt(rule) ?? []);
  const isDoubtful = doubts.length > 0 && (total > 0 || objects.size > 0);
  const [held, undecided] = isDoubtful ? [0, clean] : [clean, 0];
  const doers = by === undefined ? undefined : [...file.objects(by).values()];
  const holding = doers ?? firstHolding(objects, isDoubtful ? objects : new Set([...open, ...accepted]), shown);
  return {
    standing: standingOf(total, open.size, accepted.size, isDoubtful || file.isUnread),
    ...{ total, held, accepted: accepted.size, open: open.size, undecided },
    ...{ findings, exempted },
    doubts: isDoubtful ? doubts : [],
    shown: holding.slice(0, shown),
    count: doers?.length ?? held,
  };
}

function standingOf(total: number, open: number, accepted: number, isDoubtful: boolean): MitigationStanding {
  if (open > 0) return 'open';
  if (isDoubtful) return 'not known';
  if (total === 0) return 'not needed';
  return accepted > 0 ? 'accepted' : 'held';
}

/** The first objects without a finding; nobody walks through all of them for that. */
function firstHolding(objects: ReadonlyMap<Manifest, Spot>, blamed: { has(manifest: Manifest): boolean }, most: number): readonly Spot[] {
  const found: Spot[] = [];
  for (const [manifest, spot] of objects) {
    if (found.length === most) break;
    if (!blamed.has(manifest)) found.push(spot);
  }
  return found;
}
