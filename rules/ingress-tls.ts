import { ofKind } from '../analysis/kinds';
import { listAt, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Ingresses without `tls`, and hosts of rules that no entry of it names. An entry without hosts is for all; a wildcard stands for one
 * label. Rules without a host are another rule's, where there is any TLS.
 *
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
 */
export const ingressTls: Rule = {
  id: 'ingress-tls',
  title: 'each host of an Ingress is served with TLS',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'tls' },
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'kubescape', id: 'C-0263' },
    { source: 'polaris', id: 'tlsSettingsMissing' },
  ],
  reads: ['spec.tls.*.hosts.*', 'spec.rules.*.host'],
  remediation: 'list the host under tls with the Secret of its certificate',
  why: 'A host without TLS is served in plain text: passwords, cookies and pages can be read and changed on the way.',
  attack: 'Somebody in the same network as a user reads the session cookie and continues as that user.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
spec:
  rules:
    - host: cart.example.com`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
spec:
  tls:
    - hosts: [cart.example.com]
      secretName: cart-tls
  rules:
    - host: cart.example.com`,
  },

  *check({ manifests }) {
    for (const manifest of ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'))) {
      const entries = listAt(manifest.object, 'spec', 'tls');
      if (entries.length === 0) {
        yield { manifest, pointer: '/spec/tls', message: 'the Ingress has no tls, expected an entry for each of its hosts' };
        continue;
      }
      const lists = entries.map((entry) => listAt(entry, 'hosts'));
      if (lists.some((hosts) => hosts.length === 0)) continue;
      const covered = new Set(lists.flat());
      for (const [index, rule] of listAt(manifest.object, 'spec', 'rules').entries()) {
        const host = stringAt(rule, 'host') ?? '';
        if (host === '' || covered.has(host) || covered.has(host.replace(/^[^.]+/, '*'))) continue;
        yield { manifest, pointer: `/spec/rules/${index}/host`, message: `the host '${host}' is in no entry of tls` };
      }
    }
  },
};
