import { stringAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import { haveNames, isWindows } from '../analysis/workloads/security-context';
import type { Rule } from './rule';

const FIELD = ['securityContext', 'windowsOptions', 'runAsUserName'];

/** Windows does not care for case, and names may have a domain before them. */
const isAdministrator = (user: string) => /(^|\\)(container)?administrator$/i.test(user);

/**
 * Pods on Windows say which user they run as; the fields of Linux do not exist there.
 *
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
 */
export const windowsUserNamed: Rule = {
  id: 'windows-user-named',
  title: 'containers on Windows run as a named user without administrator rights',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'NSA', id: 'non-root containers' },
    { source: 'kubescape', id: 'C-0211' },
  ],
  reads: ['pod.os.name', 'pod.securityContext.windowsOptions.**', 'container.securityContext.windowsOptions.**'],
  remediation: 'set securityContext.windowsOptions.runAsUserName to ContainerUser',
  why: 'Without a user the image decides, and the base images of Windows decide for ContainerAdministrator.',
  attack: 'A process with administrator rights in its container installs services and tools, and is a step closer to the node.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  os:
    name: windows
  containers:
    - name: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  os:
    name: windows
  securityContext:
    windowsOptions:
      runAsUserName: ContainerUser
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const { manifest, pod, containers } of podsIn(manifests)) {
      if (!isWindows(pod)) continue;
      const ofPod = stringAt(pod.spec, ...FIELD) ?? '';
      const without: string[] = [];
      for (const { name, container, pointer } of containers) {
        const own = stringAt(container, ...FIELD) ?? '';
        if (own === '') without.push(name);
        else if (isAdministrator(own)) {
          const message = `container '${name}' has runAsUserName '${own}', expected a user such as ContainerUser`;
          yield { manifest, pointer: `${pointer}/${FIELD.join('/')}`, message };
        }
      }
      if (without.length === 0 || (ofPod !== '' && !isAdministrator(ofPod))) continue;
      const found = ofPod === '' ? `${haveNames(without)} runAsUserName unset` : `the pod has runAsUserName '${ofPod}'`;
      yield { manifest, pointer: `${pod.pointer}/${FIELD.join('/')}`, message: `${found}, expected a user such as ContainerUser` };
    }
  },
};
