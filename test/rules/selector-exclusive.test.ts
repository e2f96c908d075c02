import { selectorExclusive } from '../../rules/selector-exclusive';
import { container, judges, object } from './given';

type Labels = Readonly<Record<string, unknown>>;

const template = (labels: unknown) => ({ metadata: { labels }, spec: { containers: [container()] } });
const controller = (name: string, selector: unknown, labels: unknown, kind = 'Deployment', namespace = 'shop', metadata = {}) => ({
  ...object(kind === 'ReplicationController' ? 'v1' : 'apps/v1', kind, name, { spec: { selector, template: template(labels) } }),
  metadata: { name, namespace, ...metadata },
});
/** One that selects just what its template has. */
const app = (name: string, labels: Labels, kind?: string, namespace?: string) =>
  controller(name, kind === 'ReplicationController' ? labels : { matchLabels: labels }, labels, kind, namespace);
const owned = { ownerReferences: [{ kind: 'Deployment', name: 'cart', controller: true }] };
const bare = (labels: unknown, metadata = {}) => ({
  ...object('v1', 'Pod', 'test', { spec: { containers: [container()] } }),
  metadata: { name: 'test', namespace: 'shop', labels, ...metadata } as never,
});
const job = (labels: unknown) => object('batch/v1', 'Job', 'migrate', { spec: { template: template(labels) } });
const cron = (labels: unknown) =>
  object('batch/v1', 'CronJob', 'clean', { spec: { jobTemplate: { spec: { template: template(labels) } } } });
const inShop = (given: ReturnType<typeof object>) => ({ ...given, metadata: { ...given.metadata, namespace: 'shop' } });

const cart = app('cart', { app: 'cart' });
const said = (asked = 'app=cart', who = "Deployment 'cart'") =>
  `${who} selects the pods by '${asked}', expected labels that only their own controller selects`;
const LABELS = '/spec/template/metadata/labels';
const second = { finds: [[1, `${LABELS}/app`, said()]] as const, absent: 'accepted' as const };

