import { namespaceTolerations } from '../../rules/namespace-tolerations';
import { judges } from './given';
import { namespace } from './namespaces';

const PREFIX = 'scheduler.alpha.kubernetes.io/';
const whitelist = (text: unknown) => namespace('shop', { annotations: { [`${PREFIX}tolerationsWhitelist`]: text } });
const defaults = (text: unknown) => namespace('shop', { annotations: { [`${PREFIX}defaultTolerations`]: text } });
const WHITELIST = '/metadata/annotations/scheduler.alpha.kubernetes.io~1tolerationsWhitelist';
const DEFAULTS = '/metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations';
const empty = `'${PREFIX}tolerationsWhitelist' of namespace 'shop' is empty and so allows every toleration, expected a list`;
const unreadable = (key: string) => `'${PREFIX}${key}' of namespace 'shop' is no list in JSON, expected one`;
const wild = (key: string) => `'${PREFIX}${key}' of namespace 'shop' tolerates every taint, expected keys`;
const EXACT = '[{"key":"pool","value":"shop"}]';

judges(namespaceTolerations, {
  accepts: [
    ['a list', whitelist(EXACT)],
    ['every value of a key', whitelist('[{"key":"pool","operator":"Exists"}]')],
    ['defaults', defaults(EXACT)],
    ['no defaults, whatever those of the cluster are', defaults('')],
    ['an empty list of defaults', defaults('[]')],
    ['no annotations', namespace('shop')],
    ['annotations that are null', namespace('shop', { annotations: null })],
    ['an annotation that is no string', whitelist(['x'])],
    ['a namespace of the cluster', namespace('kube-system', { annotations: { [`${PREFIX}tolerationsWhitelist`]: '' } })],
  ],
  refuses: [
    { what: 'an empty whitelist', given: whitelist(''), finds: [[WHITELIST, empty]], absent: 'accepted' },
    { what: 'an empty list', given: whitelist('[]'), finds: [[WHITELIST, empty]], absent: 'accepted' },
    { what: 'a list that is null', given: whitelist('null'), finds: [[WHITELIST, empty]], absent: 'accepted' },
    {
      what: 'a whitelist that is no JSON',
      given: whitelist('pool=shop'),
      finds: [[WHITELIST, unreadable('tolerationsWhitelist')]],
      absent: 'accepted',
    },
    {
      what: 'a whitelist that is no list',
      given: whitelist('{"key":"pool"}'),
      finds: [[WHITELIST, unreadable('tolerationsWhitelist')]],
      absent: 'accepted',
    },
    {
      what: 'a whitelist with a wildcard',
      given: whitelist('[{"key":"pool"},{"operator":"Exists"}]'),
      finds: [[WHITELIST, wild('tolerationsWhitelist')]],
      absent: 'accepted',
    },
    {
      what: 'a wildcard of one effect',
      given: whitelist('[{"key":"","operator":"Exists","effect":"NoExecute"}]'),
      finds: [[WHITELIST, wild('tolerationsWhitelist')]],
      absent: 'accepted',
    },
    {
      what: 'defaults with a wildcard',
      given: defaults('[{"operator":"Exists"}]'),
      finds: [[DEFAULTS, wild('defaultTolerations')]],
      absent: 'accepted',
    },
    { what: 'defaults that are no JSON', given: defaults('['), finds: [[DEFAULTS, unreadable('defaultTolerations')]], absent: 'accepted' },
  ],
});
