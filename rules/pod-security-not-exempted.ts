import { placeText } from '../analysis/control-plane/place-text';
import { podSecurityExemptions } from '../analysis/control-plane/pod-security';
import { ofKind } from '../analysis/kinds';
import type { Place } from '../analysis/manifest';
import { stringAt } from '../analysis/manifest';
import { namespacesIn } from '../analysis/tenancy';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** Controllers that create the pods of workloads: whoever exempts one exempts everybody who may create its workloads. */
const CONTROLLERS = [
  'cronjob-controller',
  'daemon-set-controller',
  'deployment-controller',
  'job-controller',
  'replicaset-controller',
  'replication-controller',
  'statefulset-controller',
].map((name) => `system:serviceaccount:kube-system:${name}`);

/**
 * Pod Security Admission passes over nobody of the manifests: not by namespace, runtime class, service account, or the controller that
 * creates the pods.
 *
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions
 */
export const podSecurityNotExempted: Rule = {
  id: 'pod-security-not-exempted',
  title: 'the API server exempts no namespace, runtime class or account of these manifests from Pod Security',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'CIS', id: '5.2.1' },
    { source: 'NSA', id: 'preventing privileged containers' },
    { source: 'MITRE', id: 'T1611' },
    { source: 'MITRE', id: 'T1562.001' },
  ],
  reads: ['pod.runtimeClassName'],
  remediation: 'remove the name from exemptions in the PodSecurityConfiguration of the API server',
  why: 'What is exempted is not checked, whatever the labels of the namespace say, and nothing in the cluster shows it.',
  attack: 'A tenant whose namespace looks restricted starts a privileged pod, and owns the node.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: admission-control-config-file
      value: /etc/kubernetes/admission/example.yaml
---
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      exemptions:
        namespaces: [kube-system, shop]
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: admission-control-config-file
      value: /etc/kubernetes/admission/example.yaml
---
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      exemptions:
        namespaces: [kube-system]
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
  },

  *check({ manifests, controlPlane }) {
    const { namespaces, runtimeClasses, usernames } = podSecurityExemptions(controlPlane);
    const said = (what: string, place: Place) => `${what} from Pod Security (${placeText(place)}), expected no exemption`;
    const controller = CONTROLLERS.find((name) => usernames.has(name));
    const exempted = controller === undefined ? undefined : usernames.get(controller);
    for (const { manifest, name } of namespacesIn(manifests)) {
      const place = namespaces.get(name);
      if (place !== undefined)
        yield { manifest, pointer: '/metadata/name', message: said(`the API server exempts namespace '${name}'`, place) };
      else if (exempted !== undefined) {
        const message = said(`the API server exempts '${controller}', and so whoever has it create pods in namespace '${name}',`, exempted);
        yield { manifest, pointer: '/metadata/name', message };
      }
    }
    if (runtimeClasses.size > 0) {
      for (const { manifest, pod } of podsIn(manifests)) {
        const runtimeClass = stringAt(pod.spec, 'runtimeClassName');
        const place = runtimeClass === undefined ? undefined : runtimeClasses.get(runtimeClass);
        if (place === undefined) continue;
        const message = said(`the API server exempts runtime class '${runtimeClass}'`, place);
        yield { manifest, pointer: `${pod.pointer}/runtimeClassName`, message };
      }
    }
    if (usernames.size === 0) return;
    for (const manifest of ofKind(manifests, '', 'ServiceAccount')) {
      const { namespace = 'default', name = '' } = manifest.object.metadata;
      const place = usernames.get(`system:serviceaccount:${namespace}:${name}`);
      if (place === undefined) continue;
      yield { manifest, pointer: '/metadata/name', message: said(`the API server exempts service account '${name}'`, place) };
    }
  },
};
