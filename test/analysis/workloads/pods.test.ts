import { containersOf, podOf } from '../../../analysis/workloads/pods';

const metadata = { labels: { app: 'cart' } };
const spec = { containers: [{ name: 'cart' }] };
const object = (apiVersion: string, kind: string, fields: object) => ({ apiVersion, kind, metadata: { name: 'cart' }, ...fields });

describe('the pod of', () => {
  test.each([
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'ReplicaSet'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1beta1', 'Deployment'],
    ['apps/v1beta2', 'StatefulSet'],
    ['extensions/v1beta1', 'DaemonSet'],
    ['extensions/v1beta1', 'Deployment'],
    ['extensions/v1beta1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
    ['v1', 'ReplicationController'],
  ])('%s %s', (apiVersion, kind) => {
    const given = object(apiVersion, kind, { spec: { template: { metadata, spec } } });
    expect(podOf(given)).toEqual({ metadata, spec, pointer: '/spec/template/spec' });
  });

  test.each(['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'])('a CronJob of %s', (apiVersion) => {
    const given = object(apiVersion, 'CronJob', { spec: { jobTemplate: { spec: { template: { metadata, spec } } } } });
    expect(podOf(given)).toEqual({ metadata, spec, pointer: '/spec/jobTemplate/spec/template/spec' });
  });

  test('a PodTemplate', () => {
    expect(podOf(object('v1', 'PodTemplate', { template: { metadata, spec } }))).toEqual({ metadata, spec, pointer: '/template/spec' });
  });

  test('a Pod', () => {
    const given = { apiVersion: 'v1', kind: 'Pod', metadata, spec };
    expect(podOf(given)).toEqual({ metadata, spec, pointer: '/spec' });
  });

  test.each([
    ['no spec', {}],
    ['no template', { spec: {} }],
    ['an empty template', { spec: { template: {} } }],
  ])('a Deployment with %s has nothing in it', (_what, fields) => {
    expect(podOf(object('apps/v1', 'Deployment', fields))).toEqual({ metadata: {}, spec: {}, pointer: '/spec/template/spec' });
  });

  test.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Deployment'],
    ['apps/v1', 'Pod'],
    ['extensions/v1beta1', 'Job'],
    ['serving.example.com/v1', 'Deployment'],
    ['v1', 'constructor'],
  ])('%s %s is none', (apiVersion, kind) => {
    expect(podOf(object(apiVersion, kind, { spec: { template: { spec } } }))).toBeUndefined();
  });

  test('two objects of one kind are two pods', () => {
    const other = { containers: [{ name: 'other' }] };
    const pods = [spec, other].map((each) => podOf(object('apps/v1', 'Deployment', { spec: { template: { spec: each } } }))?.spec);
    expect(pods).toEqual([spec, other]);
  });
});

describe('the containers of a pod', () => {
  const named = (pod: object) =>
    containersOf({ metadata: {}, spec: pod, pointer: '/spec/template/spec' }).map(({ name, pointer }) => `${name} ${pointer}`);

  test('are init containers and sidecars, then containers, then ephemeral ones', () => {
    const pod = {
      ephemeralContainers: [{ name: 'debug' }],
      containers: [{ name: 'cart' }, { name: 'proxy' }],
      initContainers: [{ name: 'migrate' }, { name: 'mesh', restartPolicy: 'Always' }],
    };
    expect(named(pod)).toEqual([
      'migrate /spec/template/spec/initContainers/0',
      'mesh /spec/template/spec/initContainers/1',
      'cart /spec/template/spec/containers/0',
      'proxy /spec/template/spec/containers/1',
      'debug /spec/template/spec/ephemeralContainers/0',
    ]);
  });

  test.each([
    ['no lists', {}],
    ['empty lists', { initContainers: [], containers: [] }],
    ['lists that are none', { initContainers: null, containers: {} }],
  ])('are none with %s', (_what, pod) => {
    expect(named(pod)).toEqual([]);
  });

  test('are called by their place when they have no name', () => {
    expect(named({ containers: [{ name: 'cart' }, {}, null] })).toEqual([
      'cart /spec/template/spec/containers/0',
      '1 /spec/template/spec/containers/1',
      '2 /spec/template/spec/containers/2',
    ]);
  });
});
