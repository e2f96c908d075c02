import { apiServersIn } from '../analysis/control-plane/admission-plugins';
import type { HostFacts } from '../analysis/control-plane/facts';
import { gateSettings } from '../analysis/control-plane/feature-gates';
import { placeText } from '../analysis/control-plane/place-text';
import { POD_FEATURES, type PodFeature } from '../analysis/pod-features';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * The features that pods ask for are on: by default in the version, or by `--feature-gates` of every API server, and off in no kubelet.
 *
 * An API server drops fields of features that are off, without a word.
 *
 * https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export const podFeatureOn: Rule = {
  id: 'pod-feature-on',
  title: 'features that pods ask for are on in the control plane and the kubelets',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'control plane' },
    { source: 'MITRE', id: 'T1611' },
  ],
  reads: [
    'container.restartPolicyRules',
    'pod.resources',
    'pod.hostUsers',
    'container.securityContext.procMount',
    'pod.securityContext.appArmorProfile',
    'pod.securityContext.supplementalGroupsPolicy',
    'container.securityContext.appArmorProfile',
    'pod.volumes.*.image',
    'container.lifecycle.postStart.sleep',
    'container.lifecycle.preStop.sleep',
    'container.volumeMounts.*.recursiveReadOnly',
  ],
  remediation: 'turn the feature on with --feature-gates where the version lets you, or remove the field',
  why: 'The API server drops the field without a word, and the pod runs without what its manifest asks for.',
  attack: 'A process that breaks out of a pod with hostUsers: false is root on the node after all.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: feature-gates
      value: UserNamespacesSupport=false
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  hostUsers: false
  containers:
    - name: cart`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  hostUsers: false
  containers:
    - name: cart`,
  },

  *check({ manifests, controlPlane, minor }) {
    if (controlPlane === undefined) return;
    const off = POD_FEATURES.flatMap((feature) => {
      const why = offIn(controlPlane, feature, minor);
      return why === undefined ? [] : [{ feature, why }];
    });
    if (off.length === 0) return;
    for (const running of podsIn(manifests)) {
      for (const { feature, why } of off) {
        const pointer = feature.askedBy(running);
        if (pointer === undefined) continue;
        const message = `the pod asks for the feature ${feature.gate}, which ${why}, expected it on`;
        yield { manifest: running.manifest, pointer, message };
      }
    }
  },
};

/** Why a feature is off; `undefined` where it is on, or where nobody knows. */
function offIn(facts: HostFacts, { gate, onFrom, lockedFrom }: PodFeature, minor: number): string | undefined {
  if (minor >= lockedFrom) return undefined;
  const server = gateSettings(facts, 'kube-apiserver', gate);
  const refused = [...server, ...gateSettings(facts, 'kubelet', gate)].find(({ isOn }) => !isOn);
  if (refused !== undefined) {
    return `${refused.program.name === 'kubelet' ? 'a kubelet' : 'an API server'} turns off (${placeText(refused.place)})`;
  }
  const silent = apiServersIn(facts).find((program) => !server.some((setting) => setting.program === program));
  if (minor >= onFrom || silent === undefined) return undefined;
  return `is off by default in Kubernetes 1.${minor}, and not turned on by --feature-gates (${placeText(silent.place)})`;
}
