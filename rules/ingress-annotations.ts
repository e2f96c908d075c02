import { ofKind } from '../analysis/kinds';
import { at, pointerKey } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Annotations of ingress controllers that take configuration as text (snippets), copy requests elsewhere, have characters that end
 * a value in nginx where no such value has any, or turn off the redirect to HTTPS; and a controller told to take snippets.
 *
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export const ingressAnnotations: Rule = {
  id: 'ingress-annotations',
  title: 'an Ingress changes nothing in its controller that others rely on',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1190' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kubescape', id: 'C-0059' },
    { source: 'trivy', id: 'KCV-0093' },
    { source: 'checkov', id: 'CKV_K8S_152' },
    { source: 'checkov', id: 'CKV_K8S_153' },
    { source: 'checkov', id: 'CKV_K8S_154' },
  ],
  reads: ['metadata.annotations.**', 'data.allow-snippet-annotations'],
  remediation: 'remove the annotation; let the owner of the ingress controller configure what all tenants need',
  why: 'Some annotations are copied into the configuration of the ingress controller, which serves all tenants and may read all Secrets.',
  attack:
    'A snippet, or a quote in the right value, runs code in the controller and sends the Secrets of every namespace out (CVE-2021-25742, CVE-2025-1974).',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: |
      location /x { return 200; }
spec:
  rules:
    - host: cart.example.com`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  rules:
    - host: cart.example.com`,
  },

  *check({ manifests }) {
    for (const manifest of ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'))) {
      const annotations = at(manifest.object, 'metadata', 'annotations');
      if (typeof annotations !== 'object' || annotations === null) continue;
      for (const key of Object.keys(annotations)) {
        const name = key.slice(key.indexOf('/') + 1);
        if (!CONTROLLERS.test(key)) continue;
        const problem = problemOf(name, at(annotations, key), at(annotations, key.replace(/[^/]*$/, 'force-ssl-redirect')));
        if (problem !== undefined)
          yield { manifest, pointer: `/metadata/annotations/${pointerKey(key)}`, message: `the annotation '${key}' ${problem}` };
      }
    }
    for (const manifest of ofKind(manifests, '', 'ConfigMap')) {
      if (at(manifest.object, 'data', 'allow-snippet-annotations') !== 'true') continue;
      yield {
        manifest,
        pointer: '/data/allow-snippet-annotations',
        message: "the ingress controller takes snippets of configuration from every tenant, expected 'false'",
      };
    }
  },
};

/** Annotations of controllers that are built on nginx or HAProxy. */
const CONTROLLERS =
  /^(nginx\.ingress\.kubernetes\.io|ingress\.kubernetes\.io|nginx\.(org|com)|haproxy(-ingress\.github\.io|\.org|\.com))\//;

/** Values that are written into nginx's configuration without quotes. */
const COPIED = /^(auth-url|auth-tls-match-cn|mirror-host|permanent-redirect|temporal-redirect|rewrite-target)$/;

function problemOf(name: string, value: unknown, forced: unknown): string | undefined {
  if (name.includes('snippet')) return 'writes into the configuration of the ingress controller, expected none';
  if (name === 'mirror-target') return 'sends a copy of each request elsewhere, expected none';
  if (COPIED.test(name) && typeof value === 'string' && /[\r\n;"'`]|[{}]\s|\s[{}]/.test(value)) {
    return `has characters that end a value in the configuration of nginx: ${JSON.stringify(value)}`;
  }
  return name === 'ssl-redirect' && value === 'false' && forced !== 'true'
    ? "is 'false', so the hosts are served without TLS, too"
    : undefined;
}
