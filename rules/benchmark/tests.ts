import { boolOf, itemsOf, lastOf, type Program } from '../../analysis/control-plane/program';
import { type FieldSpec, type Found, fieldSetting, flagSetting } from '../../analysis/control-plane/settings';
import type { Place } from '../../analysis/manifest';
import type { ProgramTest, Verdict } from './check';

/** A setting in words. */
export function foundText(name: string, found: Found): string {
  if (found === 'unset') return `${name} is not set`;
  if (found === 'unseen') return `${name}: its file was not given`;
  return `${name} is ${found.value}${found.origin === name ? '' : ` (${found.origin})`}`;
}

/** A verdict on what was found. */
export function verdictOn(program: Program, name: string, found: Found, holds: (value: string) => boolean): Verdict {
  if (found === 'unseen') return { holds: 'unknown', actual: foundText(name, found), place: program.place };
  const yes = found !== 'unset' && holds(found.value);
  return { holds: yes ? 'yes' : 'no', actual: foundText(name, found), place: placeOf(program, found) };
}

function placeOf(program: Program, found: Found): Place {
  return typeof found === 'string' || found.place === undefined ? program.place : found.place;
}

/** A flag that has to be true or false; `byDefault` is what the program takes without it. */
export function isBool(flag: string, wanted: boolean, byDefault?: boolean): ProgramTest {
  return (program) => {
    const found = flagSetting(program, flag, byDefault === undefined ? undefined : `${byDefault}`);
    return verdictOn(program, `--${flag}`, found, (value) => boolOf(value) === wanted);
  };
}

/** Flags that all have to be there. */
export function areSet(...flags: readonly string[]): ProgramTest {
  return (program) => {
    const missing = flags.filter((flag) => lastOf(program, flag) === undefined);
    const [first = ''] = missing.length > 0 ? missing : flags;
    const actual = (missing.length > 0 ? missing : flags).map((flag) => foundText(`--${flag}`, flagSetting(program, flag))).join(', ');
    return { holds: missing.length === 0 ? 'yes' : 'no', actual, place: lastOf(program, first)?.place ?? program.place };
  };
}

/** A flag that must not be there. */
export function isUnset(flag: string): ProgramTest {
  return (program) => {
    const given = lastOf(program, flag);
    const actual = foundText(`--${flag}`, flagSetting(program, flag));
    return { holds: given === undefined ? 'yes' : 'no', actual, place: given?.place ?? program.place };
  };
}

/** A list that has to have an item. */
export function has(flag: string, item: string): ProgramTest {
  return (program) => listVerdict(program, flag, itemsOf(program, flag).includes(item));
}

/** A list that must not have an item. */
export function lacks(flag: string, item: string): ProgramTest {
  return (program) => listVerdict(program, flag, !itemsOf(program, flag).includes(item));
}

function listVerdict(program: Program, flag: string, holds: boolean): Verdict {
  const items = itemsOf(program, flag);
  const actual = items.length === 0 ? `--${flag} is not set` : `--${flag} is ${items.join(',')}`;
  return { holds: holds ? 'yes' : 'no', actual, place: program.flags.get(flag)?.at(-1)?.place ?? program.place };
}

/** A number that has to be large enough. */
export function isAtLeast(flag: string, least: number): ProgramTest {
  return (program) => {
    return verdictOn(program, `--${flag}`, flagSetting(program, flag), (value) => /^\d+$/.test(value) && Number(value) >= least);
  };
}

/** A listener that has to be local; `byDefault` is where the program listens without the flag. */
export function isLocal(flag: string, byDefault: string): ProgramTest {
  return (program) => verdictOn(program, `--${flag}`, flagSetting(program, flag, byDefault), isLoopback);
}

/** Whether an address, with or without its port, is one of the host itself. */
export function isLoopback(address: string): boolean {
  return /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$|^::1$/.test(address);
}

/** A setting of a kubelet or kube-proxy, as a field or as a flag. */
export function field(spec: FieldSpec, holds: (value: string) => boolean): ProgramTest {
  return (program) => verdictOn(program, nameOf(program, spec), fieldSetting(program, spec), holds);
}

/** How a setting is called: by its flag for who writes flags, by its field otherwise. */
export function nameOf(program: Program, spec: FieldSpec): string {
  const byFlag = spec.flag !== undefined && (program.config === 'none' || lastOf(program, spec.flag) !== undefined);
  return byFlag ? `--${spec.flag}` : spec.field.join('.');
}

/** Ciphers that have to be among the strong ones; without a choice, Go's own list is taken, which has others, too. */
export function ciphersAmong(found: (program: Program) => Found, name: string, strong: readonly string[]): ProgramTest {
  return (program) => {
    const setting = found(program);
    if (setting === 'unseen' || setting === 'unset') return verdictOn(program, name, setting, () => false);
    const weak = setting.value.split(',').filter((suite) => !strong.includes(suite.trim()));
    const place = placeOf(program, setting);
    if (weak.length === 0) return { holds: 'yes', actual: `${setting.value.split(',').length} strong suites`, place };
    return { holds: 'no', actual: `suites outside of the list: ${weak.join(', ')}`, place };
  };
}

/** A note on a verdict. */
export function noted(verdict: Verdict, note: string | undefined): Verdict {
  return note === undefined ? verdict : { ...verdict, note };
}
