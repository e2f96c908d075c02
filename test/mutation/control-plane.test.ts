import { join } from 'node:path';
import { hostFactsOf } from '../../analysis/control-plane/facts';
import type { HostText } from '../../analysis/control-plane/program';
import { caseOf } from '../../cli/court';
import { hostTexts } from '../../cli/host-files';
import { admissionPluginOn } from '../../rules/admission-plugin-on';
import { auditCoversTenants } from '../../rules/audit-covers-tenants';
import { auditOf } from '../../rules/benchmark/audit';
import { namespaceTaintsRegistered } from '../../rules/namespace-taints-registered';
import { secretEncrypted } from '../../rules/secret-encrypted';

const ROOT = join(__dirname, '../..');
const RULES = [admissionPluginOn, auditCoversTenants, namespaceTaintsRegistered, secretEncrypted];
const { cluster } = caseOf([join(ROOT, 'dist')], { config: join(ROOT, 'palisade.yaml') });

/** One member as plain flags, with what the flags name: what is said once more for kubeadm, k3s or RKE2 would hide what is missing. */
const files = hostTexts([join(ROOT, 'dist/control-plane')]).filter(
  ({ path }) => !/\/(k3s|rke2|kubeadm)\//.test(path) && (!/\/flags\/cp-/.test(path) || path.includes('/flags/cp-1/')),
);

/** What the benchmark does not pass, and what the manifests do not fit, each as one text. */
function foundIn(given: readonly HostText[]): ReadonlySet<string> {
  const facts = hostFactsOf(given);
  const failed = auditOf(facts).flatMap(({ status, check }) => (status === 'pass' ? [] : [check.id]));
  const refused = RULES.flatMap((rule) =>
    [...rule.check({ ...cluster, controlPlane: facts })].map(({ message }) => `${rule.id} ${message}`),
  );
  return new Set([...failed, ...refused]);
}

/** Why nothing is found when a flag is gone. */
const REASONS = {
  default: 'the program does the same without it',
  loud: 'the program, or whoever talks to it, stops at once without it',
  operation: 'it is about reliability and where things are, not about who may do what',
  beyond: 'no check asks for it: it is stricter than the benchmark',
} as const;

const SURVIVORS: Readonly<Record<string, Readonly<Record<keyof typeof REASONS, readonly string[]>>>> = {
  'cp-1/etcd': {
    default: ['initial-cluster-state', 'auto-tls', 'peer-auto-tls', 'snapshot-count', 'tls-min-version'],
    loud: [
      ...['peer-trusted-ca-file', 'name', 'listen-client-urls', 'advertise-client-urls', 'listen-peer-urls'],
      ...['initial-advertise-peer-urls', 'initial-cluster'],
    ],
    operation: [
      'data-dir',
      'initial-cluster-token',
      'listen-metrics-urls',
      'quota-backend-bytes',
      'auto-compaction-mode',
      'auto-compaction-retention',
    ],
    beyond: ['cipher-suites'],
  },
  'cp-1/kube-apiserver': {
    default: [
      ...['bind-address', 'secure-port', 'tls-min-version', 'max-requests-inflight', 'max-mutating-requests-inflight', 'audit-log-format'],
      ...['audit-log-truncate-enabled', 'enable-bootstrap-token-auth', 'service-account-lookup', 'request-timeout', 'audit-log-mode'],
    ],
    loud: [
      ...['service-cluster-ip-range', 'requestheader-client-ca-file', 'requestheader-username-headers'],
      ...['requestheader-group-headers', 'requestheader-extra-headers-prefix', 'proxy-client-cert-file', 'proxy-client-key-file'],
      ...['etcd-servers', 'allow-privileged', 'service-account-issuer', 'service-account-signing-key-file'],
    ],
    operation: ['kubelet-preferred-address-types', 'goaway-chance', 'encryption-provider-config-automatic-reload', 'advertise-address'],
    beyond: ['requestheader-allowed-names', 'strict-transport-security-directives', 'service-account-max-token-expiration'],
  },
  'kube-controller-manager': {
    // The two authorities are in the cluster, where they are looked up.
    default: ['client-ca-file', 'requestheader-client-ca-file', 'tls-min-version', 'leader-elect'],
    loud: [
      ...['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'],
      ...['cluster-signing-cert-file', 'cluster-signing-key-file'],
    ],
    operation: ['cluster-name', 'allocate-node-cidrs', 'cluster-cidr', 'service-cluster-ip-range'],
    beyond: ['tls-cipher-suites', 'cluster-signing-duration'],
  },
  'kube-scheduler': {
    default: ['tls-min-version', 'leader-elect'],
    loud: ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'],
    operation: [],
    beyond: ['tls-cipher-suites'],
  },
};

test('without owners and modes of files, and who signs in, the rest of the example passes', () => {
  expect([...foundIn(files)].filter((found) => !/^(1\.1|3\.1|4\.1)\.\d+$/.test(found))).toEqual([]);
});

test.each(Object.entries(SURVIVORS))('each flag of %s is missed when it is gone, or there is a reason why not', (name, reasons) => {
  const before = foundIn(files);
  const file = files.find(({ path }) => path.endsWith(`/flags/${name}.conf`));
  const lines = file?.text.split('\n') ?? [];
  const unmissed = lines.flatMap((line, index) => {
    const flag = /^--([a-z0-9-]+)/.exec(line)?.[1];
    if (file === undefined || flag === undefined) return [];
    const text = lines.filter((_, nth) => nth !== index).join('\n');
    const after = foundIn(files.map((each) => (each === file ? { ...file, text } : each)));
    return [...after].every((found) => before.has(found)) ? [flag] : [];
  });
  expect(lines.length).toBeGreaterThan(5);
  expect(unmissed.sort()).toEqual(Object.values(reasons).flat().sort());
});
