import { ofKind } from '../analysis/kinds';
import { listAt, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Ingresses without `tls`, entries of it that name no Secret or no hosts, and hosts of rules that no entry names. An entry without hosts
 * is for whatever the controller takes it for; a wildcard stands for one label. Rules without a host are another rule's, where there is
 * any TLS.
 *
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
 */
export const ingressTls: Rule = {
  id: 'ingress-tls',
  title: 'each host of an Ingress is served with TLS, and with a certificate of its own',
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
  reads: ['spec.tls.*.hosts.*', 'spec.tls.*.secretName', 'spec.rules.*.host'],
  remediation: 'list the host under tls with the Secret of its certificate',
  why: 'A host without TLS is served in plain text, to be read and changed on the way; one without a Secret shows the certificate of the controller, which users learn to click away.',
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
      const hosts = listAt(manifest.object, 'spec', 'rules').map((rule) => stringAt(rule, 'host') ?? '');
      const isNamed = hosts.some((host) => host !== '');
      const lists = entries.map((entry) => listAt(entry, 'hosts'));
      for (const [index, entry] of entries.entries()) {
        const pointer = `/spec/tls/${index}`;
        if ((stringAt(entry, 'secretName') ?? '') === '')
          yield {
            manifest,
            pointer: `${pointer}/secretName`,
            message: 'the entry names no Secret, so the certificate is the one of the controller',
          };
        if (isNamed && lists[index]?.length === 0)
          yield { manifest, pointer: `${pointer}/hosts`, message: 'the entry names no hosts, expected those of the rules' };
      }
      if (lists.some((list) => list.length === 0)) continue;
      const covered = new Set(lists.flat());
      for (const [index, host] of hosts.entries()) {
        if (host === '' || covered.has(host) || covered.has(host.replace(/^[^.]+/, '*'))) continue;
        yield { manifest, pointer: `/spec/rules/${index}/host`, message: `the host '${host}' is in no entry of tls` };
      }
    }
  },
};
