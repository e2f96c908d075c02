import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { blockOf, contains } from '../analysis/network/blocks';
import type { Rule, Violation } from './rule';

/**
 * Addresses of Endpoints and EndpointSlices that are a cloud's metadata, a host's own, or say that they belong to another namespace.
 *
 * https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export const endpointsOwnPods: Rule = {
  id: 'endpoints-own-pods',
  title: 'endpoints that are written by hand lead neither to another tenant nor to a metadata address',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1552.007' },
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  reads: [
    'subsets.*.addresses.*.ip',
    'subsets.*.addresses.*.targetRef.namespace',
    'subsets.*.notReadyAddresses.*.ip',
    'subsets.*.notReadyAddresses.*.targetRef',
    'endpoints.*.addresses.*',
    'endpoints.*.targetRef.namespace',
  ],
  remediation: 'let the Service select its pods, or list only addresses outside the cluster',
  why: 'A Service without a selector leads wherever its endpoints say, past the policies that were written for pods by label.',
  attack:
    'An ingress controller, which may call every namespace, fetches the credentials of its node or a page of another tenant through the Service.',
  example: {
    refused: `
apiVersion: v1
kind: Endpoints
metadata:
  name: cart
  namespace: shop
subsets:
  - addresses:
      - ip: 169.254.169.254
    ports:
      - port: 80`,
    accepted: `
apiVersion: v1
kind: Endpoints
metadata:
  name: cart
  namespace: shop
subsets:
  - addresses:
      - ip: 203.0.113.7
    ports:
      - port: 80`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Endpoints')) {
      for (const [index, subset] of listAt(manifest.object, 'subsets').entries()) {
        for (const field of ['addresses', 'notReadyAddresses']) {
          for (const [nth, address] of listAt(subset, field).entries()) {
            const pointer = `/subsets/${index}/${field}/${nth}`;
            yield* problems(manifest, address, [[at(address, 'ip'), `${pointer}/ip`]], pointer);
          }
        }
      }
    }
    for (const manifest of ofKind(manifests, 'discovery.k8s.io', 'EndpointSlice')) {
      for (const [index, endpoint] of listAt(manifest.object, 'endpoints').entries()) {
        const pointer = `/endpoints/${index}`;
        const addresses = listAt(endpoint, 'addresses').map((address, nth) => [address, `${pointer}/addresses/${nth}`] as const);
        yield* problems(manifest, endpoint, addresses, pointer);
      }
    }
  },
};

/** Link-local addresses are those of metadata, too. */
const FORBIDDEN = ['127.0.0.0/8', '::1/128', '169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32', '100.100.100.200/32']
  .map(blockOf)
  .filter((block) => block !== undefined);

function* problems(
  manifest: Manifest,
  endpoint: unknown,
  addresses: readonly (readonly [address: unknown, pointer: string])[],
  base: string,
): Generator<Violation> {
  for (const [address, pointer] of addresses) {
    const single = blockOf(address);
    if (single === undefined || !FORBIDDEN.some((block) => contains(block, single))) continue;
    yield { manifest, pointer, message: `'${address}' belongs to the node or to the metadata of a cloud, expected an address outside` };
  }
  const other = stringAt(endpoint, 'targetRef', 'namespace');
  if (other === undefined || other === (manifest.object.metadata.namespace ?? '')) return;
  yield {
    manifest,
    pointer: `${base}/targetRef/namespace`,
    message: `the endpoint belongs to the namespace '${other}', expected one of its own`,
  };
}
