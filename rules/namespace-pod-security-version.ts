import { at, pointerKey } from '../analysis/manifest';
import { namespacesIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const PREFIX = 'pod-security.kubernetes.io/';

/**
 * Versions of Pod Security levels. A version that is newer than the cluster is judged as the newest that the cluster has.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export const namespacePodSecurityVersion: Rule = {
  id: 'namespace-pod-security-version',
  title: 'namespaces pin the version of Pod Security, and the cluster has it',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.2.1' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'metadata.labels.pod-security.kubernetes.io/audit',
    'metadata.labels.pod-security.kubernetes.io/audit-version',
    'metadata.labels.pod-security.kubernetes.io/enforce',
    'metadata.labels.pod-security.kubernetes.io/enforce-version',
    'metadata.labels.pod-security.kubernetes.io/warn',
    'metadata.labels.pod-security.kubernetes.io/warn-version',
  ],
  remediation: 'set the version labels of pod-security.kubernetes.io to the version of the cluster, such as v1.33',
  why: 'A level grows stricter with the versions: without a pin the next upgrade of the cluster refuses pods that ran the day before.',
  attack: 'After an upgrade at night the pods that are replaced are not admitted any more, and nobody changed a manifest.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: v1.33`,
  },

  *check({ manifests, minor }) {
    for (const { manifest, name } of namespacesIn(manifests)) {
      const labelOf = (key: string) => at(manifest.object, 'metadata', 'labels', `${PREFIX}${key}`) ?? undefined;
      for (const mode of ['enforce', 'audit', 'warn']) {
        if (labelOf(mode) === undefined) continue;
        const label = `${PREFIX}${mode}-version`;
        const pointer = `/metadata/labels/${pointerKey(label)}`;
        const version = labelOf(`${mode}-version`);
        if (version === undefined || version === 'latest') {
          yield {
            manifest,
            pointer,
            message: `namespace '${name}' has ${label} ${version ?? 'unset'}, expected a version such as v1.${minor}`,
          };
        } else if (Number(/^v1\.(\d+)$/.exec(`${version}`)?.[1] ?? 0) > minor) {
          yield {
            manifest,
            pointer,
            message: `namespace '${name}' has ${label} ${version}, expected at most v1.${minor}, that of the cluster`,
          };
        }
      }
    }
  },
};
