import { ControlPlane, type KubernetesVersion, Platform, TenantNamespace } from '../../../constructs';
import { inDirectory, readObjects, TODAY } from '../harness';
import { ENDPOINT, type Loose, MEMBERS, refused } from './harness';
import { objectsOf } from './objects';

const AT = '[control-plane] ';
const quota = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi', pods: 5 };
const tenants = (platform: Platform) => {
  new TenantNamespace(platform, 'shop', { quota });
  new TenantNamespace(platform, 'books-prod', { tenant: 'books', quota });
  new TenantNamespace(platform, 'books-dev', { tenant: 'books', quota });
};

test.each<readonly [KubernetesVersion, string]>([
  ['1.28', 'flowcontrol.apiserver.k8s.io/v1beta3'],
  ['1.29', 'flowcontrol.apiserver.k8s.io/v1'],
  ['1.37', 'flowcontrol.apiserver.k8s.io/v1'],
])('in %s, tenants share a level of %s', (kubernetesVersion, apiVersion) => {
  const labels = { 'app.kubernetes.io/managed-by': 'palisade', 'app.kubernetes.io/part-of': 'control-plane' };
  expect(objectsOf({}, { kubernetesVersion })).toEqual([
    {
      apiVersion,
      kind: 'PriorityLevelConfiguration',
      metadata: { name: 'palisade-tenants', labels },
      spec: {
        type: 'Limited',
        limited: {
          nominalConcurrencyShares: 100,
          lendablePercent: 50,
          borrowingLimitPercent: 100,
          limitResponse: { type: 'Queue', queuing: { queues: 128, handSize: 6, queueLengthLimit: 50 } },
        },
      },
    },
  ]);
});

const flows = (...namespaces: readonly string[]) => ({
  matchingPrecedence: 5000,
  priorityLevelConfiguration: { name: 'palisade-tenants' },
  rules: [
    {
      subjects: namespaces.map((namespace) => ({ kind: 'ServiceAccount', serviceAccount: { namespace, name: '*' } })),
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] }],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    },
  ],
});

test('each tenant is one flow, with all its namespaces, whenever it is defined', () => {
  const written = objectsOf({}, {}, tenants).filter(({ kind }) => kind === 'FlowSchema');
  expect(written.map(({ metadata: { name }, spec }: { metadata: { name: string }; spec?: unknown }) => [name, spec])).toEqual([
    ['palisade-tenant-books', flows('books-dev', 'books-prod')],
    ['palisade-tenant-shop', flows('shop')],
  ]);
});

test('a tenant that comes between two syntheses is added, and none is written twice', () => {
  const names = inDirectory((outdir) => {
    const platform = new Platform({ outdir, today: TODAY });
    new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS });
    tenants(platform);
    platform.synth();
    new TenantNamespace(platform, 'late', { quota });
    platform.synth();
    return readObjects(outdir).flatMap(({ kind, metadata }) => (kind === 'FlowSchema' ? [metadata.name] : []));
  });
  expect(names).toEqual(['palisade-tenant-books', 'palisade-tenant-shop', 'palisade-tenant-late']);
});

test.each<readonly [string, Loose, string]>([
  ['no shares', { fairness: { shares: 0 } }, 'fairness.shares must be a whole number from 1 to 1000, got 0'],
  ['more than all', { fairness: { lendablePercent: 101 } }, 'fairness.lendablePercent must be a whole number from 0 to 100, got 101'],
  ['a hand larger than the deck', { fairness: { queues: 4, handSize: 5 } }, 'fairness.handSize must be a whole number from 1 to 4, got 5'],
  [
    'a hand that no hash deals',
    { fairness: { handSize: 10 } },
    'fairness.handSize must be smaller: to draw 10 of 128 queues takes 70 bits, and there are 60',
  ],
  ['no queues', { fairness: { queues: 1 } }, 'fairness.queues must be a whole number from 2 to 1024, got 1'],
  [
    'an exemption',
    { fairness: { type: 'Exempt' } },
    "fairness has no property 'type', expected some of shares, lendablePercent, borrowingPercent, queues, handSize, queueLength",
  ],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});
