import { at } from '../manifest';
import type { AccessRequest } from '../permissions/bindings';
import type { User } from '../permissions/rbac';

/** How much of a request is written down, from nothing to everything. */
export const LEVELS = ['None', 'Metadata', 'Request', 'RequestResponse'] as const;
export type Level = (typeof LEVELS)[number];

/** When an event is written. */
export const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'] as const;
export type Stage = (typeof STAGES)[number];

/** Resources of one API group that a rule is about. */
export interface AuditedResources {
  readonly group: string;
  /** Empty for all of the group. */
  readonly resources: readonly string[];
  /** Empty for every name; a request without a name has the empty one. */
  readonly names: ReadonlySet<string>;
}

/** A rule of a policy. What is empty does not matter. */
export interface AuditRule {
  /** Its place in the document's `rules`. */
  readonly index: number;
  readonly level: Level;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  /** The empty one is for resources outside of namespaces. */
  readonly namespaces: ReadonlySet<string>;
  readonly resources: readonly AuditedResources[];
  readonly paths: readonly string[];
  /** Stages at which nothing is written, those of the whole policy included. */
  readonly omits: ReadonlySet<Stage>;
}

/** An audit policy, as the API server would have read it. */
export interface AuditPolicy {
  readonly rules: readonly AuditRule[];
  readonly omits: ReadonlySet<Stage>;
  /** From 1.36, the group `*` is every group. */
  readonly anyGroup: boolean;
}

/** Something for which the API server refuses a policy, and with it to start. */
export interface AuditPolicyFault {
  /** A JSON pointer into the document. */
  readonly pointer: string;
  readonly message: string;
}

/** A policy, or why the API server would not start with it. */
export interface AuditPolicyReading {
  readonly policy: AuditPolicy | undefined;
  readonly faults: readonly AuditPolicyFault[];
}

/**
 * Reads an `audit.k8s.io/v1` Policy as the API server does: fields that it does not know do not matter, wrong ones do.
 *
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Policy
 *
 * @param minor the minor version of Kubernetes
 */
export function auditPolicyOf(document: unknown, minor: number): AuditPolicyReading {
  const faults: AuditPolicyFault[] = [];
  const reader = new Reader(faults);
  const [version, kind] = [at(document, 'apiVersion'), at(document, 'kind')];
  if (version !== 'audit.k8s.io/v1' || kind !== 'Policy')
    reader.fault('', `must be a Policy of audit.k8s.io/v1, got ${shown(kind)} of ${shown(version)}`);
  const anyGroup = minor >= 36;
  const omits = reader.stages(document, 'omitStages', '/omitStages');
  reader.truth(document, 'omitManagedFields', '/omitManagedFields');
  const rules = reader.list(document, 'rules', '/rules').map((rule, index) => ruleOf(reader, rule, index, omits, anyGroup));
  if (rules.length === 0 && Array.isArray(at(document, 'rules') ?? [])) reader.fault('/rules', 'must have a rule');
  return { policy: faults.length === 0 ? { rules, omits, anyGroup } : undefined, faults };
}

function ruleOf(reader: Reader, rule: unknown, index: number, omits: ReadonlySet<Stage>, anyGroup: boolean): AuditRule {
  const pointer = `/rules/${index}`;
  const level = at(rule, 'level');
  if (!LEVELS.includes(level as Level)) reader.fault(`${pointer}/level`, `must be one of ${LEVELS.join(', ')}, got ${shown(level)}`);
  const texts = (field: string) => reader.texts(rule, field, `${pointer}/${field}`);
  const [namespaces, paths] = [texts('namespaces'), texts('nonResourceURLs')];
  for (const [nth, path] of paths.entries()) {
    if (path !== '*' && (!path.startsWith('/') || path.slice(0, -1).includes('*')))
      reader.fault(
        `${pointer}/nonResourceURLs/${nth}`,
        `must begin with '/' and have a '*' at most as its last letter, got ${shown(path)}`,
      );
  }
  const resources = reader
    .list(rule, 'resources', `${pointer}/resources`)
    .map((entry, nth) => resourcesOf(reader, entry, `${pointer}/resources/${nth}`, anyGroup));
  if (paths.length > 0 && (resources.length > 0 || namespaces.length > 0))
    reader.fault(`${pointer}/nonResourceURLs`, 'must not stand beside resources or namespaces');
  reader.truth(rule, 'omitManagedFields', `${pointer}/omitManagedFields`);
  return {
    index,
    level: level as Level,
    users: new Set(texts('users')),
    groups: new Set(texts('userGroups')),
    verbs: new Set(texts('verbs')),
    namespaces: new Set(namespaces),
    resources,
    paths,
    omits: new Set([...omits, ...reader.stages(rule, 'omitStages', `${pointer}/omitStages`)]),
  };
}

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function resourcesOf(reader: Reader, entry: unknown, pointer: string, anyGroup: boolean): AuditedResources {
  if (typeof entry !== 'object' || Array.isArray(entry)) reader.fault(pointer, `must be resources of a group, got ${shown(entry)}`);
  const group = at(entry, 'group') ?? '';
  const known =
    typeof group === 'string' && (group === '' || (anyGroup && group === '*') || (group.length <= 253 && SUBDOMAIN.test(group)));
  if (!known)
    reader.fault(`${pointer}/group`, `must be the name of an API group without a version${anyGroup ? " or '*'" : ''}, got ${shown(group)}`);
  const resources = reader.texts(entry, 'resources', `${pointer}/resources`);
  const names = reader.texts(entry, 'resourceNames', `${pointer}/resourceNames`);
  if (names.length > 0 && resources.length === 0) reader.fault(`${pointer}/resourceNames`, 'must stand beside resources');
  return { group: known ? group : '', resources, names: new Set(names) };
}

