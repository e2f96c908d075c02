/** A resource of a group as upstream takes it apart: `widgets.example.com`, `*.` for the core group, `*.*` for everything. */
export interface GroupResource {
  readonly resource: string;
  readonly group: string;
}

export function groupResourceOf(text: string): GroupResource {
  const dot = text.indexOf('.');
  return dot === -1 ? { resource: text, group: '' } : { resource: text.slice(0, dot), group: text.slice(dot + 1) };
}

/** Whether what the first one names has the second one in it. */
export function covers(wide: string, narrow: string): boolean {
  const [a, b] = [groupResourceOf(wide), groupResourceOf(narrow)];
  if (a.resource === '*' && a.group === '*') return true;
  return a.group === b.group && (a.resource === '*' || a.resource === b.resource);
}
