import { groupOf, type Manifest } from './manifest';

/** Rule after rule asks for the same few kinds: each list is made once. */
const lists = new WeakMap<readonly Manifest[], ReadonlyMap<string, readonly Manifest[]>>();

/** The manifests of one kind, whatever the version of its API; `group` is `''` for the core group. */
export function ofKind(manifests: readonly Manifest[], group: string, kind: string): readonly Manifest[] {
  const known = lists.get(manifests) ?? byKind(manifests);
  lists.set(manifests, known);
  return known.get(`${group}/${kind}`) ?? [];
}

function byKind(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const kinds = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const key = `${groupOf(manifest.object)}/${manifest.object.kind}`;
    const list = kinds.get(key);
    if (list === undefined) kinds.set(key, [manifest]);
    else list.push(manifest);
  }
  return kinds;
}