/** Reads fields of a document, and collects what is wrong with them. A field that is `null` is not there. */
class Reader {
  readonly #faults: AuditPolicyFault[];

  constructor(faults: AuditPolicyFault[]) {
    this.#faults = faults;
  }

  fault(pointer: string, message: string): void {
    this.#faults.push({ pointer, message });
  }

  list(value: unknown, field: string, pointer: string): readonly unknown[] {
    const found = at(value, field) ?? [];
    if (Array.isArray(found)) return found;
    this.fault(pointer, `must be a list, got ${shown(found)}`);
    return [];
  }

  texts(value: unknown, field: string, pointer: string): readonly string[] {
    return this.list(value, field, pointer).map((given, index) => {
      const text = given ?? '';
      if (typeof text === 'string') return text;
      this.fault(`${pointer}/${index}`, `must be a text, got ${shown(text)}`);
      return '';
    });
  }

  stages(value: unknown, field: string, pointer: string): ReadonlySet<Stage> {
    const stages = this.texts(value, field, pointer);
    for (const [index, stage] of stages.entries()) {
      if (!STAGES.includes(stage as Stage)) this.fault(`${pointer}/${index}`, `must be one of ${STAGES.join(', ')}, got ${shown(stage)}`);
    }
    return new Set(stages as readonly Stage[]);
  }

  truth(value: unknown, field: string, pointer: string): void {
    const found = at(value, field) ?? false;
    if (typeof found !== 'boolean') this.fault(pointer, `must be true or false, got ${shown(found)}`);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? '');
}

/** What is written down about a request. */
export interface Audited {
  readonly level: Level;
  /** Stages at which nothing is written. */
  readonly omits: ReadonlySet<Stage>;
  /** The rule that says so; `undefined` where no rule is met, and so nothing is written. */
  readonly rule: AuditRule | undefined;
}

/**
 * What is written down about a request: the first rule that it meets says so. Whoever impersonates somebody is asked about as themselves.
 *
 * @param user `undefined` for a request whose sender could not be told, which ends with 401
 */
export function levelOf(policy: AuditPolicy, user: User | undefined, request: AccessRequest): Audited {
  const rule = policy.rules.find((each) => meetsUser(each, user) && meetsRequest(policy, each, request));
  return rule === undefined ? { level: 'None', omits: policy.omits, rule } : { level: rule.level, omits: rule.omits, rule };
}

function meetsUser({ users, groups }: AuditRule, user: User | undefined): boolean {
  if (users.size > 0 && (user === undefined || !users.has(user.name))) return false;
  return groups.size === 0 || (user?.groups.some((group) => groups.has(group)) ?? false);
}

/** Whether a request meets a rule in all but who sent it. */
export function meetsRequest(policy: AuditPolicy, rule: AuditRule, request: AccessRequest): boolean {
  const { verbs, namespaces, resources, paths } = rule;
  if (verbs.size > 0 && !verbs.has(request.verb)) return false;
  if (namespaces.size > 0 || resources.length > 0) {
    if ('path' in request) return false;
    if (namespaces.size > 0 && !namespaces.has(request.namespace ?? '')) return false;
    return (
      resources.length === 0 || resources.some((entry) => meetsResources(policy, entry, request.group, request.resource, request.name))
    );
  }
  if (paths.length > 0) return 'path' in request && paths.some((path) => meetsPath(request.path, path));
  return true;
}

/** Whether a resource, `pods` or `pods/exec`, is one of those that a rule is about. */
function meetsResources(
  { anyGroup }: AuditPolicy,
  { group, resources, names }: AuditedResources,
  ofGroup: string,
  resource: string,
  name: string | undefined,
): boolean {
  if (group !== ofGroup && !(anyGroup && group === '*')) return false;
  if (resources.length === 0) return true;
  if (names.size > 0 && !names.has(name ?? '')) return false;
  const slash = resource.indexOf('/');
  const [main, sub] = slash === -1 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash + 1)];
  return resources.some(
    (each) =>
      each === '*' ||
      each === (sub === '' ? main : resource) ||
      (sub !== '' && each === `*/${sub}`) ||
      // The resource itself is meant as well.
      each === `${main}/*`,
  );
}

function meetsPath(path: string, wanted: string): boolean {
  return wanted === '*' || wanted === path || (wanted.endsWith('*') && path.startsWith(wanted.replace(/\*+$/, '')));
}
