import { at } from '../manifest';
import type { PodTemplate, RunningPod } from './pods';

/** A field of the security context as containers get it: their own, else the pod's. */
export interface Setting {
  /** Who has it, as the start of a sentence: `container 'cart' has`. */
  readonly subject: string;
  /** `undefined` where neither the containers nor their pod have it. */
  readonly value: unknown;
  /** Of the field that decides; of the pod's field where there is none. */
  readonly pointer: string;
}

/**
 * The values of a field that both pods and containers have, each once: what containers set themselves, then what the others take from the pod.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context
 */
export function settingsOf({ pod, containers }: RunningPod, field: string): readonly Setting[] {
  const found: Setting[] = [];
  const others: string[] = [];
  for (const { name, container, pointer } of containers) {
    const value = at(container, 'securityContext', field) ?? undefined;
    if (value === undefined) others.push(name);
    else found.push({ subject: `container '${name}' has`, value, pointer: `${pointer}/securityContext/${field}` });
  }
  if (others.length === 0) return found;
  const value = at(pod.spec, 'securityContext', field) ?? undefined;
  const subject = value === undefined ? haveNames(others) : 'the pod has';
  found.push({ subject, value, pointer: `${pod.pointer}/securityContext/${field}` });
  return found;
}

/** `containers 'cart', 'log' have`, for sentences about what they miss. */
export function haveNames(names: readonly string[]): string {
  return `${names.length === 1 ? 'container' : 'containers'} ${names.map((name) => `'${name}'`).join(', ')} ${names.length === 1 ? 'has' : 'have'}`;
}

/** Whether a pod says that it runs on Windows: then the API server refuses every field that only Linux has. */
export function isWindows({ spec }: PodTemplate): boolean {
  return at(spec, 'os', 'name') === 'windows';
}
