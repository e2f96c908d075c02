import { at } from '../manifest';

/** The keys and values of the map at a path; none where there is no map. */
export function entriesAt(value: unknown, ...path: readonly string[]): readonly (readonly [key: string, value: unknown])[] {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}
