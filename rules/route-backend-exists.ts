import { ofKind } from '../analysis/kinds';
import { at, identityOf, keyOf, listAt, type Manifest, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Backends of routes, where the manifests are everything.
 *
 * https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export const routeBackendExists: Rule = {
  id: 'route-backend-exists',
  title: 'routes lead to Services that exist, and to those of others only with their consent',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'kubescape', id: 'C-0302' },
  ],
  reads: [
    'spec.rules.*.backendRefs.*.name',
    'spec.rules.*.backendRefs.*.kind',
    'spec.rules.*.backendRefs.*.group',
    'spec.rules.*.backendRefs.*.namespace',
    'spec.from.*.group',
    'spec.from.*.kind',
    'spec.from.*.namespace',
    'spec.to.*.kind',
    'spec.to.*.name',
  ],
  remediation: 'name a Service of the manifests; for one in another namespace, let its owner write a ReferenceGrant',
  why: 'A route to a Service that is not there, or in a namespace that did not grant it, answers every request with an error.',
  attack: 'The name of a Service that nobody has yet is free to be taken, and whoever takes it receives the requests.',
  example: {
    refused: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - backendRefs:
        - name: cart
          port: 80`,
    accepted: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - backendRefs:
        - name: cart
          port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop`,
  },

  *check({ manifests, complete, existing }) {
    if (!complete) return;
    const services = new Set([
      ...ofKind(manifests, '', 'Service').map(({ object }) => identityOf(object)),
      ...existing.map(({ group, kind, namespace, name }) => keyOf(group, kind, namespace, name)),
    ]);
    const granted = grantsIn(manifests);
    for (const kind of ROUTES) {
      for (const manifest of ofKind(manifests, GROUP, kind)) {
        const own = manifest.object.metadata.namespace;
        for (const [index, rule] of listAt(manifest.object, 'spec', 'rules').entries()) {
          for (const [nth, backend] of listAt(rule, 'backendRefs').entries()) {
            const name = stringAt(backend, 'name') ?? '';
            const isService = (stringAt(backend, 'kind') ?? 'Service') === 'Service' && (stringAt(backend, 'group') ?? '') === '';
            if (!isService) continue;
            const pointer = `/spec/rules/${index}/backendRefs/${nth}`;
            const namespace = stringAt(backend, 'namespace') ?? own;
            const where = namespace === own ? '' : ` in the namespace '${namespace}'`;
            if (!services.has(keyOf('', 'Service', namespace, name))) {
              yield { manifest, pointer: `${pointer}/name`, message: `there is no Service '${name}'${where}` };
            } else if (namespace !== own && ![name, ''].some((each) => granted.has(grant(kind, own, namespace, each)))) {
              yield {
                manifest,
                pointer: `${pointer}/namespace`,
                message: `no ReferenceGrant opens the Service '${name}'${where} to this one`,
              };
            }
          }
        }
      }
    }
  },
};

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** `kind own other name` for each grant of Services, the name empty for all of them. */
function grantsIn(manifests: readonly Manifest[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { object } of ofKind(manifests, GROUP, 'ReferenceGrant')) {
    for (const from of listAt(object, 'spec', 'from')) {
      if (at(from, 'group') !== GROUP) continue;
      for (const to of listAt(object, 'spec', 'to')) {
        if (at(to, 'kind') !== 'Service') continue;
        found.add(grant(stringAt(from, 'kind'), stringAt(from, 'namespace'), object.metadata.namespace, stringAt(to, 'name')));
      }
    }
  }
  return found;
}

function grant(...words: readonly (string | undefined)[]): string {
  return JSON.stringify(words.map((word) => word ?? ''));
}
