import type { KubernetesObject } from '../../analysis/manifest';
import { quotaFits } from '../../rules/quota-fits';
import { container, deployment, found, object } from './given';

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

describe('accepts', () => {
  test.each([
    [
      'apps that fill the quota to the brim',
      quota({ pods: '4', 'requests.cpu': '2', 'limits.cpu': '4', 'limits.memory': '2Gi' }),
      [workload(4)],
    ],
    ['an empty namespace', quota({ pods: '0' }), []],
    ['room for the largest rollout', quota({ pods: '6' }), [workload(2, surging(1)), workload(2, surging(2), 'redis')]],
    ['a quota that counts other things', quota({ services: '0', secrets: '0' }), [workload(9)]],
    ['a quota of some pods only', quota({ pods: '0' }, { scopeSelector: { matchExpressions: [] } }), [workload(9)]],
    ['a quota with a scope', quota({ pods: '0' }, { scopes: ['BestEffort'] }), [workload(9)]],
    ['a quota of another namespace', { ...quota({ pods: '0' }), metadata: { name: 'quota', namespace: 'bank' } }, [workload(9)]],
    ['no pods of a workload that is scaled to none', quota({ pods: '0' }), [workload(0, surging(3))]],
    ['as many pods as the autoscaler may ask for', quota({ pods: '5' }), [workload(1), scaler(5)]],
    ['an autoscaler of another app', quota({ pods: '2' }), [workload(2), scaler(9, 'redis')]],
    ['decimal fractions that add up', quota({ 'requests.cpu': '300m' }), [0, 1, 2].map((index) => deploymentOf('100m', `app-${index}`))],
  ])('%s', (_what, given, apps) => {
    expect(found(quotaFits, [given, ...apps])).toEqual([]);
  });

  test('anything where there is no quota', () => {
    expect(found(quotaFits, [workload(1000)])).toEqual([]);
  });

  function deploymentOf(cpu: string, name: string): KubernetesObject {
    const each = deployment({ containers: [container({ resources: { requests: { cpu } } })] });
    return { ...each, metadata: { name, namespace: 'shop' }, spec: { ...(each['spec'] as object), strategy: { type: 'Recreate' } } };
  }
});

describe('refuses', () => {
  test.each([
    ['a pod too many', { pods: '3' }, [workload(4)], 'pods', 'the apps need 4 of pods, expected at most 3'],
    [
      'two apps that fit alone',
      { pods: '3' },
      [workload(2), workload(2, undefined, 'redis')],
      'pods',
      'the apps need 4 of pods, expected at most 3',
    ],
    [
      'requests of processors',
      { 'requests.cpu': '1' },
      [workload(4)],
      'requests.cpu',
      'the apps need 2 of requests.cpu, expected at most 1',
    ],
    ['requests under their short name', { cpu: '1' }, [workload(4)], 'cpu', 'the apps need 2 of cpu, expected at most 1'],
    [
      'limits of processors',
      { 'limits.cpu': '3500m' },
      [workload(4)],
      'limits.cpu',
      'the apps need 4 of limits.cpu, expected at most 3500m',
    ],
    [
      'limits of memory',
      { 'limits.memory': '1Gi' },
      [workload(4)],
      'limits.memory',
      'the apps need 2Gi of limits.memory, expected at most 1Gi',
    ],
    [
      'no room for a rollout',
      { pods: '4' },
      [workload(4, surging(1))],
      'pods',
      'the apps need 5 of pods, 1 of it for a rollout, expected at most 4',
    ],
    [
      'no room for the rollout of the default strategy',
      { pods: '5' },
      [workload(5, {})],
      'pods',
      'the apps need 7 of pods, 2 of it for a rollout, expected at most 5',
    ],
    ['what an autoscaler may ask for', { pods: '4' }, [workload(1), scaler(5)], 'pods', 'the apps need 5 of pods, expected at most 4'],
    [
      'what an autoscaler written first may ask for',
      { pods: '4' },
      [scaler(5), workload(1)],
      'pods',
      'the apps need 5 of pods, expected at most 4',
    ],
    ['a StatefulSet', { pods: '3' }, [workload(4, {}, 'db', 'StatefulSet')], 'pods', 'the apps need 4 of pods, expected at most 3'],
    ['a bare pod', { pods: '0' }, [object('v1', 'Pod', 'job', { spec: {} })], 'pods', 'the apps need 1 of pods, expected at most 0'],
  ])('%s', (_what, hard, apps, resource, message) => {
    expect(found(quotaFits, [quota(hard), ...apps])).toEqual([['0', `/spec/hard/${resource}`, message]]);
  });

  test('each resource and each quota of the namespace', () => {
    const problems = found(quotaFits, [workload(4), quota({ pods: '3', 'limits.cpu': '3' }), quota({ pods: '2' })]);
    expect(problems.map(([source, pointer]) => `${source} ${pointer}`)).toEqual([
      '1 /spec/hard/pods',
      '1 /spec/hard/limits.cpu',
      '2 /spec/hard/pods',
    ]);
  });
});
