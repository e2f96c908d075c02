import type { Place } from '../../analysis/manifest';
import { portSetText } from '../../analysis/network/port-sets';
import type { VerbChange } from '../../analysis/permissions/diff';
import type { VerdictChange } from '../../analysis/placement/diff';
import type { HostileChange, ProofChange, StandingChange } from '../../analysis/proof/diff';
import type { NetworkChange, PathChange } from '../../analysis/reachability/diff';
import { fieldText } from '../field';
import { objectText } from '../object';
import { short } from '../words';
import type { ExemptionChange, FindingChange, ObjectCounts } from './findings';

/** What makes a cluster easier to attack, what makes it harder, and what does neither. */
export const GROUPS = ['opens', 'closes', 'other'] as const;
export type Group = (typeof GROUPS)[number];

/** The security difference of two outputs, as it was found. */
export interface Differences {
  readonly network: NetworkChange;
  readonly verbs: readonly VerbChange[];
  readonly findings: readonly FindingChange[];
  readonly exemptions: readonly ExemptionChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly proof: ProofChange;
  readonly objects: ObjectCounts;
}

export type ChangeKind = 'path' | 'verb' | 'finding' | 'exemption' | 'nodes' | 'proof' | 'hostile' | 'objects';

/** One difference in words. */
export interface Change {
  readonly group: Group;
  readonly kind: ChangeKind;
  readonly text: string;
  /** Where it is written: in the new files, or in the old ones for what is gone. */
  readonly place: Place | undefined;
  /** The same for programs. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** All differences in a stable order, and whether the new output is looser. */
export interface DiffReport {
  readonly changes: readonly Change[];
  readonly isLooser: boolean;
  /** Whether paths and pairs of tenants may have opened or closed only in part. */
  readonly isCoarse: boolean;
}

/** How many names stand in one place of a text; the rest is counted. */
const NAMED = 4;
const MOST = 400;

export function diffReport({ network, verbs, findings, exemptions, verdicts, proof, objects }: Differences): DiffReport {
  const all: readonly Change[] = [
    ...network.paths.map(pathChange),
    ...verbs.map(verbChange),
    ...findings.map(findingChange),
    ...exemptions.map(exemptionChange),
    ...verdicts.map(verdictChange),
    ...proof.pairs.map(standingChange),
    ...proof.hostile.map(hostileChange),
    ...objectChange(objects),
  ];
  const changes = GROUPS.flatMap((group) => all.filter((each) => each.group === group));
  return { changes, isLooser: changes.some(({ group }) => group === 'opens'), isCoarse: network.isCoarse || proof.isCoarse };
}

/** `it loosens: 2 opened, 1 closed`, for headings and last lines. */
export function diffSummary({ changes, isLooser }: DiffReport): string {
  if (changes.length === 0) return 'no difference in security';
  const count = (wanted: Group) => changes.filter(({ group }) => group === wanted).length.toLocaleString('en');
  const counts = `${count('opens')} opened, ${count('closes')} closed`;
  return `${isLooser ? 'it loosens' : 'it does not loosen'}: ${counts}`;
}

function pathChange({ change, from, to, ports, verdict }: PathChange): Change {
  const arrow = verdict === 'allow' ? '->' : '?>';
  return {
    group: change === 'opened' ? 'opens' : 'closes',
    kind: 'path',
    text: `${namesText(from)} ${arrow} ${namesText(to)} ${portSetText(ports)}`,
    place: undefined,
    detail: { change, from, to, ports: portSetText(ports), verdict },
  };
}

function verbChange({ change, subject, namespace, verbs, resources }: VerbChange): Change {
  const where = namespace === undefined ? 'everywhere' : `in ${namespace}`;
  const what = verbs.length === 0 ? 'what is said by' : verbs.join(', ');
  const unknown = verbs.length === 0 ? ', which is not here' : '';
  return {
    group: change === 'gained' ? 'opens' : 'closes',
    kind: 'verb',
    text: `${subject} ${where}: ${what} ${namesText(resources)}${unknown}`,
    place: undefined,
    detail: { change, subject, namespace: namespace ?? null, verbs, resources },
  };
}

function findingChange({ change, finding, fingerprint }: FindingChange): Change {
  const { rule, manifest, pointer, message } = finding;
  const isError = rule.severity === 'error';
  const field = fieldText(manifest.object, pointer);
  return {
    group: isError ? (change === 'appeared' ? 'opens' : 'closes') : 'other',
    kind: 'finding',
    text: short(`${rule.severity} ${change}: ${rule.id} in ${objectText(manifest)}${field === '' ? '' : ` ${field}`}: ${message}`, MOST),
    place: manifest.place?.(pointer),
    detail: { change, rule: rule.id, severity: rule.severity, message, fingerprint },
  };
}

const LOOSER: ReadonlySet<ExemptionChange['change']> = new Set(['added', 'extended']);

function exemptionChange({ change, exemption, object, before, after }: ExemptionChange): Change {
  const { rule, owner, reason, declared, scope } = exemption;
  const field = scope.field === undefined ? '' : ` at ${scope.field}`;
  const until = [...new Set([before, after])].filter((date) => date !== undefined).join(', now ');
  return {
    group: LOOSER.has(change) ? 'opens' : 'closes',
    kind: 'exemption',
    text: short(`${change}: ${rule} in ${object}${field} until ${until}, ${owner}: ${reason}`, MOST),
    place: declared.manifest.place?.(declared.pointer),
    detail: { change, rule, object, field: scope.field ?? null, before: before ?? null, after: after ?? null, owner, reason },
  };
}

const VERDICTS = {
  pinned: 'its pods land on its nodes only',
  exclusive: 'nobody else’s pods land there',
  strangers: 'others cannot write pods that do',
} as const;

function verdictChange({ tenant, verdict, before, after, change }: VerdictChange): Change {
  return {
    group: change === 'worse' ? 'opens' : change === 'better' ? 'closes' : 'other',
    kind: 'nodes',
    text: `${tenant}: ${VERDICTS[verdict]}: ${before}, now ${after}`,
    place: undefined,
    detail: { tenant, verdict, before, after, change },
  };
}

function standingChange({ change, aspect, from, to, before, after }: StandingChange): Change {
  return {
    group: change === 'worse' ? 'opens' : 'closes',
    kind: 'proof',
    text: `${aspect}, ${namesText(from)} -> ${namesText(to)}: ${before}, now ${after}`,
    place: undefined,
    detail: { change, aspect, from, to, before, after },
  };
}

function hostileChange({ change, tenants, before, after }: HostileChange): Change {
  return {
    group: change === 'worse' ? 'opens' : 'closes',
    kind: 'hostile',
    text: `if hostile, ${namesText(tenants)}: ${before}, now ${after}`,
    place: undefined,
    detail: { change, tenants, before, after },
  };
}

function objectChange({ added, removed }: ObjectCounts): readonly Change[] {
  if (added === 0 && removed === 0) return [];
  const text = `${added.toLocaleString('en')} added, ${removed.toLocaleString('en')} removed`;
  return [{ group: 'other', kind: 'objects', text, place: undefined, detail: { added, removed } }];
}

function namesText(names: readonly string[]): string {
  return names.length <= NAMED + 1
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${(names.length - NAMED).toLocaleString('en')} more`;
}
