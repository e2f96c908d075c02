import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import { haveNames, isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * The Pod Security Standards forbid bad AppArmor profiles and let pods go without any: then the runtime decides. The field exists since
 * Kubernetes 1.30; before there is an annotation for each container, which later versions still read.
 *
 * https://kubernetes.io/docs/tutorials/security/apparmor/
 */
export const appArmorDeclared: Rule = {
  id: 'app-armor-declared',
  title: 'containers declare an AppArmor profile',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'NSA', id: 'selinux' },
    { source: 'NSA', id: 'apparmor' },
    { source: 'NSA', id: 'seccomp' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'polaris', id: 'linuxHardening' },
    { source: 'trivy', id: 'KSV-0002' },
    { source: 'kubesec', id: 'ApparmorAny' },
  ],
  reads: [
    'pod.os.name',
    'pod.metadata.annotations.**',
    'pod.securityContext.appArmorProfile.type',
    'container.securityContext.appArmorProfile.type',
  ],
  remediation:
    'set securityContext.appArmorProfile of the pod to { type: RuntimeDefault }; before Kubernetes 1.30 annotate each container with runtime/default',
  why: 'AppArmor keeps a process from mounting, tracing and writing kernel settings even where it has the capability; what is not written down nobody notices when it goes missing.',
  attack:
    'On a node whose runtime applies no profile by itself, a process with a stolen capability writes to /proc and leaves its container.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
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

  *check({ manifests, minor, securityModule }) {
    // The kubelet refuses a pod with a profile on a node without AppArmor.
    if (securityModule === 'selinux') return;
    const hasField = minor >= 30;
    const isSet = (owner: unknown) => hasField && (stringAt(owner, 'securityContext', 'appArmorProfile', 'type') ?? '') !== '';
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (isWindows(pod) || isSet(pod.spec)) continue;
      const missing = containers.filter(
        ({ name, container }) => !isSet(container) && (stringAt(pod.metadata, 'annotations', `${ANNOTATION}${name}`) ?? '') === '',
      );
      if (missing.length === 0) continue;
      const subject = haveNames(missing.map(({ name }) => name));
      yield hasField
        ? {
            manifest,
            pointer: `${pod.pointer}/securityContext/appArmorProfile`,
            message: `${subject} appArmorProfile unset, expected { type: RuntimeDefault }`,
          }
        : {
            manifest,
            pointer: `${pod.pointer.replace(/spec$/, 'metadata')}/annotations`,
            message: `${subject} no AppArmor profile, expected the annotation ${ANNOTATION}<container> to be runtime/default`,
          };
    }
  },
};
