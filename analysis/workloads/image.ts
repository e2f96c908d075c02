/** The parts of a container image reference, with the defaults that container runtimes apply. */
export interface ImageReference {
  /** Registry host and port, `docker.io` when the reference names none. */
  readonly registry: string;
  /** Path below the registry, `library/redis` for `redis`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
}

const REFERENCE =
  /^(?:(?<registry>(?=[^/]*[.:]|localhost\/)[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?)\/)?(?<repository>[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/**
 * Reads a reference such as `registry.example.com/shop/cart:1.4.2@sha256:…`; `undefined` if it is not one.
 *
 * https://github.com/distribution/reference/blob/main/reference.go
 */
export function imageReference(image: string): ImageReference | undefined {
  const parts = REFERENCE.exec(image)?.groups;
  if (parts === undefined) return undefined;
  const registry = parts.registry ?? 'docker.io';
  const path = parts.repository as string;
  return {
    registry,
    repository: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path,
    tag: parts.tag,
    digest: parts.digest,
  };
}
