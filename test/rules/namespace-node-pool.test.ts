import { namespaceNodePool } from '../../rules/namespace-node-pool';
import { judges } from './given';
import { namespace } from './namespaces';

const PREFIX = 'scheduler.alpha.kubernetes.io/';
const SELECTOR = { [`${PREFIX}node-selector`]: 'pool=shop' };
const OWN = '[{"key":"pool","value":"shop"}]';
const WHITELIST = { [`${PREFIX}tolerationsWhitelist`]: OWN };
const SHARED = { [`${PREFIX}tolerationsWhitelist`]: '[{"key":"node.kubernetes.io/not-ready","operator":"Exists"}]' };
const DEFAULTS = { [`${PREFIX}defaultTolerations`]: OWN };
const annotated = (...annotations: object[]) => namespace('shop', { annotations: Object.assign({}, ...annotations) });
const pointer = (key: string) => `/metadata/annotations/scheduler.alpha.kubernetes.io~1${key}`;
const said = (has: string, lacks: string) => `namespace 'shop' has '${PREFIX}${has}' without '${PREFIX}${lacks}', expected both`;

judges(namespaceNodePool, {
  accepts: [
    ['all three', annotated(SELECTOR, WHITELIST, DEFAULTS)],
    ['nodes that are shared, and so without tolerations', annotated(SELECTOR, SHARED)],
    ['no nodes of its own, and a whitelist that says so', annotated(SHARED)],
    ['none of them', namespace('shop')],
    ['other annotations', annotated({ app: 'shop' })],
    ['annotations that are null', namespace('shop', { annotations: null })],
    ['annotations that are no strings', annotated({ [`${PREFIX}node-selector`]: 3 })],
    ['a namespace of the cluster', namespace('kube-system', { annotations: SELECTOR })],
  ],
  refuses: [
    {
      what: 'no selector',
      given: annotated(WHITELIST, DEFAULTS),
      finds: [[pointer('node-selector'), said('tolerationsWhitelist', 'node-selector')]],
      absent: 'itself',
    },
    {
      what: 'no whitelist',
      given: annotated(SELECTOR, DEFAULTS),
      finds: [[pointer('tolerationsWhitelist'), said('node-selector', 'tolerationsWhitelist')]],
      absent: 'itself',
    },
    {
      what: 'no defaults',
      given: annotated(SELECTOR, WHITELIST),
      finds: [[pointer('defaultTolerations'), said('node-selector', 'defaultTolerations')]],
      absent: 'itself',
    },
    {
      what: 'defaults alone',
      given: annotated(DEFAULTS),
      finds: [
        [pointer('node-selector'), said('defaultTolerations', 'node-selector')],
        [pointer('tolerationsWhitelist'), said('defaultTolerations', 'tolerationsWhitelist')],
      ],
      absent: 'itself',
    },
    {
      what: 'a selector that is null',
      given: annotated({ [`${PREFIX}node-selector`]: null }, WHITELIST, DEFAULTS),
      finds: [[pointer('node-selector'), said('tolerationsWhitelist', 'node-selector')]],
      absent: [said('tolerationsWhitelist', 'node-selector')],
    },
  ],
});
