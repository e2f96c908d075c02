import { type KubernetesObject, pointerSteps } from '../../analysis/manifest';
import type { Cluster, Rule } from '../../rules/rule';
import { readingProblems, recording } from './recording';

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const IMAGE = `registry.example.com/shop/cart:1.4.2@${DIGEST}`;

type Fields = Readonly<Record<string, unknown>>;

/** Any object, its namespace `shop` unless the row says otherwise. */
export function object(apiVersion: string, kind: string, name: string, fields: Fields = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

/** A container that every rule accepts, with some fields changed. */
export function container(fields: Fields = {}): Fields {
  return { name: 'cart', image: IMAGE, ...fields };
}

/** A Deployment that every rule accepts, with some fields of its pod changed. */
export function deployment(spec: Fields = {}, labels: Readonly<Record<string, string>> = { app: 'cart' }): KubernetesObject {
  return object('apps/v1', 'Deployment', 'cart', {
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container()], ...spec } } },
  });
}

/** The pod that `deployment` runs, on its own. */
export function pod(spec: Fields = {}): KubernetesObject {
  return object('v1', 'Pod', 'cart', { spec: { containers: [container()], ...spec } });
}

/** Where pods have containers: what each row about one container is said of all of them. */
export const CONTAINER_PLACES: readonly (readonly [what: string, podWith: (each: unknown) => KubernetesObject, pointer: string])[] = [
  ['a container', (each) => deployment({ containers: [each] }), '/spec/template/spec/containers/0'],
  ['a second container', (each) => deployment({ containers: [container(), each] }), '/spec/template/spec/containers/1'],
  ['an init container', (each) => deployment({ initContainers: [each] }), '/spec/template/spec/initContainers/0'],
  [
    'a sidecar',
    (each) => deployment({ initContainers: [{ ...(each as object), restartPolicy: 'Always' }] }),
    '/spec/template/spec/initContainers/0',
  ],
  ['an ephemeral container', (each) => pod({ ephemeralContainers: [each] }), '/spec/ephemeralContainers/0'],
  ['a container of a bare pod', (each) => pod({ containers: [each] }), '/spec/containers/0'],
];

const templated = (apiVersion: string, kind: string) => (spec: Fields) =>
  object(apiVersion, kind, 'cart', {
    spec: { selector: { matchLabels: { app: 'cart' } }, template: { metadata: { labels: { app: 'cart' } }, spec } },
  });

/** Every kind that runs pods: what each row about a pod is said of all of them. */
export const POD_PLACES: readonly (readonly [what: string, owner: (spec: Fields) => KubernetesObject, pointer: string])[] = [
  ['a Pod', (spec) => object('v1', 'Pod', 'cart', { spec }), '/spec'],
  ['a PodTemplate', (spec) => object('v1', 'PodTemplate', 'cart', { template: { spec } }), '/template/spec'],
  ['a ReplicationController', templated('v1', 'ReplicationController'), '/spec/template/spec'],
  ['a Deployment', templated('apps/v1', 'Deployment'), '/spec/template/spec'],
  ['a StatefulSet', templated('apps/v1', 'StatefulSet'), '/spec/template/spec'],
  ['a DaemonSet', templated('apps/v1', 'DaemonSet'), '/spec/template/spec'],
  ['a ReplicaSet', templated('apps/v1', 'ReplicaSet'), '/spec/template/spec'],
  ['a Job', templated('batch/v1', 'Job'), '/spec/template/spec'],
  ['a Deployment of an old API', templated('extensions/v1beta1', 'Deployment'), '/spec/template/spec'],
  [
    'a CronJob',
    (spec) => object('batch/v1', 'CronJob', 'cart', { spec: { jobTemplate: { spec: { template: { spec } } } } }),
    '/spec/jobTemplate/spec/template/spec',
  ],
];

/** Facts about a cluster that a row may change. */
export type Facts = Partial<Omit<Cluster, 'manifests'>>;

const FACTS: Omit<Cluster, 'manifests'> = {
  unreadable: [],
  complete: true,
  minor: 37,
  cni: { name: 'calico', enforcesNetworkPolicy: true },
  securityModule: undefined,
  registries: [],
  existing: [],
};

/** Objects as a cluster whose sources are `0`, `1`, … in the order given. */
export function clusterOf(objects: readonly KubernetesObject[], facts: Facts = {}): Cluster {
  return { ...FACTS, ...facts, manifests: objects.map((each, index) => ({ object: each, source: `${index}` })) };
}

/** A rule that finds nothing, with some fields changed: for what judges rules, not manifests. */
export function ruleWith(fields: Partial<Rule> & Pick<Rule, 'id'>): Rule {
  return {
    title: fields.id,
    severity: 'error',
    exemptible: 'with a reason',
    references: [],
    reads: [],
    remediation: 'mend it',
    why: '',
    attack: '',
    example: { refused: '', accepted: '' },
    *check() {},
    ...fields,
  };
}

/** What a rule finds in the objects, as `[source, pointer, message]`. */
export function found(rule: Rule, objects: readonly KubernetesObject[], facts: Facts = {}): string[][] {
  return [...rule.check(clusterOf(objects, facts))].map(({ manifest, pointer, message }) => [manifest.source, pointer, message]);
}

