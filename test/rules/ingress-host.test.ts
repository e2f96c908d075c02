import { ingressHost } from '../../rules/ingress-host';
import { judges, object } from './given';

const ingress = (spec: unknown, apiVersion = 'networking.k8s.io/v1') => object(apiVersion, 'Ingress', 'cart', { spec });
const hosts = (...names: unknown[]) => ingress({ rules: names.map((host) => ({ host })) });
const NONE = 'the rule has no host, so it answers for every one, expected a full name';
const BACKEND = 'the Ingress has no rules: its backend answers for every host';
const backend = { service: { name: 'cart' } };

judges(ingressHost, {
  accepts: [
    ['full names', hosts('cart.example.com', 'web.example.com')],
    ['a default backend beside rules', ingress({ defaultBackend: backend, rules: [{ host: 'cart.example.com' }] })],
    ['nothing', ingress({})],
    ['an Ingress of another group', ingress({ rules: [{}] }, 'example.com/v1')],
  ],
  refuses: [
    { what: 'no host', given: ingress({ rules: [{ http: {} }] }), finds: [['/spec/rules/0/host', NONE]], absent: 'itself' },
    { what: 'an empty host, second', given: hosts('cart.example.com', ''), finds: [['/spec/rules/1/host', NONE]], absent: [NONE] },
    { what: 'a host that is null', given: hosts(null), finds: [['/spec/rules/0/host', NONE]], absent: [NONE] },
    {
      what: 'a wildcard',
      given: hosts('*.example.com'),
      finds: [['/spec/rules/0/host', `the rule answers for every host like '*.example.com', expected a full name`]],
      absent: [NONE],
    },
    {
      what: 'a wildcard alone',
      given: hosts('*'),
      finds: [['/spec/rules/0/host', `the rule answers for every host like '*', expected a full name`]],
      absent: [NONE],
    },
    {
      what: 'a default backend alone',
      given: ingress({ defaultBackend: backend }),
      finds: [['/spec/defaultBackend', BACKEND]],
      absent: 'accepted',
    },
    {
      what: 'a default backend of an old API',
      given: ingress({ backend, rules: [] }, 'extensions/v1beta1'),
      finds: [['/spec/backend', BACKEND]],
      absent: 'accepted',
    },
  ],
});
