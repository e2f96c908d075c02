import type { KubernetesObject } from '../../analysis/manifest';

/** Fields that every rule may read without saying so: what an object is called, and the way to its pod and containers. */
const NAMES = [
  /^(apiVersion|kind|spec|template|metadata|pod|container)$/,
  /^metadata\.(name|namespace)$/,
  /^container\.(name|restartPolicy)$/,
  /^spec\.(template|jobTemplate(\.spec(\.template)?)?)$/,
  /^pod\.(metadata|containers|initContainers|ephemeralContainers)$/,
];

const TEMPLATES: Readonly<Record<string, string>> = { CronJob: 'spec.jobTemplate.spec.template.', PodTemplate: 'template.', Pod: '' };

/** An object that writes down each field that is read of it, as a rule declares it in `reads`. */
export function recording(object: KubernetesObject, seen: Set<string>): KubernetesObject {
  const copies = new WeakMap<object, unknown>();
  const wrap = (value: unknown, path: readonly string[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const note = (key: string) => seen.add(named(object.kind, [...path, Array.isArray(value) ? '*' : key]));
    const isOwn = (key: string | symbol): key is string => typeof key === 'string' && !(Array.isArray(value) && !/^\d+$/.test(key));
    const proxy: unknown = new Proxy(value, {
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        if (!isOwn(key) || (!Object.hasOwn(target, key) && key in target)) return found;
        note(key);
        return wrap(found, [...path, Array.isArray(value) ? '*' : key]);
      },
      getOwnPropertyDescriptor(target, key) {
        if (isOwn(key)) note(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      ownKeys(target) {
        note('*');
        return Reflect.ownKeys(target);
      },
    });
    copies.set(value, proxy);
    return proxy;
  };
  return wrap(copyOf(object), []) as KubernetesObject;
}

/** A copy without shared parts: a value that a row uses at two places is read at each of them. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}

/** `spec.template.spec.containers.*.image` as `container.image`. */
function named(kind: string, path: readonly string[]): string {
  const whole = `${path.join('.')}.`;
  const template = TEMPLATES[kind] ?? 'spec.template.';
  const inTemplate = whole.startsWith(template) && /^(spec|metadata)\./.test(whole.slice(template.length));
  const own = inTemplate && (kind === 'Pod' || template !== '') ? whole.slice(template.length) : undefined;
  if (own === undefined || (kind === 'Pod' && own.startsWith('metadata.'))) return podMetadata(kind, whole).slice(0, -1);
  const pod = own.startsWith('spec.') ? `pod.${own.slice('spec.'.length)}` : `pod.${own}`;
  return pod.replace(/^pod\.(initContainers|containers|ephemeralContainers)\.\*\./, 'container.').slice(0, -1);
}

/** The metadata of a bare pod is the object's own. */
function podMetadata(kind: string, whole: string): string {
  return kind === 'Pod' && /^metadata\.(labels|annotations)\./.test(whole) ? `pod.${whole}` : whole;
}

/** What is wrong between the fields that a rule declares and those that it was seen to read; empty if nothing is. */
export function readingProblems(declared: readonly string[], seen: ReadonlySet<string>): readonly string[] {
  const leaves = [...seen].filter((path) => ![...seen].some((other) => other.startsWith(`${path}.`)));
  const matches = (pattern: string, path: string) => {
    const [wanted, given] = [pattern.split('.'), path.split('.')];
    const open = wanted.at(-1) === '**';
    const fixed = open ? wanted.slice(0, -1) : wanted;
    if (open ? given.length < fixed.length : given.length !== fixed.length) return false;
    return fixed.every((step, index) => step === '*' || step === given[index]);
  };
  // A field of which only the keys were asked is as good as read.
  const undeclared = leaves.filter(
    (path) => !NAMES.some((name) => name.test(path)) && !declared.some((pattern) => matches(pattern, path) || isAbove(path, pattern)),
  );
  const unread = declared.filter((pattern) => ![...seen].some((path) => matches(pattern, path)));
  return [
    ...undeclared.map((path) => `reads ${path} without declaring it`),
    ...unread.map((pattern) => `declares ${pattern} and never reads it`),
  ];
}

/** A field on the way to a declared one, where no row went further. */
function isAbove(path: string, pattern: string): boolean {
  const [given, wanted] = [path.split('.'), pattern.split('.')];
  return given.length < wanted.length && given.every((step, index) => wanted[index] === '*' || step === '*' || wanted[index] === step);
}
