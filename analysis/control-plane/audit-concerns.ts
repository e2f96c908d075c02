import { type AuditPolicy, type AuditRule, LEVELS, type Level, meetsRequest } from './audit-levels';

/** Something that a policy writes down, or does not, and should not, or should. */
export interface AuditConcern {
  /** `body`: a body that holds secrets is written down. `dropped`: nothing is. `tenant`: nothing is, of a tenant. */
  readonly about: 'body' | 'dropped' | 'tenant';
  /** The rule that says so, by its place in `rules`; `undefined` where no rule is met. */
  readonly rule: number | undefined;
  /** What meets it, such as `create secrets`; sorted, each once. */
  readonly requests: readonly string[];
  /** The tenants that it is about; empty unless it is about tenants. */
  readonly tenants: readonly string[];
}

/** A tenant's namespace. */
export interface AuditedNamespace {
  readonly tenant: string;
  readonly namespace: string;
}

/** Programs of the system, whose noise may be left out. People and workloads of tenants are none of these. */
const SYSTEM_USERS = new Set([
  'system:addon-manager',
  'system:apiserver',
  'system:cloud-controller-manager',
  'system:kube-controller-manager',
  'system:kube-proxy',
  'system:kube-scheduler',
]);
const SYSTEM_GROUPS = new Set(['system:nodes', 'system:serviceaccounts:kube-system']);

interface Target {
  readonly group: string;
  readonly resource: string;
}

const core = (...resources: readonly string[]): readonly Target[] => resources.map((resource) => ({ group: '', resource }));

/** Bodies that hold secrets: CIS Kubernetes Benchmark 1.12, 3.2.2, and tokens that are issued. */
const SECRET: readonly Target[] = [
  ...core('secrets', 'configmaps', 'serviceaccounts/token'),
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
];

