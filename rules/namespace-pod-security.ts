import { at, pointerKey } from '../analysis/manifest';
import { namespacesIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const PREFIX = 'pod-security.kubernetes.io/';
const LEVELS = ['privileged', 'baseline', 'restricted'];
const MODES = ['enforce', 'audit', 'warn'];

/**
 * The level of Pod Security that a namespace enforces, and labels of Pod Security that the API server refuses.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export const namespacePodSecurity: Rule = {
  id: 'namespace-pod-security',
  title: 'namespaces enforce a level of Pod Security',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.2.1' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0192' },
    { source: 'kubescape', id: 'C-0193' },
    { source: 'kubescape', id: 'C-0194' },
    { source: 'kubescape', id: 'C-0195' },
    { source: 'kubescape', id: 'C-0196' },
    { source: 'kubescape', id: 'C-0197' },
    { source: 'kubescape', id: 'C-0198' },
    { source: 'kubescape', id: 'C-0199' },
    { source: 'kubescape', id: 'C-0200' },
    { source: 'kubescape', id: 'C-0201' },
    { source: 'kubescape', id: 'C-0202' },
    { source: 'kubescape', id: 'C-0203' },
    { source: 'kubescape', id: 'C-0204' },
  ],
  reads: [
    'metadata.labels.pod-security.kubernetes.io/audit',
    'metadata.labels.pod-security.kubernetes.io/audit-version',
    'metadata.labels.pod-security.kubernetes.io/enforce',
    'metadata.labels.pod-security.kubernetes.io/enforce-version',
    'metadata.labels.pod-security.kubernetes.io/warn',
    'metadata.labels.pod-security.kubernetes.io/warn-version',
  ],
  remediation: 'add the label pod-security.kubernetes.io/enforce: restricted to the namespace',
  why: 'Without the label the namespace admits every pod: privileged ones, the network and the disks of the host.',
  attack: 'Whoever may create a pod there mounts the root directory of the node, and owns it.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted`,
  },

  *check({ manifests }) {
    for (const { manifest, name } of namespacesIn(manifests)) {
      const labelOf = (key: string) => at(manifest.object, 'metadata', 'labels', `${PREFIX}${key}`) ?? undefined;
      const pointerOf = (key: string) => `/metadata/labels/${pointerKey(`${PREFIX}${key}`)}`;
      const enforced = labelOf('enforce');
      if (enforced === undefined || enforced === 'privileged') {
        const message = `namespace '${name}' has ${PREFIX}enforce ${enforced ?? 'unset'}, expected restricted`;
        yield { manifest, pointer: pointerOf('enforce'), message };
      }
      for (const mode of MODES) {
        const level = labelOf(mode);
        if (level !== undefined && !LEVELS.includes(`${level}`)) {
          yield { manifest, pointer: pointerOf(mode), message: `${PREFIX}${mode} is '${level}', expected ${LEVELS.join(', ')}` };
        }
        const version = labelOf(`${mode}-version`);
        if (version === undefined || version === 'latest' || /^v1\.(0|[1-9]\d*)$/.test(`${version}`)) continue;
        yield {
          manifest,
          pointer: pointerOf(`${mode}-version`),
          message: `${PREFIX}${mode}-version is '${version}', expected v1.N or latest`,
        };
      }
    }
  },
};
