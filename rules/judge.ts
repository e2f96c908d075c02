import { evaluate } from './evaluate';
import { annotatedExemptions, exemptionProblems, type ScopedExemption, settle } from './exemption';
import { exemptionValid } from './exemption-valid';
import { rules as everyRule } from './index';
import type { Cluster, Finding, Rule } from './rule';

/** Findings parted by whether somebody accepts them. */
export interface Judgement {
  /** Nobody accepts these; what is wrong with exemptions is among them. */
  readonly findings: readonly Finding[];
  readonly exempted: readonly { readonly finding: Finding; readonly exemption: ScopedExemption }[];
}

/** What a judgement is made with. */
export interface Court {
  /** @default all rules */
  readonly rules?: readonly Rule[];
  /** Exemptions besides those that objects carry as annotations. */
  readonly exemptions: readonly ScopedExemption[];
  /** The day that decides which exemptions still count, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** Asks every rule, then applies every exemption that is right by itself; the others are findings. */
export function judge(cluster: Cluster, { rules = everyRule, exemptions, today }: Court): Judgement {
  const annotated = annotatedExemptions(cluster.manifests);
  const wrong: Finding[] = annotated.problems.map(({ declared, message }) => ({ ...declared, message, rule: exemptionValid }));
  const asked = new Set(rules.map(({ id }) => id));
  const sound = [...exemptions, ...annotated.exemptions].filter((exemption) => {
    const problems = exemptionProblems(exemption, everyRule, today);
    wrong.push(...problems.map((message) => ({ ...exemption.declared, message, rule: exemptionValid })));
    return problems.length === 0;
  });
  const { open, exempted, unused } = settle(evaluate(cluster, rules), sound);
  for (const { rule, declared } of unused) {
    // A rule that nobody asked has found nothing: that says nothing about its exemptions.
    if (!asked.has(rule)) continue;
    wrong.push({ ...declared, message: `the exemption from '${rule}' covers no finding, remove it`, rule: exemptionValid });
  }
  return { findings: [...wrong, ...open], exempted };
}
