import { secretExclusive } from '../../rules/secret-exclusive';
import { container, judges, object } from './given';

type Fields = Readonly<Record<string, unknown>>;

const app = (name: string, spec: Fields, labels: unknown = { app: name }, namespace = 'shop') => ({
  ...object('apps/v1', 'Deployment', name, { spec: { template: { metadata: { labels }, spec: { containers: [container()], ...spec } } } }),
  metadata: { name, namespace },
});
const mounting = (secretName: unknown) => ({ volumes: [{ name: 'files', secret: { secretName } }] });
const projecting = (name: unknown) => ({
  volumes: [{ name: 'files', projected: { sources: [{ configMap: { name } }, { secret: { name } }] } }],
});
const variable = (name: unknown) => ({ name: 'KEY', valueFrom: { secretKeyRef: { name, key: 'key', optional: true } } });
const knowing = (name: unknown, field = 'containers') => ({ [field]: [container({ env: [{ name: 'A', value: 'b' }, variable(name)] })] });
const all = (name: unknown) => ({ containers: [container({ envFrom: [{ prefix: 'A_' }, { secretRef: { name } }] })] });
const ingress = (secretName: unknown, namespace = 'shop', apiVersion = 'networking.k8s.io/v1') => ({
  ...object(apiVersion, 'Ingress', 'web', { spec: { tls: [{ hosts: ['shop.example'] }, { secretName }] } }),
  metadata: { name: 'web', namespace },
});
const service = (selector: unknown) => object('v1', 'Service', 'all', { spec: { selector } });

const POD = '/spec/template/spec';
const FILE = `${POD}/volumes/0/secret/secretName`;
const said = (who: string, name = 'key') => `the pod reads the Secret '${name}' of ${who}, expected one of its own`;
const another = said("Deployment 'cart', another app");
const certificate = said("Ingress 'web'");
const cart = app('cart', mounting('key'));

judges(secretExclusive, {
  accepts: [
    ['a Secret for each app', [app('cart', mounting('cart')), app('mail', mounting('mail'))]],
    ['a Secret that versions of an app read', [cart, app('cart-v2', mounting('key'), { app: 'cart', version: 'v2' })]],
    [
      'a Secret that workloads behind one Service read',
      [app('a', mounting('key'), { app: 'a', tier: 'x' }), app('b', knowing('key'), { app: 'b', tier: 'x' }), service({ tier: 'x' })],
    ],
    ['the same name in another namespace', [cart, app('mail', mounting('key'), { app: 'mail' }, 'post')]],
    ['a Secret that an app reads in two ways', [app('cart', { ...mounting('key'), ...knowing('key') })]],
    ['a Secret that images are pulled with', ['cart', 'mail'].map((name) => app(name, { imagePullSecrets: [{ name: 'registry' }] }))],
    ['a ConfigMap of two apps', ['cart', 'mail'].map((name) => app(name, { volumes: [{ name: 'a', configMap: { name: 'key' } }] }))],
    ['a certificate that no pod reads', [ingress('shop-tls'), cart]],
    ['the certificate of an Ingress of another namespace', [ingress('key', 'post'), cart]],
    [
      'what names no Secret',
      [ingress(''), ingress(null), ...['cart', 'mail'].map((name) => app(name, { ...mounting(''), ...knowing(3) }))],
    ],
    ['an Ingress of another group', [ingress('key', 'shop', 'example.com/v1'), cart]],
  ],
  refuses: [
    { what: 'a Secret of two apps', given: [cart, app('mail', mounting('key'))], finds: [[1, FILE, another]], absent: 'accepted' },
    {
      what: 'a Secret of three apps, and of a second workload of the first',
      given: [cart, app('mail', mounting('key')), app('cart-worker', mounting('key'), { app: 'cart' }), app('pay', mounting('key'))],
      finds: [
        [1, FILE, another],
        [3, FILE, another],
      ],
      absent: 'accepted',
    },
    {
      what: 'a Secret in a projected volume',
      given: [cart, app('mail', projecting('key'))],
      finds: [[1, `${POD}/volumes/0/projected/sources/1/secret/name`, another]],
      absent: 'accepted',
    },
    {
      what: 'a Secret in a variable, though it need not be there',
      given: [cart, app('mail', knowing('key'))],
      finds: [[1, `${POD}/containers/0/env/1/valueFrom/secretKeyRef/name`, another]],
      absent: 'accepted',
    },
    {
      what: 'a Secret in a variable of an init container',
      given: [cart, app('mail', knowing('key', 'initContainers'))],
      finds: [[1, `${POD}/initContainers/0/env/1/valueFrom/secretKeyRef/name`, another]],
      absent: 'accepted',
    },
    {
      what: 'a Secret as the environment',
      given: [cart, app('mail', all('key'))],
      finds: [[1, `${POD}/containers/0/envFrom/1/secretRef/name`, another]],
      absent: 'accepted',
    },
    {
      what: 'workloads that say nothing of their app',
      given: [app('cart', mounting('key'), null), app('mail', mounting('key'), 'mail')],
      finds: [[1, FILE, another]],
      absent: 'accepted',
    },
    { what: 'the certificate of an Ingress', given: [ingress('key'), cart], finds: [[1, FILE, certificate]], absent: 'accepted' },
    {
      what: 'the certificate of an Ingress of an old version, by two workloads of one app',
      given: [ingress('key', 'shop', 'extensions/v1beta1'), cart, app('cart-v2', mounting('key'), { app: 'cart' })],
      finds: [
        [1, FILE, certificate],
        [2, FILE, certificate],
      ],
      absent: 'accepted',
    },
    {
      what: 'the certificate of an Ingress that comes later',
      given: [cart, ingress('key')],
      finds: [[FILE, certificate]],
      absent: 'accepted',
    },
  ],
});
