import { namespacePodSecurityVersion } from '../../rules/namespace-pod-security-version';
import { judges } from './given';
import { namespace } from './namespaces';

const PREFIX = 'pod-security.kubernetes.io/';
const labelled = (given: Readonly<Record<string, unknown>>) =>
  namespace('shop', { labels: Object.fromEntries(Object.entries(given).map(([key, value]) => [`${PREFIX}${key}`, value])) });
const pointer = (mode: string) => `/metadata/labels/pod-security.kubernetes.io~1${mode}-version`;
const unpinned = (mode: string, version: string) =>
  `namespace 'shop' has ${PREFIX}${mode}-version ${version}, expected a version such as v1.33`;
const newer = (mode: string, version: string) =>
  `namespace 'shop' has ${PREFIX}${mode}-version ${version}, expected at most v1.33, that of the cluster`;
const facts = { minor: 33 };

judges(namespacePodSecurityVersion, {
  accepts: [
    ['the version of the cluster', labelled({ enforce: 'restricted', 'enforce-version': 'v1.33' }), facts],
    ['an older version', labelled({ enforce: 'restricted', 'enforce-version': 'v1.9' }), facts],
    [
      'all three',
      labelled({
        enforce: 'restricted',
        'enforce-version': 'v1.33',
        audit: 'restricted',
        'audit-version': 'v1.33',
        warn: 'restricted',
        'warn-version': 'v1.32',
      }),
      facts,
    ],
    ['no level, and so no version', namespace('shop'), facts],
    ['a version without a level', labelled({ 'enforce-version': 'latest' }), facts],
    ['a version that is none, which is the finding of another rule', labelled({ enforce: 'restricted', 'enforce-version': '1.99' }), facts],
    ['a version that is a number', labelled({ enforce: 'restricted', 'enforce-version': 1.99 }), facts],
    ['a namespace of the cluster', namespace('default', { labels: { [`${PREFIX}enforce`]: 'restricted' } }), facts],
  ],
  refuses: [
    {
      what: 'no version',
      given: labelled({ enforce: 'restricted' }),
      facts,
      finds: [[pointer('enforce'), unpinned('enforce', 'unset')]],
      absent: 'itself',
    },
    {
      what: 'a version that is null',
      given: labelled({ enforce: 'restricted', 'enforce-version': null }),
      facts,
      finds: [[pointer('enforce'), unpinned('enforce', 'unset')]],
      absent: [unpinned('enforce', 'unset')],
    },
    {
      what: 'the latest version',
      given: labelled({ enforce: 'restricted', 'enforce-version': 'latest' }),
      facts,
      finds: [[pointer('enforce'), unpinned('enforce', 'latest')]],
      absent: [unpinned('enforce', 'unset')],
    },
    {
      what: 'no version of the audit',
      given: labelled({ audit: 'restricted' }),
      facts,
      finds: [[pointer('audit'), unpinned('audit', 'unset')]],
      absent: 'itself',
    },
    {
      what: 'a newer version',
      given: labelled({ enforce: 'restricted', 'enforce-version': 'v1.34' }),
      facts,
      finds: [[pointer('enforce'), newer('enforce', 'v1.34')]],
      absent: [unpinned('enforce', 'unset')],
    },
    {
      what: 'a newer version of the warnings',
      given: labelled({ warn: 'restricted', 'warn-version': 'v1.100' }),
      facts,
      finds: [[pointer('warn'), newer('warn', 'v1.100')]],
      absent: [unpinned('warn', 'unset')],
    },
  ],
});
