import { at } from '../manifest';

/** The fields of a container by which the kubelet may be told to call another host than the pod, as ways of keys. */
export const HOST_FIELDS: readonly (readonly string[])[] = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle.postStart',
  'lifecycle.preStop',
].flatMap((handler) => ['httpGet', 'tcpSocket'].map((action) => [...handler.split('.'), action, 'host']));

/** The hosts that a container has the kubelet call, with their fields. An empty one is the pod itself. */
export function hostsCalledBy(container: unknown): readonly (readonly [field: readonly string[], host: unknown])[] {
  return HOST_FIELDS.flatMap((field) => {
    const host = at(container, ...field);
    return host === undefined || host === null || host === '' ? [] : [[field, host] as const];
  });
}