/** What nobody may do without a trace, whatever the verb: the same section. */
const SENSITIVE: readonly Target[] = [
  ...core('secrets', 'serviceaccounts/token'),
  ...core('pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'pods/ephemeralcontainers', 'services/proxy', 'nodes/proxy'),
];

/** What nobody may change without a trace, besides whatever else a policy names. */
const CHANGED: readonly Target[] = [
  ...core('pods', 'configmaps', 'services', 'serviceaccounts', 'namespaces', 'nodes', 'persistentvolumeclaims', 'resourcequotas'),
  { group: 'apps', resource: 'deployments' },
  { group: 'apps', resource: 'daemonsets' },
  { group: 'apps', resource: 'statefulsets' },
  { group: 'batch', resource: 'jobs' },
  { group: 'batch', resource: 'cronjobs' },
  { group: 'networking.k8s.io', resource: 'networkpolicies' },
  { group: 'rbac.authorization.k8s.io', resource: 'roles' },
  { group: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
  { group: 'admissionregistration.k8s.io', resource: 'validatingwebhookconfigurations' },
  { group: 'admissionregistration.k8s.io', resource: 'mutatingwebhookconfigurations' },
];

/** A resource that no policy names. */
const OTHER: Target = { group: 'other.example.com', resource: 'others' };
/** A name and a namespace that no policy has, for those that it does not tell apart. */
const ANY = '\0any';

/** Outside of namespaces, where tenants have nothing of their own. */
const CLUSTER_SCOPED = new Set([
  'nodes',
  'nodes/proxy',
  'clusterroles',
  'clusterrolebindings',
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
  'tokenreviews',
]);

const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const VERBS = ['get', 'list', 'watch', ...WRITES];

/**
 * What is wrong with a policy, for whoever sends the request: bodies of secrets that are written down; changes and other sensitive requests
 * that are not, of anybody but programs of the system; and tenants in whose namespaces that is so, though elsewhere it is not. Where rules
 * are told apart by users and groups together, it may name more than there is, never less.
 *
 * CIS Kubernetes Benchmark 1.12, 3.2.2: https://www.cisecurity.org/benchmark/kubernetes
 */
export function auditConcerns(policy: AuditPolicy, tenants: readonly AuditedNamespace[]): readonly AuditConcern[] {
  const found = new Findings();
  const everywhere = placesOf(policy);
  // What is not about the namespaces of a place is found where no rule names one.
  const withBodies = everywhere.filter(({ namespaces, own }) => namespaces === undefined || own.some((rule) => hasBody(written(rule))));
  for (const target of SECRET) {
    for (const verb of VERBS) {
      for (const place of withBodies) {
        for (const { rule, level } of outcomes(place, target, verb)) if (hasBody(level)) found.add('body', rule, verb, target);
      }
    }
  }
  const changed = distinct([...CHANGED, ...SECRET, ...namedTargets(policy), OTHER]);
  const questions = [...SENSITIVE.map((target) => ({ target, verbs: VERBS })), ...changed.map((target) => ({ target, verbs: WRITES }))];
  const owners = ownersOf(everywhere, tenants);
  for (const place of everywhere) {
    const of = owners.get(place);
    const asked = place.namespaces === undefined || (of !== undefined && place.own.some((rule) => isLost({ level: written(rule), rule })));
    if (!asked) continue;
    for (const { target, verbs } of questions) {
      if (CLUSTER_SCOPED.has(target.resource) && place.namespace !== '') continue;
      for (const verb of verbs) {
        for (const { rule } of outcomes(place, target, verb).filter(isLost)) {
          if (of === undefined) found.add('dropped', rule, verb, target);
          else if (!found.has('dropped', rule, verb, target)) found.add('tenant', rule, verb, target, of);
        }
      }
    }
  }
  return found.list();
}

/** Namespaces that the same rules name, one of them for all, with the rules that requests in it can meet. */
interface Place extends AuditPolicy {
  readonly namespace: string;
  /** All of them; `undefined` outside of namespaces, and for those that no rule names. */
  readonly namespaces: readonly string[] | undefined;
  /** The rules that name it. */
  readonly own: readonly AuditRule[];
}

/** What the policy tells apart: those that no rule names first, then outside of namespaces, then the others. */
function placesOf(policy: AuditPolicy): readonly Place[] {
  const naming = new Map<string, number[]>();
  for (const { index, namespaces } of policy.rules) {
    for (const namespace of namespaces) {
      const indexes = naming.get(namespace);
      if (indexes === undefined) naming.set(namespace, [index]);
      else indexes.push(index);
    }
  }
  const alike = new Map<string, string[]>();
  for (const [namespace, indexes] of naming) {
    if (namespace === '') continue;
    const others = alike.get(indexes.join());
    if (others === undefined) alike.set(indexes.join(), [namespace]);
    else others.push(namespace);
  }
  const general = policy.rules.filter(({ namespaces }) => namespaces.size === 0);
  const place = (namespace: string, namespaces: readonly string[] | undefined): Place => {
    const own = (naming.get(namespace) ?? []).map((index) => policy.rules[index] as AuditRule);
    return { ...policy, rules: [...general, ...own].sort((a, b) => a.index - b.index), own, namespace, namespaces };
  };
  return [place(ANY, undefined), place('', undefined), ...[...alike.values()].map((each) => place(each[0] ?? '', each))];
}

/** The tenants with namespaces that some rule names. */
function ownersOf(places: readonly Place[], tenants: readonly AuditedNamespace[]): ReadonlyMap<Place, readonly string[]> {
  const byNamespace = new Map(places.flatMap((place) => (place.namespaces ?? []).map((namespace) => [namespace, place] as const)));
  const owners = new Map<Place, string[]>();
  for (const { tenant, namespace } of tenants) {
    const place = byNamespace.get(namespace);
    if (place === undefined) continue;
    const known = owners.get(place);
    if (known === undefined) owners.set(place, [tenant]);
    else known.push(tenant);
  }
  return owners;
}

function hasBody(level: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf('Request');
}

function isLost({ level, rule }: Outcome): boolean {
  if (level !== 'None') return false;
  return rule === undefined || !isOfSystem(rule);
}

function isOfSystem({ users, groups }: AuditRule): boolean {
  const usersAre = users.size > 0 && [...users].every(isSystemUser);
  const groupsAre = groups.size > 0 && [...groups].every((group) => SYSTEM_GROUPS.has(group));
  return usersAre || groupsAre;
}

function isSystemUser(user: string): boolean {
  return SYSTEM_USERS.has(user) || /^system:(node:.|serviceaccount:kube-system:.)/.test(user);
}

interface Outcome {
  /** What is written down of it; `None` also where the stages at which it would be are left out. */
  readonly level: Level;
  readonly rule: AuditRule | undefined;
}

/** The rules that requests of a kind may meet first, depending on who sends them and on the object's name. */
function outcomes(place: Place, target: Target, verb: string): readonly Outcome[] {
  const before: Met[] = [];
  const found: Outcome[] = [];
  for (const rule of place.rules) {
    const names = namesOf(place, rule, target, verb);
    if (names === undefined) continue;
    const met = { rule, names };
    if (!before.some((earlier) => includes(earlier, met))) found.push({ level: written(rule), rule });
    if (rule.users.size === 0 && rule.groups.size === 0 && names === 'all') return found;
    before.push(met);
  }
  return [...found, { level: 'None', rule: undefined }];
}

/** A rule, and the objects' names with which it is met. */
interface Met {
  readonly rule: AuditRule;
  readonly names: Names;
}

/** Whether whatever meets a rule has met an earlier one. */
function includes(earlier: Met, later: Met): boolean {
  return (
    wider(earlier.rule.users, later.rule.users) &&
    wider(earlier.rule.groups, later.rule.groups) &&
    (earlier.names === 'all' || (later.names !== 'all' && wider(earlier.names, later.names)))
  );
}

/** Whether one set, of which the empty one is everything, has all of another. */
function wider(many: ReadonlySet<string>, few: ReadonlySet<string>): boolean {
  return many.size === 0 || (few.size > 0 && [...few].every((each) => many.has(each)));
}

type Names = 'all' | ReadonlySet<string>;

/** The objects' names with which a rule is met by somebody; `undefined` if it never is. */
function namesOf(place: Place, rule: AuditRule, target: Target, verb: string): Names | undefined {
  const meets = (name: string) => meetsRequest(place, rule, { verb, ...target, namespace: place.namespace, name });
  if (meets(ANY)) return 'all';
  const names = rule.resources.flatMap((entry) => [...entry.names]).filter(meets);
  return names.length === 0 ? undefined : new Set(names);
}

/** A request is written down when it comes in or when it has been answered. */
function written({ level, omits }: AuditRule): Level {
  return omits.has('RequestReceived') && omits.has('ResponseComplete') ? 'None' : level;
}

/** Resources that the policy tells apart; of all subresources one stands for the others. */
function namedTargets({ rules }: AuditPolicy): readonly Target[] {
  return rules.flatMap(({ resources }) =>
    resources.flatMap(({ group, resources: names }) => {
      const ofGroup = group === '*' ? OTHER.group : group;
      if (names.length === 0) return [{ group: ofGroup, resource: OTHER.resource }];
      return names.map((name) => ({ group: ofGroup, resource: name.replace(/^\*/, OTHER.resource).replace(/\*$/, 'other') }));
    }),
  );
}

function distinct(targets: readonly Target[]): readonly Target[] {
  // Events are about what has been written down already.
  const kept = targets.filter(({ resource }) => resource !== 'events');
  return [...new Map(kept.map((target) => [textOf(target), target])).values()];
}

function textOf({ group, resource }: Target): string {
  if (group === OTHER.group) return 'other resources';
  return group === '' ? resource : `${resource}.${group}`;
}

/** Concerns by what they are about and the rule. */
class Findings {
  readonly #found = new Map<
    string,
    {
      readonly about: AuditConcern['about'];
      readonly rule: number | undefined;
      readonly requests: Set<string>;
      readonly tenants: Set<string>;
    }
  >();

  has(about: AuditConcern['about'], rule: AuditRule | undefined, verb: string, target: Target): boolean {
    return this.#found.get(`${about} ${rule?.index}`)?.requests.has(`${verb} ${textOf(target)}`) ?? false;
  }

  add(about: AuditConcern['about'], rule: AuditRule | undefined, verb: string, target: Target, tenants: readonly string[] = []): void {
    const key = `${about} ${rule?.index}`;
    const entry = this.#found.get(key) ?? { about, rule: rule?.index, requests: new Set<string>(), tenants: new Set<string>() };
    this.#found.set(key, entry);
    entry.requests.add(`${verb} ${textOf(target)}`);
    for (const tenant of tenants) entry.tenants.add(tenant);
  }

  list(): readonly AuditConcern[] {
    return [...this.#found.values()].map(({ about, rule, requests, tenants }) => ({
      about,
      rule,
      requests: [...requests].sort(),
      tenants: [...tenants].sort(),
    }));
  }
}
