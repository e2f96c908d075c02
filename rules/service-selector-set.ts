import { ofKind } from '../analysis/kinds';
import { at, keyOf, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * Services that select nothing, and whose endpoints nobody wrote either, where the manifests are everything.
 *
 * https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export const serviceSelectorSet: Rule = {
  id: 'service-selector-set',
  title: 'a Service selects its pods, or its endpoints are among the manifests',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'tampering' },
    { source: 'STRIDE', id: 'denial-of-service' },
  ],
  reads: ['spec.selector', 'spec.selector.*', 'spec.type', 'metadata.labels.**'],
  remediation: 'write the labels of the pods into the selector, or add the EndpointSlice that says where the Service leads',
  why: 'Where a Service without a selector leads is up to whoever writes its endpoints, and until somebody does, it leads nowhere.',
  attack: 'Somebody who may only write endpoints points the Service at a pod of theirs, and receives what was meant for the app.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  ports:
    - port: 80`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80`,
  },

  *check({ manifests, complete, existing }) {
    if (!complete) return;
    const written = new Set([
      ...ofKind(manifests, '', 'Endpoints').map(({ object }) => endpointsOf(object.metadata.namespace, object.metadata.name)),
      ...ofKind(manifests, 'discovery.k8s.io', 'EndpointSlice').map(({ object }) =>
        endpointsOf(object.metadata.namespace, stringAt(object.metadata, 'labels', 'kubernetes.io/service-name') ?? ''),
      ),
      ...existing.map(({ group, kind, namespace, name }) => keyOf(group, kind, namespace, name)),
    ]);
    for (const manifest of ofKind(manifests, '', 'Service')) {
      const { object } = manifest;
      if (at(object, 'spec', 'type') === 'ExternalName' || !isEmpty(at(object, 'spec', 'selector'))) continue;
      if (written.has(endpointsOf(object.metadata.namespace, object.metadata.name))) continue;
      yield { manifest, pointer: '/spec/selector', message: 'the Service selects no pods, and nothing else says where it leads' };
    }
  },
};

function endpointsOf(namespace: string | undefined, name: string | undefined): string {
  return keyOf('', 'Endpoints', namespace, name);
}

function isEmpty(selector: unknown): boolean {
  if (selector === undefined || selector === null) return true;
  return typeof selector === 'object' && !Array.isArray(selector) && Object.keys(selector).length === 0;
}
