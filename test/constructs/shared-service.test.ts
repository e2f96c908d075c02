import { SecureApp, SharedService, TenantNamespace } from '../../constructs';
import { at, IMAGE, objectOf, synthesize } from './harness';

const objects = synthesize((platform) => {
  const shop = new TenantNamespace(platform, 'shop');
  const version = (name: string) =>
    new SecureApp(shop, `reviews-${name}`, {
      image: IMAGE,
      app: 'reviews',
      version: name,
      ports: { http: { port: 9080, servicePort: 80 } },
      service: 'none',
    });
  const apps = [version('v1'), version('v2')];
  new SharedService(shop, 'reviews', { apps });
  const page = new SecureApp(shop, 'page', { image: IMAGE });
  for (const app of apps) page.connections.allowTo(app);
});

test('one Service stands in front of all versions', () => {
  expect(objectOf(objects, 'Service', 'reviews')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'reviews',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/managed-by': 'palisade',
        'app.kubernetes.io/name': 'reviews',
        'app.kubernetes.io/part-of': 'shop',
      },
    },
    spec: {
      type: 'ClusterIP',
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
      selector: { 'app.kubernetes.io/name': 'reviews' },
    },
  });
  expect(objects.filter(({ kind }) => kind === 'Service')).toHaveLength(1);
});

test('the versions carry the label that the Service selects, and each its own', () => {
  for (const version of ['v1', 'v2']) {
    expect(at(objectOf(objects, 'Deployment', `reviews-${version}`), 'spec template metadata labels')).toMatchObject({
      'app.kubernetes.io/instance': `reviews-${version}`,
      'app.kubernetes.io/name': 'reviews',
      'app.kubernetes.io/version': version,
    });
  }
});

test('policies still select each version by itself', () => {
  expect(at(objectOf(objects, 'NetworkPolicy', 'page'), 'spec egress')).toEqual([
    {
      to: ['v1', 'v2'].map((version) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/instance': `reviews-${version}` } } })),
      ports: [{ port: 9080, protocol: 'TCP' }],
    },
  ]);
});
