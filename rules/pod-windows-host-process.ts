import { at } from '../analysis/manifest';
import { isSet, securityContexts, spoken } from '../analysis/workloads/pod-security';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A HostProcess container is a process of the Windows node, without isolation.
 *
 * **Restricted field:** `securityContext.windowsOptions.hostProcess` of the pod and of each container. **Allowed values:** undefined,
 * `false`.
 *
 * https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_windowsHostProcess.go
 */
export const podWindowsHostProcess: Rule = {
  id: 'pod-windows-host-process',
  title: 'no Windows container is a process of the node',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'baseline/windowsHostProcess' },
    { source: 'CIS', id: '5.2.10' },
    { source: 'NSA', id: 'preventing privileged containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0211' },
    { source: 'polaris', id: 'hostProcess' },
    { source: 'trivy', id: 'KSV-0103' },
  ],
  reads: ['pod.securityContext.windowsOptions.hostProcess', 'container.securityContext.windowsOptions.hostProcess'],
  remediation: 'remove windowsOptions.hostProcess',
  why: 'Such a container sees the files, the network and the processes of the node, and may run as its SYSTEM account.',
  attack: 'Whoever runs code in it owns the Windows node, and with it the credentials of every pod there.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  os:
    name: windows
  securityContext:
    windowsOptions:
      hostProcess: true
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
  containers:
    - name: cart`,
  },

  *check({ manifests }) {
    for (const running of podsIn(manifests)) {
      for (const { owner, context, pointer } of securityContexts(running)) {
        const value = at(context, 'windowsOptions', 'hostProcess');
        if (!isSet(value) || value === false) continue;
        yield {
          manifest: running.manifest,
          pointer: `${pointer}/windowsOptions/hostProcess`,
          message: `${owner} has securityContext.windowsOptions.hostProcess ${spoken(value)}, expected false or unset`,
        };
      }
    }
  },
};
