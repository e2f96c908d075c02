import {
  COMPONENTS,
  type Component,
  type ComponentFlags,
  type ConfigDocument,
  type Flags,
  type HostDirectory,
  type HostFile,
  type Member,
  type Part,
  type Surroundings,
} from './part';

/** All parts of a control plane as one: what the writers of files are given. */
export interface Composition {
  readonly surroundings: Surroundings;
  /** Flags that are the same on all members. */
  readonly flags: Readonly<Record<Component, Flags>>;
  /** Whether some flags of a program differ from member to member. */
  differs(component: Component): boolean;
  /** The flags of a program on one member, all of them. */
  flagsOn(member: Member, component: Component): Flags;
  readonly files: readonly HostFile[];
  readonly directories: readonly HostDirectory[];
  /** Directories that a program reads and nobody here writes. */
  reads(component: Component): readonly string[];
  readonly kubelet: (() => ConfigDocument) | undefined;
  readonly kubeProxy: (() => ConfigDocument) | undefined;
  readonly reasons: Readonly<Record<string, string>>;
}

/** @throws {Error} where two parts say the same thing, which no props can cause */
export function compose(parts: readonly Part[], surroundings: Surroundings): Composition {
  const merged = (component: Component, sets: readonly (ComponentFlags | undefined)[]): Flags => {
    const flags: Record<string, string | readonly string[]> = {};
    for (const [index, set] of sets.entries()) {
      for (const [flag, value] of Object.entries(set?.[component] ?? {})) {
        const author = parts[index % parts.length];
        if (parts.some((part) => part !== author && part.replaces?.[component]?.includes(flag))) continue;
        if (Object.hasOwn(flags, flag)) throw new Error(`two parts give ${component} --${flag}`);
        flags[flag] = value;
      }
    }
    return flags;
  };
  const shared = parts.map(({ flags }) => flags);
  const own = (member: Member) => parts.map(({ memberFlags }) => memberFlags?.(member));
  const [anyMember] = surroundings.members;
  return {
    surroundings,
    flags: Object.fromEntries(COMPONENTS.map((component) => [component, merged(component, shared)])) as Record<Component, Flags>,
    differs: (component) => anyMember !== undefined && Object.keys(merged(component, own(anyMember))).length > 0,
    flagsOn: (member, component) => merged(component, [...shared, ...own(member)]),
    files: distinct(
      parts.flatMap(({ files = [] }) => files),
      'file',
    ),
    directories: distinct(
      parts.flatMap(({ directories = [] }) => directories),
      'directory',
    ),
    reads: (component) => [...new Set(parts.flatMap(({ reads }) => reads?.[component] ?? []))],
    kubelet: only(
      parts.map(({ documents }) => documents?.kubelet),
      'kubelet',
    ),
    kubeProxy: only(
      parts.map(({ documents }) => documents?.kubeProxy),
      'kube-proxy',
    ),
    reasons: Object.assign({}, ...parts.map(({ reasons }) => reasons)),
  };
}

function distinct<Item extends { readonly path: string }>(items: readonly Item[], what: string): readonly Item[] {
  const paths = new Set<string>();
  for (const { path } of items) {
    if (paths.has(path)) throw new Error(`two parts write the ${what} ${path}`);
    paths.add(path);
  }
  return items;
}

function only<Value>(values: readonly (Value | undefined)[], what: string): Value | undefined {
  const given = values.filter((value) => value !== undefined);
  if (given.length > 1) throw new Error(`two parts give the configuration of ${what}`);
  return given[0];
}
