import { type ExemptionProps, exempt, NodePool, type Platform, SecureApp, TenantNamespace } from '../../constructs';
import { cart, IMAGE, objectOf, refusal, synthesize } from './harness';

const TAGGED = { image: 'registry.example.com/shop/cart:1.4.2' };
const ACCEPTED: ExemptionProps = {
  rule: 'image-digest',
  reason: 'the digest has not been recorded yet',
  owner: 'shop@example.com',
  expires: '2027-06-30',
};
const NO_DIGEST =
  "[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image 'registry.example.com/shop/cart:1.4.2' of container 'cart' has no digest, expected registry/name:tag@sha256:… (at /spec/template/spec/containers/0/image)\n    fix: append the digest that was reviewed: registry/name:tag@sha256:…";

/** What is said of the exemption itself, with the remedy. */
const wrong = (message: string, path = 'shop/cart') =>
  `[${path}] exemption-valid: ${message}\n    fix: complete or renew the exemption, or remove it`;

const exempted = (change: Partial<ExemptionProps>) => (platform: Platform) => exempt(cart(platform, TAGGED), { ...ACCEPTED, ...change });
const annotation = (define: (platform: Platform) => unknown, rule = 'image-digest') =>
  objectOf(synthesize(define), 'Deployment', 'cart').metadata.annotations?.[`palisade.dev/exempt.${rule}`];

test('without an exemption the finding stands', () => {
  expect(refusal((platform) => cart(platform, TAGGED))).toEqual([NO_DIGEST]);
});

test('an accepted finding is written into its object, with reason, owner and end', () => {
  expect(annotation(exempted({}))).toBe('until 2027-06-30, shop@example.com: the digest has not been recorded yet');
});

test('the ticket is written too', () => {
  expect(annotation(exempted({ ticket: 'SHOP-7' }))).toBe(
    'until 2027-06-30, shop@example.com: the digest has not been recorded yet (SHOP-7)',
  );
});

