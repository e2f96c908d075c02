import type { Manifest } from '../analysis/manifest';

/** What stops a synthesis, and what is only reported. */
export type Severity = 'error' | 'warning';

/** An entry of a public standard that a rule enforces. */
export interface Reference {
  readonly source: 'CIS' | 'Kubernetes' | 'MITRE' | 'NSA' | 'PSS' | 'STRIDE';
  readonly id: string;
}

/** Everything that rules may look at: the objects, and the facts about the cluster that no object tells. */
export interface Cluster {
  readonly manifests: readonly Manifest[];
  /** The name of the network plugin, and whether it enforces NetworkPolicy objects. */
  readonly cni: { readonly name: string; readonly enforcesNetworkPolicy: boolean };
  /** Prefixes that image references must start with, registry host included; empty for no restriction. */
  readonly registries: readonly string[];
  /** Objects outside the manifests that references may point at. */
  readonly existing: readonly ExistingObject[];
}

/** An object that somebody else creates. */
export interface ExistingObject {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** The keys of a ConfigMap or Secret that may be referred to; all when not listed. */
  readonly keys?: readonly string[];
}

/** One place where a requirement does not hold. */
export interface Violation {
  readonly manifest: Manifest;
  /** JSON pointer of the field inside the object. */
  readonly pointer: string;
  /** What was found and what must hold, without the object's name. */
  readonly message: string;
}

/** A violation together with its rule. */
export interface Finding extends Violation {
  readonly rule: Rule;
}

/** A requirement on manifests. */
export interface Rule {
  /** Kebab-case, the same as the file's name. */
  readonly id: string;
  /** What holds when the rule is satisfied. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether an exemption may accept a finding; what makes an output wrong, rather than weak, never can. */
  readonly exemptible: 'with a reason' | 'never';
  readonly references: readonly Reference[];
  /** The change that clears a finding. */
  readonly remediation: string;
  check(cluster: Cluster): Iterable<Violation>;
}
