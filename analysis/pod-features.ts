import { at, listAt } from './manifest';
import type { PodContainer, RunningPod } from './workloads/pods';

/** A feature that pods ask for with a field, and that a feature gate turns on and off. */
export interface PodFeature {
  readonly gate: string;
  /** The first minor version in which it is on where nobody says. */
  readonly onFrom: number;
  /** The first minor version in which nobody can turn it off. */
  readonly lockedFrom: number;
  /** The pointer of the first field that asks for it. */
  askedBy(running: RunningPod): string | undefined;
}

const RECURSIVE: ReadonlySet<unknown> = new Set(['Enabled', 'IfPossible']);

/** Versions by https://github.com/kubernetes/kubernetes/blob/master/pkg/features/kube_features.go; what is not locked yet has no last version. */
export const POD_FEATURES: readonly PodFeature[] = [
  feature('AppArmorFields', 30, 31, (running) => inSecurityContexts(running, 'appArmorProfile')),
  feature('ContainerRestartRules', 35, Infinity, (running) =>
    inContainers(running, ({ container }) => (listAt(container, 'restartPolicyRules').length > 0 ? '/restartPolicyRules' : undefined)),
  ),
  feature('ImageVolume', 35, 36, ({ pod }) => {
    const index = listAt(pod.spec, 'volumes').findIndex((volume) => isGiven(at(volume, 'image')));
    return index === -1 ? undefined : `${pod.pointer}/volumes/${index}/image`;
  }),
  feature('PodLevelResources', 34, Infinity, ({ pod }) => (isGiven(at(pod.spec, 'resources')) ? `${pod.pointer}/resources` : undefined)),
  feature('PodLifecycleSleepAction', 30, 34, (running) =>
    inContainers(running, ({ container }) => {
      const hook = ['postStart', 'preStop'].find((name) => isGiven(at(container, 'lifecycle', name, 'sleep')));
      return hook === undefined ? undefined : `/lifecycle/${hook}/sleep`;
    }),
  ),
  feature('ProcMountType', 33, 36, (running) =>
    inContainers(running, ({ container }) =>
      at(container, 'securityContext', 'procMount') === 'Unmasked' ? '/securityContext/procMount' : undefined,
    ),
  ),
  feature('RecursiveReadOnlyMounts', 31, 33, (running) =>
    inContainers(running, ({ container }) => {
      const index = listAt(container, 'volumeMounts').findIndex((mount) => RECURSIVE.has(at(mount, 'recursiveReadOnly')));
      return index === -1 ? undefined : `/volumeMounts/${index}/recursiveReadOnly`;
    }),
  ),
  feature('SidecarContainers', 29, 33, (running) =>
    inContainers(running, ({ role }) => (role === 'sidecar' ? '/restartPolicy' : undefined)),
  ),
  feature('SupplementalGroupsPolicy', 33, 35, ({ pod }) =>
    isGiven(at(pod.spec, 'securityContext', 'supplementalGroupsPolicy'))
      ? `${pod.pointer}/securityContext/supplementalGroupsPolicy`
      : undefined,
  ),
  feature('UserNamespacesSupport', 33, 36, ({ pod }) => (at(pod.spec, 'hostUsers') === false ? `${pod.pointer}/hostUsers` : undefined)),
];

function feature(gate: string, onFrom: number, lockedFrom: number, askedBy: PodFeature['askedBy']): PodFeature {
  return { gate, onFrom, lockedFrom, askedBy };
}

function inContainers({ containers }: RunningPod, fieldOf: (container: PodContainer) => string | undefined): string | undefined {
  for (const each of containers) {
    const field = fieldOf(each);
    if (field !== undefined) return `${each.pointer}${field}`;
  }
  return undefined;
}

function inSecurityContexts(running: RunningPod, field: string): string | undefined {
  const { pod } = running;
  if (isGiven(at(pod.spec, 'securityContext', field))) return `${pod.pointer}/securityContext/${field}`;
  return inContainers(running, ({ container }) =>
    isGiven(at(container, 'securityContext', field)) ? `/securityContext/${field}` : undefined,
  );
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
