import { demandOf, scaleOf } from '../../../analysis/workloads/demand';

const using = (cpu: string | undefined, more: object = {}) => ({ resources: { requests: { cpu }, limits: { cpu } }, ...more });
const sidecar = (cpu: string) => using(cpu, { restartPolicy: 'Always' });
const demand = (spec: object) => Object.fromEntries(demandOf({ metadata: {}, spec, pointer: '' }));

test.each([
  ['no containers', {}, 0],
  ['one container', { containers: [using('1')] }, 1],
  ['containers, together', { containers: [using('1'), using('2')] }, 3],
  ['a small init container, which has ended', { initContainers: [using('1')], containers: [using('2')] }, 2],
  ['a large init container, while it runs', { initContainers: [using('3')], containers: [using('2')] }, 3],
  ['the largest of several init containers', { initContainers: [using('3'), using('4'), using('1')], containers: [using('2')] }, 4],
  ['a sidecar, next to the containers', { initContainers: [sidecar('1')], containers: [using('2')] }, 3],
  ['an init container next to the sidecars before it', { initContainers: [sidecar('1'), using('3')], containers: [using('2')] }, 4],
  ['an init container without the sidecars after it', { initContainers: [using('3'), sidecar('1')], containers: [using('1')] }, 3],
  ['a container that says nothing', { containers: [using('1'), {}] }, 1],
])('a pod asks for %s', (_what, spec, cpu) => {
  expect(demand(spec)).toMatchObject({ pods: 1, 'requests.cpu': cpu, 'limits.cpu': cpu });
});

test('a pod asks for each resource by itself', () => {
  const resources = {
    requests: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '200m', memory: '128Mi', 'ephemeral-storage': '2Gi' },
  };
  expect(demand({ containers: [{ resources }] })).toEqual({
    pods: 1,
    'requests.cpu': 0.1,
    'requests.memory': 64 * 2 ** 20,
    'requests.ephemeral-storage': 2 ** 30,
    'limits.cpu': 0.2,
    'limits.memory': 128 * 2 ** 20,
    'limits.ephemeral-storage': 2 ** 31,
  });
});

test('a limit without a request is a request too, as the API server fills it in', () => {
  expect(demand({ containers: [{ resources: { limits: { cpu: '2' } } }] })).toMatchObject({ 'requests.cpu': 2, 'limits.cpu': 2 });
});

const workload = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'x' }, spec });
const rolling = (maxSurge: unknown) => ({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge } } });

test.each([
  ['v1', 'Pod', {}, { pods: 1, surge: 0 }],
  ['apps/v1', 'Deployment', {}, { pods: 1, surge: 1 }],
  ['apps/v1', 'Deployment', { replicas: 8 }, { pods: 8, surge: 2 }],
  ['apps/v1', 'Deployment', { replicas: 5 }, { pods: 5, surge: 2 }],
  ['apps/v1', 'Deployment', { replicas: 0 }, { pods: 0, surge: 0 }],
  ['apps/v1', 'Deployment', { replicas: 3, ...rolling(1) }, { pods: 3, surge: 1 }],
  ['apps/v1', 'Deployment', { replicas: 3, ...rolling(0) }, { pods: 3, surge: 0 }],
  ['apps/v1', 'Deployment', { replicas: 3, ...rolling('50%') }, { pods: 3, surge: 2 }],
  ['apps/v1', 'Deployment', { replicas: 3, strategy: { type: 'Recreate' } }, { pods: 3, surge: 0 }],
  ['apps/v1', 'StatefulSet', { replicas: 3 }, { pods: 3, surge: 0 }],
  ['apps/v1', 'ReplicaSet', {}, { pods: 1, surge: 0 }],
  ['apps/v1', 'DaemonSet', {}, undefined],
  ['batch/v1', 'Job', { parallelism: 3 }, undefined],
  ['v1', 'ConfigMap', { replicas: 3 }, undefined],
  ['example.com/v1', 'Deployment', { replicas: 3 }, undefined],
])('%s %s of %j has %j', (apiVersion, kind, spec, scale) => {
  expect(scaleOf(workload(apiVersion, kind, spec))).toEqual(scale);
});

test('a surge is of the pods that there are, whatever the replicas say', () => {
  expect(scaleOf(workload('apps/v1', 'Deployment', { replicas: 1 }), 10)).toEqual({ pods: 10, surge: 3 });
});

test.each([['many'], [null], [{}], ['-1%'], [[]]])('a surge of %j adds what the API server would make of it', (maxSurge) => {
  expect(scaleOf(workload('apps/v1', 'Deployment', { replicas: 4, ...rolling(maxSurge) }))).toEqual({
    pods: 4,
    surge: maxSurge === null ? 1 : 0,
  });
});
