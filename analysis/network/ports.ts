import { at, listAt, stringAt } from '../manifest';
import type { RunningPod } from '../workloads/pods';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly name: string | undefined;
  readonly number: unknown;
  readonly protocol: string;
}

/** The ports of a container. */
export function portsOf(container: unknown): readonly DeclaredPort[] {
  return listAt(container, 'ports').map((port) => ({
    name: stringAt(port, 'name'),
    number: at(port, 'containerPort'),
    protocol: stringAt(port, 'protocol') ?? 'TCP',
  }));
}

/** The ports of a pod's containers that keep running. */
export function declaredPorts({ containers }: RunningPod): readonly DeclaredPort[] {
  return containers.filter(({ role }) => role === 'main' || role === 'sidecar').flatMap(({ container }) => portsOf(container));
}
