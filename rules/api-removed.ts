import { type Retirement, retirementOf } from '../analysis/schema/api-history';
import { groupIn, isThere, type Kind, KNOWN_MINORS, kindOf, knownMinor, versionsOf } from '../analysis/schema/schema';
import type { Rule } from './rule';

/**
 * Each version of an API is served for a while: by fewer versions of Kubernetes than there are. A kind that Kubernetes does not have in
 * any version is left to `object-schema`, and so is every kind of somebody else.
 *
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const apiRemoved: Rule = {
  id: 'api-removed',
  title: 'objects are written in API versions that the cluster serves',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'Kubernetes', id: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'no-extensions-v1beta' },
    { source: 'trivy', id: 'KSV-0107' },
  ],
  reads: [],
  remediation: 'write the object in the API version that is named, and mind the fields that are called otherwise there',
  why: 'The API server refuses an object of an API that it does not serve, and with it, more often than not, the rest of the release.',
  attack:
    'The cluster is upgraded and what was applied for years is refused at once: the policy that kept strangers out is not among the objects any more.',
  example: {
    refused: `
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  minAvailable: 1`,
    accepted: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cart
spec:
  minAvailable: 1`,
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
  if (retired?.removed !== undefined && retired.removed <= minor) {
    return `'${what}' is gone since 1.${retired.removed}, expected ${insteadOf(retired, kind, minor)}`;
  }
  // What older versions served is only known where it was retired.
  if (retired !== undefined || minor < KNOWN_MINORS.oldest) return undefined;
  const versions = versionsOf(groupIn(apiVersion), kind);
  if (versions.length === 0) return undefined;
  const own = kindOf(apiVersion, kind);
  const at = knownMinor(minor);
  if (own !== undefined && isThere(own, at)) return undefined;
  const expected = served(versions, at);
  if (own === undefined) return `Kubernetes has no '${what}', expected ${expected}`;
  if (own.since !== undefined && at < own.since) return `'${what}' comes with 1.${own.since}, expected ${expected} in 1.${minor}`;
  return `'${what}' is gone since 1.${(own.until ?? 0) + 1}, expected ${expected}`;
}

function insteadOf({ instead }: Retirement, kind: string, minor: number): string {
  if ('words' in instead) return instead.words;
  // What replaced it may be gone by now, too.
  const best = versionsOf(groupIn(instead.apiVersion), kind).find((version) => isThere(version, knownMinor(minor)));
  return best === undefined || best.apiVersion === instead.apiVersion
    ? `${instead.apiVersion}, which is there since 1.${instead.since}`
    : best.apiVersion;
}

function served(versions: readonly Kind[], minor: number): string {
  return versions.find((version) => isThere(version, minor))?.apiVersion ?? 'no such object';
}
