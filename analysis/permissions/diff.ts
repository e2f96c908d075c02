import type { Grant } from './bindings';
import type { Permissions } from './permissions';
import { type Who, whoIsBound, whoText } from './subjects';

/** What somebody may do by one of two sets of manifests, and not by the other. */
export interface VerbChange {
  readonly change: 'gained' | 'lost';
  readonly subject: string;
  /** `undefined` is everywhere, and the cluster itself. */
  readonly namespace: string | undefined;
  /** In order; empty for a role that nobody knows. */
  readonly verbs: readonly string[];
  /** `pods/exec`, `deployments.apps`, `secrets 'tls'`, paths of the API server, or a role that is not there. */
  readonly resources: readonly string[];
}

/** More single permissions in one rule than anybody writes: such a rule is compared as a whole. */
const MOST = 20_000;

interface Single {
  readonly namespace: string | undefined;
  readonly verb: string;
  readonly what: string;
  /** Whether the other has it, too. */
  isHeld(permissions: Permissions, who: Who): boolean;
}

/** Who gained and lost which verbs: what a wider rule allowed before is not gained by a narrower one. */
export function verbChanges(before: Permissions, after: Permissions): readonly VerbChange[] {
  const everybody = new Map([...before.subjects, ...after.subjects].map((who) => [whoText(who), who]));
  const changes = [...everybody.values()].flatMap((who) => {
    const [old, now] = [ownGrants(before, who), ownGrants(after, who)];
    if (signature(old) === signature(now)) return [];
    return [...beyond('gained', who, now, before), ...beyond('lost', who, old, after)];
  });
  const unresolved = [...unknownRoles('gained', after, before), ...unknownRoles('lost', before, after)];
  return [...changes, ...unresolved]
    .map((each) => ({ each, key: [each.subject, each.namespace ?? '', each.change, ...each.resources, '', ...each.verbs].join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ each }) => each);
}

/** What somebody is bound to by name: what comes with a group that everybody is in is told of that group. */
function ownGrants(permissions: Permissions, who: Who): readonly Grant[] {
  const text = whoText(who);
  return permissions.grantsEverywhere(who).filter(({ held: { bound } }) => {
    const named = bound === undefined || bound.isDefault ? undefined : whoIsBound(bound.subject);
    return named !== undefined && whoText(named) === text;
  });
}

function signature(grants: readonly Grant[]): string {
  return grants
    .map((grant) => wholeOf(grant))
    .sort()
    .join('\n');
}

function wholeOf({ held, rule: { rule, paths } }: Grant): string {
  return JSON.stringify([held.namespace ?? null, rule.verbs, rule.apiGroups, rule.resources, rule.resourceNames, paths]);
}

function beyond(change: VerbChange['change'], who: Who, grants: readonly Grant[], other: Permissions): readonly VerbChange[] {
  const verbs = new Map<string, { namespace: string | undefined; what: string; verbs: Set<string> }>();
  for (const grant of grants) {
    for (const single of singlesOf(grant)) {
      if (single.isHeld(other, who)) continue;
      const { namespace, what, verb } = single;
      const key = `${namespace ?? ''}\n${what}`;
      const known = verbs.get(key) ?? { namespace, what, verbs: new Set<string>() };
      verbs.set(key, known);
      known.verbs.add(verb);
    }
  }
  const byVerbs = new Map<string, { namespace: string | undefined; verbs: readonly string[]; resources: string[] }>();
  for (const { namespace, what, verbs: own } of verbs.values()) {
    const list = [...own].sort();
    const key = `${namespace ?? ''}\n${list.join()}`;
    const known = byVerbs.get(key);
    if (known === undefined) byVerbs.set(key, { namespace, verbs: list, resources: [what] });
    else known.resources.push(what);
  }
  return [...byVerbs.values()].map((each) => ({ change, subject: whoText(who), ...each, resources: [...each.resources].sort() }));
}

function singlesOf(grant: Grant): readonly Single[] {
  const { held, rule } = grant;
  const { verbs, apiGroups, resources, resourceNames } = rule.rule;
  const { namespace } = held;
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  if (verbs.length * apiGroups.length * resources.length * names.length > MOST) {
    const whole = wholeOf(grant);
    const isHeld: Single['isHeld'] = (permissions, who) => ownGrants(permissions, who).some((each) => wholeOf(each) === whole);
    return [{ namespace, verb: verbs.slice(0, 4).join(), what: 'a rule of very many parts', isHeld }];
  }
  const where = namespace === undefined ? {} : { namespace };
  const of = (verb: string, group: string, resource: string, name: string | undefined): Single => ({
    namespace,
    verb,
    what: resourceText(group, resource, name),
    isHeld: (permissions, who) => {
      const asked = { verb, group, resource, ...(name === undefined ? {} : { name }), ...where };
      return permissions.can(who, asked) !== undefined;
    },
  });
  const single = apiGroups.flatMap((group) =>
    resources.flatMap((resource) => names.flatMap((name) => verbs.map((verb) => of(verb, group, resource, name)))),
  );
  // Paths of the API server belong to no namespace.
  const paths = namespace === undefined ? rule.paths : [];
  const served = paths.flatMap((path) =>
    verbs.map(
      (verb): Single => ({ namespace, verb, what: path, isHeld: (permissions, who) => permissions.can(who, { verb, path }) !== undefined }),
    ),
  );
  return [...single, ...served];
}

function resourceText(group: string, resource: string, name: string | undefined): string {
  const [kind = '', ...sub] = resource.split('/');
  const own = `${kind}${group === '' ? '' : `.${group}`}${sub.length === 0 ? '' : `/${sub.join('/')}`}`;
  return name === undefined ? own : `${own} '${name}'`;
}

/** Bindings to roles that are not in the manifests: what they give is decided elsewhere. */
function unknownRoles(change: VerbChange['change'], { unresolved }: Permissions, other: Permissions): readonly VerbChange[] {
  const known = new Set(other.unresolved.flatMap(namesOf).map(({ key }) => key));
  const found = unresolved.flatMap(namesOf).filter(({ key }) => !known.has(key));
  return [...new Map(found.map((each) => [each.key, each])).values()].map(({ subject, namespace, role }) => ({
    change,
    subject,
    namespace,
    verbs: [],
    resources: [role],
  }));
}

function namesOf({ binding: { kind, manifest, role, subjects } }: Permissions['unresolved'][number]) {
  const written = manifest.object.metadata.namespace;
  const namespace = kind === 'RoleBinding' && typeof written === 'string' ? written : undefined;
  return subjects.flatMap((bound) => {
    const who = whoIsBound(bound);
    if (who === undefined) return [];
    const [subject, name] = [whoText(who), `${role.kind} ${role.name}`];
    return [{ subject, namespace, role: name, key: `${subject}\n${namespace ?? ''}\n${name}` }];
  });
}
