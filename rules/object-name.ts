import { groupOf, isClusterScoped, type KubernetesObject } from '../analysis/manifest';
import type { Rule } from './rule';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;

const BUILT_IN_GROUPS = /^$|^(apps|autoscaling|batch|policy)$|\.k8s\.io$/;

/**
 * The API server refuses names outside its grammar, and namespaced objects of the built-in kinds need to say where they live.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export const objectName: Rule = {
  id: 'object-name',
  title: 'names and namespaces are ones that the API server accepts',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names' }],
  remediation: 'use lower-case letters, digits and hyphens, starting and ending with a letter or digit, and set metadata.namespace',

  *check({ manifests }) {
    for (const manifest of manifests) {
      const { name, namespace } = manifest.object.metadata;
      const grammar = grammarOf(manifest.object);
      if (name === undefined || name === '') {
        yield { manifest, pointer: '/metadata/name', message: 'the object has no name, expected one' };
      } else if (!grammar.pattern.test(name) || name.length > grammar.limit) {
        yield {
          manifest,
          pointer: '/metadata/name',
          message: `the name '${name}' has ${name.length} characters, expected ${grammar.words}`,
        };
      }
      if (namespace !== undefined && (!LABEL.test(namespace) || namespace.length > 63)) {
        yield {
          manifest,
          pointer: '/metadata/namespace',
          message: `the namespace '${namespace}' is not a DNS label of at most 63 characters`,
        };
      }
      if (!BUILT_IN_GROUPS.test(groupOf(manifest.object))) continue;
      const clusterScoped = isClusterScoped(manifest.object.kind);
      if (clusterScoped && namespace !== undefined) {
        yield {
          manifest,
          pointer: '/metadata/namespace',
          message: `a ${manifest.object.kind} lives outside namespaces, got namespace '${namespace}'`,
        };
      }
      if (!clusterScoped && namespace === undefined) {
        yield {
          manifest,
          pointer: '/metadata/namespace',
          message: 'the namespace is unset: the object would land wherever kubectl points',
        };
      }
    }
  },
};

function grammarOf({ kind, apiVersion }: KubernetesObject): { readonly pattern: RegExp; readonly limit: number; readonly words: string } {
  if (kind === 'Service' && apiVersion === 'v1') {
    return { pattern: SERVICE, limit: 63, words: 'a DNS label of at most 63 characters that starts with a letter' };
  }
  if (kind === 'Namespace') return { pattern: LABEL, limit: 63, words: 'a DNS label of at most 63 characters' };
  if (apiVersion.startsWith('rbac.authorization.k8s.io/')) {
    return { pattern: PATH_SEGMENT, limit: 253, words: `a name of at most 253 characters without '/' and '%'` };
  }
  if (kind === 'CronJob')
    return { pattern: SUBDOMAIN, limit: 52, words: 'a DNS subdomain of at most 52 characters, as its Jobs add eleven' };
  // A Deployment may have 253, but its pods' host names and label values may not.
  if (apiVersion.startsWith('apps/') || kind === 'Job') {
    return { pattern: SUBDOMAIN, limit: 63, words: 'a DNS subdomain of at most 63 characters, as pods carry it in a label' };
  }
  return { pattern: SUBDOMAIN, limit: 253, words: 'a DNS subdomain of at most 253 characters' };
}
