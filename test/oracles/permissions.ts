/**
 * Compares what the permission analysis says with Kubernetes' own authorizer, rule resolver and escalation check, on generated roles and
 * bindings with the default roles of 1.36, and on dist/.
 *
 *   npx tsx test/oracles/permissions.ts [SETS] [SEED]
 *
 * Exits with 0 where both say the same, 1 with a line for each difference, 2 when Kubernetes could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { KubernetesObject, Manifest } from '../../analysis/manifest';
import type { AccessRequest } from '../../analysis/permissions/bindings';
import { covers, type Rights } from '../../analysis/permissions/covers';
import { type ListedRule, permissionsOf } from '../../analysis/permissions/permissions';
import type { User } from '../../analysis/permissions/rbac';
import { readFiles } from '../../cli/files';
import { type AccessSet, accessSets, GROUPS, NAMES, NAMESPACES, PATHS, RESOURCES, USERS, VERBS, type Written } from './access-sets';

/** The version that the authorizer is of. */
const MINOR = 36;
/** A rule that is about neither resources nor paths: Kubernetes does not list it. */
const NOTHING = 'nothing';

interface Question {
  readonly set: AccessSet;
  readonly requests: readonly (readonly [User, AccessRequest])[];
  readonly lists: readonly (readonly [User, string])[];
}

interface Answer {
  readonly Allowed: readonly boolean[];
  readonly Lists: readonly { readonly Resources: readonly Upstream[]; readonly Paths: readonly Upstream[] }[];
  readonly Covers: readonly boolean[];
}

type Upstream = Readonly<Record<'Verbs' | 'APIGroups' | 'Resources' | 'ResourceNames' | 'NonResourceURLs', readonly string[] | null>>;

const [count = 3000, seed = 1] = process.argv.slice(2).map(Number);
const generated = fc.sample(accessSets, { numRuns: count, seed });
const example = readFiles([join(__dirname, '../../dist')], { mebibytes: 64, depth: 100, values: 1_000_000 }).manifests;
const own: AccessSet = { objects: rbacOf(example.map(({ object }) => object)), covers: [] };
const questions = [
  ...fc.sample(fc.tuple(...Array.from({ length: 40 }, () => requests(USERS, NAMESPACES))), { numRuns: count, seed }).map(asked),
  exampleQuestion(),
];
const answers = upstream(questions);
const problems: string[] = [];
const tally = { allowed: 0, denied: 0, lists: 0, rules: 0, covered: 0, uncovered: 0 };
for (const [index, question] of questions.entries()) {
  const answer = answers[index];
  if (answer !== undefined) compare(question, answer);
}
for (const [what, times] of Object.entries(tally)) if (times === 0) problems.push(`nothing is ever ${what}`);
for (const problem of problems.slice(0, 20)) console.log(problem);
if (problems.length > 20) console.log(`and ${problems.length - 20} more`);
console.log(
  `${questions.length} clusters of seed ${seed}: ${tally.allowed} requests allowed, ${tally.denied} denied; ${tally.lists} lists of ` +
    `${tally.rules} rules; ${tally.covered} role contents covered, ${tally.uncovered} not: ${problems.length} differences`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

function asked(list: readonly (readonly [User, AccessRequest])[], index: number): Question {
  const set = generated[index] ?? own;
  return {
    set,
    requests: list,
    lists: USERS.slice(index % 3, (index % 3) + 3).map((user, nth) => [user, NAMESPACES[(index + nth) % 3] ?? '']),
  };
}

/** Everybody in the example, in each of its namespaces and in others. */
function exampleQuestion(): Question {
  const permissions = permissionsOf(example, MINOR);
  const namespaces = [...new Set(example.flatMap(({ object }) => object.metadata.namespace ?? [])), 'default', 'kube-system', ''];
  const people = permissions.subjects.map((who): User => {
    if (who.kind === 'Group') return { name: 'somebody', groups: [who.name, 'system:authenticated'] };
    return { name: `system:serviceaccount:${who.namespace}:${who.name}`, groups: ['system:serviceaccounts', 'system:authenticated'] };
  });
  return {
    set: own,
    requests: fc.sample(requests(people, namespaces), { numRuns: 4000, seed }),
    lists: people.flatMap((user) => namespaces.map((namespace) => [user, namespace] as const)),
  };
}

function requests(users: readonly User[], namespaces: readonly string[]): fc.Arbitrary<readonly [User, AccessRequest]> {
  const ofResource = fc.record({
    verb: fc.constantFrom(...VERBS),
    group: fc.constantFrom(...GROUPS, ''),
    resource: fc.constantFrom(...RESOURCES),
    name: fc.constantFrom(...NAMES),
    namespace: fc.constantFrom(...namespaces, ''),
  });
  const ofPath = fc.record({ verb: fc.constantFrom('get', 'create'), path: fc.constantFrom(...PATHS) });
  const request: fc.Arbitrary<AccessRequest> = fc.oneof({ weight: 8, arbitrary: ofResource }, { weight: 1, arbitrary: ofPath });
  return fc.tuple(fc.constantFrom(...users), request);
}

function compare({ set, requests: all, lists }: Question, answer: Answer): void {
  const permissions = permissionsOf(manifestsOf(set.objects), MINOR);
  const complain = (what: string) => problems.push(`${what}: ${JSON.stringify(set.objects)}`);
  for (const [index, [user, request]] of all.entries()) {
    const ours = permissions.can(user, request) !== undefined;
    tally[ours ? 'allowed' : 'denied']++;
    if (ours !== answer.Allowed[index])
      complain(`${user.name} ${ours ? 'may' : 'may not'} ${JSON.stringify(request)}, Kubernetes says otherwise`);
  }
  for (const [index, [user, namespace]] of lists.entries()) {
    const ours = permissions.rulesOf(user, namespace).map(ruleText);
    const list = answer.Lists[index];
    // Upstream keeps rules about resources and paths apart.
    const theirs = [...(list?.Resources ?? []), ...(list?.Paths ?? [])].map(upstreamText);
    tally.lists++;
    tally.rules += ours.length;
    const kept = ours.filter((text) => text !== NOTHING);
    if (JSON.stringify([...new Set(kept)].sort()) !== JSON.stringify([...new Set(theirs)].sort()))
      complain(`${user.name} in '${namespace}' is told ${kept.join(' ')}, by Kubernetes ${theirs.join(' ')}`);
  }
  for (const [index, { owned, wanted }] of set.covers.entries()) {
    const ours = covers(owned.map(rightsOf), wanted.map(rightsOf));
    tally[ours ? 'covered' : 'uncovered']++;
    if (ours !== answer.Covers[index]) problems.push(`${ours ? 'covered' : 'not covered'}: ${JSON.stringify({ owned, wanted })}`);
  }
}

function ruleText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: ListedRule): string {
  if (resources.length > 0) return JSON.stringify([verbs, apiGroups, resources, resourceNames]);
  return nonResourceURLs.length > 0 ? JSON.stringify([verbs, nonResourceURLs]) : NOTHING;
}

