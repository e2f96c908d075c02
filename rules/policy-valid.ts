import { at, listAt } from '../analysis/manifest';
import { type Block, blockOf, contains } from '../analysis/network/blocks';
import { DIRECTIONS, networkPoliciesIn } from '../analysis/network/network-policies';
import { selectorOf } from '../analysis/selectors';
import type { Rule } from './rule';

type Problem = readonly [pointer: string, message: string];

/**
 * What the API server refuses in a NetworkPolicy beyond its schema.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go
 */
export const policyValid: Rule = {
  id: 'policy-valid',
  title: 'network policies are such as the API server takes',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'NSA', id: 'network separation' },
    { source: 'STRIDE', id: 'information-disclosure' },
  ],
  reads: ['spec.podSelector.**', 'spec.policyTypes.**', 'spec.ingress.**', 'spec.egress.**'],
  remediation:
    'give each peer either an ipBlock or selectors, leave out of a block what lies inside it, and give ranges of ports two numbers',
  why: 'The API server refuses the policy, and the pods that it was to close are as open as before.',
  attack: 'The rest of the release is applied, the policy is not: the new version runs without the wall that its author wrote.',
  example: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
          ipBlock:
            cidr: 10.0.0.0/8`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {}
        - ipBlock:
            cidr: 10.0.0.0/8`,
  },

  *check({ manifests }) {
    for (const { manifest, spec } of networkPoliciesIn(manifests)) {
      const problems: Problem[] = [];
      if (!selectorOf(at(spec, 'podSelector')).isValid) problems.push(['/spec/podSelector', NO_SELECTOR]);
      listAt(spec, 'policyTypes').forEach((type, index) => {
        if (type !== 'Ingress' && type !== 'Egress') {
          problems.push([`/spec/policyTypes/${index}`, `the policy type is ${shown(type)}, expected 'Ingress' or 'Egress'`]);
        }
      });
      for (const direction of DIRECTIONS) {
        const field = direction === 'ingress' ? 'from' : 'to';
        listAt(spec, direction).forEach((rule, index) => {
          const base = `/spec/${direction}/${index}`;
          listAt(rule, field).forEach((peer, nth) => {
            problems.push(...peerProblems(peer, `${base}/${field}/${nth}`));
          });
          listAt(rule, 'ports').forEach((port, nth) => {
            problems.push(...portProblems(port, `${base}/ports/${nth}`));
          });
        });
      }
      for (const [pointer, message] of problems) yield { manifest, pointer, message };
    }
  },
};

const NO_SELECTOR = 'the selector is not one: labels are texts, operators In and NotIn have values, Exists and DoesNotExist have none';

function peerProblems(peer: unknown, pointer: string): readonly Problem[] {
  const ipBlock = at(peer, 'ipBlock') ?? undefined;
  const selectors = ['podSelector', 'namespaceSelector'].filter((field) => (at(peer, field) ?? undefined) !== undefined);
  if (ipBlock === undefined && selectors.length === 0)
    return [[pointer, 'the peer is empty, expected a podSelector, a namespaceSelector or an ipBlock']];
  if (ipBlock !== undefined && selectors.length > 0) {
    return [[pointer, `the peer has an ipBlock beside its ${selectors.join(' and ')}, expected a peer of its own`]];
  }
  if (ipBlock !== undefined) return blockProblems(ipBlock, `${pointer}/ipBlock`);
  return selectors.flatMap((field) => (selectorOf(at(peer, field)).isValid ? [] : [[`${pointer}/${field}`, NO_SELECTOR] as const]));
}

function blockProblems(ipBlock: unknown, pointer: string): readonly Problem[] {
  const cidr = at(ipBlock, 'cidr');
  const block = cidrOf(cidr);
  if (block === undefined) return [[`${pointer}/cidr`, `the block is ${shown(cidr)}, expected one such as '203.0.113.0/24'`]];
  return listAt(ipBlock, 'except').flatMap((each, index): readonly Problem[] => {
    const left = cidrOf(each);
    const isInside = left !== undefined && contains(block, left) && !contains(left, block);
    return isInside
      ? []
      : [[`${pointer}/except/${index}`, `${shown(each)} is left out of ${shown(cidr)}, expected a smaller block inside it`]];
  });
}

/** A block with its length: a bare address is none here. */
function cidrOf(value: unknown): Block | undefined {
  return typeof value === 'string' && value.includes('/') ? blockOf(value) : undefined;
}

/** The schema of other fields is another rule's. */
function portProblems(port: unknown, pointer: string): readonly Problem[] {
  const first = at(port, 'port') ?? undefined;
  const last = at(port, 'endPort') ?? undefined;
  if (typeof first === 'number' && (first < 1 || first > 65535)) return [[`${pointer}/port`, `the port is ${first}, expected 1 to 65535`]];
  if (last === undefined) return [];
  if (typeof first !== 'number') return [[`${pointer}/endPort`, 'a range of ports has no number to start from']];
  const isRange = typeof last === 'number' && last >= first && last <= 65535;
  return isRange ? [] : [[`${pointer}/endPort`, `the range of ports ends at ${shown(last)}, expected ${first} to 65535`]];
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value === undefined ? 'not set' : (JSON.stringify(value) ?? 'odd');
}
