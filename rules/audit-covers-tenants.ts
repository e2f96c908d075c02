import { apiServersIn } from '../analysis/control-plane/admission-plugins';
import { auditConcerns } from '../analysis/control-plane/audit-concerns';
import { auditPolicyOf } from '../analysis/control-plane/audit-levels';
import type { HostFacts } from '../analysis/control-plane/facts';
import { followed } from '../analysis/control-plane/linked';
import { placeText } from '../analysis/control-plane/place-text';
import { type ConfigDocument, lastOf } from '../analysis/control-plane/program';
import { stringAt } from '../analysis/manifest';
import { namespacesIn, TENANT } from '../analysis/tenancy';
import type { Rule } from './rule';

/** How many requests a message names. */
const NAMED = 3;

/**
 * The audit log of every API server keeps what is done in the namespaces of tenants. Where the policy is in no file, nobody knows.
 *
 * https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export const auditCoversTenants: Rule = {
  id: 'audit-covers-tenants',
  title: 'the audit log keeps what is done in the namespaces of tenants',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'repudiation' },
    { source: 'NSA', id: 'audit logging' },
    { source: 'MITRE', id: 'T1562.001' },
  ],
  reads: ['metadata.labels.palisade.dev/tenant'],
  remediation: 'give each API server an audit policy that leaves out no sensitive request in these namespaces, and a log to write to',
  why: 'What is in no audit log can be denied: there is no other record of who read a Secret or ran a command in a pod.',
  attack: 'Somebody with a stolen token works in the namespace that the policy leaves out, and nobody ever learns what was taken.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: audit-policy-file
      value: /etc/kubernetes/audit/example.yaml
    - name: audit-log-path
      value: /var/log/kubernetes/audit.log
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    namespaces: [shop]
  - level: Metadata
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: audit-policy-file
      value: /etc/kubernetes/audit/example.yaml
    - name: audit-log-path
      value: /var/log/kubernetes/audit.log
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    palisade.dev/tenant: shop`,
  },

  *check({ manifests, controlPlane, minor }) {
    if (controlPlane === undefined) return;
    const tenants = namespacesIn(manifests).filter(
      ({ manifest }) => (stringAt(manifest.object, 'metadata', 'labels', TENANT) ?? '') !== '',
    );
    if (tenants.length === 0) return;
    const audits = auditsIn(controlPlane);
    const gaps = audits.policies.flatMap((policy) =>
      gapsOf(
        policy,
        tenants.map(({ name }) => name),
        minor,
      ),
    );
    for (const { manifest, name } of tenants) {
      const own = gaps.find(({ namespaces }) => namespaces === 'all' || namespaces.has(name));
      const message = audits.none ?? own?.message;
      if (message === undefined) continue;
      yield { manifest, pointer: '/metadata/name', message: `the audit log lacks what is done in namespace '${name}': ${message}` };
    }
  },
};

interface Audits {
  /** Each policy once. */
  readonly policies: readonly ConfigDocument[];
  /** Why the first API server that keeps no log keeps none. */
  readonly none: string | undefined;
}

function auditsIn(facts: HostFacts): Audits {
  const policies = new Set<ConfigDocument>();
  let none: string | undefined;
  for (const program of apiServersIn(facts)) {
    const policy = followed(facts, program, 'audit-policy-file', 'Policy');
    const where = placeText(program.place);
    const isKept = ['audit-log-path', 'audit-webhook-config-file'].some((flag) => lastOf(program, flag) !== undefined);
    if (policy === 'not asked for') none ??= `an API server has no audit policy (${where}), expected --audit-policy-file`;
    else if (!isKept) none ??= `an API server writes it nowhere (${where}), expected --audit-log-path or --audit-webhook-config-file`;
    else if (policy !== 'unseen') policies.add(policy);
  }
  return { policies: [...policies], none };
}

interface Gap {
  readonly namespaces: ReadonlySet<string> | 'all';
  readonly message: string;
}

/** A policy that cannot be read stops the API server, and is told elsewhere. */
function gapsOf(document: ConfigDocument, namespaces: readonly string[], minor: number): readonly Gap[] {
  const { policy } = auditPolicyOf(document.value, minor);
  if (policy === undefined) return [];
  const concerns = auditConcerns(
    policy,
    namespaces.map((namespace) => ({ tenant: namespace, namespace })),
  );
  return concerns.flatMap(({ about, rule, requests, tenants }): readonly Gap[] => {
    if (about === 'body') return [];
    const named = requests.slice(0, NAMED).join(', ');
    const more = requests.length > NAMED ? ` and ${requests.length - NAMED} more` : '';
    const where = placeText(document.place(rule === undefined ? '/rules' : `/rules/${rule}`));
    const message = `the policy drops ${named}${more} (${where}), expected the level Metadata or higher`;
    return [{ namespaces: about === 'tenant' ? new Set(tenants) : 'all', message }];
  });
}
