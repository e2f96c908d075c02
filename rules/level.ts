import type { Manifest } from '../analysis/manifest';
import { isExemptWindows } from '../analysis/workloads/pod-security';
import { type PodTemplate, podsIn } from '../analysis/workloads/pods';
import { evaluate } from './evaluate';
import { rules } from './index';
import type { Cluster, Finding, Rule } from './rule';

/** The Pod Security Standards, the weakest first. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type Level = (typeof LEVELS)[number];

/** The strongest level that admits a pod, and what keeps it from the next one. */
export interface PodLevel {
  readonly manifest: Manifest;
  readonly pod: PodTemplate;
  readonly level: Level;
  /** Empty for `restricted`. */
  readonly keptFromNext: readonly Finding[];
}

/**
 * Checks that restricted has in a form of its own, instead of that of baseline, and that it does not ask of Windows pods.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seccompProfile_restricted.go
 */
const NOT_OF_WINDOWS = new Set(['baseline/capabilities', 'baseline/seccompProfile']);

const standards = rules.filter(({ references }) => references.some(({ source }) => source === 'PSS'));

/**
 * The level of every pod, in the order of the manifests: the strongest that Pod Security Admission admits it at. A rule that fails keeps
 * every pod at `privileged`.
 */
export function levelsOf(cluster: Cluster): readonly PodLevel[] {
  const found = new Map<Manifest, Finding[]>();
  const failed: Finding[] = [];
  for (const finding of evaluate(cluster, standards)) {
    const list = found.get(finding.manifest);
    if (!standards.includes(finding.rule)) failed.push(finding);
    else if (list === undefined) found.set(finding.manifest, [finding]);
    else list.push(finding);
  }
  return podsIn(cluster.manifests).map(({ manifest, pod }) => {
    const findings = [...failed, ...(found.get(manifest) ?? [])];
    const isLetOff = isExemptWindows(pod, cluster.minor);
    const restricted = findings.filter(({ rule }) => !isLetOff || !checksOf(rule).some((check) => NOT_OF_WINDOWS.has(check)));
    if (restricted.length === 0) return { manifest, pod, level: 'restricted', keptFromNext: [] };
    const baseline = findings.filter(({ rule }) => !isOfRestricted(checksOf(rule)));
    if (baseline.length === 0) return { manifest, pod, level: 'baseline', keptFromNext: restricted };
    return { manifest, pod, level: 'privileged', keptFromNext: baseline };
  });
}

function isOfRestricted(checks: readonly string[]): boolean {
  return checks.length > 0 && checks.every((check) => check.startsWith('restricted/'));
}

function checksOf({ references }: Rule): readonly string[] {
  return references.flatMap(({ source, id }) => (source === 'PSS' ? [id] : []));
}
