import { retirementOf } from '../analysis/schema/api-history';
import { groupIn, isThere, type Kind, KNOWN_MINORS, kindOf, knownMinor, stability, versionsOf } from '../analysis/schema/schema';
import type { Rule } from './rule';

/**
 * A version of an API goes when something better is there for long enough: what is served today and superseded already is refused by a
 * later version of Kubernetes. What is gone at the target is left to `api-removed`.
 *
 * https://kubernetes.io/docs/reference/using-api/deprecation-policy/
 */
export const apiDeprecated: Rule = {
  id: 'api-deprecated',
  title: 'objects are written in API versions that nothing better has replaced',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/reference/using-api/deprecation-policy/' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'stable-version' },
  ],
  reads: [],
  remediation: 'write the object in the API version that is named, and mind the fields that are called otherwise there',
  why: 'A version that is superseded is served for a few releases more, and an upgrade of the cluster then refuses the object.',
  attack: 'Nobody upgrades a cluster whose releases would break, so it stays on a version that gets no security fixes any more.',
  example: {
    refused: `
apiVersion: v1
kind: Endpoints
metadata:
  name: ledger
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - port: 5432`,
    accepted: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: ledger
  labels:
    kubernetes.io/service-name: ledger
addressType: IPv4
endpoints:
  - addresses: [192.0.2.10]
ports:
  - port: 5432`,
  },

  *check({ manifests, minor }) {
    for (const manifest of manifests) {
      const message = problemOf(manifest.object.apiVersion, manifest.object.kind, minor);
      if (message !== undefined) yield { manifest, pointer: '/apiVersion', message };
    }
  },
};

function problemOf(apiVersion: unknown, kind: string, minor: number): string | undefined {
  if (typeof apiVersion !== 'string') return undefined;
  const what = `${apiVersion} ${kind}`;
  const retired = retirementOf(apiVersion, kind);
  if (retired !== undefined) {
    const { removed, instead } = retired;
    if (minor < instead.since || (removed !== undefined && removed <= minor)) return undefined;
    const goes = removed === undefined ? '' : ` and gone in 1.${removed}`;
    const better = 'words' in instead ? instead.words : [instead.apiVersion, instead.kind].filter(Boolean).join(' ');
    return `'${what}' is superseded since 1.${instead.since}${goes}, expected ${better}`;
  }
  const own = kindOf(apiVersion, kind);
  const at = knownMinor(minor);
  if (own === undefined || minor < KNOWN_MINORS.oldest || !isThere(own, at)) return undefined;
  const better = stableVersion(own, kind, at);
  if (better === undefined) return undefined;
  const since = better.since === undefined ? '' : ` since 1.${better.since}`;
  const goes = own.until === undefined ? '' : ` and gone in 1.${own.until + 1}`;
  return `'${what}' is superseded${since}${goes}, expected ${better.apiVersion}`;
}

/** What is stable may have other stable versions beside it: `autoscaling/v1` is not superseded by `autoscaling/v2`. */
function stableVersion(own: Kind, kind: string, minor: number): Kind | undefined {
  if (stability(own.apiVersion) === 2) return undefined;
  return versionsOf(groupIn(own.apiVersion), kind).find((version) => stability(version.apiVersion) === 2 && isThere(version, minor));
}
