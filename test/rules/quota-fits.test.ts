import type { KubernetesObject } from '../../analysis/manifest';
import { quotaFits } from '../../rules/quota-fits';
import { found, object } from './given';

const asks = (cpu: string, memory = '1Mi') => ({ name: 'a', resources: { requests: { cpu, memory }, limits: { cpu, memory } } });
const app = (cpu: string, replicas: number, spec: object = {}, name = 'cart'): KubernetesObject =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      replicas,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { spec: { containers: [asks(cpu)] } },
      ...spec,
    },
  });
const quota = (hard: Record<string, string>, more: object = {}) => object('v1', 'ResourceQuota', 'quota', { spec: { hard, ...more } });
const template = (spec: object) => ({ template: { spec } });

describe('accepts', () => {
  test.each<[string, KubernetesObject[]]>([
    ['apps that fill the quota to the last bit, their rollout included', [quota({ 'requests.cpu': '400m', pods: '4' }), app('100m', 3)]],
    ['decimal fractions that add up to the quota', [quota({ 'limits.cpu': '0.4' }), app('0.1', 3)]],
    ['an app without replicas', [quota({ 'requests.cpu': '0' }), app('100m', 0)]],
    ['an app that is recreated, not rolled', [quota({ 'requests.cpu': '100m' }), app('100m', 1, { strategy: { type: 'Recreate' } })]],
    ['apps of a namespace without a quota', [app('100', 3)]],
    ['a quota of some pods only', [quota({ pods: '0' }, { scopeSelector: { matchExpressions: [] } }), app('100m', 3)]],
    ['counts of other objects', [quota({ services: '0', 'count/jobs.batch': '0' }), app('100m', 3)]],
    ['a quota of another namespace', [{ ...quota({ pods: '1' }), metadata: { name: 'quota', namespace: 'bank' } }, app('100m', 3)]],
  ])('%s', (_what, objects) => {
    expect(found(quotaFits, objects)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each<[string, KubernetesObject[], string, string]>([
    [
      'no room for a rollout',
      [quota({ 'requests.cpu': '300m' }), app('100m', 3)],
      'requests.cpu',
      'the apps need 0.4 of requests.cpu, 0.1 of it for a rollout, expected at most 300m',
    ],
    [
      'too many pods',
      [quota({ pods: '5' }), app('1m', 3), app('1m', 2, {}, 'redis')],
      'pods',
      'the apps need 6 of pods, 1 of it for a rollout, expected at most 5',
    ],
    [
      'the short name of a request',
      [quota({ cpu: '1' }), app('1', 1)],
      'cpu',
      'the apps need 2 of cpu, 1 of it for a rollout, expected at most 1',
    ],
    [
      'memory',
      [
        quota({ 'limits.memory': '1Gi' }),
        app('1m', 1, { strategy: { type: 'Recreate' }, ...template({ containers: [asks('1m', '1536Mi')] }) }),
      ],
      'limits.memory',
      'the apps need 1.5Gi of limits.memory, expected at most 1Gi',
    ],
    [
      'a rollout by share, rounded up',
      [quota({ pods: '4' }), app('1m', 4, { strategy: {} })],
      'pods',
      'the apps need 5 of pods, 1 of it for a rollout, expected at most 4',
    ],
    [
      'an init container that asks for more than the others together',
      [
        quota({ 'requests.cpu': '1' }),
        app('1m', 1, { strategy: { type: 'Recreate' }, ...template({ initContainers: [asks('2')], containers: [asks('500m')] }) }),
      ],
      'requests.cpu',
      'the apps need 2 of requests.cpu, expected at most 1',
    ],
    [
      'a sidecar beside the app',
      [
        quota({ 'requests.cpu': '1' }),
        app('1m', 1, {
          strategy: { type: 'Recreate' },
          ...template({ initContainers: [{ ...asks('600m'), restartPolicy: 'Always' }], containers: [asks('500m')] }),
        }),
      ],
      'requests.cpu',
      'the apps need 1.1 of requests.cpu, expected at most 1',
    ],
    [
      'as many pods as an autoscaler may ask for',
      [
        quota({ pods: '10' }),
        app('1m', 3),
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart', {
          spec: { maxReplicas: 10, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' } },
        }),
      ],
      'pods',
      'the apps need 11 of pods, 1 of it for a rollout, expected at most 10',
    ],
    [
      'a bare pod',
      [quota({ pods: '0' }), object('v1', 'Pod', 'once', { spec: {} })],
      'pods',
      'the apps need 1 of pods, expected at most 0',
    ],
    [
      'replicas that are not stated',
      [quota({ pods: '0' }), object('apps/v1', 'StatefulSet', 'db', { spec: { template: { spec: {} } } })],
      'pods',
      'the apps need 1 of pods, expected at most 0',
    ],
  ])('%s', (_what, objects, key, message) => {
    expect(found(quotaFits, objects)).toEqual([['0', `/spec/hard/${key}`, message]]);
  });
});
