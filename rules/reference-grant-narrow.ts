import { ofKind } from '../analysis/kinds';
import { listAt, stringAt } from '../analysis/manifest';
import type { Rule } from './rule';

/**
 * https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export const referenceGrantNarrow: Rule = {
  id: 'reference-grant-narrow',
  title: 'a ReferenceGrant names the objects it opens',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: ['spec.from.*.namespace', 'spec.to.*.name', 'spec.to.*.kind'],
  remediation: 'write the name of the one Service or Secret into each entry of to',
  why: 'A grant without names opens every Service, or every Secret, of the namespace, those of tomorrow included.',
  attack: 'The other namespace routes the internet to an internal Service, or serves its own pages with the certificate of this one.',
  example: {
    refused: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: web
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: web
  to:
    - group: ""
      kind: Service`,
    accepted: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: web
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: web
  to:
    - group: ""
      kind: Service
      name: cart`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, 'gateway.networking.k8s.io', 'ReferenceGrant')) {
      const from = listAt(manifest.object, 'spec', 'from').map((each) => `'${stringAt(each, 'namespace') ?? ''}'`);
      for (const [index, to] of listAt(manifest.object, 'spec', 'to').entries()) {
        if ((stringAt(to, 'name') ?? '') !== '') continue;
        const kind = stringAt(to, 'kind') ?? 'object';
        const message = `every ${kind} of this namespace is open to ${[...new Set(from)].join(', ')}, expected one name`;
        yield { manifest, pointer: `/spec/to/${index}/name`, message };
      }
    }
  },
};
