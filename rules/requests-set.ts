import { podsIn } from '../analysis/workloads/pods';
import { unstatedIn } from '../analysis/workloads/resources';
import type { Rule } from './rule';

const WANTED = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
] as const;

/**
 * Requests for processor and memory, of each container or, since 1.34, of the pod as a whole. A limit without a request becomes the
 * request, which is rarely what was meant.
 */
export const requestsSet: Rule = {
  id: 'requests-set',
  title: 'containers state the processor and memory that they need',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'kubescape', id: 'C-0004' },
    { source: 'kubescape', id: 'C-0050' },
    { source: 'kubescape', id: 'C-0268' },
    { source: 'kubescape', id: 'C-0269' },
    { source: 'kube-linter', id: 'unset-cpu-requirements' },
    { source: 'kube-linter', id: 'unset-memory-requirements' },
    { source: 'kube-score', id: 'container-resources' },
    { source: 'polaris', id: 'cpuRequestsMissing' },
    { source: 'polaris', id: 'memoryRequestsMissing' },
    { source: 'trivy', id: 'KSV-0015' },
    { source: 'trivy', id: 'KSV-0016' },
    { source: 'checkov', id: 'CKV_K8S_10' },
    { source: 'checkov', id: 'CKV_K8S_12' },
    { source: 'kubesec', id: 'RequestsCPU' },
    { source: 'kubesec', id: 'RequestsMemory' },
  ],
  reads: [
    'container.resources.requests.cpu',
    'container.resources.requests.memory',
    'pod.resources.requests.cpu',
    'pod.resources.requests.memory',
  ],
  remediation: 'state requests.cpu and requests.memory',
  why: 'The scheduler places pods by their requests: what asks for nothing is put on a full node, gets what the others leave and is evicted first.',
  attack: 'One busy neighbour takes the processor and memory that the app counted on, and the kubelet kills the app to save the node.',
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
        requests:
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
