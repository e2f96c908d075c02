import { at, type Place } from '../manifest';
import type { HostFacts } from './facts';
import { boolOf, entryOf, lastOf, type Program } from './program';

/** Whether a program has a feature, as far as files say; `undefined` where they do not. */
export interface GateSetting {
  readonly program: Program;
  readonly isOn: boolean;
  readonly place: Place;
}

/** What each program of one name says of a feature gate itself: a flag wins over a configuration file. */
export function gateSettings(facts: HostFacts, name: Program['name'], gate: string): readonly GateSetting[] {
  return facts.programs.flatMap((program) => {
    if (program.name !== name) return [];
    const flag = entryOf(program, 'feature-gates', gate);
    const isOn = flag === undefined ? undefined : boolOf(flag);
    const place = lastOf(program, 'feature-gates')?.place;
    if (isOn !== undefined && place !== undefined) return [{ program, isOn, place }];
    const { config } = program;
    const field = typeof config === 'string' ? undefined : at(config.value, 'featureGates', gate);
    return typeof config === 'string' || typeof field !== 'boolean'
      ? []
      : [{ program, isOn: field, place: config.place(`/featureGates/${gate}`) }];
  });
}
