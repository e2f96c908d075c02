import { namespacePodSecurity } from '../../rules/namespace-pod-security';
import { judges, object } from './given';
import { namespace } from './namespaces';

const PREFIX = 'pod-security.kubernetes.io/';
const labels = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [`${PREFIX}${key}`, value]));
const labelled = (given: Readonly<Record<string, unknown>>) => namespace('shop', { labels: labels(given) });
const pointer = (key: string) => `/metadata/labels/pod-security.kubernetes.io~1${key}`;
const enforces = (level: string) => `namespace 'shop' has ${PREFIX}enforce ${level}, expected restricted`;
const level = (mode: string, value: string) => `${PREFIX}${mode} is '${value}', expected privileged, baseline, restricted`;
const version = (mode: string, value: string) => `${PREFIX}${mode}-version is '${value}', expected v1.N or latest`;
const UNSET = [enforces('unset')];

judges(namespacePodSecurity, {
  accepts: [
    ['restricted', labelled({ enforce: 'restricted' })],
    ['baseline', labelled({ enforce: 'baseline' })],
    [
      'every label',
      labelled({
        enforce: 'restricted',
        'enforce-version': 'v1.33',
        audit: 'restricted',
        'audit-version': 'latest',
        warn: 'privileged',
        'warn-version': 'v1.0',
      }),
    ],
    ['other labels too', namespace('shop', { labels: { [`${PREFIX}enforce`]: 'restricted', app: 'shop' } })],
    ['a namespace of the cluster', namespace('kube-system')],
    ['another kind', object('v1', 'ServiceAccount', 'shop')],
  ],
  refuses: [
    {
      what: 'privileged',
      given: labelled({ enforce: 'privileged' }),
      finds: [[pointer('enforce'), enforces('privileged')]],
      absent: UNSET,
    },
    { what: 'no level', given: labelled({ audit: 'restricted' }), finds: [[pointer('enforce'), enforces('unset')]], absent: 'itself' },
    { what: 'a level that is null', given: labelled({ enforce: null }), finds: [[pointer('enforce'), enforces('unset')]], absent: UNSET },
    { what: 'no labels', given: namespace('shop'), finds: [[pointer('enforce'), enforces('unset')]], absent: 'itself' },
    {
      what: 'labels that are null',
      given: namespace('shop', { labels: null }),
      finds: [[pointer('enforce'), enforces('unset')]],
      absent: 'itself',
    },
    {
      what: 'labels that are a word',
      given: namespace('shop', { labels: 'restricted' }),
      finds: [[pointer('enforce'), enforces('unset')]],
      absent: 'itself',
    },
    {
      what: 'a level that there is not',
      given: labelled({ enforce: 'Restricted' }),
      finds: [[pointer('enforce'), level('enforce', 'Restricted')]],
      absent: UNSET,
    },
    { what: 'an empty level', given: labelled({ enforce: '' }), finds: [[pointer('enforce'), level('enforce', '')]], absent: UNSET },
    {
      what: 'a level of warnings that there is not',
      given: labelled({ enforce: 'baseline', warn: 'all' }),
      finds: [[pointer('warn'), level('warn', 'all')]],
      absent: 'accepted',
    },
    {
      what: 'a version without its v',
      given: labelled({ enforce: 'baseline', 'enforce-version': '1.33' }),
      finds: [[pointer('enforce-version'), version('enforce', '1.33')]],
      absent: 'accepted',
    },
    {
      what: 'a version with a third number',
      given: labelled({ enforce: 'baseline', 'audit-version': 'v1.33.1' }),
      finds: [[pointer('audit-version'), version('audit', 'v1.33.1')]],
      absent: 'accepted',
    },
    {
      what: 'a version that starts with a zero',
      given: labelled({ enforce: 'baseline', 'warn-version': 'v1.07' }),
      finds: [[pointer('warn-version'), version('warn', 'v1.07')]],
      absent: 'accepted',
    },
    {
      what: 'a second namespace',
      given: [labelled({ enforce: 'restricted' }), namespace('market')],
      finds: [[1, pointer('enforce'), `namespace 'market' has ${PREFIX}enforce unset, expected restricted`]],
      absent: 'itself',
    },
  ],
});
