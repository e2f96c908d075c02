import { at, pointerKey } from '../analysis/manifest';
import { namespacesIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const PREFIX = 'pod-security.kubernetes.io/';
const ENFORCED = ['baseline', 'restricted'];
const WEAKER = [undefined, 'privileged', 'baseline'];

/**
 * Levels below restricted. A namespace that enforces none is the finding of another rule.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const namespacePodSecurityRestricted: Rule = {
  id: 'namespace-pod-security-restricted',
  title: 'namespaces enforce, audit and warn at the level restricted',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.2.1' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: [
    'metadata.labels.pod-security.kubernetes.io/audit',
    'metadata.labels.pod-security.kubernetes.io/enforce',
    'metadata.labels.pod-security.kubernetes.io/warn',
  ],
  remediation: 'set the labels enforce, audit and warn of pod-security.kubernetes.io to restricted',
  why: '`baseline` admits pods that run as root; `warn` and `audit` are what tells about a Deployment whose pods will never be admitted.',
  attack: 'A process that runs as root in its container needs one fault of the kernel less to become root on the node.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted`,
  },

  *check({ manifests }) {
    for (const { manifest, name } of namespacesIn(manifests)) {
      const levelOf = (mode: string) => (at(manifest.object, 'metadata', 'labels', `${PREFIX}${mode}`) ?? undefined) as string | undefined;
      if (!ENFORCED.includes(levelOf('enforce') ?? '')) continue;
      for (const mode of ['enforce', 'audit', 'warn']) {
        const level = levelOf(mode);
        if (!WEAKER.includes(level)) continue;
        yield {
          manifest,
          pointer: `/metadata/labels/${pointerKey(`${PREFIX}${mode}`)}`,
          message: `namespace '${name}' has ${PREFIX}${mode} ${level ?? 'unset'}, expected restricted`,
        };
      }
    }
  },
};
