import { gatewayTls } from '../../rules/gateway-tls';
import { judges, object } from './given';

const V1 = 'gateway.networking.k8s.io/v1';
const gateway = (...listeners: unknown[]) => object(V1, 'Gateway', 'web', { spec: { listeners } });
const http = { name: 'http', port: 80, protocol: 'HTTP' };
const https = { name: 'https', port: 443, protocol: 'HTTPS' };
const redirect = { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] };
const route = (parent: object, ...rules: unknown[]) =>
  object(V1, 'HTTPRoute', 'web', { spec: { parentRefs: [{ name: 'web', ...parent }], rules } });
const AT = '/spec/listeners/0/protocol';
const plain = `the listener 'http' is plain HTTP, expected HTTPS`;

judges(gatewayTls, {
  accepts: [
    ['a listener with TLS', gateway(https)],
    ['a listener of TLS that is passed through', gateway({ name: 'tls', protocol: 'TLS' })],
    [
      'a listener whose routes redirect',
      [gateway(http, https), route({ sectionName: 'http' }, redirect), route({ sectionName: 'https' }, {})],
    ],
    [
      'a Gateway whose routes redirect, from another namespace',
      [gateway(http), { ...route({ namespace: 'shop' }, redirect), metadata: { name: 'web', namespace: 'bank' } }],
    ],
    ['no listeners', gateway()],
    ['a Gateway of another group', { ...gateway(http), apiVersion: 'networking.istio.io/v1' }],
  ],
  refuses: [
    { what: 'plain HTTP', given: gateway(http), finds: [[AT, plain]], absent: 'accepted' },
    { what: 'plain HTTP, second', given: gateway(https, http), finds: [['/spec/listeners/1/protocol', plain]], absent: 'accepted' },
    {
      what: 'a route that does not redirect',
      given: [gateway(http), route({ sectionName: 'http' }, {})],
      finds: [[AT, plain]],
      absent: 'accepted',
    },
    {
      what: 'a route of which one rule does not redirect',
      given: [gateway(http), route({}, redirect, {})],
      finds: [[AT, plain]],
      absent: 'accepted',
    },
    {
      what: 'a redirect to another path',
      given: [gateway(http), route({}, { filters: [{ requestRedirect: { path: {} } }] })],
      finds: [[AT, plain]],
      absent: 'accepted',
    },
    { what: 'a route without rules', given: [gateway(http), route({})], finds: [[AT, plain]], absent: 'accepted' },
    {
      what: 'a second route of the whole Gateway that does not redirect',
      given: [gateway(http), route({ sectionName: 'http' }, redirect), route({}, {})],
      finds: [[AT, plain]],
      absent: 'accepted',
    },
    {
      what: 'a redirect of another Gateway',
      given: [gateway(http), route({ namespace: 'bank' }, redirect)],
      finds: [[AT, plain]],
      absent: 'accepted',
    },
  ],
});