/** A row that a rule accepts: what it is, the object or objects, and facts of the cluster that matter. */
export type Accepted = readonly [what: string, given: KubernetesObject | readonly KubernetesObject[], facts?: Facts];

/** What `given` is: objects, or one container or pod that is put in every place where there can be one. */
type Given = { readonly given: KubernetesObject | readonly KubernetesObject[] } | { readonly container: Fields } | { readonly pod: Fields };

/** A row that a rule refuses. */
export type Refused = Given & {
  readonly what: string;
  readonly facts?: Facts;
  /** Pointer and message of each finding, with the index of the object before them if it is not the first; pointers start at the container or pod, where one is given. */
  readonly finds: readonly (readonly [pointer: string, message: string] | readonly [source: number, pointer: string, message: string])[];
  /**
   * What the rule says when the fields at those pointers are removed: the twin of a wrong value is an absent one. `accepted`; the
   * messages that remain; or `itself`, where the row is about a field that is absent already.
   */
  readonly absent: 'accepted' | 'itself' | readonly string[];
};

/** All that is asked of a rule: what it accepts, what it refuses and in which words, and that it reads what it says it reads. */
export function judges(rule: Rule, tables: { readonly accepts: readonly Accepted[]; readonly refuses: readonly Refused[] }): void {
  const seen = new Set<string>();
  const judged = (objects: readonly KubernetesObject[], facts: Facts | undefined) =>
    found(
      rule,
      objects.map((each) => recording(each, seen)),
      facts,
    );

  describe('accepts', () => {
    test.each(tables.accepts.map(([what, given, facts]) => ({ what, given: listOf(given), facts })))('$what', ({ given, facts }) => {
      expect(judged(given, facts)).toEqual([]);
    });
  });

  describe('refuses', () => {
    const rows = tables.refuses.flatMap(placed);
    test.each(rows)('$what', ({ given, facts, finds }) => {
      expect(judged(given, facts)).toEqual(finds);
    });

    test.each(rows)('$what; and says of its absence what it should', ({ given, facts, finds, absent }) => {
      const written = finds.filter(([source, pointer]) => isWritten(given[Number(source)], `${pointer}`));
      if (absent === 'itself') expect(written).toEqual([]);
      else {
        expect(written).not.toEqual([]);
        const messages = judged(without(given, written), facts).map(([, , message]) => message);
        expect(messages).toEqual(absent === 'accepted' ? [] : absent);
      }
    });
  });

  test('reads the fields that it declares, and no others', () => {
    expect(readingProblems(rule.reads, seen)).toEqual([]);
  });
}

interface Row {
  readonly what: string;
  readonly given: readonly KubernetesObject[];
  readonly facts: Facts | undefined;
  readonly finds: readonly string[][];
  readonly absent: Refused['absent'];
}

function listOf(given: KubernetesObject | readonly KubernetesObject[]): readonly KubernetesObject[] {
  return Array.isArray(given) ? given : [given as KubernetesObject];
}

function placed(row: Refused): readonly Row[] {
  const { what, facts, absent } = row;
  const finds = (base: string) =>
    row.finds.map((find) => (find.length === 2 ? ['0', `${base}${find[0]}`, find[1]] : [`${find[0]}`, `${base}${find[1]}`, find[2]]));
  if ('container' in row) {
    return CONTAINER_PLACES.map(([place, podWith, base]) => ({
      what: `${what}, in ${place}`,
      given: [podWith(container(row.container))],
      facts,
      finds: finds(base),
      absent,
    }));
  }
  if ('pod' in row) {
    return POD_PLACES.map(([place, owner, base]) => ({
      what: `${what}, in ${place}`,
      given: [owner({ containers: [container()], ...row.pod })],
      facts,
      finds: finds(base),
      absent,
    }));
  }
  return [{ what, given: listOf(row.given), facts, finds: finds(''), absent }];
}

function isWritten(value: unknown, pointer: string): boolean {
  if (value === undefined) return false;
  let current: unknown = value;
  for (const step of pointerSteps(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return false;
    current = (current as Record<string, unknown>)[step];
  }
  return true;
}

/** The objects without the fields at the pointers; an object goes as a whole where its pointer is empty. */
function without(objects: readonly KubernetesObject[], finds: readonly string[][]): readonly KubernetesObject[] {
  const copies: (KubernetesObject | undefined)[] = structuredClone([...objects]);
  // From the last to the first, so that the indices of list items stay true.
  const pointers = finds.map(([source, pointer]) => [Number(source), `${pointer}`] as const);
  for (const [source, pointer] of pointers.sort(([, a], [, b]) => b.localeCompare(a, 'en', { numeric: true }))) {
    const steps = [...pointerSteps(pointer)];
    const last = steps.pop();
    let owner: unknown = copies[source];
    for (const step of steps) owner = (owner as Record<string, unknown> | undefined)?.[step];
    if (last === undefined) copies[source] = undefined;
    else if (Array.isArray(owner)) owner.splice(Number(last), 1);
    else if (owner !== undefined) delete (owner as Record<string, unknown>)[last];
  }
  return copies.filter((copy) => copy !== undefined);
}
