import type { KubernetesObject } from '../../analysis/manifest';
import { quotaFits } from '../../rules/quota-fits';
import { container, deployment, judges, object } from './given';

const quota = (hard: object, scope: object = {}) => object('v1', 'ResourceQuota', 'quota', { spec: { hard, ...scope } });
const resources = { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } };

/** A workload of so many pods, each asking for half a core and at most one. */
function workload(
  replicas: number,
  more: object = { strategy: { type: 'Recreate' } },
  name = 'cart',
  kind = 'Deployment',
): KubernetesObject {
  const template = { spec: { containers: [container({ resources })] } };
  return object('apps/v1', kind, name, { spec: { replicas, template, ...more } });
}

const surging = (maxSurge: unknown) => ({ strategy: { rollingUpdate: { maxSurge } } });
const scaler = (maxReplicas: number, name = 'cart') =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', name, {
    spec: { maxReplicas, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  });

function deploymentOf(cpu: string, name: string): KubernetesObject {
  const each = deployment({ containers: [container({ resources: { requests: { cpu } } })] });
  return { ...each, metadata: { name, namespace: 'shop' }, spec: { ...(each['spec'] as object), strategy: { type: 'Recreate' } } };
}

type Apps = readonly KubernetesObject[];
const fitting = (what: string, given: KubernetesObject, apps: Apps) => [what, [given, ...apps]] as const;
const refused = (what: string, hard: object, apps: Apps, resource: string, message: string) =>
  ({ what, given: [quota(hard), ...apps], finds: [[`/spec/hard/${resource}`, message]], absent: 'accepted' }) as const;

judges(quotaFits, {
  accepts: [
    fitting('apps that fill the quota to the brim', quota({ pods: '4', 'requests.cpu': '2', 'limits.cpu': '4', 'limits.memory': '2Gi' }), [
      workload(4),
    ]),
    fitting('an empty namespace', quota({ pods: '0' }), []),
    fitting('room for the largest rollout', quota({ pods: '6' }), [workload(2, surging(1)), workload(2, surging(2), 'redis')]),
    fitting('a quota that counts other things', quota({ services: '0', secrets: '0' }), [workload(9)]),
    fitting('a quota of some pods only', quota({ pods: '0' }, { scopeSelector: { matchExpressions: [] } }), [workload(9)]),
    fitting('a quota with a scope', quota({ pods: '0' }, { scopes: ['BestEffort'] }), [workload(9)]),
    fitting('a quota of another namespace', { ...quota({ pods: '0' }), metadata: { name: 'quota', namespace: 'bank' } }, [workload(9)]),
    fitting('no pods of a workload that is scaled to none', quota({ pods: '0' }), [workload(0, surging(3))]),
    fitting('as many pods as the autoscaler may ask for', quota({ pods: '5' }), [workload(1), scaler(5)]),
    fitting('an autoscaler of another app', quota({ pods: '2' }), [workload(2), scaler(9, 'redis')]),
    fitting(
      'decimal fractions that add up',
      quota({ 'requests.cpu': '300m' }),
      [0, 1, 2].map((index) => deploymentOf('100m', `app-${index}`)),
    ),
    ['anything where there is no quota', workload(1000)],
    fitting('an autoscaler of another group', quota({ pods: '1' }), [
      workload(1),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart', {
        spec: { maxReplicas: 9, scaleTargetRef: { apiVersion: 'example.com/v1', kind: 'Deployment', name: 'cart' } },
      }),
    ]),
    fitting('a quota of another group', { ...quota({ pods: '0' }), apiVersion: 'example.com/v1' }, [workload(9)]),
  ],
  refuses: [
    refused('a pod too many', { pods: '3' }, [workload(4)], 'pods', 'the apps need 4 of pods, expected at most 3'),
    refused(
      'two apps that fit alone',
      { pods: '3' },
      [workload(2), workload(2, undefined, 'redis')],
      'pods',
      'the apps need 4 of pods, expected at most 3',
    ),
    refused(
      'requests of processors',
      { 'requests.cpu': '1' },
      [workload(4)],
      'requests.cpu',
      'the apps need 2 of requests.cpu, expected at most 1',
    ),
    refused('requests under their short name', { cpu: '1' }, [workload(4)], 'cpu', 'the apps need 2 of cpu, expected at most 1'),
    refused(
      'limits of processors',
      { 'limits.cpu': '3500m' },
      [workload(4)],
      'limits.cpu',
      'the apps need 4 of limits.cpu, expected at most 3500m',
    ),
    refused(
      'limits of memory',
      { 'limits.memory': '1Gi' },
      [workload(4)],
      'limits.memory',
      'the apps need 2Gi of limits.memory, expected at most 1Gi',
    ),
    refused(
      'no room for a rollout',
      { pods: '4' },
      [workload(4, surging(1))],
      'pods',
      'the apps need 5 of pods, 1 of it for a rollout, expected at most 4',
    ),
    refused(
      'no room for the rollout of the default strategy',
      { pods: '5' },
      [workload(5, {})],
      'pods',
      'the apps need 7 of pods, 2 of it for a rollout, expected at most 5',
    ),
    refused(
      'what an autoscaler may ask for',
      { pods: '4' },
      [workload(1), scaler(5)],
      'pods',
      'the apps need 5 of pods, expected at most 4',
    ),
    refused(
      'what an autoscaler written first may ask for',
      { pods: '4' },
      [scaler(5), workload(1)],
      'pods',
      'the apps need 5 of pods, expected at most 4',
    ),
    refused('a StatefulSet', { pods: '3' }, [workload(4, {}, 'db', 'StatefulSet')], 'pods', 'the apps need 4 of pods, expected at most 3'),
    refused('a bare pod', { pods: '0' }, [object('v1', 'Pod', 'job', { spec: {} })], 'pods', 'the apps need 1 of pods, expected at most 0'),
    refused(
      'the surge of as many pods as the autoscaler asks for',
      { pods: '12' },
      [workload(1, {}), scaler(10)],
      'pods',
      'the apps need 13 of pods, 3 of it for a rollout, expected at most 12',
    ),
    {
      what: 'each resource and each quota of the namespace',
      given: [workload(4), quota({ pods: '3', 'limits.cpu': '3' }), quota({ pods: '2' })],
      finds: [
        [1, '/spec/hard/pods', 'the apps need 4 of pods, expected at most 3'],
        [1, '/spec/hard/limits.cpu', 'the apps need 4 of limits.cpu, expected at most 3'],
        [2, '/spec/hard/pods', 'the apps need 4 of pods, expected at most 2'],
      ],
      absent: 'accepted',
    },
  ],
});
