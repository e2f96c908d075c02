import { at } from '../analysis/manifest';
import { isSet, podAnnotations, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * Where a node has AppArmor, the profile of the container runtime applies by itself; a pod must not switch it off.
 *
 * **Restricted field:** `securityContext.appArmorProfile.type` of the pod and of each container. **Allowed values:** undefined,
 * `RuntimeDefault`, `Localhost`. **Restricted field:** the annotations `container.apparmor.security.beta.kubernetes.io/*` of the pod,
 * from before 1.30. **Allowed values:** undefined, empty, `runtime/default`, `localhost/*`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_appArmorProfile.go
 */
export const podAppArmor: Rule = {
  id: 'pod-app-armor',
  title: 'pods and containers do not switch AppArmor off',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/appArmorProfile' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubesec', id: 'ApparmorAny' },
    { source: 'kubesec', id: 'ApparmorUnconfined' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0002' },
  ],
  reads: ['pod.securityContext.appArmorProfile.type', 'container.securityContext.appArmorProfile.type', 'pod.metadata.annotations.**'],
  remediation: 'remove the profile or the annotation, or set the type to RuntimeDefault',
  why: 'AppArmor keeps a process off the files and mounts that its user could reach; the default profile costs nothing.',
  attack: 'Unconfined, a process that escapes its user writes to /proc/sys and remounts file systems that the profile would refuse.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  securityContext:
    appArmorProfile:
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
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const running of podsIn(manifests)) {
      const { manifest, pod } = running;
      for (const { owner, context, pointer } of securityContexts(running)) {
        const profile = at(context, 'appArmorProfile');
        const type = at(profile, 'type');
        if (!isSet(profile) || type === 'RuntimeDefault' || type === 'Localhost') continue;
        yield {
          manifest,
          pointer: `${pointer}/appArmorProfile/type`,
          message: `${owner} has securityContext.appArmorProfile.type ${spoken(type)}, expected "RuntimeDefault" or "Localhost"`,
        };
      }
      for (const { key, value, pointer } of podAnnotations(pod)) {
        if (!key.startsWith(ANNOTATION) || isAllowed(value)) continue;
        const message = `pod has annotation '${key}' ${spoken(value)}, expected "runtime/default" or "localhost/…"`;
        yield { manifest, pointer, message };
      }
    }
  },
};

function isAllowed(profile: unknown): boolean {
  if (!isSet(profile)) return true;
  return typeof profile === 'string' && (profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/'));
}
