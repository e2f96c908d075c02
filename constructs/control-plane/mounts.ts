import { dirname } from 'node:path/posix';
import type { Composition } from './composition';
import type { Component } from './part';

/** A directory of the host that a program in a container has to see. */
export interface Mount {
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * The directories that a program reads and writes, each once and none inside another. Directories, not files: a file that is replaced
 * would stay the old one inside the container.
 */
export function mountsOf(composition: Composition, component: Component): readonly Mount[] {
  const writable = composition.directories.filter(({ writtenBy }) => writtenBy.includes(component)).map(({ path }) => path);
  const readable = [
    ...composition.files
      .filter(({ readBy }) => readBy?.includes(component))
      .flatMap(({ installedAt }) => (installedAt === undefined ? [] : [dirname(installedAt)])),
    ...composition.directories.filter(({ readBy }) => readBy?.includes(component)).map(({ path }) => path),
    ...composition.reads(component),
  ];
  const paths = [...new Set([...writable, ...readable])];
  return paths
    .filter((path) => !paths.some((other) => path.startsWith(`${other}/`) && (writable.includes(other) || !writable.includes(path))))
    .map((path) => ({ path, readOnly: !writable.includes(path) }));
}
