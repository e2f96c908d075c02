import { at, type KubernetesObject, type Manifest, pointerKey } from '../analysis/manifest';
import { distance, nearest } from '../analysis/nearest';
import { misread } from '../analysis/reading/scalars';
import { retirementOf } from '../analysis/schema/api-history';
import {
  groupIn,
  groupsWith,
  isBuiltIn,
  isThere,
  KNOWN_MINORS,
  kindOf,
  kindsOf,
  knownMinor,
  type Shape,
  spanOf,
  typeAt,
  versionsOf,
} from '../analysis/schema/schema';
import type { Rule, Violation } from './rule';

/**
 * Fields that Kubernetes does not know are dropped, or the object is refused, as `kubectl apply` asks for by default; values of the
 * wrong type are always refused. `null` is the same as no field at all. Custom resources have schemas of their own, and `status` is
 * the cluster's to write: neither is judged. Names, labels and annotations are left to `object-name` and `object-labels`.
 *
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export const objectSchema: Rule = {
  id: 'object-schema',
  title: 'objects have the fields that the Kubernetes version knows, of the type that it expects',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'schema-validation' },
  ],
  reads: ['**'],
  remediation: 'write the field as the API reference of that version has it',
  why: 'A field with a slip in its name is dropped in silence by whatever applies without validation, and the default takes its place.',
  attack:
    'Where `readOnlyRootFileSystem` was written for `readOnlyRootFilesystem`, reviewers see a hardened container and attackers a writable one.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selectors:
    app: cart
  ports:
    - port: 80`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart
  ports:
    - port: 80`,
  },

  *check({ manifests, minor }) {
    for (const manifest of manifests) {
      const { object } = manifest;
      if (typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') continue;
      const kind = kindOf(object.apiVersion, object.kind);
      if (kind === undefined) {
        const problem = unknownKind(object);
        if (problem !== undefined) yield { manifest, ...problem };
      } else if (isThere(kind, knownMinor(minor))) {
        const reading: Reading = { manifest, minor, path: [], violations: [] };
        readObject(reading, object, kind.type);
        yield* reading.violations;
      }
    }
  },
};

const METADATA = 'meta.v1.ObjectMeta';
const POD_METADATA = /^(spec\/jobTemplate\/)?(spec\/)?template\/metadata$/;
const OF_OBJECT: ReadonlySet<string> = new Set(['name', 'namespace', 'labels', 'annotations']);
const OF_PODS: ReadonlySet<string> = new Set(['labels', 'annotations']);
const NOTHING: ReadonlySet<string> = new Set();

interface Reading {
  readonly manifest: Manifest;
  readonly minor: number;
  /** The way to the value that is read: keys, and indices of list items. */
  readonly path: (string | number)[];
  readonly violations: Violation[];
}

type Problem = Pick<Violation, 'pointer' | 'message'>;

/** A kind that Kubernetes does not have, in one of its groups or in one that is meant to be. */
function unknownKind({ apiVersion, kind }: KubernetesObject): Problem | undefined {
  const group = groupIn(apiVersion);
  if (versionsOf(group, kind).length > 0 || retirementOf(apiVersion, kind) !== undefined) return undefined;
  const [home] = [...groupsWith(kind)].sort((a, b) => distance(group, a) - distance(group, b));
  const better = home === undefined ? undefined : versionsOf(home, kind)[0]?.apiVersion;
  if (!isBuiltIn(group)) {
    if (home === undefined || !isMeantToBe(group, home)) return undefined;
    return { pointer: '/apiVersion', message: `Kubernetes has no group '${group}', did you mean apiVersion ${better} for a ${kind}?` };
  }
  const where = group === '' ? 'the core group' : group;
  if (better !== undefined) {
    return { pointer: '/apiVersion', message: `'${kind}' is no kind of ${where} ('${apiVersion}'), did you mean apiVersion ${better}?` };
  }
  return { pointer: '/kind', message: `'${kind}' is no kind of ${where}${meaning(nearest(kind, kindsOf(group)))}` };
}

/** Groups of custom resources have a dot, and those that Kubernetes' own projects make end in `x-k8s.io`. */
function isMeantToBe(group: string, home: string): boolean {
  if (!group.includes('.')) return true;
  return !group.endsWith('.x-k8s.io') && group.length <= 64 && distance(group, home) <= 2;
}

