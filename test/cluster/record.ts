import { appendFileSync, readFileSync } from 'node:fs';
import type { Version } from './versions';

/** What the run saw, for docs/verified.md. */
export type Fact =
  /** A program and its version, such as `kube-apiserver` and `v1.36.3`. */
  | { readonly fact: 'program'; readonly version: Version; readonly program: string; readonly is: string }
  /** How many objects the API server accepted, and of what. */
  | { readonly fact: 'objects'; readonly version: Version; readonly of: string; readonly count: number }
  /** What the control plane of the generated files refuses, and what it lets through all the same. */
  | { readonly fact: 'hardened'; readonly version: Version; readonly concern: string; readonly refuses: string; readonly allows: string }
  /** Something that holds, as a sentence. */
  | { readonly fact: 'holds'; readonly version: Version; readonly area: string; readonly sentence: string }
  /** An attempt that was refused, by which layer, with the start of what it said. */
  | { readonly fact: 'refused'; readonly version: Version; readonly attempt: string; readonly layer: string; readonly message: string }
  /** An attempt that Kubernetes did not refuse, what would, and what `palisade check` and `palisade prove` say of it. */
  | ({ readonly fact: 'gap'; readonly version: Version; readonly namedBy: string } & Gap)
  /** The same, once RBAC of the example is loosened, which refuses it; what of `palisade prove` names it. */
  | { readonly fact: 'loosened'; readonly version: Version; readonly attempt: string; readonly by: string; readonly namedBy: string };

/** What Kubernetes does not refuse. */
export interface Gap {
  readonly attempt: string;
  /** What would refuse it. */
  readonly fix: string;
  /** The rule that finds it in the manifests, or `nothing: ` and why manifests cannot show it. */
  readonly flaggedBy: string;
}

// Jest runs the tests elsewhere than its setup; the environment is what both see.
const VARIABLE = 'PALISADE_CLUSTER_FACTS';

/** Names the file that the facts go to, a line of JSON each. */
export function recordInto(file: string): void {
  process.env[VARIABLE] = file;
}

/** Keeps a fact; call it where the test has just asserted it. */
export function record(fact: Fact): void {
  const file = process.env[VARIABLE];
  if (file === undefined) throw new Error('nowhere to record to: the setup of jest.cluster.config.js has not run');
  appendFileSync(file, `${JSON.stringify(fact)}\n`);
}

/** Every fact of this run once, in the order of the recording. */
export function recordedFacts(): readonly Fact[] {
  const lines = readFileSync(process.env[VARIABLE] ?? '', 'utf8')
    .split('\n')
    .filter(Boolean);
  return [...new Set(lines)].map((line) => JSON.parse(line) as Fact);
}
