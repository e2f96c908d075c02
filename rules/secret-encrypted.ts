import { apiServersIn } from '../analysis/control-plane/admission-plugins';
import type { HostFacts } from '../analysis/control-plane/facts';
import { followed } from '../analysis/control-plane/linked';
import { placeText } from '../analysis/control-plane/place-text';
import type { Program } from '../analysis/control-plane/program';
import { ofKind } from '../analysis/kinds';
import { at, listAt } from '../analysis/manifest';
import { secretsReadBy } from '../analysis/permissions/secrets-read';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * API servers encrypt the Secrets that manifests bring or read. What encrypts is the first provider of the first entry that covers
 * them. Where that file is not given, as it has keys, nobody knows.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
 */
export const secretEncrypted: Rule = {
  id: 'secret-encrypted',
  title: 'the API server encrypts the Secrets that it stores',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'NSA', id: 'secrets' },
    { source: 'NSA', id: 'control plane' },
  ],
  reads: [
    'pod.volumes.*.secret.secretName',
    'pod.volumes.*.projected.sources.*.secret.name',
    'container.env.*.valueFrom.secretKeyRef.name',
    'container.envFrom.*.secretRef.name',
  ],
  remediation: 'give each API server an --encryption-provider-config whose first provider for secrets is not identity',
  why: 'A Secret is plain text in etcd, on the disks below it and in every backup, unless the API server encrypts it first.',
  attack: 'Whoever finds one old backup or a disk that was thrown away reads the Secrets of all tenants.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: login
      secret:
        secretName: login`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: encryption-provider-config
      value: /etc/kubernetes/encryption/config.yaml
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: login
      secret:
        secretName: login`,
  },

  *check({ manifests, controlPlane }) {
    const why = plainIn(controlPlane);
    if (why === undefined) return;
    const said = `plain text: ${why}`;
    for (const manifest of ofKind(manifests, '', 'Secret')) {
      yield { manifest, pointer: '/metadata/name', message: `the API server would store the Secret as ${said}` };
    }
    for (const { manifest, pod } of podsIn(manifests)) {
      const [first] = secretsReadBy(pod);
      if (first === undefined) continue;
      yield { manifest, pointer: first.pointer, message: `the API server has Secret '${first.name}' as ${said}` };
    }
  },
};

/** Why the first API server that does not encrypt does not. */
function plainIn(facts: HostFacts | undefined): string | undefined {
  if (facts === undefined) return undefined;
  for (const program of apiServersIn(facts)) {
    const why = plainText(facts, program);
    if (why !== undefined) return why;
  }
  return undefined;
}

function plainText(facts: HostFacts, program: Program): string | undefined {
  const document = followed(facts, program, 'encryption-provider-config', 'EncryptionConfiguration');
  if (document === 'unseen') return undefined;
  if (document === 'not asked for') return `no --encryption-provider-config (${placeText(program.place)}), expected one`;
  const entries = listAt(document.value, 'resources');
  const index = entries.findIndex((entry) => listAt(entry, 'resources').some((resource) => COVERING.has(resource)));
  const where = placeText(document.place(index === -1 ? '/resources' : `/resources/${index}/providers`));
  if (index === -1) return `the encryption configuration does not name secrets (${where}), expected an entry that does`;
  const [writes] = listAt(entries[index], 'providers');
  return at(writes, 'identity') === undefined ? undefined : `identity is the first provider (${where}), expected one that encrypts`;
}

/** How an entry may name Secrets. */
const COVERING: ReadonlySet<unknown> = new Set(['secrets', '*.', '*.*']);
