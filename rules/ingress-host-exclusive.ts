import { ofKind } from '../analysis/kinds';
import { listAt, type Manifest, stringAt } from '../analysis/manifest';
import { namespacesIn, tenantOf } from '../analysis/tenancy';
import type { Rule } from './rule';

/**
 * Hosts that Ingresses of several tenants answer for. Namespaces of one tenant may share a host; one without the label of a tenant is a
 * tenant of its own. A host with a wildcard is the finding of another rule, whoever else has it.
 *
 * https://kubernetes.github.io/ingress-nginx/how-it-works/#building-the-nginx-model
 */
export const ingressHostExclusive: Rule = {
  id: 'ingress-host-exclusive',
  title: 'a host is published by one tenant only',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'MITRE', id: 'T1036.005' },
  ],
  reads: ['spec.rules.*.host', 'metadata.labels.palisade.dev/tenant'],
  remediation: 'publish the app under a host of its own, or let one namespace publish the host',
  why: 'No API server asks whose a host is: ingress controllers join the paths of all who name it, or give it to whom they saw first.',
  attack: "A tenant publishes /login under another's host, with that one's certificate, and collects passwords and cookies.",
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: books
  namespace: books
spec:
  rules:
    - host: shop.example.com`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: books
  namespace: books
spec:
  rules:
    - host: books.example.com`,
  },

  *check({ manifests }) {
    const tenants = new Map(namespacesIn(manifests).map((namespace) => [namespace.name, tenantOf(namespace)]));
    const owners = new Map<string, { readonly tenant: string; readonly manifest: Manifest }>();
    for (const manifest of ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'))) {
      const { namespace = '' } = manifest.object.metadata;
      const tenant = tenants.get(namespace) ?? namespace;
      for (const [index, rule] of listAt(manifest.object, 'spec', 'rules').entries()) {
        const host = stringAt(rule, 'host') ?? '';
        if (host === '' || host.includes('*')) continue;
        const owner = owners.get(host.toLowerCase());
        if (owner === undefined) owners.set(host.toLowerCase(), { tenant, manifest });
        else if (owner.tenant !== tenant) {
          const { namespace: other = '', name = '' } = owner.manifest.object.metadata;
          const message = `Ingress '${name}' of namespace '${other}' has the host '${host}', expected one that no other tenant has`;
          yield { manifest, pointer: `/spec/rules/${index}/host`, message };
        }
      }
    }
  },
};
