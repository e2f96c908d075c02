import { at, listAt } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import { byNamespace, namespacesIn } from '../analysis/tenancy';
import type { Rule } from './rule';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];

/** What has to be bounded, by the type of the limit. */
const BOUNDS: readonly (readonly [type: string, bound: string, resources: readonly string[]])[] = [
  ['Container', 'default', COMPUTE],
  ['Container', 'defaultRequest', COMPUTE],
  ['Container', 'max', COMPUTE],
  ['Container', 'min', COMPUTE],
  ['Container', 'maxLimitRequestRatio', ['cpu', 'memory']],
  ['PersistentVolumeClaim', 'max', ['storage']],
  ['PersistentVolumeClaim', 'min', ['storage']],
];

/**
 * Namespaces without a LimitRange, and LimitRanges that leave a bound out.
 *
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const namespaceLimitRange: Rule = {
  id: 'namespace-limit-range',
  title: 'namespaces have a LimitRange for containers and claims',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'resource policies' },
    { source: 'MITRE', id: 'T1496' },
    { source: 'MITRE', id: 'T1499' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'trivy', id: 'KSV-0039' },
  ],
  reads: [
    'spec.limits.*.type',
    'spec.limits.*.default.*',
    'spec.limits.*.defaultRequest.*',
    'spec.limits.*.max.*',
    'spec.limits.*.maxLimitRequestRatio.*',
    'spec.limits.*.min.*',
  ],
  remediation:
    'write a LimitRange with default, defaultRequest, max, min and maxLimitRequestRatio for Container, and max and min for PersistentVolumeClaim',
  why: 'A container without requests is scheduled as if it needed nothing; one that asks for everything blocks a whole node, within its quota.',
  attack: 'The attacker starts one pod that may use all the memory of its node, and the neighbours are killed first.',
  example: {
    refused: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop`,
    accepted: `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: LimitRange
metadata:
  name: shop
  namespace: shop
spec:
  limits:
    - type: Container
      default: { cpu: 100m, memory: 128Mi, ephemeral-storage: 256Mi }
      defaultRequest: { cpu: 100m, memory: 128Mi, ephemeral-storage: 256Mi }
      max: { cpu: '2', memory: 2Gi, ephemeral-storage: 2Gi }
      min: { cpu: 10m, memory: 16Mi, ephemeral-storage: 1Mi }
      maxLimitRequestRatio: { cpu: '10', memory: '4' }
    - type: PersistentVolumeClaim
      max: { storage: 50Gi }
      min: { storage: 1Mi }`,
  },

  *check({ manifests, existing }) {
    const ranges = byNamespace(manifests, '', 'LimitRange');
    const elsewhere = new Set(
      existing.filter(({ group, kind }) => group === '' && kind === 'LimitRange').map(({ namespace }) => namespace),
    );
    for (const { manifest, name } of namespacesIn(manifests)) {
      if (elsewhere.has(name)) continue;
      const own = ranges.get(name) ?? [];
      const [first] = own;
      if (first === undefined) {
        yield { manifest, pointer: '/metadata/name', message: `namespace '${name}' has no LimitRange, expected one` };
        continue;
      }
      const limits = own.flatMap(({ object }) => listAt(object, 'spec', 'limits'));
      const missing = BOUNDS.flatMap(([type, bound, resources]) => {
        const ofType = limits.filter((limit) => at(limit, 'type') === type);
        return resources
          .filter((resource) => !ofType.some((limit) => amountOf(at(limit, bound, resource)) !== undefined))
          .map((resource) => `${bound}.${resource} of ${type}`);
      });
      if (missing.length === 0) continue;
      yield { manifest: first, pointer: '/spec/limits', message: `the LimitRange of namespace '${name}' has no ${missing.join(', ')}` };
    }
  },
};
