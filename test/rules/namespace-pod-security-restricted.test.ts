import { namespacePodSecurityRestricted } from '../../rules/namespace-pod-security-restricted';
import { judges } from './given';
import { namespace } from './namespaces';

const PREFIX = 'pod-security.kubernetes.io/';
const RESTRICTED = { enforce: 'restricted', audit: 'restricted', warn: 'restricted' };
const labels = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [`${PREFIX}${key}`, value]));
const labelled = (given: Readonly<Record<string, unknown>>) => namespace('shop', { labels: labels(given) });
const pointer = (key: string) => `/metadata/labels/pod-security.kubernetes.io~1${key}`;
const said = (mode: string, level: string) => `namespace 'shop' has ${PREFIX}${mode} ${level}, expected restricted`;

judges(namespacePodSecurityRestricted, {
  accepts: [
    ['restricted throughout', labelled(RESTRICTED)],
    ['no level, which is the finding of another rule', namespace('shop')],
    ['privileged, which is the finding of another rule', labelled({ enforce: 'privileged' })],
    ['a level that there is not', labelled({ ...RESTRICTED, warn: 'Restricted' })],
    ['labels that are none', namespace('shop', { labels: ['x'] })],
    ['a namespace of the cluster', namespace('kube-system', { labels: labels({ enforce: 'baseline' }) })],
  ],
  refuses: [
    {
      what: 'baseline',
      given: labelled({ ...RESTRICTED, enforce: 'baseline' }),
      finds: [[pointer('enforce'), said('enforce', 'baseline')]],
      absent: 'accepted',
    },
    {
      what: 'an audit of baseline',
      given: labelled({ ...RESTRICTED, audit: 'baseline' }),
      finds: [[pointer('audit'), said('audit', 'baseline')]],
      absent: [said('audit', 'unset')],
    },
    {
      what: 'no audit',
      given: labelled({ ...RESTRICTED, audit: undefined }),
      finds: [[pointer('audit'), said('audit', 'unset')]],
      absent: [said('audit', 'unset')],
    },
    {
      what: 'an audit that is null',
      given: labelled({ ...RESTRICTED, audit: null }),
      finds: [[pointer('audit'), said('audit', 'unset')]],
      absent: [said('audit', 'unset')],
    },
    {
      what: 'no warnings',
      given: labelled({ ...RESTRICTED, warn: 'privileged' }),
      finds: [[pointer('warn'), said('warn', 'privileged')]],
      absent: [said('warn', 'unset')],
    },
    {
      what: 'enforcement alone',
      given: labelled({ enforce: 'restricted' }),
      finds: [
        [pointer('audit'), said('audit', 'unset')],
        [pointer('warn'), said('warn', 'unset')],
      ],
      absent: 'itself',
    },
  ],
});
