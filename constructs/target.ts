/** The Kubernetes versions that can be written for. */
export const KUBERNETES_VERSIONS = ['1.27', '1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'] as const;

/** A minor version of Kubernetes, such as `1.33`. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/**
 * The version in which each younger feature is on by default: it is never written for an older cluster, which would drop or refuse it.
 *
 * https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
const SINCE = {
  /** Init containers with `restartPolicy: Always`; ordinary containers before. */
  'native sidecars': '1.29',
  /** The field `appArmorProfile`; an annotation before. */
  'AppArmor field': '1.30',
  /** `preStop.sleep`; before, a pod that ends may be sent requests for a moment longer. */
  'sleep before stop': '1.30',
  /** `hostUsers: false`, known since 1.25 but off. */
  'user namespaces': '1.33',
} as const satisfies Record<string, KubernetesVersion>;

/** A feature of Kubernetes that is younger than 1.27 or came to be on by default later. */
export type Feature = keyof typeof SINCE;

/** Whether a cluster of this version has the feature, without anyone turning it on. */
export function has(version: KubernetesVersion, feature: Feature): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(SINCE[feature]);
}

/** The first version that has the feature on by default. */
export function since(feature: Feature): KubernetesVersion {
  return SINCE[feature];
}
