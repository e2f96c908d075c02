/** A rule as roles, the API server and the analysis have it. */
export interface WrittenRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** A right, told apart from every other: `get apps/deployments`, `get /secrets "cart"`, `get path /metrics`. */
export type Right = string;

const FIELDS = new Set(['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs']);

/**
 * Everything that rules give, multiplied out. No star is resolved and nothing is left out, so that two lists are equal only where the same
 * rights are written in both.
 *
 * @throws on a rule with a field that is not known here, or that gives nothing
 */
export function rightsIn(rules: readonly WrittenRule[]): ReadonlySet<Right> {
  return new Set(rules.flatMap(rightsOf));
}

/**
 * The same of what `kubectl auth can-i --list --no-headers` prints.
 *
 * @throws on a line that cannot be read
 */
export function rightsPrinted(text: string): ReadonlySet<Right> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return rightsIn(lines.map(printedRule));
}

/** What only the first has, and only the second, in order. */
export function difference(
  one: ReadonlySet<Right>,
  other: ReadonlySet<Right>,
): { readonly only: readonly Right[]; readonly missing: readonly Right[] } {
  const without = (all: ReadonlySet<Right>, some: ReadonlySet<Right>) => [...all].filter((right) => !some.has(right)).sort();
  return { only: without(one, other), missing: without(other, one) };
}

function rightsOf(rule: WrittenRule): readonly Right[] {
  const strange = Object.keys(rule).filter((field) => !FIELDS.has(field));
  if (strange.length > 0) throw new Error(`a rule has '${strange.join("', '")}': this test has to learn what that is`);
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [''] : resourceNames.map((name) => ` ${JSON.stringify(name)}`);
  const ofResources = verbs.flatMap((verb) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => names.map((name) => `${verb} ${group}/${resource}${name}`))),
  );
  const ofPaths = verbs.flatMap((verb) => nonResourceURLs.map((path) => `${verb} path ${path}`));
  if (ofResources.length + ofPaths.length === 0) throw new Error(`a rule gives nothing: ${JSON.stringify(rule)}`);
  return [...ofResources, ...ofPaths];
}

/** `deployments.apps/scale   []   [cart]   [get patch]`; https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/describe/describe.go */
function printedRule(line: string): WrittenRule {
  const [, what = '', paths = '', names = '', verbs = ''] = /^(\S*)\s+\[(.*?)\]\s+\[(.*?)\]\s+\[(.*)\]\s*$/.exec(line) ?? [];
  const words = (list: string) => list.split(' ').filter((word) => word !== '');
  const [, resource = '', group = '', subresource = ''] = /^([^./]*)(?:\.([^/]+))?(\/.+)?$/.exec(what) ?? [];
  if (verbs === '' || (what === '') === (paths === '') || (what !== '' && resource === ''))
    throw new Error(`kubectl prints '${line}': this test cannot read that`);
  if (what === '') return { verbs: words(verbs), nonResourceURLs: words(paths) };
  return { verbs: words(verbs), apiGroups: [group], resources: [`${resource}${subresource}`], resourceNames: words(names) };
}
