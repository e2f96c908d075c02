import type { Cluster, Finding, Rule } from './rule';

/** What the rules find, in the order of the manifests, then of the rules. A rule that throws is a defect and is not caught. */
export function evaluate(cluster: Cluster, rules: readonly Rule[]): readonly Finding[] {
  const findings = rules.flatMap((rule) => Array.from(rule.check(cluster), (violation) => ({ ...violation, rule })));
  if (findings.length < 2) return findings;
  const position = new Map(cluster.manifests.map((manifest, index) => [manifest, index]));
  return findings.sort((a, b) => (position.get(a.manifest) ?? 0) - (position.get(b.manifest) ?? 0));
}
