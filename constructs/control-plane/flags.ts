import type { Composition } from './composition';
import { COMPONENTS, type Flags, type HostFile } from './part';

/**
 * The flags of each program, a line each, for units and scripts of one's own: `flags/<program>.conf`, and where they differ from member
 * to member `flags/<member>/<program>.conf`, with all of them.
 */
export function flagFiles(composition: Composition): readonly HostFile[] {
  const { members } = composition.surroundings;
  return COMPONENTS.flatMap((component) => {
    if (composition.differs(component)) {
      return members.map((member) => ({
        path: `flags/${member.name}/${component}.conf`,
        text: () =>
          flagLines(composition.flagsOn(member, component))
            .map((line) => `${line}\n`)
            .join(''),
      }));
    }
    const flags = composition.flags[component];
    if (Object.keys(flags).length === 0) return [];
    return [
      {
        path: `flags/${component}.conf`,
        text: () =>
          flagLines(flags)
            .map((line) => `${line}\n`)
            .join(''),
      },
    ];
  });
}

/** `--name=value` for each value. */
export function flagLines(flags: Flags): readonly string[] {
  return flagPairs(flags).map(([name, value]) => `--${name}=${value}`);
}

/** A pair of name and value for each time that a flag is given. */
export function flagPairs(flags: Flags): readonly (readonly [string, string])[] {
  return Object.entries(flags).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const));
}
