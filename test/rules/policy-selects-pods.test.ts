import { policySelectsPods } from '../../rules/policy-selects-pods';
import { judges } from './given';
import { app, cilium, clusterwide, labels, policy } from './given-network';

const selecting = (podSelector: unknown) => policy({ podSelector });
const none = (words: string) => `no pod that policies can govern has the labels '${words}'`;
const AT = '/spec/podSelector';
const IN = { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'db'] }] };
const ABSENT = { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] };
const NOT_IN = { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }] };

judges(policySelectsPods, {
  accepts: [
    ['labels of a pod', [app(), selecting(labels({ app: 'cart' }))]],
    ['all pods, before there are any', policy({})],
    ['no selector, which is all pods', policy({ podSelector: undefined })],
    ['pods that lack the key', [app(), selecting(NOT_IN)]],
    ['manifests that are not all', selecting(labels({ app: 'web' })), { complete: false }],
    ['a selector that is none, which another rule judges', selecting({ matchLabels: { app: 3 } })],
    ['endpoints of Cilium', [app(), cilium({ endpointSelector: labels({ 'k8s:app': 'cart' }) })]],
    [
      'endpoints of another namespace, for the whole cluster',
      [app({ app: 'cart' }, [], 'bank'), clusterwide({ endpointSelector: labels({ app: 'cart' }) })],
    ],
    ['nodes, to Cilium', clusterwide({ endpointSelector: undefined, nodeSelector: {} })],
  ],
  refuses: [
    {
      what: 'a label that no pod has',
      given: [selecting(labels({ app: 'web' })), app()],
      finds: [[AT, none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'a label that pods of another namespace have',
      given: [selecting(labels({ app: 'cart' })), app({ app: 'cart' }, [], 'bank')],
      finds: [[AT, none('app=cart')]],
      absent: 'accepted',
    },
    {
      what: 'two labels of which one fits',
      given: [selecting(labels({ app: 'cart', tier: 'web' })), app()],
      finds: [[AT, none('app=cart, tier=web')]],
      absent: 'accepted',
    },
    { what: 'values that no pod has', given: [selecting(IN), app()], finds: [[AT, none('app in (web, db)')]], absent: 'accepted' },
    { what: 'a key that all pods have', given: [selecting(ABSENT), app()], finds: [[AT, none('!app')]], absent: 'accepted' },
    {
      what: 'a label of the Deployment alone',
      given: [selecting(labels({ app: 'cart' })), { ...app({}), metadata: { name: 'cart', namespace: 'shop', labels: { app: 'cart' } } }],
      finds: [[AT, none('app=cart')]],
      absent: 'accepted',
    },
    {
      what: 'a pod in the network of its node',
      given: [selecting(labels({ app: 'cart' })), app({ app: 'cart' }, [], 'shop', { hostNetwork: true })],
      finds: [[AT, none('app=cart')]],
      absent: 'accepted',
    },
    {
      what: 'endpoints of Cilium that are not there',
      given: [cilium({ endpointSelector: labels({ app: 'web' }) }), app()],
      finds: [['/spec/endpointSelector', none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'endpoints of no namespace',
      given: [clusterwide({ endpointSelector: labels({ app: 'web' }) }), app()],
      finds: [['/spec/endpointSelector', none('app=web')]],
      absent: 'accepted',
    },
    {
      what: 'the second policy of an object',
      given: [{ ...cilium({}), spec: undefined, specs: [{ endpointSelector: {} }, { endpointSelector: labels({ app: 'web' }) }] }, app()],
      finds: [['/specs/1/endpointSelector', none('app=web')]],
      absent: 'accepted',
    },
  ],
});
