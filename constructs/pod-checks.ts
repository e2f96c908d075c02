import type { Volume } from '../imports/k8s';
import type { Built } from './container';
import type { Problems } from './problems';

/** Adds a problem for containers of a pod that share a name, or a port, which the pod has once. */
export function checkContainers(problems: Problems, all: readonly Built[]): void {
  const names = new Set<string>();
  const ports = new Map<string, string>();
  for (const { container, ports: own } of all) {
    if (names.has(container.name)) problems.add(`two containers have the name '${container.name}', expected one`);
    names.add(container.name);
    for (const { port, protocol, name } of own) {
      const key = `${port}/${protocol}`;
      const other = ports.get(key);
      if (other !== undefined && other !== container.name)
        problems.add(`the containers '${other}' and '${container.name}' both listen on ${key}, which a pod has once (port '${name}')`);
      ports.set(key, container.name);
    }
  }
}

/** Adds a problem for volumes of a pod that share a name. */
export function checkVolumes(problems: Problems, volumes: readonly Volume[]): void {
  const names = new Set<string>();
  for (const { name } of volumes) {
    if (names.has(name))
      problems.add(`two mounts would both be the volume '${name}', as only letters and digits of a path count: rename one of the paths`);
    names.add(name);
  }
}
