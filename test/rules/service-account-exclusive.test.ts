import { serviceAccountExclusive } from '../../rules/service-account-exclusive';
import { container, judges, object } from './given';

const NAME = '/spec/template/spec/serviceAccountName';
const SAID = "the pod has the service account 'shop' of Deployment 'cart', another app, expected one of its own";

function app(name: string, labels: unknown, serviceAccountName: string | null = 'shop') {
  const spec = { containers: [container()], serviceAccountName };
  return object('apps/v1', 'Deployment', name, { spec: { template: { metadata: { labels }, spec } } });
}

const service = (selector: unknown) => object('v1', 'Service', 'all', { spec: { selector } });
const named = (name: string, component: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component });
const TWO = [app('cart', { app: 'cart' }), app('mail', { app: 'mail' })];
const deprecated = object('v1', 'Pod', 'mail', { spec: { serviceAccount: 'shop', containers: [container()] } });

judges(serviceAccountExclusive, {
  accepts: [
    ['an account for each app', [app('cart', { app: 'cart' }, 'cart'), app('mail', { app: 'mail' }, 'mail')]],
    ['versions of an app', [app('reviews-v1', { app: 'reviews', version: 'v1' }), app('reviews-v2', { app: 'reviews', version: 'v2' })]],
    ['a web server and a worker of an app', [app('web', named('cart', 'web')), app('worker', named('cart', 'worker'))]],
    ['the same name beside other labels', [app('a', { 'k8s-app': 'x', app: 'a' }), app('b', { 'k8s-app': 'x', app: 'b' })]],
    ['workloads behind one Service', [app('a', { app: 'a', tier: 'x' }), app('b', { app: 'b', tier: 'x' }), service({ tier: 'x' })]],
    [
      'workloads in a row, each the same app as the next',
      [app('a', { app: 'a' }), app('c', { app: 'c', tier: 'y' }), app('b', { app: 'a', tier: 'y' }), service({ tier: 'y' })],
    ],
    [
      'the same name in another namespace',
      [app('cart', { app: 'cart' }), { ...app('mail', { app: 'mail' }), metadata: { name: 'mail', namespace: 'post' } }],
    ],
    ['the default account, which another rule refuses', [app('cart', { app: 'cart' }, 'default'), app('mail', { app: 'mail' }, 'default')]],
    ['no account', [app('cart', { app: 'cart' }, null), app('mail', { app: 'mail' }, null)]],
    [
      'an object that runs no pod',
      [app('cart', { app: 'cart' }), object('v1', 'ConfigMap', 'mail', { spec: { serviceAccountName: 'shop' } })],
    ],
  ],
  refuses: [
    { what: 'two apps', given: TWO, finds: [[1, NAME, SAID]], absent: 'accepted' },
    {
      what: 'two apps, one in the deprecated field',
      given: [app('cart', { app: 'cart' }), deprecated],
      finds: [[1, '/spec/serviceAccount', SAID]],
      absent: 'accepted',
    },
    {
      what: 'a third app, and a second workload of the first',
      given: [...TWO, app('cart-worker', { app: 'cart' }), app('pay', { app: 'pay' })],
      finds: [
        [1, NAME, SAID],
        [3, NAME, SAID],
      ],
      absent: 'accepted',
    },
    {
      what: 'workloads that say nothing of their app',
      given: [app('cart', null), app('mail', 'x')],
      finds: [[1, NAME, SAID]],
      absent: 'accepted',
    },
    {
      what: 'a label that whole systems share',
      given: [
        app('cart', { app: 'cart', 'app.kubernetes.io/part-of': 'shop' }),
        app('mail', { app: 'mail', 'app.kubernetes.io/part-of': 'shop' }),
      ],
      finds: [[1, NAME, SAID]],
      absent: 'accepted',
    },
    { what: 'a Service that selects one of them', given: [...TWO, service({ app: 'cart' })], finds: [[1, NAME, SAID]], absent: 'accepted' },
    { what: 'a Service that selects nothing', given: [...TWO, service({}), service(null)], finds: [[1, NAME, SAID]], absent: 'accepted' },
    {
      what: 'a Service of another namespace',
      given: [
        app('cart', { app: 'cart', tier: 'x' }),
        app('mail', { app: 'mail', tier: 'x' }),
        { ...service({ tier: 'x' }), metadata: { name: 'all', namespace: 'post' } },
      ],
      finds: [[1, NAME, SAID]],
      absent: 'accepted',
    },
    {
      what: 'the same label of different values',
      given: [
        app('cart', { app: 'cart', tier: 'x' }),
        app('mail', { app: 'mail', tier: 'y' }),
        service({ tier: 'x' }),
        service({ tier: 'y' }),
      ],
      finds: [[1, NAME, SAID]],
      absent: 'accepted',
    },
  ],
});
