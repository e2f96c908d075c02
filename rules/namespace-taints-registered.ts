import type { HostFacts } from '../analysis/control-plane/facts';
import { type RegisteredTaint, registeredTaints, taintText } from '../analysis/control-plane/node-taints';
import { placeText } from '../analysis/control-plane/place-text';
import { type Manifest, pointerKey } from '../analysis/manifest';
import { tolerates } from '../analysis/placement/scheduling';
import { annotationOf, DEFAULT_TOLERATIONS, namespacesIn, TOLERATIONS_WHITELIST, taintsOf, tolerationsIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const POINTER = `/metadata/annotations/${pointerKey(DEFAULT_TOLERATIONS)}`;

/**
 * The taints that namespaces tolerate as their own are those that kubelets register with, and the other way round. Taints of keys that no
 * kubelet registers with are given by somebody else: a cloud provider, or a script.
 *
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ (`registerWithTaints`)
 */
export const namespaceTaintsRegistered: Rule = {
  id: 'namespace-taints-registered',
  title: 'kubelets register with the taints that namespaces claim, and with no others of the same key',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
  ],
  remediation: 'make registerWithTaints, or nodeRegistration.taints of kubeadm, and the tolerations of the namespace the same',
  why: 'A node that joins without its taint takes pods of everybody until somebody notices; one with a taint that nobody tolerates takes none.',
  attack: 'A tenant has pods waiting, and lands on another tenant’s node in the seconds between its start and the first taint.',
  example: {
    refused: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
registerWithTaints:
  - key: pool
    value: shop
    effect: NoExecute
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","operator":"Equal","value":"shop","effect":"NoSchedule"}]'`,
    accepted: `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
registerWithTaints:
  - key: pool
    value: shop
    effect: NoSchedule
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
    scheduler.alpha.kubernetes.io/defaultTolerations: '[{"key":"pool","operator":"Equal","value":"shop","effect":"NoSchedule"}]'`,
  },

  *check({ manifests, controlPlane }) {
    const registered = registeredIn(controlPlane);
    if (registered.length === 0) return;
    const texts = new Set(registered.map(({ taint }) => taintText(taint)));
    const keys = new Set(registered.map(({ taint }) => taint.key));
    const claimed = new Set<string>();
    const wide = new Map<string, unknown>();
    const firstOf = new Map<string, Manifest>();
    for (const namespace of namespacesIn(manifests)) {
      const own = tolerationsIn(annotationOf(namespace, DEFAULT_TOLERATIONS)) ?? [];
      for (const taint of taintsOf(own)) {
        const text = taintText(taint);
        claimed.add(text);
        if (!keys.has(taint.key)) continue;
        if (!firstOf.has(taint.key)) firstOf.set(taint.key, namespace.manifest);
        if (texts.has(text)) continue;
        const message = `no kubelet registers with the taint '${text}' that the namespace tolerates as its own, expected one that does`;
        yield { manifest: namespace.manifest, pointer: POINTER, message };
      }
      const allowed = tolerationsIn(annotationOf(namespace, TOLERATIONS_WHITELIST)) ?? [];
      for (const taint of taintsOf(allowed)) claimed.add(taintText(taint));
      for (const toleration of [...own, ...allowed]) wide.set(JSON.stringify(toleration), toleration);
    }
    for (const { taint, place } of registered) {
      const manifest = firstOf.get(taint.key);
      const text = taintText(taint);
      if (manifest === undefined || claimed.has(text)) continue;
      if ([...wide.values()].some((toleration) => tolerates(toleration, taint))) continue;
      const message = `no namespace tolerates the taint '${text}' that a kubelet registers with (${placeText(place)}), expected one that does`;
      yield { manifest, pointer: POINTER, message };
    }
  },
};

function registeredIn(facts: HostFacts | undefined): readonly RegisteredTaint[] {
  return facts === undefined ? [] : registeredTaints(facts);
}
