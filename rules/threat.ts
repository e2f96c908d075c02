import type { PopulationId } from './threat-objects';

/** The six kinds of threat, in the order of their name. https://learn.microsoft.com/azure/security/develop/threat-modeling-tool-threats */
export const CATEGORIES = [
  { id: 'spoofing', title: 'Spoofing', asks: 'being somebody else' },
  { id: 'tampering', title: 'Tampering', asks: 'changing what is not yours' },
  { id: 'repudiation', title: 'Repudiation', asks: 'having done nothing' },
  { id: 'information-disclosure', title: 'Information disclosure', asks: 'reading what is not yours' },
  { id: 'denial-of-service', title: 'Denial of service', asks: 'keeping others from working' },
  { id: 'elevation-of-privilege', title: 'Elevation of privilege', asks: 'doing what only others may' },
] as const;

export type Category = (typeof CATEGORIES)[number]['id'];

/** What somebody may try against a platform that tenants share, and what is in the way. */
export interface Threat {
  /** Kebab-case, unique among all threats. */
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  /** Who does what, in one or two sentences. */
  readonly scenario: string;
  /** What manifests can do about it; none where it lies outside of them. */
  readonly mitigations: readonly Mitigation[];
  /** What stays open even where every mitigation holds, one sentence each. */
  readonly left: readonly string[];
  /** What no manifest of an app decides, and whose job it is. */
  readonly outside: readonly Duty[];
}

/** A requirement on manifests that is in the way of a threat. */
export interface Mitigation {
  /** What holds, without a full stop. */
  readonly text: string;
  /** The objects that need it. */
  readonly applies: PopulationId;
  /** The rules that tell whether it holds: no finding of any of them. */
  readonly rules: readonly string[];
  /**
   * What the rules hold objects against besides manifests; where it is not given, the mitigation is left out, and is the job of whoever it
   * is outside of manifests.
   */
  readonly needs?: 'control plane';
  /** The objects that bring it about, where those are others than the ones that need it. */
  readonly by?: PopulationId;
}

/** Who there is besides the authors of manifests. */
export type Owner = 'platform team' | 'security team' | 'tenant' | 'cloud provider' | 'pipeline';

/** Something outside of manifests that somebody has to see to. */
export interface Duty {
  readonly what: string;
  readonly whose: Owner;
  /** A setting of the control plane: the name that stays the same, and the rules that check it, if there are any. */
  readonly controlPlane?: { readonly id: string; readonly rules: readonly string[] };
}
