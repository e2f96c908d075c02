import { type PluginOff, pluginOff } from '../analysis/control-plane/admission-plugins';
import type { HostFacts } from '../analysis/control-plane/facts';
import { placeText } from '../analysis/control-plane/place-text';
import { ofKind } from '../analysis/kinds';
import { type Manifest, pointerKey, stringAt } from '../analysis/manifest';
import { grantsOf } from '../analysis/permissions/rbac';
import { DEFAULT_TOLERATIONS, NODE_SELECTOR, TOLERATIONS_WHITELIST } from '../analysis/tenancy';
import type { Cluster, Rule } from './rule';

/** Objects that do nothing without a plugin. */
const KINDS: readonly (readonly [group: string, kind: string, plugin: string])[] = [
  ['', 'LimitRange', 'LimitRanger'],
  ['', 'ResourceQuota', 'ResourceQuota'],
  ['', 'ServiceAccount', 'ServiceAccount'],
  ['admissionregistration.k8s.io', 'MutatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy'],
  ['admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'MutatingAdmissionWebhook'],
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration', 'ValidatingAdmissionWebhook'],
  ['node.k8s.io', 'RuntimeClass', 'RuntimeClass'],
  ['scheduling.k8s.io', 'PriorityClass', 'Priority'],
];

/** Fields of namespaces that a plugin reads. */
const FIELDS: readonly (readonly [field: 'annotations' | 'labels', key: string, plugin: string])[] = [
  ['annotations', NODE_SELECTOR, 'PodNodeSelector'],
  ['annotations', DEFAULT_TOLERATIONS, 'PodTolerationRestriction'],
  ['annotations', TOLERATIONS_WHITELIST, 'PodTolerationRestriction'],
  ['labels', 'pod-security.kubernetes.io/enforce', 'PodSecurity'],
];

/** Labels that a kubelet may give its own node unless the plugin NodeRestriction is on. */
const RESTRICTED = 'node-restriction.kubernetes.io/';

/**
 * Admission plugins without which objects look like fences and are none.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export const admissionPluginOn: Rule = {
  id: 'admission-plugin-on',
  title: 'the admission plugins that objects rely on are on',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'control plane' },
    { source: 'MITRE', id: 'T1562.001' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/node-selector',
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
    'metadata.labels.pod-security.kubernetes.io/enforce',
    'rules.*.verbs.*',
    'rules.*.apiGroups.*',
    'rules.*.resources.*',
    'rules.*.resourceNames',
  ],
  remediation: 'add the plugin to --enable-admission-plugins of each API server, and remove it from --disable-admission-plugins',
  why: 'Labels, annotations, quotas and limits are read by admission plugins: where one is off, nothing reads them and nothing says so.',
  attack: 'A tenant whose namespace is labelled restricted starts a privileged pod, or one on the nodes of others: nobody checks.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: disable-admission-plugins
      value: PodSecurity
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted`,
  },

  *check({ manifests, controlPlane }) {
    if (controlPlane === undefined) return;
    const off = pluginsOff(controlPlane);
    if (off.size === 0) return;
    for (const { manifest, pointer, plugin, what } of reliances(manifests)) {
      const found = off.get(plugin);
      if (found === undefined) continue;
      const where = `${found.origin}, ${placeText(found.place)}`;
      yield {
        manifest,
        pointer,
        message: `${what} the admission plugin ${plugin}, which an API server has off (${where}), expected it on`,
      };
    }
  },
};

const PLUGINS = [...new Set([...[...KINDS, ...FIELDS].map(([, , plugin]) => plugin), 'NodeRestriction', 'DenyServiceExternalIPs'])];

function pluginsOff(facts: HostFacts): ReadonlyMap<string, PluginOff> {
  return new Map(
    PLUGINS.flatMap((plugin) => {
      const off = pluginOff(facts, plugin);
      return off === undefined ? [] : [[plugin, off] as const];
    }),
  );
}

interface Reliance {
  readonly manifest: Manifest;
  readonly pointer: string;
  readonly plugin: string;
  readonly what: string;
}

function* reliances(manifests: Cluster['manifests']): Iterable<Reliance> {
  for (const [group, kind, plugin] of KINDS) {
    for (const manifest of ofKind(manifests, group, kind)) yield { manifest, pointer: '/kind', plugin, what: `a ${kind} needs` };
  }
  for (const manifest of ofKind(manifests, '', 'Namespace')) {
    for (const [field, key, plugin] of FIELDS) {
      const text = stringAt(manifest.object, 'metadata', field, key);
      if (text === undefined) continue;
      const pointer = `/metadata/${field}/${pointerKey(key)}`;
      yield { manifest, pointer, plugin, what: `'${key}' needs` };
      if (key === NODE_SELECTOR && text.includes(RESTRICTED)) {
        yield { manifest, pointer, plugin: 'NodeRestriction', what: `a label that starts with '${RESTRICTED}' needs` };
      }
    }
  }
  const writing = grantsOf(manifests, [{ group: '', resources: ['services'], verbs: ['create', 'update', 'patch'] }]);
  for (const { manifest, pointer } of writing)
    yield { manifest, pointer, plugin: 'DenyServiceExternalIPs', what: 'a role that writes Services needs' };
}
