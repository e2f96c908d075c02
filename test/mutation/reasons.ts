/** Why nothing has to be found when a field is taken away, in the words of the document. */
export const KINDS = {
  closes: 'Less is open: somebody who was let in no longer is, or the app has less',
  default: 'Kubernetes does the same by default',
  doubled: 'The same is said at another level; taking away both is caught',
  other: 'It hardens nothing: it is for people, or it is what the app does',
} as const;

/** Fields of the constructs' output that can be taken away without a finding. */
export interface Survivors {
  /** Kinds of objects, as the matrix names them; all when there are none. */
  readonly in?: readonly string[];
  /** The fields; `**` stands for anything, also for nothing. */
  readonly fields: readonly string[];
  readonly kind: keyof typeof KINDS;
  /** The values that have to be there, in JSON; others are not meant. Every default has them. */
  readonly values?: readonly string[];
  /** What else has to be in the object, by path, in JSON. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** What says the same: all fields of this row in one object, which are taken away together; or one of another object, by itself. */
  readonly twin?: 'these together' | { readonly in: string; readonly field: string };
  readonly reason: string;
}
