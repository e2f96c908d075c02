import { auditCoversTenants } from '../../rules/audit-covers-tenants';
import { SERVER, server } from './control-plane';
import { judges } from './given';

const POLICY = '--audit-policy-file=/etc/kubernetes/apiserver/audit-policy.yaml';
const LOG = '--audit-log-path=/var/log/kubernetes/audit/audit.log';
const tenant = (name: string, label: unknown = name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'palisade.dev/tenant': label } as Record<string, string> },
});
const policy = (...rules: readonly string[]) => ({
  'apiserver/audit-policy.yaml': `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules.map((rule) => `  - { ${rule} }`).join('\n')}`,
});
const audited = (...rules: readonly string[]) => server([POLICY, LOG], policy(...rules));
const ALL = 'level: Metadata';

const said = (name: string, why: string) => `the audit log lacks what is done in namespace '${name}': ${why}`;

judges(auditCoversTenants, {
  accepts: [
    ['a policy that writes everything down', tenant('shop'), audited(ALL)],
    ['a policy for a webhook', tenant('shop'), server([POLICY, '--audit-webhook-config-file=/etc/webhook.conf'], policy(ALL))],
    ['the noise of a program of the system', tenant('shop'), audited('level: None, users: ["system:kube-proxy"]', ALL)],
    ['what is done in a namespace of nobody', tenant('shop'), audited('level: None, namespaces: [other]', ALL)],
    ['a namespace that is no tenant’s', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, server([])],
    ['a namespace whose tenant is no text', tenant('shop', 3), server([])],
    ['a namespace of the cluster itself', tenant('kube-system'), server([])],
    ['a policy that was not given', tenant('shop'), server([POLICY, LOG])],
    ['a policy that the API server does not take', tenant('shop'), audited('level: Nothing')],
    ['no API server', tenant('shop')],
  ],
  refuses: [
    {
      what: 'no policy',
      given: tenant('shop'),
      facts: server([LOG]),
      finds: [['/metadata/name', said('shop', `an API server has no audit policy (${SERVER}:1), expected --audit-policy-file`)]],
      absent: 'accepted',
    },
    {
      what: 'nowhere to write to',
      given: tenant('shop'),
      facts: server([POLICY], policy(ALL)),
      finds: [
        [
          '/metadata/name',
          said('shop', `an API server writes it nowhere (${SERVER}:1), expected --audit-log-path or --audit-webhook-config-file`),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'the namespace of one tenant',
      given: [tenant('cart'), tenant('shop')],
      facts: audited('level: None, namespaces: [shop], resources: [{ group: "", resources: [secrets] }], verbs: [get]', ALL),
      finds: [
        [
          1,
          '/metadata/name',
          said('shop', 'the policy drops get secrets (apiserver/audit-policy.yaml:4), expected the level Metadata or higher'),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'the same in every namespace',
      given: [tenant('cart'), tenant('shop')],
      facts: audited('level: None, resources: [{ group: "", resources: [secrets] }], verbs: [get, list]', ALL),
      finds: (['cart', 'shop'] as const).map((name, index) => [
        index,
        '/metadata/name',
        said(name, 'the policy drops get secrets, list secrets (apiserver/audit-policy.yaml:4), expected the level Metadata or higher'),
      ]),
      absent: 'accepted',
    },
  ],
});
