import { ofKind } from '../analysis/kinds';
import { at, listAt } from '../analysis/manifest';
import { amountOf } from '../analysis/quantity';
import type { Rule } from './rule';

/**
 * For limit ranges that speak of containers.
 *
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const limitRangeComplete: Rule = {
  id: 'limit-range-complete',
  title: 'limit ranges bound containers and give them defaults',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'resource policies' },
    { source: 'trivy', id: 'KSV-0039' },
  ],
  reads: [
    'spec.limits.*.type',
    'spec.limits.*.default.cpu',
    'spec.limits.*.default.memory',
    'spec.limits.*.defaultRequest.cpu',
    'spec.limits.*.defaultRequest.memory',
    'spec.limits.*.max.cpu',
    'spec.limits.*.max.memory',
    'spec.limits.*.min.cpu',
    'spec.limits.*.min.memory',
  ],
  remediation: 'state default, defaultRequest, max and min for cpu and memory in the item of type Container',
  why: 'What a limit range leaves out is not limited: without a default containers get the maximum, without a maximum all they ask for.',
  attack: 'A tenant asks for the whole node in one container, or fills it with thousands of containers that ask for nothing.',
  example: {
    refused: `
apiVersion: v1
kind: LimitRange
metadata:
  name: limits
spec:
  limits:
    - type: Container
      max:
        cpu: '2'
        memory: 1Gi`,
    accepted: `
apiVersion: v1
kind: LimitRange
metadata:
  name: limits
spec:
  limits:
    - type: Container
      default:
        cpu: 100m
        memory: 128Mi
      defaultRequest:
        cpu: 100m
        memory: 128Mi
      max:
        cpu: '2'
        memory: 1Gi
      min:
        cpu: 10m
        memory: 16Mi`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'LimitRange')) {
      for (const [index, item] of listAt(manifest.object, 'spec', 'limits').entries()) {
        if (at(item, 'type') !== 'Container') continue;
        const missing = BOUNDS.filter(([bound, resource]) => amountOf(at(item, bound, resource)) === undefined).map((each) =>
          each.join('.'),
        );
        if (missing.length === 0) continue;
        const field = missing.length === 1 ? `/${missing[0]?.replace('.', '/')}` : '';
        yield { manifest, pointer: `/spec/limits/${index}${field}`, message: `the limits of containers lack ${missing.join(', ')}` };
      }
    }
  },
};

const BOUNDS = ['default', 'defaultRequest', 'max', 'min'].flatMap((bound) => [[bound, 'cpu'] as const, [bound, 'memory'] as const]);
