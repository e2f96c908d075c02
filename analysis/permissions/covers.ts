import type { PolicyRule } from './rbac';

/** A rule, and the paths that it opens. */
export interface Rights {
  readonly rule: PolicyRule;
  readonly paths: readonly string[];
}

/** More single permissions in one rule than anybody writes: nobody is said to have all of them already. */
const MOST = 20_000;

/**
 * Whether whoever has some rules has all that others give, as the API server judges who writes a role: permission by permission, each
 * by one rule. Who may a list of things may not all things, and who may things of some names may not things of any.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go
 */
export function covers(owned: readonly Rights[], wanted: readonly Rights[]): boolean {
  return wanted.every(({ rule, paths }) => coversResources(owned, rule) && coversPaths(owned, rule, paths));
}

function coversResources(owned: readonly Rights[], { verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  if (verbs.length * apiGroups.length * resources.length * names.length > MOST) return false;
  return apiGroups.every((group) =>
    resources.every((resource) =>
      verbs.every((verb) => names.every((name) => owned.some(({ rule }) => has(rule, verb, group, resource, name)))),
    ),
  );
}

function has({ verbs, apiGroups, resources, resourceNames }: PolicyRule, verb: string, group: string, resource: string, name?: string) {
  return (
    hasWord(verbs, verb) &&
    hasWord(apiGroups, group) &&
    (hasWord(resources, resource) || resources.includes(`*${subresource(resource)}`)) &&
    (resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name)))
  );
}

/** `pods/exec` is one of `*`, a slash and `exec`. */
function subresource(resource: string): string {
  const slash = resource.indexOf('/');
  return slash === -1 ? '' : resource.slice(slash);
}

function coversPaths(owned: readonly Rights[], { verbs }: PolicyRule, paths: readonly string[]): boolean {
  if (verbs.length * paths.length > MOST) return false;
  return paths.every((path) =>
    verbs.every((verb) =>
      owned.some(
        // Names have nothing to do with paths, but a rule that has any is passed over.
        ({ rule, paths: patterns }) =>
          rule.resourceNames.length === 0 && hasWord(rule.verbs, verb) && patterns.some((pattern) => isWithin(path, pattern)),
      ),
    ),
  );
}

function isWithin(path: string, pattern: string): boolean {
  return pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, '')));
}

function hasWord(words: readonly string[], word: string): boolean {
  return words.includes('*') || words.includes(word);
}
