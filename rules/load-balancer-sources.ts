import { ofKind } from '../analysis/kinds';
import { at, listAt, stringAt } from '../analysis/manifest';
import { blockOf, leftOut } from '../analysis/network/blocks';
import type { Rule } from './rule';

/**
 * Services of type LoadBalancer without source ranges, or with ranges that are everybody, be it in halves.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec
 */
export const loadBalancerSources: Rule = {
  id: 'load-balancer-sources',
  title: 'load balancers say from which addresses they may be called',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1133' },
    { source: 'MITRE', id: 'T1190' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'kube-linter', id: 'exposed-services' },
  ],
  reads: ['spec.type', 'spec.loadBalancerSourceRanges.*', 'metadata.annotations.**'],
  remediation: 'list the callers in loadBalancerSourceRanges, or publish the app through an Ingress or Gateway',
  why: 'Without ranges the cloud opens the load balancer to the whole internet.',
  attack: 'Scanners find a new public address within minutes, and the first hole of the app, or its missing login, is theirs.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  ports:
    - port: 443`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [203.0.113.0/24]
  ports:
    - port: 443`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'Service')) {
      const { object } = manifest;
      if (at(object, 'spec', 'type') !== 'LoadBalancer') continue;
      const pointer = '/spec/loadBalancerSourceRanges';
      const listed = listAt(object, 'spec', 'loadBalancerSourceRanges');
      // Cloud providers look at the annotation only if the field is not there.
      const ranges =
        listed.length > 0
          ? listed
          : (stringAt(object, 'metadata', 'annotations', ANNOTATION) ?? '').split(',').map((range) => range.trim());
      const blocks = ranges.map(blockOf).filter((block) => block !== undefined);
      if (blocks.length === 0)
        yield { manifest, pointer, message: 'loadBalancerSourceRanges is not set: everybody may call, expected the callers' };
      else if (([32, 128] as const).some((bits) => leftOut(blocks, bits) < 1n << BigInt(bits - 15))) {
        yield {
          manifest,
          pointer,
          message: `the load balancer is open to ${ranges.map((range) => (typeof range === 'string' ? `'${range}'` : JSON.stringify(range))).join(', ')}, which is everybody`,
        };
      }
    }
  },
};

const ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
