import { selectorMatchesTemplate } from '../../rules/selector-matches-template';
import { judges, object } from './given';

const app = (selector: unknown, labels: unknown = { app: 'cart', tier: 'web' }, kind = 'Deployment', apiVersion = 'apps/v1') =>
  object(apiVersion, kind, 'cart', { spec: { selector, template: { metadata: { labels }, spec: {} } } });
const AT = '/spec/selector';
const NOTHING = 'the selector selects nothing in particular, expected the labels of the template';
const lacks = (what: string) => `the template lacks what the selector asks for, ${what}, expected the labels of the template`;
const cart = { matchLabels: { app: 'cart' } };

judges(selectorMatchesTemplate, {
  accepts: [
    ['a label of the template', app(cart)],
    ['an expression', app({ matchExpressions: [{ key: 'app', operator: 'In', values: ['cart', 'cat'] }] })],
    ['each kind', ['StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => app(cart, undefined, kind))],
    ['a ReplicationController, which selects by labels alone', app({ app: 'cart' }, undefined, 'ReplicationController', 'v1')],
    ['a ReplicationController without one', app(undefined, undefined, 'ReplicationController', 'v1')],
    ['an old version, which fills it in', app(undefined, undefined, 'Deployment', 'extensions/v1beta1')],
    ['a Job, which gets one', app(undefined, undefined, 'Job', 'batch/v1')],
    ['a Deployment of another group', app({}, undefined, 'Deployment', 'example.com/v1')],
  ],
  refuses: [
    { what: 'another value', given: app({ matchLabels: { app: 'cat' } }), finds: [[AT, lacks('app=cat')]], absent: [NOTHING] },
    {
      what: 'a label more',
      given: app({ matchLabels: { app: 'cart', track: 'stable' } }),
      finds: [[AT, lacks('app=cart, track=stable')]],
      absent: [NOTHING],
    },
    {
      what: 'an expression that excludes it',
      given: app({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }),
      finds: [[AT, lacks('!app')]],
      absent: [NOTHING],
    },
    { what: 'no labels in the template', given: app(cart, null), finds: [[AT, lacks('app=cart')]], absent: [NOTHING] },
    { what: 'labels that are a list', given: app(cart, ['app']), finds: [[AT, lacks('app=cart')]], absent: [NOTHING] },
    { what: 'an empty selector', given: app({}), finds: [[AT, NOTHING]], absent: [NOTHING] },
    { what: 'a null selector', given: app(null), finds: [[AT, NOTHING]], absent: [NOTHING] },
    { what: 'no selector', given: object('apps/v1', 'StatefulSet', 'cart', { spec: {} }), finds: [[AT, NOTHING]], absent: 'itself' },
    {
      what: 'labels as Services select, which is no selector here',
      given: app({ app: 'cart' }),
      finds: [[AT, NOTHING]],
      absent: [NOTHING],
    },
    {
      what: 'a selector of an old version',
      given: app({ matchLabels: { app: 'cat' } }, undefined, 'DaemonSet', 'extensions/v1beta1'),
      finds: [[AT, lacks('app=cat')]],
      absent: 'accepted',
    },
    {
      what: 'a ReplicationController of other pods',
      given: app({ app: 'cat' }, undefined, 'ReplicationController', 'v1'),
      finds: [[AT, lacks('app=cat')]],
      absent: 'accepted',
    },
  ],
});
