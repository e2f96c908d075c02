import { at, groupOf, isClusterScoped, type KubernetesObject, type Manifest } from '../analysis/manifest';
import { isBuiltIn } from '../analysis/schema/schema';
import type { Rule, Violation } from './rule';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;

/** What the API server adds to `generateName`, and how much of it it keeps. */
const RANDOM = 'x2x4x';
const MOST_OF_PREFIX = 58;

/**
 * The API server refuses names outside its grammar, and namespaced objects of the built-in kinds need to say where they live. A name
 * that it makes up has the grammar of one that is written.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export const objectName: Rule = {
  id: 'object-name',
  title: 'names and namespaces are ones that the API server accepts',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: ['metadata.generateName'],
  remediation: 'use lower-case letters, digits and hyphens, starting and ending with a letter or digit, and set metadata.namespace',
  why: 'A name that the API server refuses stops the release half way; an object without a namespace lands wherever the next person points.',
  attack: 'A policy that was meant for one namespace is applied to another, and the namespace that it should have closed stays open.',
  example: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: Cart_Settings
  namespace: shop`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart-settings
  namespace: shop`,
  },

  *check({ manifests, complete }) {
    for (const manifest of manifests) {
      const name = nameProblem(manifest);
      if (name !== undefined) yield name;
      const namespace = namespaceProblem(manifest.object);
      const problems = [namespace, isBuiltIn(groupOf(manifest.object)) ? scopeProblem(manifest.object, complete) : undefined];
      for (const message of problems) if (message !== undefined) yield { manifest, pointer: '/metadata/namespace', message };
    }
  },
};

function nameProblem(manifest: Manifest): Violation | undefined {
  const name = at(manifest.object, 'metadata', 'name');
  const pointer = '/metadata/name';
  if (isNothing(name) || name === '') return prefixProblem(manifest);
  if (typeof name !== 'string') return { manifest, pointer, message: `the name is ${JSON.stringify(name)}, expected a string` };
  const { pattern, limit, words } = grammarOf(manifest.object);
  if (pattern.test(name) && name.length <= limit) return undefined;
  return { manifest, pointer, message: `the name '${name}' has ${name.length} characters, expected ${words}` };
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/storage/names/generate.go */
function prefixProblem(manifest: Manifest): Violation | undefined {
  const prefix = at(manifest.object, 'metadata', 'generateName');
  // One that is no string is refused by the schema.
  if (typeof prefix !== 'string' || prefix === '') {
    return isNothing(prefix) || prefix === ''
      ? { manifest, pointer: '/metadata/name', message: 'the object has no name, expected one' }
      : undefined;
  }
  const name = `${prefix.slice(0, MOST_OF_PREFIX)}${RANDOM}`;
  const { pattern, limit, words } = grammarOf(manifest.object);
  if (pattern.test(name) && name.length <= limit) return undefined;
  const message = `names that start with '${prefix}' have ${name.length} characters, expected ${words}`;
  return { manifest, pointer: '/metadata/generateName', message };
}

function namespaceProblem(object: KubernetesObject): string | undefined {
  const namespace = at(object, 'metadata', 'namespace');
  if (isNothing(namespace)) return undefined;
  if (typeof namespace !== 'string') return `the namespace is ${JSON.stringify(namespace)}, expected a string`;
  return LABEL.test(namespace) && namespace.length <= 63
    ? undefined
    : `the namespace '${namespace}' is not a DNS label of at most 63 characters`;
}

/** Whoever applies other people's manifests may say where: what is all that is applied has to say so itself. */
function scopeProblem(object: KubernetesObject, complete: boolean): string | undefined {
  const namespace = at(object, 'metadata', 'namespace');
  if (!isClusterScoped(object.kind)) {
    return complete && isNothing(namespace) ? 'the namespace is unset: the object would land wherever kubectl points' : undefined;
  }
  return isNothing(namespace) ? undefined : `a ${object.kind} lives outside namespaces, got namespace '${namespace}'`;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

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
