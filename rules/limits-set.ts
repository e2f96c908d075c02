import { podsIn } from '../analysis/workloads/pods';
import { unstatedIn } from '../analysis/workloads/resources';
import type { Rule } from './rule';

const WANTED = [
  ['limits', 'cpu'],
  ['limits', 'memory'],
] as const;

/**
 * Limits on processor and memory, of each container or, since 1.34, of the pod as a whole.
 */
export const limitsSet: Rule = {
  id: 'limits-set',
  title: 'containers have a limit on processor and memory',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'kubescape', id: 'C-0004' },
    { source: 'kubescape', id: 'C-0009' },
    { source: 'kubescape', id: 'C-0050' },
    { source: 'kubescape', id: 'C-0270' },
    { source: 'kubescape', id: 'C-0271' },
    { source: 'kube-linter', id: 'unset-memory-requirements' },
    { source: 'kube-score', id: 'container-resources' },
    { source: 'polaris', id: 'cpuLimitsMissing' },
    { source: 'polaris', id: 'memoryLimitsMissing' },
    { source: 'trivy', id: 'KSV-0011' },
    { source: 'trivy', id: 'KSV-0018' },
    { source: 'checkov', id: 'CKV_K8S_11' },
    { source: 'checkov', id: 'CKV_K8S_13' },
    { source: 'kubesec', id: 'LimitsCPU' },
    { source: 'kubesec', id: 'LimitsMemory' },
  ],
  reads: ['container.resources.limits.cpu', 'container.resources.limits.memory', 'pod.resources.limits.cpu', 'pod.resources.limits.memory'],
  remediation: 'state limits.cpu and limits.memory',
  why: 'Without a limit a container may use all of its node, and a leak in one app becomes an outage of every app beside it.',
  attack: 'Whoever runs code in the container mines coins on the whole node, or fills its memory until the kernel kills the neighbours.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources: {}`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      resources:
        limits:
          cpu: 100m
          memory: 64Mi`,
  },

  *check({ manifests, minor }) {
    for (const running of podsIn(manifests)) {
      for (const { container, pointer, what } of unstatedIn(running, WANTED, minor)) {
        yield { manifest: running.manifest, pointer, message: `container '${container}' has ${what}, expected a quantity above 0` };
      }
    }
  },
};