function upstreamText({ Verbs, APIGroups, Resources, ResourceNames, NonResourceURLs }: Upstream): string {
  if (NonResourceURLs !== undefined) return JSON.stringify([Verbs ?? [], NonResourceURLs]);
  return JSON.stringify([Verbs ?? [], APIGroups ?? [], Resources ?? [], ResourceNames ?? []]);
}

function rightsOf(written: Written, index: number): Rights {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = written;
  return { rule: { index, verbs, apiGroups, resources, resourceNames }, paths: nonResourceURLs };
}

function manifestsOf(objects: readonly KubernetesObject[]): readonly Manifest[] {
  return objects.map((object, index) => ({ object, source: `${index}` }));
}

function rbacOf(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ apiVersion }) => apiVersion.startsWith('rbac.authorization.k8s.io/'));
}

function upstream(all: readonly Question[]): readonly Answer[] {
  const directory = mkdtempSync(join(tmpdir(), 'permissions-'));
  try {
    const path = join(directory, 'authorizer');
    output('go', ['build', '-o', path, '.'], '', join(__dirname, 'authorizer'));
    const lines = output(path, [], all.map((question) => `${JSON.stringify(asUpstream(question))}\n`).join(''));
    return lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function asUpstream({ set, requests: all, lists }: Question) {
  const ofKind = (kind: string) => set.objects.filter((object) => object.kind === kind);
  return {
    ClusterRoles: ofKind('ClusterRole'),
    Roles: ofKind('Role'),
    ClusterRoleBindings: ofKind('ClusterRoleBinding'),
    RoleBindings: ofKind('RoleBinding'),
    Defaults: true,
    Requests: all.map(([user, request]) => {
      const who = { User: user.name, Groups: user.groups, Verb: request.verb };
      if ('path' in request) return { ...who, Path: request.path };
      const [resource, subresource = ''] = request.resource.split(/\/(.*)/);
      return {
        ...who,
        Group: request.group,
        Resource: resource,
        Subresource: subresource,
        Name: request.name,
        Namespace: request.namespace,
      };
    }),
    Lists: lists.map(([user, namespace]) => ({ User: user.name, Groups: user.groups, Namespace: namespace })),
    Covers: set.covers.map(({ owned, wanted }) => ({ Owned: owned, Wanted: wanted })),
  };
}

function output(command: string, args: readonly string[], input: string, cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  console.error(error?.message ?? stderr);
  process.exit(2);
}
