import type { Place } from '../manifest';

/** The programs that make up a control plane and its nodes. */
export const PROGRAMS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'kubelet', 'kube-proxy'] as const;
export type ProgramName = (typeof PROGRAMS)[number];

/** A file of a host. */
export interface HostText {
  /** As reports show it. */
  readonly path: string;
  /** Where it is on the host, absolute; `undefined` where nobody knows. */
  readonly host?: string;
  readonly text: string;
}

/** One value of a flag or field, and where it is written. */
export interface Given {
  /** As a flag is written: a list with commas between its items. */
  readonly value: string;
  readonly place: Place;
  /** `undefined` where somebody wrote it; otherwise what puts it there without being told: kubeadm, k3s or RKE2. */
  readonly by?: Manager;
}

/** What starts programs with flags of its own. */
export type Manager = 'kubeadm' | 'k3s' | 'rke2';

/** A configuration file of a program. */
export interface ConfigDocument {
  readonly path: string;
  readonly host: string | undefined;
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: unknown;
  readonly place: (pointer: string) => Place;
}

/** A directory or file of the host, and where a container sees it. */
export interface Mount {
  readonly host: string;
  readonly container: string;
}

/** A program as one of the files starts it. */
export interface Program {
  readonly name: ProgramName;
  /** Where it is started. */
  readonly place: Place;
  readonly manager: Manager | undefined;
  /** By name, without dashes; every time it is given, in order. */
  readonly flags: ReadonlyMap<string, readonly Given[]>;
  /**
   * What configures it besides flags: a document, nothing (`none`), or a file that was not given (`unseen`), so that nobody knows what it
   * says.
   */
  readonly config: ConfigDocument | 'none' | 'unseen';
  /** What a container sees of the host; empty where it runs on the host itself. */
  readonly mounts: readonly Mount[];
}

/** A value that was set; an empty one of a flag is none. */
export function lastOf(program: Program, flag: string): Given | undefined {
  const last = program.flags.get(flag)?.at(-1);
  return last === undefined || last.value === '' ? undefined : last;
}

/** The items of a flag that adds up when it is given more than once. https://pkg.go.dev/github.com/spf13/pflag#StringSlice */
export function itemsOf(program: Program, flag: string): readonly string[] {
  return (program.flags.get(flag) ?? []).flatMap(({ value }) => splitItems(value));
}

/** The items of a list as flags spell it. */
export function splitItems(value: string): readonly string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** One entry of a flag that is a map, such as `--feature-gates`: the last one wins, name by name. */
export function entryOf(program: Program, flag: string, key: string): string | undefined {
  const entries = itemsOf(program, flag).filter((item) => item.split('=')[0]?.trim() === key);
  const last = entries.at(-1);
  return last === undefined ? undefined : last.slice(last.indexOf('=') + 1).trim();
}

/** What Go takes for true and false. https://pkg.go.dev/strconv#ParseBool */
export function boolOf(value: string): boolean | undefined {
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(value) ? false : undefined;
}

/** Flags by name; dashes and underscores in names are the same to programs of Kubernetes. */
export function flagMap(given: readonly (readonly [name: string, given: Given])[]): ReadonlyMap<string, readonly Given[]> {
  const flags = new Map<string, Given[]>();
  for (const [name, value] of given) {
    const key = name.replaceAll('_', '-');
    const known = flags.get(key);
    if (known === undefined) flags.set(key, [value]);
    else known.push(value);
  }
  return flags;
}

/** Flags of a manager, each replaced where somebody wrote it. */
export function withDefaults(
  defaults: Readonly<Record<string, string>>,
  given: readonly (readonly [name: string, given: Given])[],
  place: Place,
  by: Manager,
): ReadonlyMap<string, readonly Given[]> {
  const written = flagMap(given);
  const kept = Object.entries(defaults).filter(([name]) => !written.has(name));
  return new Map([...kept.map(([name, value]) => [name, [{ value, place, by }]] as const), ...written]);
}
