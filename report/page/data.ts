import type { Manifest } from '../../analysis/manifest';
import type { Permissions } from '../../analysis/permissions/permissions';
import type { Placement } from '../../analysis/placement/placement';
import type { Proof } from '../../analysis/proof/proof';
import type { Network } from '../../analysis/reachability/reachability';
import type { Unreadable } from '../../analysis/reading/documents';
import type { ScopedExemption } from '../../rules/exemption';
import type { Judgement } from '../../rules/judge';
import type { PodLevel } from '../../rules/level';
import type { Inquiry } from '../../rules/threat-facts';
import type { Markup } from '../html';

/** Everything that the page tells: objects, and what rules and analyses found in them. */
export interface PageData {
  readonly manifests: readonly Manifest[];
  readonly unreadable: readonly Unreadable[];
  /** How many files were read. */
  readonly files: number;
  readonly judgement: Judgement;
  /**
   * Which rules were asked, and what they were not told.
   *
   * @default no rule was asked, so that no threat is known to be mitigated
   */
  readonly inquiry?: Inquiry;
  readonly exemptions: readonly ScopedExemption[];
  readonly proof: Proof;
  readonly network: Network;
  readonly permissions: Permissions;
  readonly placement: Placement;
  /**
   * The level of every pod.
   *
   * @default nothing is told of levels
   */
  readonly levels?: readonly PodLevel[];
  /**
   * What the page is called.
   *
   * @default 'Tenant isolation'
   */
  readonly title?: string;
  /**
   * What stands before the path of a file in links to it, such as `https://git.example.com/platform/blob/main/`.
   *
   * @default files are not linked
   */
  readonly links?: string;
  /** The minor version of Kubernetes that the manifests are for. */
  readonly minor: number;
  /** The day that exemptions are judged by, as `YYYY-MM-DD`. */
  readonly today: string;
  /** The version of palisade. */
  readonly version: string;
}

/** A part of the page, with its place in the table of contents. */
export interface Section {
  /** Unique, for links. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
  /** CSS, its selectors below `#id`. */
  readonly style?: string;
  /** JavaScript that makes the section interactive; without it everything can still be read. Never has data in it: that stands in the markup. */
  readonly script?: string;
}
