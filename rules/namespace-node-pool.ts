import { pointerKey } from '../analysis/manifest';
import {
  annotationOf,
  DEFAULT_TOLERATIONS,
  NODE_SELECTOR,
  namespacesIn,
  TOLERATIONS_WHITELIST,
  taintsOf,
  tolerationsIn,
} from '../analysis/tenancy';
import type { Rule } from './rule';

/**
 * The three annotations of namespaces that the admission plugins PodNodeSelector and PodTolerationRestriction read go together.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
 */
export const namespaceNodePool: Rule = {
  id: 'namespace-node-pool',
  title: 'namespaces with nodes of their own say so for selector, tolerations and whitelist',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'metadata.annotations.scheduler.alpha.kubernetes.io/node-selector',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
  ],
  remediation:
    'add the annotation that is missing: node-selector keeps pods in, tolerationsWhitelist keeps others out, defaultTolerations lets them start',
  why: 'A toleration is a permission and a selector a fence: each alone keeps pods from one direction only.',
  attack: 'A pod without a selector leaves the nodes of its tenant for shared ones, or tolerates its way onto the nodes of another.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: pool=shop
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"node.kubernetes.io/not-ready","operator":"Exists"}]'`,
  },

  *check({ manifests }) {
    for (const namespace of namespacesIn(manifests)) {
      const { manifest, name } = namespace;
      const written = [NODE_SELECTOR, TOLERATIONS_WHITELIST, DEFAULT_TOLERATIONS].filter(
        (key) => annotationOf(namespace, key) !== undefined,
      );
      if (written.length === 0) continue;
      const ownsNodes = taintsOf(tolerationsIn(annotationOf(namespace, TOLERATIONS_WHITELIST)) ?? []).length > 0;
      // A namespace without nodes of its own may still say that its pods tolerate nothing.
      const needed = ownsNodes || written.includes(DEFAULT_TOLERATIONS) ? [NODE_SELECTOR, TOLERATIONS_WHITELIST] : [TOLERATIONS_WHITELIST];
      for (const key of [...needed, ...(ownsNodes ? [DEFAULT_TOLERATIONS] : [])]) {
        if (written.includes(key)) continue;
        const message = `namespace '${name}' has '${written[0]}' without '${key}', expected both`;
        yield { manifest, pointer: `/metadata/annotations/${pointerKey(key)}`, message };
      }
    }
  },
};
