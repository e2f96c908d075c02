import { ofKind } from '../analysis/kinds';
import { listAt } from '../analysis/manifest';
import { matchesPath } from '../analysis/permissions/rbac';
import type { Rule } from './rule';

/** Paths of the API server that are no resources and tell or do more than whether it is alive. */
const POWERFUL = ['/debug/pprof/heap', '/logs/kube-apiserver.log', '/configz', '/flagz', '/statusz'];

/**
 * Paths that are no resources: every one of them, or those with logs, memory dumps and settings of the API server.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export const rbacPaths: Rule = {
  id: 'rbac-paths',
  title: 'roles open no paths of the API server but its health and versions',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'CIS', id: '5.1.3' },
    { source: 'NSA', id: 'rbac least privilege' },
    { source: 'MITRE', id: 'T1613' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: ['rules.*.nonResourceURLs.*'],
  remediation: 'list the paths that are needed, such as /healthz or /metrics',
  why: 'Besides its health the API server answers with its logs, its settings and dumps of its memory.',
  attack: 'The attacker downloads a dump of the memory of the API server and finds the Secrets that it holds.',
  example: {
    refused: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - nonResourceURLs: ['*']
    verbs: [get]`,
    accepted: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cart
rules:
  - nonResourceURLs: [/metrics]
    verbs: [get]`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'rbac.authorization.k8s.io', 'ClusterRole')) {
      const rules = listAt(manifest.object, 'rules');
      for (const [index, rule] of rules.entries()) {
        for (const [nth, pattern] of listAt(rule, 'nonResourceURLs').entries()) {
          if (typeof pattern !== 'string' || !POWERFUL.some((path) => matchesPath(pattern, path))) continue;
          yield {
            manifest,
            pointer: `/rules/${index}/nonResourceURLs/${nth}`,
            message: `rule ${index} opens the path '${pattern}' of the API server, expected single harmless paths`,
          };
        }
      }
    }
  },
};
