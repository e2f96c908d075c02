/** Kubernetes minors that the suite runs on: the newest that builds, and one that users still have. */
export const VERSIONS = ['1.36', '1.29'] as const;

/** A Kubernetes minor, such as `1.36`. */
export type Version = (typeof VERSIONS)[number];
