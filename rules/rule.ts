import type { AdmissionPlugins } from '../analysis/admission-plugins';
import type { HostFacts } from '../analysis/control-plane/facts';
import type { Manifest } from '../analysis/manifest';
import type { IngressFacts } from '../analysis/proof/hostile-traffic';
import type { Unreadable } from '../analysis/reading/documents';

/** What stops a synthesis, and what is only reported. */
export type Severity = 'error' | 'warning';

/** A public standard, a catalogue of attacks, or a scanner that asks for the same. */
export type ReferenceSource =
  | 'CIS'
  | 'Kubernetes'
  | 'MITRE'
  | 'NSA'
  | 'PSS'
  | 'STRIDE'
  | 'checkov'
  | 'kube-linter'
  | 'kube-score'
  | 'kubescape'
  | 'kubesec'
  | 'polaris'
  | 'trivy';

/** An entry of a public standard, catalogue or scanner that a rule enforces. */
export interface Reference {
  readonly source: ReferenceSource;
  readonly id: string;
}

/** Everything that rules may look at: the objects, and the facts about the cluster that no object tells. */
export interface Cluster {
  readonly manifests: readonly Manifest[];
  /** What is in the files besides objects that can be read. */
  readonly unreadable: readonly Unreadable[];
  /** Whether the manifests are all that is applied: what they name and do not contain is missing, unless it is listed as existing. */
  readonly complete: boolean;
  /** The version of Kubernetes: `33` for 1.33. */
  readonly minor: number;
  /** The name of the network plugin, and whether it enforces NetworkPolicy objects; `undefined` if nobody said. */
  readonly cni: { readonly name: string; readonly enforcesNetworkPolicy: boolean } | undefined;
  /**
   * Whether the admission plugins that decide about nodes are on.
   *
   * @default {} - nobody said
   */
  readonly admissionPlugins?: AdmissionPlugins;
  /**
   * What the files of hosts say about the control plane and the kubelets.
   *
   * @default undefined - no such file was given: rules that hold manifests against them are silent
   */
  readonly controlPlane?: HostFacts;
  /** What the ingress controllers do; what is left out is not known. */
  readonly ingress?: IngressFacts;
  /** The security module of the nodes; `undefined` if nobody said. */
  readonly securityModule: 'apparmor' | 'selinux' | undefined;
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
  /** JSON pointer of the field inside the object; of the field that is missing, where one is. */
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
  /** `error`: a door is open, or the object cannot work. `warning`: weaker than it could be. */
  readonly severity: Severity;
  /** Whether an exemption may accept a finding; what makes an output wrong, rather than weak, never can. */
  readonly exemptible: 'with a reason' | 'never';
  readonly references: readonly Reference[];
  /**
   * The fields that the rule looks at besides names, namespaces and kinds. `pod.` stands for the pod specification of every kind that
   * has one, `container.` for each container in it, `*` for any key or index, `**` at the end for whatever is below, and alone for every
   * field: a rule that asks for a proof of all objects together may look at any.
   */
  readonly reads: readonly string[];
  /** The change that clears a finding. */
  readonly remediation: string;
  /** What goes wrong where it does not hold, in one or two sentences. */
  readonly why: string;
  /** What an attacker, or an unlucky day, makes of it, in one or two sentences. */
  readonly attack: string;
  /** A manifest that the rule refuses, and the same one mended. */
  readonly example: { readonly refused: string; readonly accepted: string };
  check(cluster: Cluster): Iterable<Violation>;
}
