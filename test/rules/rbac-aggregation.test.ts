import { rbacAggregation } from '../../rules/rbac-aggregation';
import { judges } from './given';
import { clusterRole, role } from './roles';

const PREFIX = 'rbac.authorization.k8s.io/aggregate-to-';
const labelled = (labels: unknown) => ({ ...clusterRole(), metadata: { name: 'cart', labels: labels as never } });
const aggregated = (aggregationRule: unknown) => ({ ...clusterRole(), aggregationRule });
const said = (name: string) => `the label '${PREFIX}${name}' adds these rules to everyone with '${name}', expected a binding of its own`;
const pointer = (name: string) => `/metadata/labels/rbac.authorization.k8s.io~1aggregate-to-${name}`;
const TAKEN_IN = 'the rules are those of whatever role wears a label, expected rules that are written out';
const SELECTORS = [{ matchLabels: { role: 'cart' } }];

judges(rbacAggregation, {
  accepts: [
    ['no labels', clusterRole()],
    ['another label', labelled({ app: 'cart' })],
    ['a label that says no', labelled({ [`${PREFIX}edit`]: 'false' })],
    ['an empty label', labelled({ [`${PREFIX}edit`]: '' })],
    ['a label that is no string', labelled({ [`${PREFIX}edit`]: true })],
    ['labels that are none', labelled('x')],
    ['labels that are null', labelled(null)],
    ['a Role, which is never taken in', { ...role(), metadata: { name: 'cart', labels: { [`${PREFIX}edit`]: 'true' } } }],
    ['an empty list of selectors', aggregated({ clusterRoleSelectors: [] })],
    ['no list of selectors', aggregated({ clusterRoleSelectors: null })],
    ['no aggregation', aggregated(null)],
    ['the aggregation of a Role, which there is not', { ...role(), aggregationRule: { clusterRoleSelectors: SELECTORS } }],
  ],
  refuses: [
    {
      what: 'rules for admin',
      given: labelled({ [`${PREFIX}admin`]: 'true' }),
      finds: [[pointer('admin'), said('admin')]],
      absent: 'accepted',
    },
    {
      what: 'rules for edit',
      given: labelled({ [`${PREFIX}edit`]: 'true' }),
      finds: [[pointer('edit'), said('edit')]],
      absent: 'accepted',
    },
    {
      what: 'rules for view',
      given: labelled({ [`${PREFIX}view`]: 'true' }),
      finds: [[pointer('view'), said('view')]],
      absent: 'accepted',
    },
    {
      what: 'rules for several',
      given: labelled({ [`${PREFIX}edit`]: 'true', [`${PREFIX}admin`]: 'true' }),
      finds: [
        [pointer('admin'), said('admin')],
        [pointer('edit'), said('edit')],
      ],
      absent: 'accepted',
    },
    {
      what: 'a role that takes others in',
      given: aggregated({ clusterRoleSelectors: SELECTORS }),
      finds: [['/aggregationRule', TAKEN_IN]],
      absent: 'accepted',
    },
    {
      what: 'a role that takes all others in',
      given: aggregated({ clusterRoleSelectors: [{}] }),
      finds: [['/aggregationRule', TAKEN_IN]],
      absent: 'accepted',
    },
  ],
});
