import { at, groupOf, type KubernetesObject, listAt, type Manifest, type Metadata, stringAt } from '../manifest';

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
  /** `sidecar` is an init container that keeps running, `main` one of `containers`. */
  readonly role: 'init' | 'sidecar' | 'main' | 'ephemeral';
}

/** A pod and the manifest that runs it. */
export interface RunningPod {
  readonly manifest: Manifest;
  readonly pod: PodTemplate;
  readonly containers: readonly PodContainer[];
}

/** The way to the pod template, by group and kind: older versions of the same API have it at the same place. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['/Pod', []],
  ['/PodTemplate', ['template']],
  ['/ReplicationController', ['spec', 'template']],
  ...['apps', 'extensions'].flatMap((group) =>
    ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => [`${group}/${kind}`, ['spec', 'template']] as const),
  ),
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/Job', ['spec', 'template']],
]);

const KINDS = new Set([...TEMPLATES.keys()].map((key) => key.slice(key.indexOf('/') + 1)));

/** What was found before: every rule asks about every object. */
const pods = new WeakMap<KubernetesObject, PodTemplate>();
const containers = new WeakMap<PodTemplate, readonly PodContainer[]>();
const running = new WeakMap<readonly Manifest[], readonly RunningPod[]>();

/** The pod that an object runs, or `undefined` for objects that run none. */
export function podOf(object: KubernetesObject): PodTemplate | undefined {
  if (!KINDS.has(object.kind)) return undefined;
  const known = pods.get(object);
  if (known !== undefined) return known;
  const path = TEMPLATES.get(`${groupOf(object)}/${object.kind}`);
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
  const found = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((field) =>
    listAt(pod.spec, field).map((container, index) => ({
      name: stringAt(container, 'name') ?? `${index}`,
      container,
      pointer: `${pod.pointer}/${field}/${index}`,
      role: roleOf(field, container),
    })),
  );
  containers.set(pod, found);
  return found;
}

/** Every pod that the manifests run, with its containers. */
export function podsIn(manifests: readonly Manifest[]): readonly RunningPod[] {
  const known = running.get(manifests);
  if (known !== undefined) return known;
  const found = manifests.flatMap((manifest) => {
    const pod = podOf(manifest.object);
    return pod === undefined ? [] : [{ manifest, pod, containers: containersOf(pod) }];
  });
  running.set(manifests, found);
  return found;
}

/** https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
function roleOf(field: 'initContainers' | 'containers' | 'ephemeralContainers', container: unknown): PodContainer['role'] {
  if (field === 'containers') return 'main';
  if (field === 'ephemeralContainers') return 'ephemeral';
  return at(container, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
}
