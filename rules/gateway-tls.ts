import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * HTTP listeners, unless all routes that attach to them redirect to https. Listeners of other protocols carry what they are given, and
 * may have TLS inside.
 *
 * https://gateway-api.sigs.k8s.io/guides/tls/
 */
export const gatewayTls: Rule = {
  id: 'gateway-tls',
  title: 'each listener of a Gateway has TLS, or does nothing but redirect',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'tls' },
    { source: 'MITRE', id: 'T1040' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'tampering' },
  ],
  reads: [
    'spec.listeners.*.protocol',
    'spec.listeners.*.name',
    'spec.rules.*.filters.*.requestRedirect.scheme',
    'spec.parentRefs.*.namespace',
    'spec.parentRefs.*.name',
    'spec.parentRefs.*.sectionName',
  ],
  remediation: 'use protocol HTTPS with a certificate; let the routes of an HTTP listener only redirect to https, by its sectionName',
  why: 'A listener without TLS is served in plain text: passwords, cookies and pages can be read and changed on the way.',
  attack: 'Somebody in the same network as a user reads the session cookie and continues as that user.',
  example: {
    refused: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
  namespace: shop
spec:
  listeners:
    - name: web
      port: 80
      protocol: HTTP`,
    accepted: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
  namespace: shop
spec:
  listeners:
    - name: web
      port: 443
      protocol: HTTPS`,
  },

  *check({ manifests }) {
    const listeners = new Map<string, boolean>();
    for (const route of ['HTTPRoute', 'GRPCRoute'].flatMap((kind) => ofKind(manifests, GROUP, kind))) {
      const redirects = onlyRedirects(route);
      for (const parent of listAt(route.object, 'spec', 'parentRefs')) {
        const namespace = stringAt(parent, 'namespace') ?? route.object.metadata.namespace ?? '';
        const key = `${namespace}/${stringAt(parent, 'name') ?? ''}/${stringAt(parent, 'sectionName') ?? ''}`;
        listeners.set(key, (listeners.get(key) ?? true) && redirects);
      }
    }
    for (const manifest of ofKind(manifests, GROUP, 'Gateway')) {
      const { namespace = '', name = '' } = manifest.object.metadata;
      for (const [index, listener] of listAt(manifest.object, 'spec', 'listeners').entries()) {
        if (at(listener, 'protocol') !== 'HTTP') continue;
        const section = stringAt(listener, 'name') ?? '';
        const attached = [listeners.get(`${namespace}/${name}/${section}`), listeners.get(`${namespace}/${name}/`)];
        if (attached.includes(true) && !attached.includes(false)) continue;
        yield {
          manifest,
          pointer: `/spec/listeners/${index}/protocol`,
          message: `the listener '${section}' is plain HTTP, expected HTTPS`,
        };
      }
    }
  },
};

const GROUP = 'gateway.networking.k8s.io';

function onlyRedirects({ object }: Manifest): boolean {
  const rules = listAt(object, 'spec', 'rules');
  return (
    rules.length > 0 && rules.every((rule) => listAt(rule, 'filters').some((filter) => at(filter, 'requestRedirect', 'scheme') === 'https'))
  );
}
