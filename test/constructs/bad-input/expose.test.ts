import { type ExposeProps, existing, type SecureAppProps } from '../../../constructs';
import { cart, refusal, synthesize } from '../harness';

const FINE: ExposeProps = { host: 'shop.example.com', tlsSecret: 'shop-tls' };
const HOST = 'the host to expose must be a lower-case DNS name without wildcards';

const exposed =
  (expose: object, app: Partial<SecureAppProps> = {}) =>
  (platform: Parameters<typeof cart>[0]) => {
    const shop = cart(platform, app);
    existing(shop, { kind: 'Secret', name: 'shop-tls' });
    shop.expose({ ...FINE, ...expose });
  };

test('an app with one TCP port is published', () => {
  expect(synthesize(exposed({})).map(({ kind }) => kind)).toContain('Ingress');
});

test.each<[string, object, Partial<SecureAppProps>, string]>([
  ['a wildcard', { host: '*.example.com' }, {}, `${HOST}, got '*.example.com'`],
  ['a host without a dot', { host: 'localhost' }, {}, `${HOST}, got 'localhost'`],
  ['a host in capitals', { host: 'Shop.example.com' }, {}, `${HOST}, got 'Shop.example.com'`],
  ['a host with a scheme', { host: 'https://shop.example.com' }, {}, `${HOST}, got 'https://shop.example.com'`],
  ['an empty host', { host: '' }, {}, `${HOST}, got ''`],
  ['a path without its slash', { path: 'cart' }, {}, "the path to expose must start with '/', got 'cart'"],
  ['a Secret in capitals', { tlsSecret: 'TLS' }, {}, "tlsSecret must be a DNS subdomain of at most 253 characters, got 'TLS'"],
  ['a port that is not there', { port: 'web' }, {}, "expose must name one of the TCP ports http, got 'web'"],
  [
    'several ports of which none is named',
    {},
    { ports: { http: 8080, admin: 9090 } },
    'expose must name one of the TCP ports http, admin, got nothing',
  ],
  [
    'an app that listens to UDP only',
    {},
    { ports: { dns: { port: 5353, protocol: 'UDP' } } },
    'expose must name one of the TCP ports (there are none), got nothing',
  ],
  ['an app without a Service', {}, { service: 'none' }, 'expose needs a Service in front of the app, which has none'],
])('expose refuses %s', (_, expose, app, problem) => {
  expect(refusal(exposed(expose, app))).toEqual([`[shop/cart] ${problem}`]);
});

test('expose refuses an app without ports, and says all that is missing', () => {
  expect(refusal(exposed({}, { ports: {} }))).toEqual([
    '[shop/cart] expose must name one of the TCP ports (there are none), got nothing',
    '[shop/cart] expose needs a Service in front of the app, which has none',
  ]);
});

test('a certificate that nobody writes is refused', () => {
  expect(refusal((platform) => cart(platform).expose(FINE))).toEqual([
    "[shop/cart/ingress-shop.example.com] reference-exists: Ingress.networking.k8s.io shop/cart-shop-example-com: the Secret 'shop-tls' is neither in the output nor declared as existing (at /spec/tls/0/secretName)\n    fix: write the object too, mend the name, or declare it with existing(…) if somebody else creates it",
  ]);
});
