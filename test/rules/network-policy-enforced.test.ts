import type { KubernetesObject } from '../../analysis/manifest';
import { networkPolicyEnforced } from '../../rules/network-policy-enforced';
import { deployment, found } from './given';

const namespace = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const flannel = { cni: { name: 'flannel', enforcesNetworkPolicy: false } };

describe('accepts', () => {
  test.each([
    ['namespaces under a plugin that enforces policies', [namespace('shop'), namespace('bank')], {}],
    ['an output without namespaces', [deployment()], flannel],
    ['an empty output', [], flannel],
  ])('%s', (_what, objects, facts) => {
    expect(found(networkPolicyEnforced, objects, facts)).toEqual([]);
  });
});

describe('refuses', () => {
  test('each namespace under a plugin that ignores policies', () => {
    const message = `the network plugin 'flannel' ignores NetworkPolicy objects, so nothing isolates this namespace`;
    expect(found(networkPolicyEnforced, [namespace('shop'), deployment(), namespace('bank')], flannel)).toEqual([
      ['0', '/metadata/name', message],
      ['2', '/metadata/name', message],
    ]);
  });
});
