import type { PortSet } from '../../analysis/network/port-sets';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import type { RuleReference } from '../../analysis/reachability/reasons';

/** How calls stand, the worst first: that is the order in which they are told and, where there are too many, drawn. */
export const CALL_KINDS = ['broken', 'unknown', 'consent', 'undeclared', 'declared'] as const;

/**
 * `declared`: a policy says that it is meant, and it stays with the tenant or goes to somebody who is named. `consent`: the same between
 * tenants. `undeclared`: open without a word, but not to another tenant. `broken`: without a word to or from other tenants or anybody.
 * `unknown`: the manifests do not decide it.
 */
export type CallKind = (typeof CALL_KINDS)[number];

/** Whose endpoints are: a tenant's, or a namespace's of the cluster itself. */
export interface Owner {
  readonly key: string;
  readonly name: string;
  readonly isTenant: boolean;
  /** Its pods, as far as policies count for them. */
  readonly governed: number;
}

/** An end of a call as it is drawn: one endpoint, all or some of an owner's apps together, or several owners together. */
export interface CallEnd {
  readonly key: string;
  /** In full, for tables. */
  readonly text: string;
  readonly kind: 'app' | 'stranger' | 'remote' | 'owner' | 'owners';
  readonly owner: Owner | undefined;
  readonly endpoints: readonly Endpoint[];
}

/** Calls that are open from one end to another, all for the same reasons or merged because they stand alike. */
export interface Call {
  readonly from: CallEnd;
  readonly to: CallEnd;
  readonly ports: PortSet;
  readonly kind: CallKind;
  /** The lines in which policies declare it. */
  readonly declared: readonly string[];
  readonly rules: readonly RuleReference[];
  /** What is wrong with it, or what is not known; `''` where nothing is. */
  readonly why: string;
  /** Pairs of one endpoint each that it stands for. */
  readonly count: number;
  /** Between so many owners that it is told beside the map, and not drawn. */
  readonly isWide: boolean;
}

/** A box: an owner, or one of its namespaces where it has several. */
export interface MapGroup {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly label: string;
  readonly owner: Owner;
  /** The box around it. */
  readonly parent: string | undefined;
}

/** What is drawn as one: an app, somebody who is in no manifest, or in the summary a whole tenant or several. */
export interface MapNode {
  readonly id: string;
  readonly key: string;
  readonly kind: 'app' | 'host' | 'stranger' | 'remote' | 'tenant' | 'tenants';
  /** In full, as it is searched for. */
  readonly name: string;
  /** What stands in it; the first is the name. */
  readonly lines: readonly string[];
  /** What a screen reader says. */
  readonly label: string;
  readonly owner: Owner | undefined;
  /** The box around it. */
  readonly parent: string | undefined;
}

/** A call on the map: as an arrow, as a line of text in the box or node `at`, or in the table alone. */
export interface MapEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly call: Call;
  /** Ports, shortened. */
  readonly label: string;
  readonly place: 'arrow' | 'chip' | 'table';
  readonly at: string | undefined;
  /** What stands in a chip. */
  readonly text: string;
}

/** What is drawn, without coordinates. */
export interface MapGraph {
  /** Whether tenants are one node each, as there are too many apps to draw. */
  readonly isSummary: boolean;
  readonly groups: readonly MapGroup[];
  readonly nodes: readonly MapNode[];
  /** Arrows, chips, and what is in the table alone. */
  readonly edges: readonly MapEdge[];
  /** Single calls of the summary, for a table of their own. */
  readonly calls: readonly Call[];
  /** Apps that neither call nor are called. */
  readonly silent: readonly string[];
  readonly counts: { readonly apps: number; readonly owners: number; readonly tenants: number };
}
