import { identityOf, keyOf, type Manifest, pointerKey } from '../analysis/manifest';
import { nothing } from '../analysis/reading/documents';
import type { Finding, Rule } from './rule';

/** A finding that somebody accepts, for a while. */
export interface Exemption {
  /** Id of the rule whose findings are accepted. */
  readonly rule: string;
  /** Why they are acceptable. */
  readonly reason: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  /** The last day on which it counts, as `YYYY-MM-DD`. */
  readonly expires: string;
  /** Where the work that ends it is tracked. */
  readonly ticket?: string;
}

/** What an exemption covers: everything that all of the given parts agree on, and nothing else. */
export interface ExemptionScope {
  /** A construct path, with everything below it; `''` is everything. */
  readonly construct?: string;
  /** The object that carries the exemption as an annotation. */
  readonly manifest?: Manifest;
  /** An object by `Kind namespace/name`, as reports write it; `Kind.group namespace/name` where two groups have the kind. */
  readonly object?: string;
  /** JSON pointer of a field, with everything below it. */
  readonly field?: string;
}

/** An exemption, what it covers, and where it was written. */
export interface ScopedExemption extends Exemption {
  readonly scope: ExemptionScope;
  readonly declared: { readonly manifest: Manifest; readonly pointer: string };
}

/** An exemption that cannot be read, and where it was written. */
export interface ExemptionProblem {
  readonly declared: ScopedExemption['declared'];
  readonly message: string;
}

const ANNOTATION = 'palisade.dev/exempt.';
const NOTE = /^until (?<expires>\S+?)(?: at (?<field>\/\S*))?, (?<owner>.*?): (?<reason>[\s\S]*?)(?: \((?<ticket>[^()]*)\))?$/;

/** The annotation that exempts an object from a rule. */
export function annotationOf(rule: string): string {
  return `${ANNOTATION}${rule}`;
}

/** An exemption as the value of that annotation: `until 2030-12-31, owner: reason (ticket)`. */
export function noteOf({ reason, owner, expires, ticket, scope }: Omit<ScopedExemption, 'declared'>): string {
  const field = scope.field === undefined ? '' : ` at ${scope.field}`;
  return `until ${expires}${field}, ${owner}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`;
}

/** The exemptions that objects carry as annotations, one a line. */
export function annotatedExemptions(manifests: readonly Manifest[]): {
  readonly exemptions: readonly ScopedExemption[];
  readonly problems: readonly ExemptionProblem[];
} {
  const exemptions: ScopedExemption[] = [];
  const problems: ExemptionProblem[] = [];
  for (const manifest of manifests) {
    for (const [key, value] of Object.entries(manifest.object.metadata.annotations ?? {})) {
      if (!key.startsWith(ANNOTATION)) continue;
      const rule = key.slice(ANNOTATION.length);
      const declared = { manifest, pointer: `/metadata/annotations/${pointerKey(key)}` };
      for (const note of typeof value === 'string' ? value.trim().split(/\n+(?=until )/) : ['']) {
        const said = NOTE.exec(note)?.groups;
        if (said === undefined) {
          problems.push({
            declared,
            message: `the exemption from '${rule}' reads '${note}', expected 'until 2030-01-31, owner: reason (ticket)'`,
          });
          continue;
        }
        const { expires = '', field, owner = '', reason = '', ticket } = said;
        exemptions.push({ rule, expires, owner, reason, ticket, scope: { manifest, ...(field === undefined ? {} : { field }) }, declared });
      }
    }
  }
  return { exemptions, problems };
}

