import { at, stringAt } from '../analysis/manifest';
import { isSet, podAnnotations, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import type { Rule, Violation } from './rule';

const OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/**
 * A seccomp profile that is named must be one that filters system calls. Whether one has to be named is said by
 * `pod-seccomp-restricted`.
 *
 * **Restricted field:** `securityContext.seccompProfile.type` of the pod and of each container. **Allowed values:** undefined,
 * `RuntimeDefault`, `Localhost`. Before 1.19, **restricted fields:** the annotations `seccomp.security.alpha.kubernetes.io/pod` and
 * `container.seccomp.security.alpha.kubernetes.io/*` of the pod. **Allowed values:** undefined, `runtime/default`, `docker/default`,
 * `localhost/*`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_seccompProfile_baseline.go
 */
export const podSeccomp: Rule = {
  id: 'pod-seccomp',
  title: 'pods and containers do not switch seccomp off',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/seccompProfile' },
    { source: 'PSS', id: 'restricted/seccompProfile' },
    { source: 'CIS', id: '5.6.2' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubesec', id: 'SeccompUnconfined' },
    { source: 'trivy', id: 'KSV-0104' },
  ],
  reads: ['pod.securityContext.seccompProfile.type', 'container.securityContext.seccompProfile.type', 'pod.metadata.annotations.**'],
  remediation: 'set the type to RuntimeDefault',
  why: 'Without a filter a process may make every system call of the kernel, the ones that only exploits use among them.',
  attack: 'Most escapes from a container begin with a system call, such as unshare or keyctl, that the default profile refuses.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    seccompProfile:
      type: Unconfined
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: cart`,
  },

  *check({ manifests, minor }) {
    for (const running of podsIn(manifests)) {
      if (minor < 19) yield* annotated(running);
      else yield* written(running);
    }
  },
};

function* written(running: RunningPod): Iterable<Violation> {
  for (const { owner, context, pointer } of securityContexts(running)) {
    const profile = at(context, 'seccompProfile');
    const type = at(profile, 'type');
    if (!isSet(profile) || type === 'RuntimeDefault' || type === 'Localhost') continue;
    yield {
      manifest: running.manifest,
      pointer: `${pointer}/seccompProfile/type`,
      message: `${owner} has securityContext.seccompProfile.type ${spoken(type)}, expected "RuntimeDefault" or "Localhost"`,
    };
  }
}

/** An annotation for a container that the pod does not have means nothing. */
function* annotated({ manifest, pod, containers }: RunningPod): Iterable<Violation> {
  const keys = new Set([OF_POD, ...containers.map(({ container }) => `${OF_CONTAINER}${stringAt(container, 'name') ?? ''}`)]);
  for (const { key, value, pointer } of podAnnotations(pod)) {
    if (!keys.has(key) || isFilter(value)) continue;
    const message = `pod has annotation '${key}' ${spoken(value)}, expected "runtime/default", "docker/default" or "localhost/…"`;
    yield { manifest, pointer, message };
  }
}

function isFilter(profile: unknown): boolean {
  return typeof profile === 'string' && (/^(runtime|docker)\/default$/.test(profile) || profile.startsWith('localhost/'));
}