test('objects without a finding carry no exemption', () => {
  const objects = synthesize(exempted({}));
  const carrying = objects.filter(({ metadata }) => Object.keys(metadata.annotations ?? {}).some((key) => key.includes('/exempt.')));
  expect(carrying.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Deployment cart']);
});

test('an exemption does not take the place of other annotations', () => {
  const objects = synthesize(exempted({}), { contact: 'shop@example.com' });
  expect(Object.keys(objectOf(objects, 'Deployment', 'cart').metadata.annotations ?? {})).toEqual([
    'email',
    'palisade.dev/exempt.image-digest',
  ]);
});

test('an exemption counts on its last day', () => {
  expect(annotation(exempted({ expires: '2027-01-01' }))).toMatch(/^until 2027-01-01, /);
});

test.each<[string, Partial<ExemptionProps>, string]>([
  [
    'has expired',
    { expires: '2026-12-31' },
    "the exemption from 'image-digest' expired on 2026-12-31: clear the finding, or renew it with a reason",
  ],
  ['has no reason', { reason: '' }, "the exemption from 'image-digest' gives no reason, expected why the finding is acceptable"],
  ['has a blank reason', { reason: ' ' }, "the exemption from 'image-digest' gives no reason, expected why the finding is acceptable"],
  ['has no owner', { owner: '' }, "the exemption from 'image-digest' has no owner, expected who answers for it"],
  ['ends on no date', { expires: 'never' }, "the exemption from 'image-digest' expires on 'never', expected a date such as 2030-01-31"],
  [
    'ends on a day that is in no calendar',
    { expires: '2027-02-30' },
    "the exemption from 'image-digest' expires on '2027-02-30', expected a date such as 2030-01-31",
  ],
])('an exemption that %s is refused and covers nothing', (_, change, problem) => {
  expect(refusal(exempted(change))).toEqual([wrong(problem), NO_DIGEST]);
});

test('an exemption from an unknown rule is refused, with the rules that there are', () => {
  const [problem = '', ...others] = refusal(exempted({ rule: 'image-digset' }));
  expect(problem).toMatch(
    /^\[shop\/cart\] exemption-valid: the exemption names the unknown rule 'image-digset', expected one of .*\bimage-digest\b/,
  );
  expect(problem).not.toContain('object-name');
  expect(others).toEqual([NO_DIGEST]);
});

test.each([
  ['object-identity', 'rename one of the two, or put them into different namespaces'],
  ['reference-exists', 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it'],
  ['volume-exists', 'add the volume to the pod, or mend the name of the mount'],
])('nobody is exempt from %s', (rule, remediation) => {
  expect(refusal((platform) => exempt(cart(platform), { ...ACCEPTED, rule }))).toEqual([
    wrong(`the rule '${rule}' can never be exempted: ${remediation}`),
  ]);
});

test('an exemption that covers nothing is refused', () => {
  expect(refusal((platform) => exempt(cart(platform), ACCEPTED))).toEqual([
    wrong("the exemption from 'image-digest' covers no finding, remove it"),
  ]);
});

test('an exemption names all that is wrong with it at once', () => {
  expect(refusal((platform) => exempt(cart(platform), { ...ACCEPTED, reason: '', owner: '', expires: '' }))).toEqual([
    wrong("the exemption from 'image-digest' gives no reason, expected why the finding is acceptable"),
    wrong("the exemption from 'image-digest' has no owner, expected who answers for it"),
    wrong("the exemption from 'image-digest' expires on '', expected a date such as 2030-01-31"),
  ]);
});

test.each<[string, (platform: Platform) => void]>([
  [
    'before the app is defined',
    (platform) => {
      const shop = new TenantNamespace(platform, 'shop');
      exempt(shop, ACCEPTED);
      new SecureApp(shop, 'cart', TAGGED);
    },
  ],
  [
    'after the app is defined',
    (platform) => {
      const shop = new TenantNamespace(platform, 'shop');
      new SecureApp(shop, 'cart', TAGGED);
      exempt(shop, ACCEPTED);
    },
  ],
  [
    'at the platform',
    (platform) => {
      exempt(platform, ACCEPTED);
      cart(platform, TAGGED);
    },
  ],
])('an exemption may be declared %s', (_, define) => {
  expect(annotation(define)).toMatch(/^until 2027-06-30, /);
});

test('an exemption covers its construct and not those beside it', () => {
  const problems = refusal((platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    exempt(new SecureApp(shop, 'cart-2', TAGGED), ACCEPTED);
    exempt(new SecureApp(shop, 'car', TAGGED), ACCEPTED);
    new SecureApp(shop, 'cart', TAGGED);
  });
  expect(problems).toEqual([NO_DIGEST]);
});

test('of two exemptions the narrower one speaks, and the wider one must be needed elsewhere', () => {
  const both = (more: (shop: TenantNamespace) => void) => (platform: Platform) => {
    const shop = new TenantNamespace(platform, 'shop');
    exempt(shop, { ...ACCEPTED, reason: 'the wide one' });
    exempt(new SecureApp(shop, 'cart', TAGGED), { ...ACCEPTED, reason: 'the narrow one' });
    more(shop);
  };
  expect(annotation(both((shop) => new SecureApp(shop, 'other', TAGGED)))).toBe('until 2027-06-30, shop@example.com: the narrow one');
  expect(refusal(both((shop) => new SecureApp(shop, 'other', { image: IMAGE })))).toEqual([
    wrong("the exemption from 'image-digest' covers no finding, remove it", 'shop'),
  ]);
});

test('a network plugin that ignores policies can be accepted for a while', () => {
  const objects = synthesize(
    (platform) => {
      for (const rule of ['network-policy-enforced', 'tenant-network-isolated'])
        exempt(platform, { ...ACCEPTED, rule, reason: 'moves to calico' });
      new TenantNamespace(platform, 'shop');
    },
    { cni: 'flannel' },
  );
  expect(objectOf(objects, 'Namespace', 'shop').metadata.annotations?.['palisade.dev/exempt.network-policy-enforced']).toBe(
    'until 2027-06-30, shop@example.com: moves to calico',
  );
});

test.each([
  ['the tenant', true],
  ['the platform', false],
])('a broken proof can be accepted for a while, at %s', (_where, isAtTenant) => {
  const rule = 'tenant-network-isolated';
  const define = (platform: Platform, accepts: boolean) => {
    exempt(platform, { ...ACCEPTED, rule: 'network-policy-enforced', reason: 'moves to calico' });
    const shop = new TenantNamespace(platform, 'shop');
    if (accepts) exempt(isAtTenant ? shop : platform, { ...ACCEPTED, rule, reason: 'moves to calico' });
  };
  expect(refusal((platform) => define(platform, false), { cni: 'flannel' }).join('\n')).toContain(rule);
  const objects = synthesize((platform) => define(platform, true), { cni: 'flannel' });
  expect(objectOf(objects, 'Namespace', 'shop').metadata.annotations?.[`palisade.dev/exempt.${rule}`]).toMatch(/^until 2027-06-30, /);
});

test('nodes that hostile tenants get onto, as the admission plugins are off, can be accepted for a while at the tenant', () => {
  const plugins = { admissionPlugins: { PodNodeSelector: false, PodTolerationRestriction: false } };
  const define = (accepted: readonly string[]) => (platform: Platform) => {
    for (const name of ['shop', 'bank']) {
      const tenant = new TenantNamespace(platform, name, { owners: [`group:${name}`], nodes: NodePool.dedicated(name) });
      if (accepted.includes(name)) exempt(tenant, { ...ACCEPTED, rule: 'tenant-nodes-isolated', reason: 'an admission policy stops it' });
    }
  };
  const refused = refusal(define(['shop']), plugins);
  expect(refused).toEqual([
    expect.stringMatching(
      /^\[bank\/namespace\] tenant-nodes-isolated: Namespace bank: if it is hostile, 'bank' could run on nodes of 'shop': it may put pods on /,
    ),
  ]);
  synthesize(define(['shop', 'bank']), plugins);
});

test('a capability can be accepted for a while', () => {
  const define = (platform: Platform) =>
    exempt(cart(platform, { capabilities: ['NET_ADMIN'] }), { ...ACCEPTED, rule: 'pod-capabilities', reason: 'routes packets' });
  expect(annotation(define, 'pod-capabilities')).toBe('until 2027-06-30, shop@example.com: routes packets');
});
