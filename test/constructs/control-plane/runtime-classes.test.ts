import { NodePool, SecureApp, TenantNamespace } from '../../../constructs';
import { IMAGE, refusal } from '../harness';
import { type Loose, refused } from './harness';
import { objectsOf } from './objects';

const AT = '[control-plane] ';
const classes = { gvisor: { handler: 'runsc', overhead: { cpu: '50m', memory: '64Mi' }, pool: NodePool.shared('sandboxes') } };
const quota = { cpu: '4', memory: '4Gi', ephemeralStorage: '4Gi', pods: 5 };

test('a runtime is written with what its pods need and where it is', () => {
  expect(objectsOf({ runtimeClasses: classes }).find(({ kind }) => kind === 'RuntimeClass')).toEqual({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'gvisor', labels: { 'app.kubernetes.io/managed-by': 'palisade', 'app.kubernetes.io/part-of': 'control-plane' } },
    handler: 'runsc',
    overhead: { podFixed: { cpu: '50m', memory: '64Mi' } },
    scheduling: { nodeSelector: { 'node-restriction.kubernetes.io/pool': 'sandboxes' } },
  });
});

test('an app may name it, which is refused without', () => {
  const define = (platform: ConstructorParameters<typeof TenantNamespace>[0]) => {
    const shop = new TenantNamespace(platform, 'shop', { quota, contact: 'shop@example.com' });
    new SecureApp(shop, 'cart', { image: IMAGE, runtimeClass: 'gvisor' });
  };
  expect(objectsOf({ runtimeClasses: { gvisor: { handler: 'runsc' } } }, {}, define).map(({ kind }) => kind)).toContain('RuntimeClass');
  expect(refusal(define).join('\n')).toMatch(/RuntimeClass/);
});

test.each<readonly [string, Loose, string]>([
  [
    'a runtime without a handler',
    { runtimeClasses: { a: {} } },
    "runtimeClasses.a.handler must be a handler of the container runtime such as 'runsc', got nothing",
  ],
  [
    'a name that cannot be',
    { runtimeClasses: { A: { handler: 'a' } } },
    "the name of a runtime class must be a DNS subdomain of at most 253 characters, got 'A'",
  ],
  [
    'an overhead that is no amount',
    { runtimeClasses: { a: { handler: 'a', overhead: { cpu: 'much' } } } },
    "runtimeClasses.a.overhead.cpu must be a quantity such as '500m' or '64Mi', got 'much'",
  ],
  [
    'the nodes of a tenant',
    { runtimeClasses: { a: { handler: 'a', pool: NodePool.dedicated('shop') } } },
    "runtimeClasses.a.pool must be shared: whoever names the class runs on its nodes, got that of the tenant 'shop'",
  ],
  [
    'nodes by name',
    { runtimeClasses: { a: { handler: 'a', pool: 'general' } } },
    "runtimeClasses.a.pool must be a NodePool, got 'general'",
  ],
  ['a runtime that is null', { runtimeClasses: { a: null } }, 'runtimeClasses.a must be an object of options, got null'],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});
