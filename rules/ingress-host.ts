import { ofKind } from '../analysis/kinds';
import { at, listAt, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Rules without a host or with a wildcard, and Ingresses that have nothing but a default backend.
 *
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
export const ingressHost: Rule = {
  id: 'ingress-host',
  title: 'an Ingress names the hosts it answers for',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1190' },
    { source: 'STRIDE', id: 'spoofing' },
  ],
  reads: ['spec.defaultBackend', 'spec.backend', 'spec.rules.*.host'],
  remediation: 'write the full name of each host',
  why: 'An Ingress without a host, or with a wildcard, answers for every name that nobody else claims, those of other tenants included.',
  attack: 'A tenant receives the requests, cookies included, for a host of another that is not deployed yet or was misspelt.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
spec:
  rules:
    - http:
        paths: []`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
spec:
  rules:
    - host: cart.example.com
      http:
        paths: []`,
  },

  *check({ manifests }) {
    for (const manifest of ['networking.k8s.io', 'extensions'].flatMap((group) => ofKind(manifests, group, 'Ingress'))) {
      const rules = listAt(manifest.object, 'spec', 'rules');
      const backend = ['defaultBackend', 'backend'].find((field) => (at(manifest.object, 'spec', field) ?? undefined) !== undefined);
      if (rules.length === 0 && backend !== undefined) {
        yield { manifest, pointer: `/spec/${backend}`, message: 'the Ingress has no rules: its backend answers for every host' };
      }
      for (const [index, rule] of rules.entries()) {
        const host = stringAt(rule, 'host') ?? '';
        const pointer = `/spec/rules/${index}/host`;
        if (host === '') yield { manifest, pointer, message: 'the rule has no host, so it answers for every one, expected a full name' };
        else if (host.includes('*'))
          yield { manifest, pointer, message: `the rule answers for every host like '${host}', expected a full name` };
      }
    }
  },
};
