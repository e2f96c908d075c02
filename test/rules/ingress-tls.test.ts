import { ingressTls } from '../../rules/ingress-tls';
import { judges, object } from './given';

const ingress = (spec: unknown, apiVersion = 'networking.k8s.io/v1') => object(apiVersion, 'Ingress', 'cart', { spec });
const hosts = (...names: unknown[]) => names.map((host) => ({ host }));
const covering = (tls: unknown[], ...names: unknown[]) =>
  ingress({ tls: tls.map((list) => ({ hosts: list, secretName: 'cart-tls' })), rules: hosts(...names) });
const NONE = 'the Ingress has no tls, expected an entry for each of its hosts';
const uncovered = (host: string) => `the host '${host}' is in no entry of tls`;
const HOST = '/spec/rules/0/host';
const NO_SECRET = 'the entry names no Secret, so the certificate is the one of the controller';
const NO_HOSTS = 'the entry names no hosts, expected those of the rules';
const rules = hosts('cart.example.com');
const entry = { hosts: ['cart.example.com'], secretName: 'cart-tls' };

judges(ingressTls, {
  accepts: [
    ['a host with TLS', covering([['cart.example.com']], 'cart.example.com')],
    ['hosts in two entries', covering([['cart.example.com'], ['web.example.com']], 'cart.example.com', 'web.example.com')],
    ['a host that a wildcard covers', covering([['*.example.com']], 'cart.example.com')],
    ['a wildcard that is listed', covering([['*.example.com']], '*.example.com')],
    ['an entry without hosts, where the rules have none', ingress({ tls: [{ secretName: 'cart-tls' }], rules: hosts(undefined, '') })],
    ['an entry without hosts, for a default backend', ingress({ tls: [{ secretName: 'cart-tls' }], defaultBackend: {} })],
    ['a rule without a host, which another rule judges', covering([['cart.example.com']], undefined, '', 7)],
    ['an Ingress of another group', ingress({ rules: hosts('cart.example.com') }, 'example.com/v1')],
  ],
  refuses: [
    { what: 'no TLS', given: ingress({ rules: hosts('cart.example.com') }), finds: [['/spec/tls', NONE]], absent: 'itself' },
    { what: 'an empty list', given: covering([], 'cart.example.com'), finds: [['/spec/tls', NONE]], absent: [NONE] },
    { what: 'a null', given: ingress({ tls: null, defaultBackend: {} }), finds: [['/spec/tls', NONE]], absent: [NONE] },
    {
      what: 'no TLS in an old API',
      given: ingress({ rules: hosts('cart.example.com') }, 'extensions/v1beta1'),
      finds: [['/spec/tls', NONE]],
      absent: 'itself',
    },
    {
      what: 'another host with TLS',
      given: covering([['web.example.com']], 'cart.example.com'),
      finds: [[HOST, uncovered('cart.example.com')]],
      absent: 'accepted',
    },
    {
      what: 'the second host without',
      given: covering([['cart.example.com']], 'cart.example.com', 'web.example.com'),
      finds: [['/spec/rules/1/host', uncovered('web.example.com')]],
      absent: 'accepted',
    },
    {
      what: 'a host two labels below a wildcard',
      given: covering([['*.example.com']], 'cart.eu.example.com'),
      finds: [[HOST, uncovered('cart.eu.example.com')]],
      absent: 'accepted',
    },
    {
      what: 'the domain of a wildcard itself',
      given: covering([['*.example.com']], 'example.com'),
      finds: [[HOST, uncovered('example.com')]],
      absent: 'accepted',
    },
    {
      what: 'no Secret',
      given: ingress({ tls: [{ hosts: ['cart.example.com'] }], rules }),
      finds: [['/spec/tls/0/secretName', NO_SECRET]],
      absent: 'itself',
    },
    {
      what: 'a Secret without a name',
      given: ingress({ tls: [{ ...entry, secretName: '' }], rules }),
      finds: [['/spec/tls/0/secretName', NO_SECRET]],
      absent: [NO_SECRET],
    },
    {
      what: 'a Secret that is null, in the second entry',
      given: ingress({ tls: [entry, { hosts: ['web.example.com'], secretName: null }], rules }),
      finds: [['/spec/tls/1/secretName', NO_SECRET]],
      absent: [NO_SECRET],
    },
    {
      what: 'a Secret that is no name',
      given: ingress({ tls: [{ ...entry, secretName: 7 }], rules }),
      finds: [['/spec/tls/0/secretName', NO_SECRET]],
      absent: [NO_SECRET],
    },
    {
      what: 'no hosts where a rule has one; whether they are covered is not known then',
      given: ingress({ tls: [{ secretName: 'cart-tls' }], rules: hosts('', 'cart.example.com') }),
      finds: [['/spec/tls/0/hosts', NO_HOSTS]],
      absent: 'itself',
    },
    {
      what: 'an empty list of hosts, in the second entry',
      given: ingress({ tls: [entry, { ...entry, hosts: [] }], rules: hosts('cart.example.com', 'web.example.com') }),
      finds: [['/spec/tls/1/hosts', NO_HOSTS]],
      absent: [NO_HOSTS],
    },
    {
      what: 'hosts that are null',
      given: ingress({ tls: [{ ...entry, hosts: null }], rules }),
      finds: [['/spec/tls/0/hosts', NO_HOSTS]],
      absent: [NO_HOSTS],
    },
    {
      what: 'neither hosts nor a Secret',
      given: ingress({ tls: [{}], rules }),
      finds: [
        ['/spec/tls/0/secretName', NO_SECRET],
        ['/spec/tls/0/hosts', NO_HOSTS],
      ],
      absent: 'itself',
    },
    {
      what: 'an entry that is null, for a default backend',
      given: ingress({ tls: [null], defaultBackend: {} }),
      finds: [['/spec/tls/0/secretName', NO_SECRET]],
      absent: 'itself',
    },
  ],
});
