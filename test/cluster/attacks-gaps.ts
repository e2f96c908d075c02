import { type Change, NAMESPACE } from './attacks-pods';
import { post, type Request } from './attacks-requests';
import type { Gap } from './record';

/** A gap that a change of a Deployment's pods shows; without it, or with another in its place, nothing is wrong. */
export interface PodGap extends Gap {
  readonly change: Change;
  readonly instead?: Change;
}

/** A gap that a request shows, and the object that would be right in the place of the one that it sends. */
export interface RequestGap extends Gap {
  readonly request: Request & { readonly body: object };
  readonly instead: object;
}

const projected = (audience: string): Change => ({
  pod: { volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { audience, path: 'token' } }] } }] },
});
const mounted = (secretName: string): Change => ({ pod: { volumes: [{ name: 'files', secret: { secretName } }] } });
const asked = (host: string | undefined): Change => ({ container: { livenessProbe: { httpGet: { host, path: '/', port: 80 } } } });

/** What a tenant's owner changes in a Deployment whose pods are then accepted all the same, and what would refuse them. */
export const POD_GAPS: readonly PodGap[] = [
  {
    attempt: 'a pod with an image by a tag that may move',
    change: { container: { image: 'registry.example.com/shop/cart:1.4.2' } },
    fix: 'a ValidatingAdmissionPolicy that wants a digest in every image',
    flaggedBy: 'image-digest',
  },
  {
    attempt: 'a pod with an image of a registry that the platform does not allow',
    change: { container: { image: `evil.example.com/miner@sha256:${'b'.repeat(64)}` } },
    instead: { container: { image: `docker.io/library/miner@sha256:${'b'.repeat(64)}` } },
    fix: "a ValidatingAdmissionPolicy with the platform's list of registries",
    flaggedBy: 'image-registry',
  },
  {
    attempt: 'a pod with running as the ServiceAccount of another app, with its API token',
    change: { pod: { serviceAccountName: 'cartservice', automountServiceAccountToken: true } },
    fix: 'a ValidatingAdmissionPolicy that ties the ServiceAccount to the label app.kubernetes.io/instance and refuses mounted tokens; a namespace for each trust',
    flaggedBy: 'service-account-exclusive',
  },
  {
    attempt: 'a pod with a projected token for any audience',
    change: projected('vault'),
    instead: projected('gap'),
    fix: "a ValidatingAdmissionPolicy with each app's audiences",
    flaggedBy: 'nothing: no manifest says which audiences an app is meant to have a token for',
  },
  {
    attempt: 'a pod with a mount of any Secret of the namespace, though RBAC lets nobody read it',
    change: mounted('shop-tls'),
    instead: mounted('gap'),
    fix: "a ValidatingAdmissionPolicy with each app's Secrets; a namespace for each trust",
    flaggedBy: 'secret-exclusive',
  },
  {
    attempt: "a pod with another app's label, and with it what NetworkPolicies open for that app",
    change: { labels: { 'app.kubernetes.io/instance': 'cartservice' } },
    instead: { labels: { 'app.kubernetes.io/instance': 'gap' } },
    fix: 'a ValidatingAdmissionPolicy that ties app.kubernetes.io/instance to the ServiceAccount',
    flaggedBy: 'selector-exclusive',
  },
  {
    attempt: 'a pod with a priority that the cluster made for somebody else',
    change: { pod: { priorityClassName: 'for-the-few' } },
    fix: 'a ResourceQuota of zero scoped to each PriorityClass that the tenant may not use; the quota controller counts only classes that are named',
    flaggedBy: 'reference-exists',
  },
  {
    attempt: 'a pod with a root file system that can be written',
    change: { security: { readOnlyRootFilesystem: false } },
    instead: { security: { readOnlyRootFilesystem: true } },
    fix: 'a ValidatingAdmissionPolicy that wants readOnlyRootFilesystem',
    flaggedBy: 'root-filesystem-read-only',
  },
  {
    attempt: "a pod with the node's user namespace, where the example's pods have their own",
    change: { pod: { hostUsers: true } },
    instead: { pod: { hostUsers: false } },
    fix: 'a ValidatingAdmissionPolicy that wants hostUsers false',
    flaggedBy: 'user-namespace-own',
  },
  {
    attempt: 'a pod with a probe that makes the kubelet call another host',
    change: asked('169.254.169.254'),
    instead: asked(undefined),
    fix: 'kubernetesVersion 1.34 or newer in the platform, whose restricted level refuses it; a ValidatingAdmissionPolicy until then',
    flaggedBy: 'probe-own-pod',
  },
];

const named = (name: string, namespace = NAMESPACE) => ({ name, namespace });
const services = `/api/v1/namespaces/${NAMESPACE}/services`;
const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: named(name), spec });
const claim = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: named('taken'),
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: '', ...spec },
});
const ingress = (host: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: named('stolen-host'),
  spec: {
    rules: [
      { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'frontend', port: { number: 80 } } } }] } },
    ],
  },
});
const sent = (path: string, body: object) => ({ ...post(path, body), body });

/** What else a tenant's owner may send, and what would refuse it. */
export const REQUEST_GAPS: readonly RequestGap[] = [
  {
    attempt: 'a Service that takes the traffic for an address of its own choice (externalIPs)',
    request: sent(services, service('addresses', { ports: [{ port: 443 }], externalIPs: ['203.0.113.7'] })),
    instead: service('addresses', { ports: [{ port: 443 }] }),
    fix: 'the admission plugin DenyServiceExternalIPs, or a ValidatingAdmissionPolicy',
    flaggedBy: 'service-external-ips',
  },
  {
    attempt: 'a Service that is an alias of another name (ExternalName), such as for an ingress controller to follow into another tenant',
    request: sent(services, service('alias', { type: 'ExternalName', externalName: 'reviews.bookinfo.svc.cluster.local' })),
    instead: service('alias', { ports: [{ port: 443 }] }),
    fix: 'a ValidatingAdmissionPolicy that refuses ExternalName',
    flaggedBy: 'service-external-name',
  },
  {
    attempt: "an Ingress for another tenant's host name",
    request: sent(`/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/ingresses`, ingress('books.example.com')),
    instead: ingress('own.example.com'),
    fix: "a ValidatingAdmissionPolicy with each tenant's host names",
    flaggedBy: 'ingress-host-exclusive',
  },
  {
    attempt: 'a claim to a volume that the cluster holds ready for somebody else',
    request: sent(`/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`, claim({ volumeName: 'books-archive' })),
    instead: claim({}),
    fix: 'a claimRef in every PersistentVolume that is made by hand; a ValidatingAdmissionPolicy that refuses spec.volumeName',
    flaggedBy: 'claim-volume-unnamed',
  },
];

const secret = (fields: object, annotations: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { ...named('for-ever', 'granted'), annotations },
  ...fields,
});

/** What may be sent by whom the platform has granted the writing and the reading of Secrets in the namespace `granted`. */
export const SECRET_GAP: RequestGap = {
  attempt: 'a token that never expires, of any ServiceAccount of the namespace, by who was granted write-secrets and read-secrets',
  request: sent(
    '/api/v1/namespaces/granted/secrets',
    secret({ type: 'kubernetes.io/service-account-token' }, { 'kubernetes.io/service-account.name': 'default' }),
  ),
  instead: secret({}, {}),
  fix: 'a ValidatingAdmissionPolicy that refuses Secrets of the type kubernetes.io/service-account-token',
  flaggedBy: 'token-secret-unused',
};
