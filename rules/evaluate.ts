import { nothing } from '../analysis/reading/documents';
import type { Cluster, Finding, Rule } from './rule';
import { ruleCompletes } from './rule-completes';

/** What the rules find, in the order of the manifests, then of the rules. A rule that throws is a finding of its own, never a pass. */
export function evaluate(cluster: Cluster, rules: readonly Rule[]): readonly Finding[] {
  const findings = rules.flatMap((rule) => judged(cluster, rule));
  if (findings.length < 2) return findings;
  const position = new Map(cluster.manifests.map((manifest, index) => [manifest, index]));
  // What could not be read comes first: the rest is said without it.
  return findings.sort((a, b) => (position.get(a.manifest) ?? -1) - (position.get(b.manifest) ?? -1));
}

function judged(cluster: Cluster, rule: Rule): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    for (const violation of rule.check(cluster)) findings.push({ ...violation, rule });
  } catch (error) {
    const message = `the rule '${rule.id}' failed (${error instanceof Error ? error.message : String(error)}), so what it asks for is not known to hold`;
    findings.push({ manifest: nothing(rule.id), pointer: '', message, rule: ruleCompletes });
  }
  return findings;
}
