import type { HostText, Mount } from './program';

/**
 * Finds the file that a program reads, by the path that it is told: the file that is there on the host, the one whose path ends so, or the
 * only one of that name. A path inside a container is one of the host first, by the container's mounts.
 */
export function follower(files: readonly HostText[]): (path: string, mounts?: readonly Mount[]) => HostText | undefined {
  const byHost = new Map(files.flatMap((file) => (file.host === undefined ? [] : [[file.host, file] as const])));
  const byBase = new Map<string, HostText[]>();
  for (const file of files) {
    const base = baseName(file.path);
    const known = byBase.get(base);
    if (known === undefined) byBase.set(base, [file]);
    else known.push(file);
  }
  return (path, mounts = []) => {
    const host = onHost(path, mounts);
    const exact = byHost.get(host);
    if (exact !== undefined) return exact;
    // On a host that is given whole, what is not there is not there.
    const named = (byBase.get(baseName(host)) ?? []).filter((file) => file.host === undefined);
    const ending = named.filter((file) => `/${file.path}`.endsWith(host));
    const found = ending.length === 1 ? ending : named;
    return found.length === 1 ? found[0] : undefined;
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Where on the host a path in a container is: by the longest mount above it. */
export function onHost(path: string, mounts: readonly Mount[]): string {
  const above = mounts.filter(({ container }) => path === container || path.startsWith(`${container.replace(/\/+$/, '')}/`));
  const longest = above.reduce<Mount | undefined>(
    (best, each) => (each.container.length > (best?.container.length ?? -1) ? each : best),
    undefined,
  );
  return longest === undefined ? path : `${longest.host.replace(/\/+$/, '')}${path.slice(longest.container.replace(/\/+$/, '').length)}`;
}
