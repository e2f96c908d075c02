import { SecureApp, type SecureAppProps, SharedService, TenantNamespace } from '../../../constructs';
import { IMAGE, refusal } from '../harness';

const version = (shop: TenantNamespace, name: string, props: Partial<SecureAppProps> = {}) =>
  new SecureApp(shop, name, { image: IMAGE, app: 'reviews', ports: { http: 9080 }, service: 'none', ...props });

const refused = (define: (shop: TenantNamespace, bank: TenantNamespace) => readonly SecureApp[], id = 'reviews') =>
  refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    const apps = define(shop, new TenantNamespace(platform, 'bank'));
    new SharedService(shop, id, { apps });
  });

test.each<[string, (shop: TenantNamespace, bank: TenantNamespace) => readonly SecureApp[], readonly string[]]>([
  ['no apps', () => [], ['a SharedService must stand in front of at least one app, got none']],
  [
    'apps of two namespaces',
    (shop, bank) => [version(shop, 'v1'), version(bank, 'v2')],
    ['a SharedService selects in one namespace, got shop and bank'],
  ],
  [
    'apps that are different things',
    (shop) => [version(shop, 'v1'), version(shop, 'v2', { app: 'ratings' })],
    ["the apps must be versions of one: give 'v1' and 'v2' the same app, got 'reviews' and 'ratings'"],
  ],
  [
    'apps with different ports',
    (shop) => [version(shop, 'v1'), version(shop, 'v2', { ports: { http: 9081 } })],
    ["the apps must have equal ports: those of 'v1' and 'v2' differ"],
  ],
  ['apps without ports', (shop) => [version(shop, 'v1', { ports: {} })], ["'v1' has no ports, so there is nothing to serve"]],
  [
    'to leave out an app that it would select',
    (shop) => {
      version(shop, 'v3');
      return [version(shop, 'v1'), version(shop, 'v2')];
    },
    ["the Service would also select 'v3', which is 'reviews' too: list it, or give it another app"],
  ],
])('a shared Service refuses %s', (_, define, problems) => {
  expect(refused(define)).toEqual(problems.map((problem) => `[shop/reviews] ${problem}`));
});

test('a shared Service refuses a name that no Service can have', () => {
  expect(refused((shop) => [version(shop, 'v1')], '1reviews')).toEqual([
    "[shop/1reviews] the name of a Service must start with a letter, as a Service is named after it, got '1reviews'",
  ]);
});

test('an app that is defined after its Service and would be selected is refused too', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    new SharedService(shop, 'reviews', { apps: [version(shop, 'v1')] });
    version(shop, 'v2');
  });
  expect(problems).toEqual(["[shop/reviews] the Service would also select 'v2', which is 'reviews' too: list it, or give it another app"]);
});