function readObject(reading: Reading, value: object, typeName: string): void {
  const { minor, path } = reading;
  const type = typeAt(typeName, minor);
  const skipped = typeName === METADATA ? judgedElsewhere(path) : NOTHING;
  const meant = new Set<string>();
  for (const key of Object.keys(value)) {
    const shape = type.fields.get(key);
    path.push(key);
    if (shape === undefined) {
      const near = nearest(key, type.fields.keys());
      if (near !== undefined) meant.add(near);
      blame(reading, unknownField(minor, typeName, key, near));
    } else if (!skipped.has(key)) {
      readValue(reading, (value as Record<string, unknown>)[key], shape, path.length - 1);
    }
    path.pop();
  }
  for (const key of type.required) {
    // A misspelt field is said once, not as one that is too many and one that is missing.
    if (meant.has(key) || !isNothing(at(value, key))) continue;
    path.push(key);
    blame(reading, `${type.name} has '${key}' unset, expected ${expectation(type.fields.get(key))}`);
    path.pop();
  }
}

/** `field` is how long the way to the field is whose value, or a part of whose value, this is. */
function readValue(reading: Reading, value: unknown, shape: Shape, field: number): void {
  // A null in a list or a map is read as the zero of its type.
  if (shape.is === 'anything' || isNothing(value)) return;
  const { path } = reading;
  const wrong = problemOf(shape, value);
  if (wrong !== undefined) {
    blame(reading, `${nameOf(path.slice(field))} is ${wrong}`);
  } else if (shape.is === 'type') {
    readObject(reading, value as object, shape.type);
  } else if (shape.is === 'list') {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      path.push(index);
      readValue(reading, item, shape.of, field);
      path.pop();
    }
  } else if (shape.is === 'map') {
    for (const key of Object.keys(value as object)) {
      path.push(key);
      readValue(reading, (value as Record<string, unknown>)[key], shape.of, field);
      path.pop();
    }
  }
}

function blame({ manifest, path, violations }: Reading, message: string): void {
  violations.push({ manifest, pointer: path.map((step) => `/${pointerKey(`${step}`)}`).join(''), message });
}

/** `item 2 of 'args'`, `'cpu' of 'limits'`. */
function nameOf(steps: readonly (string | number)[]): string {
  return [...steps]
    .reverse()
    .map((step) => (typeof step === 'number' ? `item ${step}` : `'${step}'`))
    .join(' of ');
}

/** The fields of metadata that `object-name` and `object-labels` judge, of an object and of the pods that it runs. */
function judgedElsewhere(path: Reading['path']): ReadonlySet<string> {
  if (path.length === 1) return OF_OBJECT;
  return POD_METADATA.test(path.join('/')) ? OF_PODS : NOTHING;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** What a value is and should not be. It is only shown where nobody writes a secret. */
function problemOf(shape: Shape, value: unknown): string | undefined {
  if (shape.is === 'list') return Array.isArray(value) ? undefined : `${typeIn(value)}, expected a list`;
  if (shape.is !== 'scalar') return typeof value === 'object' && !Array.isArray(value) ? undefined : `${typeIn(value)}, expected an object`;
  const expected = misread(shape.scalar, value);
  if (expected === undefined) return undefined;
  const open = typeof value === 'string' && (shape.scalar === 'quantity' || shape.scalar === 'time');
  return `${open ? `'${value}'` : typeIn(value)}, expected ${expected}`;
}

function typeIn(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}

function expectation(shape: Shape | undefined): string {
  if (shape?.is === 'list') return 'a list';
  if (shape?.is !== 'scalar') return 'an object';
  return misread(shape.scalar, undefined) ?? 'a value';
}

function unknownField(minor: number, typeName: string, key: string, near: string | undefined): string {
  const { name, fields } = typeAt(typeName, minor);
  const span = minor < KNOWN_MINORS.oldest ? undefined : spanOf(typeName, key);
  if (span === undefined) return `'${key}' is no field of ${name}${meaning(near ?? nested(fields, key, minor))}`;
  const when =
    span.since !== undefined && minor < span.since ? `comes with 1.${span.since}` : `is gone since 1.${(span.until ?? minor) + 1}`;
  return `'${key}' is no field of ${name} in 1.${minor}: it ${when}`;
}

/** The field of a field that has exactly this name, up to upper case: what was written a level too high. */
function nested(fields: ReadonlyMap<string, Shape>, key: string, minor: number): string | undefined {
  for (const [field, shape] of fields) {
    if (shape.is !== 'type') continue;
    const inner = [...typeAt(shape.type, minor).fields.keys()].find((each) => each.toLowerCase() === key.toLowerCase());
    if (inner !== undefined) return `${field}.${inner}`;
  }
  return undefined;
}

function meaning(near: string | undefined): string {
  return near === undefined ? '' : `, did you mean '${near}'?`;
}
