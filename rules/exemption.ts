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

/** An exemption and the part of the output that it covers, as the prefix of the manifests' sources. */
export interface ScopedExemption extends Exemption {
  /** A construct path; `''` covers everything. */
  readonly scope: string;
}

/** What is wrong with an exemption by itself, as seen on `today` (`YYYY-MM-DD`); empty if nothing is. */
export function exemptionProblems(exemption: Exemption, rules: readonly Rule[], today: string): readonly string[] {
  const { rule: id, reason, owner, expires } = exemption;
  const rule = rules.find((candidate) => candidate.id === id);
  const problems: string[] = [];
  if (rule === undefined) problems.push(`the exemption names the unknown rule '${id}', expected one of ${exemptible(rules).join(', ')}`);
  else if (rule.exemptible === 'never') problems.push(`the rule '${id}' can never be exempted: ${rule.remediation}`);
  if (isEmpty(reason)) problems.push(`the exemption from '${id}' gives no reason, expected why the finding is acceptable`);
  if (isEmpty(owner)) problems.push(`the exemption from '${id}' has no owner, expected who answers for it`);
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
  const byRule = new Map<string, ScopedExemption[]>();
  for (const exemption of exemptions) byRule.set(exemption.rule, [...(byRule.get(exemption.rule) ?? []), exemption]);
  const open: Finding[] = [];
  const exempted: { finding: Finding; exemption: ScopedExemption }[] = [];
  const used = new Set<ScopedExemption>();
  for (const finding of findings) {
    const covering = (byRule.get(finding.rule.id) ?? []).filter(({ scope }) => covers(scope, finding.manifest.source));
    // The narrowest one speaks for the finding; the others were needed for nothing else unless they cover more.
    const exemption = covering.sort((a, b) => b.scope.length - a.scope.length)[0];
    if (exemption === undefined) open.push(finding);
    else {
      exempted.push({ finding, exemption });
      used.add(exemption);
    }
  }
  return { open, exempted, unused: exemptions.filter((exemption) => !used.has(exemption)) };
}

function covers(scope: string, source: string): boolean {
  return scope === '' || source === scope || source.startsWith(`${scope}/`);
}

function exemptible(rules: readonly Rule[]): readonly string[] {
  return rules.filter((rule) => rule.exemptible !== 'never').map((rule) => rule.id);
}

/** Whoever writes JavaScript may leave anything out. */
function isEmpty(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
