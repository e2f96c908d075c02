import type { KubernetesObject, Manifest } from '../../analysis/manifest';
import { defaultRoles } from '../../analysis/permissions/default-roles';
import { type Permissions, permissionsOf } from '../../analysis/permissions/permissions';
import type { User } from '../../analysis/permissions/rbac';
import { roleReader } from '../../analysis/permissions/roles';
import { type Who, whoOf, whoText } from '../../analysis/permissions/subjects';
import { READING_LIMITS } from '../../analysis/reading/documents';
import { readFiles } from '../../cli/files';
import { create, eventually, read } from './attacks-asking';
import { ADMINISTRATOR } from './attacks-people';
import { example } from './example';
import { AGGREGATED, ODD } from './permissions-odd';
import { difference, rightsIn, rightsPrinted, type WrittenRule } from './permissions-sets';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
}
interface Role extends Named {
  readonly kind: 'ClusterRole' | 'Role';
  readonly rules?: readonly WrittenRule[] | null;
}
interface Binding extends Named {
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}
interface Listed {
  readonly resourceRules?: readonly WrittenRule[];
  readonly nonResourceRules?: readonly WrittenRule[];
  readonly evaluationError?: string;
}

/** Somebody as the API server knows them. */
interface Asker {
  readonly as: string;
  readonly groups: readonly string[];
}

/** The same, and as Palisade calls them. */
interface Asked extends Asker {
  readonly text: string;
}

const CONTROLLERS = [
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  'clusterrole-aggregation-controller',
];
const NOBODY = 'somebody-of-that-group';

const accountOf = (namespace: string, name: string): Asked => ({
  text: `serviceaccount:${namespace}/${name}`,
  as: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
});

/** Whom no binding names as they are: what several bindings give comes together. */
const COMBINED: readonly (readonly [what: string, asked: Asker])[] = [
  ['somebody in two groups', { as: 'dora', groups: ['odd-readers', 'odd-writers'] }],
  ['somebody named, and in a group of the example', { as: 'viewer', groups: ['boutique-admins'] }],
  ['a ServiceAccount in a group that a token cannot give it', { ...accountOf('red', 'app'), groups: ['odd-readers'] }],
  ['a ServiceAccount without the groups that come with it', { as: 'system:serviceaccount:red:app', groups: ['odd-readers'] }],
  ['an administrator', { as: 'anybody', groups: ['system:masters'] }],
  ['somebody whom nobody knows', { as: 'mallory', groups: ['nobody-of-ours'] }],
];

const nameOf = ({ metadata: { name = '', namespace } }: { readonly metadata: Partial<Named['metadata']> }) =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Members of a group are in those that come with it. */
function askedOf({ kind, name, namespace = '' }: { readonly kind: string; readonly name: string; readonly namespace?: string }): Asked {
  const [, of, account] = /^system:serviceaccount:(.+):(.+)$/.exec(kind === 'User' ? name : '') ?? [];
  if (of !== undefined && account !== undefined) return accountOf(of, account);
  if (kind === 'ServiceAccount') return accountOf(namespace, name);
  if (kind === 'User') return { text: `user:${name}`, as: name, groups: name === 'system:anonymous' ? ['system:unauthenticated'] : [] };
  const implied = name.startsWith('system:serviceaccounts:') ? ['system:serviceaccounts'] : [];
  return { text: `group:${name}`, as: name === 'system:unauthenticated' ? 'system:anonymous' : NOBODY, groups: [name, ...implied] };
}

