import type { IConstruct } from 'constructs';

const EXEMPTION = 'palisade:exemption';
const EXISTING = 'palisade:existing';

/** A finding that is accepted: which rule's, why, who answers for it, and until when. */
export interface ExemptionProps {
  /** Id of the rule whose findings are accepted, such as `image-digest`. */
  readonly rule: string;
  /** Why they are acceptable. */
  readonly reason: string;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  /** The last day on which it counts, as `YYYY-MM-DD`. */
  readonly expires: string;
  /**
   * Where the work that ends it is tracked.
   *
   * @default none
   */
  readonly ticket?: string;
  /**
   * JSON pointer of the one field that is accepted, with everything below it, such as `/spec/template/spec/containers/0/image`.
   *
   * @default - every field
   */
  readonly field?: string;
}

/**
 * Accepts the findings of one rule in a construct and everything below it, until a date.
 *
 * The exemption is written into each object that it covers, as annotation `palisade.dev/exempt.<rule>`, and listed after each synthesis.
 * Synthesis refuses one of an unknown rule, of a rule that can never be exempted, without reason or owner, past its date, or that
 * covers no finding.
 */
export function exempt(construct: IConstruct, exemption: ExemptionProps): void {
  construct.node.addMetadata(EXEMPTION, exemption);
}

/** An object that somebody else creates. */
export interface ExistingProps {
  /** Kind, such as `Secret` or `PriorityClass`. */
  readonly kind: string;
  readonly name: string;
  /**
   * API group.
   *
   * @default '' - the core group
   */
  readonly group?: string;
  /**
   * Namespace.
   *
   * @default - that of the construct's tenant; none for a construct outside tenants
   */
  readonly namespace?: string;
  /**
   * The keys of a ConfigMap or Secret that may be referred to.
   *
   * @default - any key
   */
  readonly keys?: readonly string[];
}

/** Declares that an object exists outside the output, so that references to it are not refused. */
export function existing(construct: IConstruct, object: ExistingProps): void {
  construct.node.addMetadata(EXISTING, object);
}

/** Exemptions and existing objects that were declared at one construct. */
export function declarationsAt(construct: IConstruct): {
  readonly exemptions: readonly ExemptionProps[];
  readonly existing: readonly ExistingProps[];
} {
  const { metadata } = construct.node;
  if (metadata.length === 0) return { exemptions: [], existing: [] };
  return {
    exemptions: metadata.filter(({ type }) => type === EXEMPTION).map(({ data }) => data as ExemptionProps),
    existing: metadata.filter(({ type }) => type === EXISTING).map(({ data }) => data as ExistingProps),
  };
}
