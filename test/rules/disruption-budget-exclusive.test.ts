import { disruptionBudgetExclusive } from '../../rules/disruption-budget-exclusive';
import { container, judges, object, POD_PLACES } from './given';

const labelled = (labels: unknown, name = 'cart', namespace = 'shop', kind = 'Deployment') => ({
  ...object('apps/v1', kind, name, { spec: { template: { metadata: { labels }, spec: { containers: [container()] } } } }),
  metadata: { name, namespace },
});
const cart = labelled({ app: 'cart', tier: 'web' });
const budget = (name: string, selector: unknown, namespace = 'shop', apiVersion = 'policy/v1') => ({
  ...object(apiVersion, 'PodDisruptionBudget', name, { spec: { maxUnavailable: 1, selector } }),
  metadata: { name, namespace },
});
const app = (value: string) => ({ matchLabels: { app: value } });
const WEB = { matchLabels: { tier: 'web' } };
const EXPRESSION = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] };
const SELECTOR = '/spec/selector';
const both = (other: string, owner = `Deployment 'cart'`) =>
  `the budget selects the pods of ${owner}, and so does PodDisruptionBudget '${other}', expected one for each pod`;
const bare = (kind: string) => {
  const [, place] = POD_PLACES.find(([what]) => what === kind) ?? [];
  const made = place?.({ containers: [container()] });
  if (made === undefined) throw new Error(kind);
  return made;
};

judges(disruptionBudgetExclusive, {
  accepts: [
    ['one budget', [cart, budget('cart', app('cart'))]],
    ['a budget for all pods alone', [cart, budget('all', {})]],
    ['budgets for different pods', [cart, labelled({ app: 'web' }, 'web'), budget('cart', app('cart')), budget('web', app('web'))]],
    ['budgets that select no pod of the files', [budget('cart', app('cart')), budget('all', {})]],
    ['a second budget without a selector, which selects nothing', [cart, budget('cart', app('cart')), budget('none', undefined)]],
    ['a second budget whose selector is null, which selects nothing', [cart, budget('cart', app('cart')), budget('none', null)]],
    [
      'an empty selector of the old API, which selects nothing',
      [cart, budget('cart', app('cart')), budget('none', {}, 'shop', 'policy/v1beta1')],
    ],
    ['a selector that is none', [cart, budget('cart', app('cart')), budget('none', 'cart'), budget('list', [])]],
    ['the same budget in another namespace', [cart, budget('cart', app('cart')), budget('cart', app('cart'), 'bank')]],
    ['a budget for all pods of another namespace', [cart, budget('cart', app('cart')), budget('all', {}, 'bank')]],
    ['labels that are none', [labelled('app'), labelled(null, 'web'), budget('cart', app('cart')), budget('web', WEB)]],
    ['a template that runs nothing', [bare('a PodTemplate'), budget('all', {}), budget('every', {})]],
    ['a budget of another group', [cart, budget('cart', app('cart')), budget('all', {}, 'shop', 'example.com/v1')]],
  ],
  refuses: [
    {
      what: 'the same selector twice',
      given: [cart, budget('cart', app('cart')), budget('copy', app('cart'))],
      finds: [[2, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'different selectors that meet',
      given: [budget('cart', app('cart')), budget('web', WEB), cart],
      finds: [[1, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'an expression that leaves the pod in',
      given: [budget('cart', app('cart')), budget('rest', EXPRESSION), cart],
      finds: [[1, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'a budget for all pods, whatever comes first',
      given: [budget('all', {}), budget('cart', app('cart')), cart],
      finds: [[0, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'no labels to match, which is all pods',
      given: [budget('all', { matchLabels: {} }), budget('cart', app('cart')), cart],
      finds: [[0, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'two budgets for all pods',
      given: [budget('all', {}), budget('every', {}), labelled(undefined)],
      finds: [[1, SELECTOR, both('all')]],
      absent: 'accepted',
    },
    {
      what: 'three budgets for the same pods',
      given: [cart, budget('a', app('cart')), budget('b', app('cart')), budget('c', WEB)],
      finds: [
        [2, SELECTOR, both('a')],
        [3, SELECTOR, both('a')],
      ],
      absent: 'accepted',
    },
    {
      what: 'one of several apps, once',
      given: [labelled({ app: 'db' }, 'db'), cart, labelled({ app: 'cart' }, 'cart-2'), budget('cart', app('cart')), budget('all', {})],
      finds: [[4, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
    {
      what: 'a StatefulSet',
      given: [labelled({ app: 'cart' }, 'cart', 'shop', 'StatefulSet'), budget('cart', app('cart')), budget('copy', app('cart'))],
      finds: [[2, SELECTOR, both('cart', `StatefulSet 'cart'`)]],
      absent: 'accepted',
    },
    {
      what: 'a bare pod',
      given: [bare('a Pod'), budget('all', {}), budget('every', {})],
      finds: [[2, SELECTOR, both('all', `Pod 'cart'`)]],
      absent: 'accepted',
    },
    {
      what: 'the pods of a CronJob',
      given: [bare('a CronJob'), budget('all', {}), budget('every', {})],
      finds: [[2, SELECTOR, both('all', `CronJob 'cart'`)]],
      absent: 'accepted',
    },
    {
      what: 'a namespace that is not said, as that of the pods',
      given: [noNamespace(cart), noNamespace(budget('cart', app('cart'))), noNamespace(budget('copy', app('cart')))],
      finds: [[2, SELECTOR, both('cart')]],
      absent: 'accepted',
    },
  ],
});

function noNamespace<Thing extends { metadata: { name: string } }>({ metadata, ...rest }: Thing) {
  return { ...rest, metadata: { name: metadata.name } } as never;
}
