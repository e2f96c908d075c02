import type { ConfigDocument } from './program';

/** Documents by the file that they are in. */
export function documentsByPath(documents: readonly ConfigDocument[]): ReadonlyMap<string, readonly ConfigDocument[]> {
  const byPath = new Map<string, ConfigDocument[]>();
  for (const document of documents) {
    const known = byPath.get(document.path);
    if (known === undefined) byPath.set(document.path, [document]);
    else known.push(document);
  }
  return byPath;
}
