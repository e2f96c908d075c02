import type { KubernetesObject } from '../../analysis/manifest';

/** One field of one object taken away, or one item of one of its lists. */
export interface Mutation {
  /** Which object, in words that all objects of the same make share: `Deployment`, or `NetworkPolicy default-deny`. */
  readonly kind: string;
  /** The field, with `*` for indices; what a list holds is named by its value or its key. */
  readonly field: string;
  readonly object: KubernetesObject;
  readonly index: number;
  readonly path: Path;
  /** What is taken away. */
  readonly value: unknown;
}

export type Path = readonly (string | number)[];

/** Objects whose names say what they are for: each is looked at by itself. */
const BY_NAME = /^(default-deny|allow-dns|no-system-priority|tenant-\w+|default)$/;

/** Every field and list item of the objects. */
export function mutationsOf(objects: readonly KubernetesObject[]): readonly Mutation[] {
  return objects.flatMap((object, index) => {
    const name = object.metadata.name ?? '';
    const kind = BY_NAME.test(name) ? `${object.kind} ${name}` : object.kind;
    const found: Mutation[] = [];
    const walk = (value: unknown, path: Path, field: string) => {
      if (path.length > 0) found.push({ kind, field, object, index, path, value });
      if (Array.isArray(value)) {
        for (const [nth, item] of value.entries()) walk(item, [...path, nth], `${field}[${itemName(item)}]`);
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) walk(item, [...path, key], field === '' ? key : `${field}.${key}`);
      }
    };
    walk(object, [], '');
    return found;
  });
}

/** What tells an item of a list from its neighbours, whatever object it is in. */
function itemName(item: unknown): string {
  if (typeof item !== 'object' || item === null) return typeof item === 'string' && /^[A-Za-z*./-]+$/.test(item) ? item : '*';
  const { type, topologyKey, effect, key } = item as Readonly<Record<string, unknown>>;
  const words = [type, topologyKey, effect, effect === undefined ? key : undefined];
  return (words.find((word) => typeof word === 'string') as string | undefined) ?? '*';
}

/** An object with some fields gone. */
export function without(object: KubernetesObject, paths: readonly Path[]): KubernetesObject {
  const copy = structuredClone(object);
  // From the last to the first, so that the indices of list items stay true.
  for (const path of paths.toReversed()) {
    const owner = ownerOf(copy, path);
    const last = path.at(-1) ?? '';
    if (Array.isArray(owner)) owner.splice(Number(last), 1);
    else delete (owner as Record<string | number, unknown>)[last];
  }
  return copy;
}

/** The object or list that a path ends in. */
export function ownerOf(object: KubernetesObject, path: Path): object {
  let owner: unknown = object;
  for (const step of path.slice(0, -1)) owner = (owner as Record<string | number, unknown>)[step];
  return owner as object;
}