onEachVersion('permissions', { parts: ['controllers'], controllers: CONTROLLERS }, (cluster, version) => {
  const minor = Number(version.split('.')[1]);
  let manifests: readonly Manifest[];
  let permissions: Permissions;
  const holds = (sentence: string) => record({ fact: 'holds', version, area: 'permissions', sentence });
  let people: readonly Asked[] = [];
  let namespaces: readonly string[] = [];

  beforeAll(async () => {
    const { dist, remove } = example(version === VERSIONS[0] ? {} : { kubernetesVersion: version });
    try {
      const { status, stderr } = cluster.kubectl(['apply', '--server-side', '-f', dist]);
      if (status !== 0) throw new Error(stderr);
      const written = readFiles([dist], { ...READING_LIMITS, mebibytes: 64 }).manifests;
      manifests = [...written, ...ODD.map((object) => ({ object: object as KubernetesObject, source: 'odd.yaml' }))];
      permissions = permissionsOf(manifests, minor);
    } finally {
      remove();
    }
    create(cluster, ADMINISTRATOR, ...ODD);
    await eventually('the aggregated roles', () => {
      const { items } = read<{ items: readonly Role[] }>(cluster, 'get', 'clusterroles');
      const textOf = (name: string) => JSON.stringify(items.find(({ metadata }) => metadata.name === name)?.rules ?? []);
      const settled = Object.entries(AGGREGATED).every(([name, parts]) => {
        const all = parts.flatMap((part) => JSON.parse(textOf(part)) as object[]);
        return all.every((rule) => textOf(name).includes(JSON.stringify(rule)));
      });
      return (settled && textOf('admin').includes('"approve"')) || undefined;
    });
    namespaces = [
      ...read<{ items: readonly Named[] }>(cluster, 'get', 'namespaces').items.map(({ metadata }) => metadata.name),
      'not-there',
    ];
    const { items: bindings } = read<{ items: readonly Binding[] }>(cluster, 'get', 'clusterrolebindings,rolebindings', '-A');
    const { items: accounts } = read<{ items: readonly Named[] }>(cluster, 'get', 'serviceaccounts', '-A');
    const all = [
      ...bindings.flatMap(({ subjects = [] }) => subjects.map(askedOf)),
      ...accounts.map(({ metadata: { namespace = '', name } }) => accountOf(namespace, name)),
    ];
    people = [...new Map(all.map((asked) => [asked.text, asked])).values()];
  });

  /** What the server lists for somebody in each of the namespaces. */
  const listed = ({ as, groups }: Asker): readonly Listed[] => {
    const items = namespaces.map((namespace) => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace },
    }));
    const { status, stdout, stderr } = cluster.kubectl(['create', '-f', '-', '--validate=false', '-o', 'jsonpath={.status}{"\\n"}'], {
      ...{ as, groups, input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) },
    });
    if (status !== 0) throw new Error(`${as}: ${stderr}`);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Listed);
  };

  const known = new Map<Asker, readonly Listed[]>();
  const listsOf = (asked: Asker): readonly Listed[] => {
    const lists = known.get(asked) ?? listed(asked);
    known.set(asked, lists);
    return lists;
  };
  const wrote = ({ resourceRules = [], nonResourceRules = [] }: Listed) => rightsIn([...resourceRules, ...nonResourceRules]);
  /** By namespace, what only Palisade says, and what only the server does. */
  const differences = (subject: Who | User, asked: Asker) => {
    const lists = listsOf(asked);
    return namespaces.flatMap((namespace, index) => {
      const { only, missing } = difference(rightsIn(permissions.rulesOf(subject, namespace)), wrote(lists[index] ?? {}));
      return only.length + missing.length === 0 ? [] : [{ namespace, only, missing }];
    });
  };
  const whoIs = (text: string): Who => {
    const who = whoOf(text);
    if (who === undefined) throw new Error(`'${text}' names nobody`);
    return who;
  };
  const userOf = ({ as, groups }: Asker): User => ({
    name: as,
    groups: [...groups, ...(as === 'system:anonymous' ? [] : ['system:authenticated'])],
  });

  test('of everybody whom a binding of the server names, and of every ServiceAccount, in every namespace, are what the server lists', () => {
    const found = people.flatMap((person) => {
      const wrong = differences(whoIs(person.text), person);
      return wrong.length === 0 ? [] : [{ who: person.text, wrong }];
    });
    expect(found).toEqual([]);
    const kinds = ['group', 'serviceaccount', 'user'].map((kind) => people.filter(({ text }) => text.startsWith(`${kind}:`)).length);
    for (const [index, least] of [12, 50, 15].entries()) expect(kinds[index]).toBeGreaterThanOrEqual(least);
    holds(
      `${people.length} subjects (${kinds[0]} groups, ${kinds[1]} ServiceAccounts, ${kinds[2]} users) of the example, of a set of odd roles and of ` +
        `the server itself may in each of ${namespaces.length} namespaces exactly what \`palisade permissions\` says: ` +
        'the lists that `kubectl auth can-i --list` asks for are equal',
    );
  });

  test('everybody whom the manifests bind is among them', () => {
    const texts = new Set(people.map(({ text }) => text));
    expect([...permissions.subjects, ...permissions.accounts].map(whoText).filter((text) => !texts.has(text))).toEqual([]);
  });

  test.each(COMBINED)('of %s are what the server lists', (_, asked) => {
    expect(differences(userOf(asked), asked)).toEqual([]);
  });

  test('of everybody are what kubectl auth can-i --list prints: of ServiceAccounts where they are, of others in two namespaces', () => {
    const asked = people.flatMap((person) => {
      const [, home] = /^serviceaccount:([^/]+)\//.exec(person.text) ?? [];
      return (home === undefined ? ['online-boutique', 'red'] : [home]).map((namespace) => [person, namespace] as const);
    });
    const found = asked.flatMap(([person, namespace]) => {
      const { status, stdout, stderr } = cluster.kubectl(['auth', 'can-i', '--list', '--no-headers', '-n', namespace], person);
      if (status !== 0) throw new Error(`${person.text}: ${stderr}`);
      const { only, missing } = difference(rightsIn(permissions.rulesOf(whoIs(person.text), namespace)), rightsPrinted(stdout));
      return only.length + missing.length === 0 ? [] : [{ who: person.text, namespace, only, missing }];
    });
    expect(found).toEqual([]);
    expect(asked.length).toBeGreaterThan(people.length);
    holds(`\`kubectl auth can-i --list\` prints, ${asked.length} times, what \`palisade permissions\` says`);
  });

  test('the roles that the server has made itself, and what aggregation has made of them, are those of the tables', () => {
    const own = (kind: string) => defaultRoles(minor).flatMap(({ object }) => (object.kind === kind ? [nameOf(object)] : []));
    const items = read<{ items: readonly Role[] }>(cluster, 'get', 'clusterroles,roles', '-A').items;
    const isDefault = ({ metadata: { labels = {} } }: Named) => labels['kubernetes.io/bootstrapping'] === 'rbac-defaults';
    for (const kind of ['ClusterRole', 'Role'] as const) {
      const theirs = items.filter((item) => item.kind === kind && isDefault(item));
      expect(theirs.map(nameOf).sort()).toEqual(own(kind).sort());
    }
    const rules = roleReader(manifests, minor);
    const wrong = items.flatMap((item) => {
      const { name, namespace } = item.metadata;
      const ours = rules(item.kind, name, namespace)?.map(({ rule: { index: _, ...rule }, paths }) => ({
        ...rule,
        nonResourceURLs: paths,
      }));
      const { only, missing } = difference(rightsIn(ours ?? []), rightsIn(item.rules ?? []));
      return only.length + missing.length === 0 && ours !== undefined ? [] : [{ role: nameOf(item), only, missing }];
    });
    expect(wrong).toEqual([]);
    holds(`all ${items.filter(isDefault).length} roles that the API server makes itself are in the tables, with the same rules`);
  });

  test('bindings to roles that are not there are those of which the server says so', () => {
    const told = new Set<string>();
    for (const person of people) {
      for (const [index, { evaluationError = '' }] of listsOf(person).entries()) {
        for (const [, kind, name] of evaluationError.matchAll(/(clusterrole|role)\.rbac\.authorization\.k8s\.io "([^"]*)" not found/g))
          told.add(`${kind} ${name}, of ${person.text} in ${namespaces[index]}`);
        expect(evaluationError.replace(/\[?(clusterrole|role)\.rbac\.authorization\.k8s\.io "[^"]*" not found[,\]]? ?/g, '')).toBe('');
      }
    }
    const ours = permissions.unresolved.flatMap(({ binding: { kind, role, subjects, manifest } }) => {
      const { namespace = '' } = manifest.object.metadata;
      const places = kind === 'ClusterRoleBinding' ? namespaces : [namespace];
      return subjects.flatMap((subject) =>
        places.map((place) => `${role.kind.toLowerCase()} ${role.name}, of ${askedOf(subject).text} in ${place}`),
      );
    });
    expect([...told].sort()).toEqual([...new Set(ours)].sort());
    expect(told.size).toBeGreaterThan(10);
    holds('bindings to roles that are not there are those that the API server says it cannot resolve');
  });
});
