import { ofKind } from '../analysis/kinds';
import { keyOf, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { type SecretRead, secretsReadBy } from '../analysis/permissions/secrets-read';
import { appsOf, servicesOf } from '../analysis/workloads/apps';
import { podsIn, type RunningPod } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A Secret is read by one app, or is the certificate of an Ingress, which its controller reads. What is one app: see
 * `service-account-exclusive`. Who may create pods may mount every Secret of the namespace, whatever RBAC says of reading them.
 *
 * https://kubernetes.io/docs/concepts/security/secrets-good-practices/#restrict-secret-access
 */
export const secretExclusive: Rule = {
  id: 'secret-exclusive',
  title: 'apps do not share a Secret',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.007' },
  ],
  reads: [
    'pod.volumes.*.secret.secretName',
    'pod.volumes.*.projected.sources.*.secret.name',
    'container.env.*.valueFrom.secretKeyRef.name',
    'container.envFrom.*.secretRef.name',
    'pod.metadata.labels.**',
    'spec.selector.**',
    'spec.tls.*.secretName',
  ],
  remediation: 'give each app a Secret of its own, with a credential that can be taken from it alone',
  why: 'No right is needed to mount a Secret: who creates a pod in the namespace has them all, and nobody sees it but who reads the pod.',
  attack:
    'A build of the least guarded app mounts the key of the public certificate, or the password of the payment service, and sends it away.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
---
apiVersion: v1
kind: Pod
metadata:
  name: mail
  namespace: shop
spec:
  containers:
    - name: mail
  volumes:
    - name: stolen
      secret:
        secretName: shop-tls`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
---
apiVersion: v1
kind: Pod
metadata:
  name: mail
  namespace: shop
spec:
  containers:
    - name: mail
  volumes:
    - name: password
      secret:
        secretName: mail`,
  },

  *check({ manifests }) {
    const readers = new Map<string, Map<RunningPod, SecretRead>>();
    for (const running of podsIn(manifests)) {
      for (const read of secretsReadBy(running.pod)) {
        const key = secretKey(running.manifest, read.name);
        const known = readers.get(key) ?? new Map<RunningPod, SecretRead>();
        readers.set(key, known);
        if (!known.has(running)) known.set(running, read);
      }
    }
    if (readers.size === 0) return;
    const certificates = certificatesIn(manifests);
    const sameService = servicesOf(manifests);
    for (const [key, reads] of readers) {
      const ingress = certificates.get(key);
      const [first, ...others] = appsOf([...reads.keys()], sameService);
      for (const running of ingress === undefined ? others : reads.keys()) {
        const { name = '', pointer = '' } = reads.get(running) ?? {};
        const { kind = '', metadata } = (ingress ?? first?.manifest)?.object ?? {};
        const whose = `${kind} '${metadata?.name ?? ''}'${ingress === undefined ? ', another app' : ''}`;
        const message = `the pod reads the Secret '${name}' of ${whose}, expected one of its own`;
        yield { manifest: running.manifest, pointer, message };
      }
    }
  },
};

/** The Ingress of each Secret that is a certificate. */
function certificatesIn(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'))) {
    for (const tls of listAt(manifest.object, 'spec', 'tls')) {
      const key = secretKey(manifest, stringAt(tls, 'secretName') ?? '');
      if (!found.has(key)) found.set(key, manifest);
    }
  }
  return found;
}

function secretKey({ object }: Manifest, name: string): string {
  return keyOf('', 'Secret', object.metadata.namespace, name);
}
