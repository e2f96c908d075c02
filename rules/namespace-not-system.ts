import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * Parts of the control plane say so by their labels, as kubeadm writes them.
 */
export const namespaceNotSystem: Rule = {
  id: 'namespace-not-system',
  title: 'apps stay out of the namespaces of the system',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1036.005' },
    { source: 'trivy', id: 'KSV-0037' },
  ],
  reads: ['metadata.labels.tier', 'metadata.labels.component'],
  remediation: 'give the app a namespace of its own',
  why: 'Admission, quotas and policies often leave kube-system alone, and the service accounts there hold the widest rights of the cluster.',
  attack: 'A pod among the parts of the system is seldom looked at, and who runs there reaches their tokens.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: kube-system`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop`,
  },

  *check({ manifests }) {
    for (const { manifest } of podsIn(manifests)) {
      const { namespace, labels } = manifest.object.metadata;
      if (namespace === undefined || !SYSTEM.has(namespace)) continue;
      if (stringAt(labels, 'tier') === 'control-plane' && stringAt(labels, 'component') !== undefined) continue;
      yield { manifest, pointer: '/metadata/namespace', message: `the namespace is '${namespace}', which belongs to the system` };
    }
  },
};

const SYSTEM = new Set(['kube-node-lease', 'kube-public', 'kube-system']);
