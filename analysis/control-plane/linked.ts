import { documentsByPath } from './document-index';
import type { HostFacts } from './facts';
import { follower, onHost } from './following';
import { type ConfigDocument, lastOf, type Program } from './program';

/** The document of a kind that a flag of a program names: `not asked for` without the flag, `unseen` where its file was not given. */
export function followed(facts: HostFacts, program: Program, flag: string, kind: string): ConfigDocument | 'not asked for' | 'unseen' {
  const path = lastOf(program, flag)?.value;
  return path === undefined ? 'not asked for' : documentAt(facts, program, path, kind);
}

/** The document of a kind in the file that a program reads at a path. */
export function documentAt(facts: HostFacts, program: Program, path: string, kind: string): ConfigDocument | 'unseen' {
  return documentsAt(facts, program, path).find((document) => document.kind === kind) ?? 'unseen';
}

/** All documents in the file that a program reads at a path. */
export function documentsAt(facts: HostFacts, program: Program, path: string): readonly ConfigDocument[] {
  const { follow, byPath } = indexOf(facts);
  const file = follow(path, program.mounts)?.path;
  return file === undefined ? [] : (byPath.get(file) ?? []);
}

/** Where on its host a program reads a path. */
export function hostPathOf(program: Program, path: string): string {
  return onHost(path, program.mounts);
}

interface Index {
  readonly follow: ReturnType<typeof follower>;
  readonly byPath: ReadonlyMap<string, readonly ConfigDocument[]>;
}

/** Made once for all the programs that ask. */
const INDICES = new WeakMap<HostFacts, Index>();

function indexOf(facts: HostFacts): Index {
  const known = INDICES.get(facts);
  if (known !== undefined) return known;
  const made = { follow: follower(facts.files), byPath: documentsByPath(facts.documents) };
  INDICES.set(facts, made);
  return made;
}
