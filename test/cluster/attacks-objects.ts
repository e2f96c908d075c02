import { ADMINISTRATOR, OPS_OWNER, type Person } from './attacks-people';
import { podTemplate } from './attacks-pods';

const metadata = (name: string) => ({ name, namespace: 'ops' });
const selector = (name: string) => ({ matchLabels: { app: name } });
const job = (name: string) => ({ suspend: true, template: podTemplate(name, { pod: { restartPolicy: 'Never' } }) });

/**
 * Objects that cost nothing but room in the store, none of which does anything: of what kind, as the quota of ops counts it, and how many
 * of it there may be. A quota of 20 pods and 50 Services says so. What controllers make, release after release, the administrator sends.
 */
export const COUNTED: readonly (readonly [
  kind: string,
  resource: string,
  most: number,
  object: (name: string) => object,
  person: Person,
])[] = [
  [
    'Deployments',
    'count/deployments.apps',
    20,
    (name) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(name),
      spec: { replicas: 0, selector: selector(name), template: podTemplate(name) },
    }),
    OPS_OWNER,
  ],
  [
    'StatefulSets',
    'count/statefulsets.apps',
    20,
    (name) => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata(name),
      spec: { replicas: 0, serviceName: name, selector: selector(name), template: podTemplate(name) },
    }),
    OPS_OWNER,
  ],
  [
    'Jobs',
    'count/jobs.batch',
    80,
    (name) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: metadata(name), spec: job(name) }),
    OPS_OWNER,
  ],
  [
    'CronJobs',
    'count/cronjobs.batch',
    20,
    (name) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadata(name),
      spec: { schedule: '0 0 1 1 *', suspend: true, jobTemplate: { spec: job(name) } },
    }),
    OPS_OWNER,
  ],
  [
    'Ingresses',
    'count/ingresses.networking.k8s.io',
    50,
    (name) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadata(name),
      spec: { defaultBackend: { service: { name, port: { number: 80 } } } },
    }),
    OPS_OWNER,
  ],
  [
    'autoscalers',
    'count/horizontalpodautoscalers.autoscaling',
    20,
    (name) => ({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(name),
      spec: { maxReplicas: 1, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
    }),
    OPS_OWNER,
  ],
  [
    'disruption budgets',
    'count/poddisruptionbudgets.policy',
    20,
    (name) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(name),
      spec: { maxUnavailable: 1, selector: selector(name) },
    }),
    OPS_OWNER,
  ],
  [
    'ReplicaSets',
    'count/replicasets.apps',
    240,
    (name) => ({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: metadata(name),
      spec: { replicas: 0, selector: selector(name), template: podTemplate(name) },
    }),
    ADMINISTRATOR,
  ],
  [
    'ControllerRevisions',
    'count/controllerrevisions.apps',
    240,
    (name) => ({ apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: metadata(name), revision: 1, data: {} }),
    ADMINISTRATOR,
  ],
];
