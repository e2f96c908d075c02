import { at, type Place, pointerKey } from '../manifest';
import { boolOf, type Given, lastOf, type Program } from './program';

/** What a program goes by: what somebody wrote, or what it takes where nobody did. */
export interface Setting {
  readonly value: string;
  /** Where it is written; `undefined` for what the program takes by itself. */
  readonly place: Place | undefined;
  /** What put it there, in words: `--profiling`, `readOnlyPort`, `the default`, `kubeadm`. */
  readonly origin: string;
}

/** `unseen`: it is in a file that was not given. */
export type Found = Setting | 'unset' | 'unseen';

/** A flag of a program, or what it takes without one. */
export function flagSetting(program: Program, flag: string, byDefault?: string): Found {
  const given = lastOf(program, flag);
  if (given !== undefined) return { value: given.value, place: given.place, origin: originOf(given, `--${flag}`) };
  return byDefault === undefined ? 'unset' : { value: byDefault, place: undefined, origin: 'the default' };
}

function originOf(given: Given, name: string): string {
  return given.by === undefined ? name : `${name}, by ${given.by}`;
}

/** How a setting of the kubelet or kube-proxy is spelt, and what it is where nobody says. */
export interface FieldSpec {
  readonly flag?: string;
  readonly field: readonly string[];
  /** Where a configuration file is read that does not say. */
  readonly fileDefault?: string;
  /** Where there is no configuration file. */
  readonly flagDefault?: string;
  /** What a file may say to mean the default: a duration of zero. */
  readonly zeroIsDefault?: boolean;
}

/** A setting that a configuration file and a flag may say: the flag wins. https://kubernetes.io/docs/tasks/administer-cluster/kubelet-config-file/ */
export function fieldSetting(program: Program, spec: FieldSpec): Found {
  const given = spec.flag === undefined ? undefined : lastOf(program, spec.flag);
  if (given !== undefined) return { value: given.value, place: given.place, origin: originOf(given, `--${spec.flag}`) };
  const { config } = program;
  if (config === 'unseen') return 'unseen';
  const byDefault = config === 'none' ? spec.flagDefault : spec.fileDefault;
  const written = config === 'none' ? undefined : valueText(at(config.value, ...spec.field));
  if (config !== 'none' && written !== undefined && !(spec.zeroIsDefault === true && /^0[a-z]*$/.test(written))) {
    return { value: written, place: config.place(`/${spec.field.map(pointerKey).join('/')}`), origin: spec.field.join('.') };
  }
  return byDefault === undefined ? 'unset' : { value: byDefault, place: undefined, origin: 'the default' };
}

function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((item) => `${typeof item === 'string' ? item : JSON.stringify(item)}`).join(',');
  return JSON.stringify(value);
}

/** Whether a setting says true; `undefined` for what is no boolean. */
export function isTrue(found: Found): boolean | undefined {
  return typeof found === 'string' ? undefined : boolOf(found.value);
}
