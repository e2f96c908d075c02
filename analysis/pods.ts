import { at, type KubernetesObject, listAt, type Metadata, stringAt } from './manifest';

/** A pod that an object runs, and the JSON pointer of its specification inside that object. */
export interface PodTemplate {
  readonly metadata: Metadata;
  readonly spec: unknown;
  readonly pointer: string;
}

/** A container of a pod, with its JSON pointer inside the owning object. */
export interface PodContainer {
  readonly name: string;
  readonly container: unknown;
  readonly pointer: string;
}

const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1 Pod', []],
  ['v1 PodTemplate', ['template']],
  ['v1 ReplicationController', ['spec', 'template']],
  ['apps/v1 DaemonSet', ['spec', 'template']],
  ['apps/v1 Deployment', ['spec', 'template']],
  ['apps/v1 ReplicaSet', ['spec', 'template']],
  ['apps/v1 StatefulSet', ['spec', 'template']],
  ['batch/v1 CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/v1 Job', ['spec', 'template']],
]);

const KINDS = new Set([...TEMPLATES.keys()].map((key) => key.slice(key.indexOf(' ') + 1)));

/** What was found before: every rule asks about every object. */
const pods = new WeakMap<KubernetesObject, PodTemplate>();
const containers = new WeakMap<PodTemplate, readonly PodContainer[]>();

/** The pod that an object runs, or `undefined` for objects that run none. */
export function podOf(object: KubernetesObject): PodTemplate | undefined {
  if (!KINDS.has(object.kind)) return undefined;
  const known = pods.get(object);
  if (known !== undefined) return known;
  const path = TEMPLATES.get(`${object.apiVersion} ${object.kind}`);
  if (path === undefined) return undefined;
  const template = at(object, ...path);
  const metadata = (at(template, 'metadata') ?? {}) as Metadata;
  const pod = { metadata, spec: at(template, 'spec') ?? {}, pointer: ['', ...path, 'spec'].join('/') };
  pods.set(object, pod);
  return pod;
}

/** All containers of a pod: init containers (sidecars among them), containers, ephemeral containers. */
export function containersOf(pod: PodTemplate): readonly PodContainer[] {
  const known = containers.get(pod);
  if (known !== undefined) return known;
  const found = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    listAt(pod.spec, field).map((container, index) => ({
      name: stringAt(container, 'name') ?? `${index}`,
      container,
      pointer: `${pod.pointer}/${field}/${index}`,
    })),
  );
  containers.set(pod, found);
  return found;
}
