import { at, pointerKey } from '../manifest';
import type { PodTemplate, RunningPod } from './pods';

/** The security context of a pod or of one of its containers. */
export interface SecurityContext {
  /** `pod`, or `container 'cart'`. */
  readonly owner: string;
  readonly context: unknown;
  /** JSON pointer inside the object, whether the context is written or not. */
  readonly pointer: string;
}

/** The security contexts of a pod: its own first, then one for each container. */
export function securityContexts({ pod, containers }: RunningPod): readonly SecurityContext[] {
  return [
    { owner: 'pod', context: at(pod.spec, 'securityContext'), pointer: `${pod.pointer}/securityContext` },
    ...containers.map(({ name, container, pointer }) => ({
      owner: `container '${name}'`,
      context: at(container, 'securityContext'),
      pointer: `${pointer}/securityContext`,
    })),
  ];
}

/** The annotations of a pod, each with its JSON pointer inside the owning object. */
export function podAnnotations(pod: PodTemplate): readonly { readonly key: string; readonly value: unknown; readonly pointer: string }[] {
  const annotations = at(pod.metadata, 'annotations');
  if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations)) return [];
  const metadata = `${pod.pointer.slice(0, -'/spec'.length)}/metadata`;
  return Object.entries(annotations).map(([key, value]) => ({ key, value, pointer: `${metadata}/annotations/${pointerKey(key)}` }));
}

/**
 * Capabilities that containers have unless they drop them, so that adding one changes nothing.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_capabilities_baseline.go
 */
export const DEFAULT_CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** Whether a Windows pod is let off what the API server refuses to accept for it: since 1.25, where it names its operating system. */
export function isExemptWindows(pod: PodTemplate, minor: number): boolean {
  return minor >= 25 && at(pod.spec, 'os', 'name') === 'windows';
}

/** Whether root of the pod is nobody on the node, which the standards take into account since 1.35. */
export function isExemptUserNamespace(pod: PodTemplate, minor: number): boolean {
  return minor >= 35 && at(pod.spec, 'hostUsers') === false;
}

/** Whether a field has a value: to Kubernetes `null` is the same as a field that is not there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A value as a message says it: `unset`, `true`, `0`, `"Unmasked"`. */
export function spoken(value: unknown): string {
  if (!isSet(value)) return 'unset';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}

/** The names of containers, as a message says them: `container 'cart'`, `containers 'cart', 'proxy'`. */
export function containersNamed(names: readonly string[]): string {
  return `${names.length === 1 ? 'container' : 'containers'} ${names.map((name) => `'${name}'`).join(', ')}`;
}
