import { groupOf, isClusterScoped } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * For built-in kinds: of others the manifests do not tell whether they live in a namespace.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const namespaceExplicit: Rule = {
  id: 'namespace-explicit',
  title: 'objects state a namespace, which is not default',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'CIS', id: '5.6.4' },
    { source: 'kubescape', id: 'C-0061' },
    { source: 'kube-linter', id: 'use-namespace' },
    { source: 'trivy', id: 'KSV-0110' },
    { source: 'checkov', id: 'CKV_K8S_21' },
  ],
  reads: [],
  remediation: 'set metadata.namespace to a namespace of the app',
  why: 'An object without a namespace lands wherever the one who applies it happens to be, and default is where everything lands that nobody placed: no policy, quota or role can tell its apps apart.',
  attack: 'A tenant that takes over one app in default shares service accounts, secrets and network policies with all others there.',
  example: {
    refused: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart
  namespace: default`,
    accepted: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart
  namespace: shop`,
  },

  *check({ manifests, complete }) {
    for (const manifest of manifests) {
      const { object } = manifest;
      const { namespace } = object.metadata;
      if ((typeof namespace === 'string' && namespace !== '' && namespace !== 'default') || !isNamespaced(groupOf(object), object.kind))
        continue;
      // `object-name` refuses that where the manifests are all that is applied.
      if (complete && (namespace === undefined || namespace === null)) continue;
      yield { manifest, pointer: '/metadata/namespace', message: `the namespace is ${spelt(namespace)}, expected one of the app` };
    }
  },
};

/** Built-in groups whose kinds live in namespaces, unless they are known not to. */
const PLACED = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'extensions',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
]);
const PLACELESS = new Set(['ComponentStatus', 'IPAddress', 'PodSecurityPolicy', 'ServiceCIDR']);

function isNamespaced(group: string, kind: string): boolean {
  return PLACED.has(group) && !PLACELESS.has(kind) && !kind.endsWith('List') && !isClusterScoped(kind);
}
