import { pointerKey } from '../../analysis/manifest';
import { ingressAnnotations } from '../../rules/ingress-annotations';
import { judges, object } from './given';

const NGINX = 'nginx.ingress.kubernetes.io/';
const ingress = (annotations: unknown, apiVersion = 'networking.k8s.io/v1') =>
  object(apiVersion, 'Ingress', 'cart', { metadata: { name: 'cart', namespace: 'shop', annotations } });
const one = (name: string, value: unknown) => ingress({ [`${NGINX}${name}`]: value });
const at = (key: string) => `/metadata/annotations/${pointerKey(key)}`;
const said = (name: string, problem: string) => [at(`${NGINX}${name}`), `the annotation '${NGINX}${name}' ${problem}`] as const;
const WRITES = 'writes into the configuration of the ingress controller, expected none';
const PLAIN = `is 'false', so the hosts are served without TLS, too`;
const controller = (value: unknown) =>
  object('v1', 'ConfigMap', 'ingress-nginx-controller', { data: { 'allow-snippet-annotations': value } });
const characters = (value: string) => `has characters that end a value in the configuration of nginx: ${value}`;

judges(ingressAnnotations, {
  accepts: [
    ['no annotations', ingress(undefined)],
    ['annotations that are a list', ingress(['nginx.ingress.kubernetes.io/server-snippet'])],
    ['an annotation that changes nothing of others', one('proxy-body-size', '8m')],
    ['a login elsewhere', one('auth-url', 'https://login.example.com/auth?host=$host&id=$request_id')],
    ['names of client certificates', one('auth-tls-match-cn', '^CN=(cart|web-[a-z]{2,3})$')],
    ['a redirect to a page', one('permanent-redirect', 'https://example.com/#/cart')],
    ['a redirect to HTTPS', one('ssl-redirect', 'true')],
    [
      'no redirect of the one kind, and one of the other',
      ingress({ [`${NGINX}ssl-redirect`]: 'false', [`${NGINX}force-ssl-redirect`]: 'true' }),
    ],
    ['an annotation of nobody', ingress({ 'example.com/server-snippet': 'return 200;' })],
    ['an Ingress of another group', ingress({ [`${NGINX}server-snippet`]: 'return 200;' }, 'example.com/v1')],
    ['a controller that takes no snippets', controller('false')],
  ],
  refuses: [
    {
      what: 'a snippet of a server',
      given: one('server-snippet', 'return 200;'),
      finds: [said('server-snippet', WRITES)],
      absent: 'accepted',
    },
    {
      what: 'a snippet of a location',
      given: one('configuration-snippet', 'return 200;'),
      finds: [said('configuration-snippet', WRITES)],
      absent: 'accepted',
    },
    { what: 'an empty snippet', given: one('auth-snippet', null), finds: [said('auth-snippet', WRITES)], absent: 'accepted' },
    {
      what: 'a snippet of another controller',
      given: ingress({ 'nginx.org/location-snippets': 'return 200;' }),
      finds: [[at('nginx.org/location-snippets'), `the annotation 'nginx.org/location-snippets' ${WRITES}`]],
      absent: 'accepted',
    },
    {
      what: 'a mirror',
      given: one('mirror-target', 'https://test.example.com$request_uri'),
      finds: [said('mirror-target', 'sends a copy of each request elsewhere, expected none')],
      absent: 'accepted',
    },
    {
      what: 'a login with a semicolon',
      given: one('auth-url', 'http://a;load_module x'),
      finds: [said('auth-url', characters('"http://a;load_module x"'))],
      absent: 'accepted',
    },
    {
      what: 'a login with a line break',
      given: one('auth-url', 'http://a\nx'),
      finds: [said('auth-url', characters('"http://a\\nx"'))],
      absent: 'accepted',
    },
    {
      what: 'a certificate name that closes a block',
      given: one('auth-tls-match-cn', 'CN=a }'),
      finds: [said('auth-tls-match-cn', characters('"CN=a }"'))],
      absent: 'accepted',
    },
    { what: 'no redirect to HTTPS', given: one('ssl-redirect', 'false'), finds: [said('ssl-redirect', PLAIN)], absent: 'accepted' },
    {
      what: 'two of them',
      given: ingress({ [`${NGINX}ssl-redirect`]: 'false', [`${NGINX}server-snippet`]: 'x' }, 'extensions/v1beta1'),
      finds: [said('ssl-redirect', PLAIN), said('server-snippet', WRITES)],
      absent: 'accepted',
    },
    {
      what: 'a controller that takes snippets',
      given: controller('true'),
      finds: [
        ['/data/allow-snippet-annotations', `the ingress controller takes snippets of configuration from every tenant, expected 'false'`],
      ],
      absent: 'accepted',
    },
  ],
});