judges(selectorExclusive, {
  accepts: [
    ['labels of their own', [cart, app('mail', { app: 'mail' })]],
    [
      'versions behind one Service',
      [
        app('reviews-v1', { app: 'reviews', version: 'v1' }),
        app('reviews-v2', { app: 'reviews', version: 'v2' }),
        object('v1', 'Service', 'reviews', { spec: { selector: { app: 'reviews' } } }),
      ],
    ],
    [
      'labels in common that no controller selects by alone',
      ['v1', 'v2'].map((version) => controller(version, { matchLabels: { version } }, { app: 'reviews', version })),
    ],
    ['the same labels in another namespace', [cart, app('mail', { app: 'cart' }, 'Deployment', 'post')]],
    ['the same object twice, of which another rule speaks', [cart, cart]],
    ['a job with labels of its own', [cart, inShop(job({ job: 'migrate' }))]],
    ['jobs that nobody selects', [inShop(job({ app: 'cart' })), inShop(cron({ app: 'cart' }))]],
    ['a selector that selects nothing in particular, of which another rule speaks', [controller('all', {}, {}), cart]],
    ['no selector', [controller('all', undefined, { app: 'mail' }), cart, bare({ app: 'mail' })]],
    ['a selector that no API server would take', [controller('all', { matchExpressions: [{ key: 'app', operator: 'Is' }] }, {}), cart]],
    ['a template that runs nothing', [cart, { ...object('v1', 'PodTemplate', 'x', { template: template({ app: 'cart' }) }) }]],
    [
      'a ReplicaSet and a pod that a controller has made',
      [
        cart,
        controller('cart-1', { matchLabels: { app: 'cart' } }, { app: 'cart' }, 'ReplicaSet', 'shop', owned),
        bare({ app: 'cart' }, owned),
      ],
    ],
    ['pods without labels', [cart, bare(null), bare('app=cart'), bare(['cart'])]],
  ],
  refuses: [
    {
      what: 'the labels of another',
      given: [cart, controller('mail', { matchLabels: { tier: 'mail' } }, { app: 'cart', tier: 'mail' })],
      ...second,
    },
    {
      what: 'the labels of another that comes later',
      given: [controller('mail', { matchLabels: { tier: 'mail' } }, { app: 'cart', tier: 'mail' }), cart],
      finds: [[`${LABELS}/app`, said()]],
      absent: 'accepted',
    },
    { what: 'two of the same labels, the later of which is told', given: [cart, app('mail', { app: 'cart' })], ...second },
    {
      what: 'two that select the pods of each other by different labels',
      given: ['app', 'tier'].map((key) => controller(key, { matchLabels: { [key]: 'cart' } }, { app: 'cart', tier: 'cart' })),
      finds: [[1, `${LABELS}/app`, said('app=cart', "Deployment 'app'")]],
      absent: [said('tier=cart', "Deployment 'tier'")],
    },
    {
      what: 'three of the same labels',
      given: [cart, app('mail', { app: 'cart' }), app('pay', { app: 'cart' }, 'StatefulSet')],
      finds: [
        [1, `${LABELS}/app`, said()],
        [2, `${LABELS}/app`, said()],
      ],
      absent: 'accepted',
    },
    ...['DaemonSet', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].map((kind) => ({
      what: `the labels of a ${kind}`,
      given: [app('cart', { app: 'cart' }, kind), controller('mail', { matchLabels: { tier: 'mail' } }, { app: 'cart', tier: 'mail' })],
      finds: [[1, `${LABELS}/app`, said('app=cart', `${kind} 'cart'`)]] as const,
      absent: 'accepted' as const,
    })),
    {
      what: 'the labels of a ReplicationController that states no selector',
      given: [controller('cart', undefined, { app: 'cart' }, 'ReplicationController'), bare({ app: 'cart' })],
      finds: [[1, '/metadata/labels/app', said('app=cart', "ReplicationController 'cart'")]],
      absent: 'accepted',
    },
    { what: 'a bare pod', given: [cart, bare({ app: 'cart' })], finds: [[1, '/metadata/labels/app', said()]], absent: 'accepted' },
    { what: 'a Job', given: [cart, inShop(job({ app: 'cart' }))], ...second },
    {
      what: 'a CronJob',
      given: [cart, inShop(cron({ app: 'cart' }))],
      finds: [[1, '/spec/jobTemplate/spec/template/metadata/labels/app', said()]],
      absent: 'accepted',
    },
    {
      what: 'one of several values',
      given: [
        controller('cart', { matchExpressions: [{ key: 'app', operator: 'In', values: ['cart', 'mail'] }] }, { app: 'cart' }),
        app('mail', { app: 'mail' }),
      ],
      finds: [[1, `${LABELS}/app`, said('app in (cart, mail)')]],
      absent: 'accepted',
    },
    {
      what: 'a label that must not be there, and is not',
      given: [
        controller(
          'cart',
          { matchLabels: { app: 'cart' }, matchExpressions: [{ key: 'debug', operator: 'DoesNotExist' }] },
          { app: 'cart' },
        ),
        bare({ app: 'cart' }),
        bare({ app: 'cart', debug: '' }),
      ],
      finds: [[1, '/metadata/labels/app', said('app=cart, !debug')]],
      absent: 'accepted',
    },
    {
      what: 'a selector of labels that must not be there only',
      given: [
        controller('cart', { matchExpressions: [{ key: 'debug', operator: 'DoesNotExist' }] }, { app: 'cart' }),
        bare({ app: 'mail' }),
      ],
      finds: [[1, '/metadata/labels', said('!debug')]],
      absent: [said('!debug')],
    },
    {
      what: 'a label with a slash',
      given: [app('cart', { 'app.kubernetes.io/instance': 'cart' }), bare({ 'app.kubernetes.io/instance': 'cart' })],
      finds: [[1, '/metadata/labels/app.kubernetes.io~1instance', said('app.kubernetes.io/instance=cart')]],
      absent: 'accepted',
    },
  ],
});