/** What is wrong with an exemption by itself, as seen on `today` (`YYYY-MM-DD`); empty if nothing is. */
export function exemptionProblems(exemption: Exemption, rules: readonly Rule[], today: string): readonly string[] {
  const { rule: id, reason, owner, expires } = exemption;
  const rule = rules.find((candidate) => candidate.id === id);
  const problems: string[] = [];
  if (rule === undefined) problems.push(`the exemption names the unknown rule '${id}', expected ${nearest(`${id}`, rules)}`);
  else if (rule.exemptible === 'never') problems.push(`the rule '${id}' can never be exempted: ${rule.remediation}`);
  if (isEmpty(reason)) problems.push(`the exemption from '${id}' gives no reason, expected why the finding is acceptable`);
  if (isEmpty(owner)) problems.push(`the exemption from '${id}' has no owner, expected who answers for it`);
  else if (owner.includes(': ')) problems.push(`the exemption from '${id}' has the owner '${owner}', expected a name without ': '`);
  if (!isDate(expires)) problems.push(`the exemption from '${id}' expires on '${expires}', expected a date such as 2030-01-31`);
  else if (expires < today) problems.push(`the exemption from '${id}' expired on ${expires}: clear the finding, or renew it with a reason`);
  return problems;
}

/** Findings parted by whether an exemption covers them, and the exemptions that cover none. */
export interface Settled {
  readonly open: readonly Finding[];
  readonly exempted: readonly { readonly finding: Finding; readonly exemption: ScopedExemption }[];
  readonly unused: readonly ScopedExemption[];
}

/** Applies exemptions that are right by themselves. */
export function settle(findings: readonly Finding[], exemptions: readonly ScopedExemption[]): Settled {
  const covering = indexed(exemptions);
  const open: Finding[] = [];
  const exempted: { finding: Finding; exemption: ScopedExemption }[] = [];
  const used = new Set<ScopedExemption>();
  for (const finding of findings) {
    // The narrowest one speaks for the finding; the others were needed for nothing else unless they cover more.
    const [exemption] = covering(finding).sort((a, b) => width(a.scope) - width(b.scope));
    if (exemption === undefined) open.push(finding);
    else {
      exempted.push({ finding, exemption });
      used.add(exemption);
    }
  }
  return { open, exempted, unused: exemptions.filter((exemption) => !used.has(exemption)) };
}

/** Exemptions by rule and by the object that they name, so that thousands of them cost no more than their own findings. */
function indexed(exemptions: readonly ScopedExemption[]): (finding: Finding) => ScopedExemption[] {
  const lists = new Map<string | Manifest, Map<string, ScopedExemption[]>>();
  for (const exemption of exemptions) {
    const key = exemption.scope.manifest ?? exemption.scope.object ?? '';
    const byRule = lists.get(key) ?? new Map<string, ScopedExemption[]>();
    lists.set(key, byRule.set(exemption.rule, [...(byRule.get(exemption.rule) ?? []), exemption]));
  }
  return ({ rule, manifest, pointer }) => {
    const { kind, metadata } = manifest.object;
    const names = [identityOf(manifest.object), keyOf('', kind, metadata.namespace, metadata.name)];
    const keys = lists.size === 0 ? [] : [manifest, ...new Set(names), ''];
    return keys.flatMap((key) => lists.get(key)?.get(rule.id) ?? []).filter(({ scope }) => covers(scope, manifest, pointer));
  };
}

function covers({ construct, field }: ExemptionScope, { source }: Manifest, pointer: string): boolean {
  const within = (whole: string, part: string) => part === '' || whole === part || whole.startsWith(`${part}/`);
  return within(source, construct ?? '') && within(pointer, field ?? '');
}

/** How much a scope covers, only to be compared: fields are narrower than objects, objects than constructs, long paths than short ones. */
function width({ construct, manifest, object, field }: ExemptionScope): number {
  if (field !== undefined) return -2_000_000 - field.length;
  return manifest !== undefined || object !== undefined ? -1_000_000 : -(construct ?? '').length;
}

/** Exemptions that were written outside of any object: in code, or in a file of their own. */
export function declaredAt(source: string): ScopedExemption['declared'] {
  return { manifest: nothing(source), pointer: '' };
}

function nearest(id: string, rules: readonly Rule[]): string {
  const ids = rules.filter((rule) => rule.exemptible !== 'never').map((rule) => rule.id);
  const first = id.split('-')[0] ?? '';
  const close = ids.filter((candidate) => first !== '' && candidate.startsWith(first));
  return close.length === 0 ? `one that 'palisade rules' lists` : `one of ${close.join(', ')}`;
}

/** Whoever writes JavaScript may leave anything out. */
function isEmpty(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
