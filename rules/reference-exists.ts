import { at, identityOf, type KubernetesObject, keyOf } from '../analysis/manifest';
import { referencesOf } from '../analysis/references';
import type { ExistingObject, Rule } from './rule';

/** Namespaces of every cluster. */
const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * A pod that names a missing ServiceAccount, Secret, ConfigMap or claim never starts; a binding to a missing role grants whatever
 * somebody later creates under that name. Where the manifests are not all that is applied, only the keys of those that are there are judged.
 */
export const referenceExists: Rule = {
  id: 'reference-exists',
  title: 'objects that are referred to exist',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0300' },
    { source: 'kubescape', id: 'C-0307' },
    { source: 'kubescape', id: 'C-0298' },
    { source: 'kube-linter', id: 'dangling-horizontalpodautoscaler' },
    { source: 'kube-linter', id: 'dangling-ingress' },
    { source: 'kube-linter', id: 'env-value-from' },
    { source: 'kube-linter', id: 'non-existent-service-account' },
    { source: 'kube-score', id: 'ingress-targets-service' },
    { source: 'kube-score', id: 'horizontalpodautoscaler-has-target' },
  ],
  reads: [
    'pod.serviceAccountName',
    'pod.serviceAccount',
    'pod.imagePullSecrets.*.name',
    'pod.priorityClassName',
    'pod.runtimeClassName',
    'pod.volumes.*.secret.**',
    'pod.volumes.*.configMap.**',
    'pod.volumes.*.persistentVolumeClaim.claimName',
    'pod.volumes.*.projected.sources.*.secret.**',
    'pod.volumes.*.projected.sources.*.configMap.**',
    'container.env.*.valueFrom.configMapKeyRef.*',
    'container.env.*.valueFrom.secretKeyRef.*',
    'container.envFrom.*.configMapRef.*',
    'container.envFrom.*.secretRef.*',
    'imagePullSecrets.*.name',
    'spec.serviceName',
    'spec.scaleTargetRef.*',
    'spec.defaultBackend.service.**',
    'spec.rules.*.http.paths.*.backend.service.**',
    'spec.tls.*.secretName',
    'roleRef.kind',
    'roleRef.name',
    'data.*',
    'stringData.*',
    'binaryData.*',
  ],
  remediation: 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it',
  why: 'A pod that names a missing ServiceAccount, Secret, ConfigMap or claim never starts, and an autoscaler or Ingress of nothing does nothing.',
  attack: 'A binding to a role, or to a ServiceAccount, that does not exist grants whatever somebody later creates under that name.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  serviceAccountName: cart`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  serviceAccountName: cart
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cart`,
  },

  *check({ manifests, existing, complete }) {
    const written = new Map<string, KubernetesObject>();
    for (const { object } of manifests) written.set(identityOf(object), object);
    const outside = new Map<string, ExistingObject>();
    for (const declared of existing) outside.set(keyOf(declared.group, declared.kind, declared.namespace, declared.name), declared);
    for (const name of BUILT_IN_NAMESPACES) outside.set(keyOf('', 'Namespace', undefined, name), { group: '', kind: 'Namespace', name });

    for (const manifest of manifests) {
      for (const { group, kind, namespace, name, key, pointer } of referencesOf(manifest.object)) {
        const identity = keyOf(group, kind, namespace, name);
        const object = written.get(identity);
        const declared = outside.get(identity);
        if (object === undefined && declared === undefined) {
          if (complete) yield { manifest, pointer, message: `the ${kind} '${name}' is neither in the output nor declared as existing` };
        } else if (key !== undefined && !keysOf(object, declared).includes(key)) {
          yield { manifest, pointer, message: `the ${kind} '${name}' has no key '${key}'` };
        }
      }
    }

    function keysOf(object: KubernetesObject | undefined, declared: ExistingObject | undefined): { includes(key: string): boolean } {
      // An object that is in the output has the keys that it is written with, whatever is declared of it.
      if (object === undefined) return declared?.keys ?? { includes: () => true };
      return ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(at(object, field) ?? {}));
    }
  },
};
