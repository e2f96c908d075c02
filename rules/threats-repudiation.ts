import type { Threat } from './threat';

/** Having done nothing. */
export const repudiation: readonly Threat[] = [
  {
    id: 'nobody-accepted-it',
    category: 'repudiation',
    title: 'A hole stays open, and nobody has accepted it',
    scenario: 'A careless operator switches a rule off for one app; a year later nobody knows who did it, why, or until when.',
    mitigations: [
      {
        text: 'exemptions have a reason, an owner and a last day, and cover something',
        applies: 'exempted objects',
        rules: ['exemption-valid'],
      },
      { text: 'every rule judges every manifest', applies: 'objects', rules: ['rule-completes'] },
    ],
    left: ['An owner is a text: that it is a person who agreed is for the review to see.'],
    outside: [{ what: 'exemptions are approved by their owner in review', whose: 'security team' }],
  },
  {
    id: 'traces-removed',
    category: 'repudiation',
    title: 'An intruder removes the traces',
    scenario: 'Whoever has taken over a subject deletes events and logs in the cluster before anybody looks.',
    mitigations: [{ text: 'no role deletes events and logs', applies: 'roles', rules: ['rbac-events-delete'] }],
    left: ['Events end by themselves, after an hour by default.'],
    outside: [
      { what: 'logs and events leave the cluster as they are written, to where they cannot be changed', whose: 'platform team' },
      { what: 'clocks of nodes agree', whose: 'platform team' },
    ],
  },
  {
    id: 'no-audit-log',
    category: 'repudiation',
    title: 'Nobody can tell who asked the API server',
    scenario:
      'A member of a tenant, or a stolen token, reads Secrets or runs a command in a pod, and denies it; the API server has kept no record.',
    mitigations: [
      {
        text: 'the audit log keeps what is done in the namespaces of tenants',
        applies: 'namespaces',
        rules: ['audit-covers-tenants'],
        needs: 'control plane',
      },
    ],
    left: ['What a process does in its container is in no log of the API server.'],
    outside: [
      {
        what: 'the audit log of the API server is on, with a policy that keeps writes, exec and access to Secrets',
        whose: 'platform team',
        controlPlane: { id: 'audit-log', rules: ['audit-covers-tenants'] },
      },
      { what: 'the audit log is read: alarms on impersonation, exec and denied requests', whose: 'security team' },
    ],
  },
  {
    id: 'shared-login',
    category: 'repudiation',
    title: 'Several people are one subject',
    scenario:
      'Operators share an administrator’s certificate, or a binding names a subject that nobody can tell apart from another; what was done was done by nobody.',
    mitigations: [
      { text: 'subjects of bindings are users, groups or ServiceAccounts, and say so', applies: 'bindings', rules: ['rbac-subject-kind'] },
    ],
    left: ['The API server believes the names that the identity provider gives.'],
    outside: [
      { what: 'everyone has an account of their own; the one for emergencies is sealed, and its use is noticed', whose: 'security team' },
      { what: 'the deployer’s credentials are used by the pipeline alone', whose: 'pipeline' },
    ],
  },
  {
    id: 'nobodys-workload',
    category: 'repudiation',
    title: 'A workload runs, and nobody knows whose it is',
    scenario: 'A forgotten or planted workload is found during an incident, and no label leads to the app or the people behind it.',
    mitigations: [{ text: 'workloads and their pods say what app they are', applies: 'workloads', rules: ['labels-recommended'] }],
    left: ['Labels say what their author wrote.'],
    outside: [{ what: 'commits are signed, and each deployment names the commit that it comes from', whose: 'pipeline' }],
  },
  {
    id: 'unwatched',
    category: 'repudiation',
    title: 'An attack leaves no measure behind',
    scenario: 'An app fails or is abused, and its measurements were never collected, since the monitor selects nothing.',
    mitigations: [{ text: 'monitors select Services that exist', applies: 'monitors', rules: ['service-monitor-target'] }],
    left: ['Apps without a monitor are measured by nobody.'],
    outside: [
      { what: 'apps log who did what, without secrets', whose: 'tenant' },
      { what: 'alarms reach somebody at any hour', whose: 'platform team' },
    ],
  },
];
