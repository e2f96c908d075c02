import { at, listAt, stringAt } from '../manifest';
import { containersOf, type PodTemplate } from '../workloads/pods';

/** A Secret that a pod reads, and the JSON pointer of the field that names it. */
export interface SecretRead {
  readonly name: string;
  readonly pointer: string;
}

/** The Secrets that a pod mounts or has in its environment, optional ones among them; those that pull images are read by the kubelet only. */
export function secretsReadBy(pod: PodTemplate): readonly SecretRead[] {
  const found: SecretRead[] = [];
  const add = (value: unknown, keys: readonly string[], pointer: string) => {
    const name = stringAt(value, ...keys) ?? '';
    if (name !== '') found.push({ name, pointer: [pointer, ...keys].join('/') });
  };
  for (const [index, volume] of listAt(pod.spec, 'volumes').entries()) {
    const pointer = `${pod.pointer}/volumes/${index}`;
    add(volume, ['secret', 'secretName'], pointer);
    for (const [nth, source] of listAt(volume, 'projected', 'sources').entries()) {
      add(source, ['secret', 'name'], `${pointer}/projected/sources/${nth}`);
    }
  }
  for (const { container, pointer } of containersOf(pod)) {
    for (const [index, variable] of listAt(container, 'env').entries()) {
      add(at(variable, 'valueFrom'), ['secretKeyRef', 'name'], `${pointer}/env/${index}/valueFrom`);
    }
    for (const [index, source] of listAt(container, 'envFrom').entries()) add(source, ['secretRef', 'name'], `${pointer}/envFrom/${index}`);
  }
  return found;
}
