import { pointerKey } from '../analysis/manifest';
import { isWildcard } from '../analysis/placement/scheduling';
import { annotationOf, DEFAULT_TOLERATIONS, namespacesIn, TOLERATIONS_WHITELIST, tolerationsIn } from '../analysis/tenancy';
import type { Rule } from './rule';

/**
 * What PodTolerationRestriction reads: an empty text and an empty list allow everything, and a text that is no JSON stops every pod.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podtolerationrestriction
 */
export const namespaceTolerations: Rule = {
  id: 'namespace-tolerations',
  title: 'tolerations of namespaces are lists that name their taints',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'namespaces' },
    { source: 'MITRE', id: 'T1610' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: [
    'metadata.annotations.scheduler.alpha.kubernetes.io/defaultTolerations',
    'metadata.annotations.scheduler.alpha.kubernetes.io/tolerationsWhitelist',
  ],
  remediation: 'write a JSON list of the tolerations that pods of the namespace may have, each with its key',
  why: 'An empty whitelist is none: the admission plugin lets every toleration through, and the default of the cluster does not count any more.',
  attack: 'The attacker lets their pods tolerate every taint, and they run on the nodes of the other tenants and of the control plane.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: ''`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"pool","operator":"Equal","value":"shop"}]'`,
  },

  *check({ manifests }) {
    for (const namespace of namespacesIn(manifests)) {
      const { manifest, name } = namespace;
      for (const key of [DEFAULT_TOLERATIONS, TOLERATIONS_WHITELIST]) {
        const text = annotationOf(namespace, key);
        if (text === undefined) continue;
        const pointer = `/metadata/annotations/${pointerKey(key)}`;
        const list = tolerationsIn(text);
        if (list === undefined) {
          yield { manifest, pointer, message: `'${key}' of namespace '${name}' is no list in JSON, expected one` };
        } else if (list.some(isWildcard)) {
          yield { manifest, pointer, message: `'${key}' of namespace '${name}' tolerates every taint, expected keys` };
        } else if (list.length === 0 && key === TOLERATIONS_WHITELIST) {
          yield { manifest, pointer, message: `'${key}' of namespace '${name}' is empty and so allows every toleration, expected a list` };
        }
      }
    }
  },
};
