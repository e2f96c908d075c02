import type { NetworkPolicyPeerConfig } from 'cdk8s-plus-27';
import type { LabelSelector, NetworkPolicyPeer } from '../imports/k8s';
import { NAMESPACE_NAME_LABEL } from './labels';
import type { Problems } from './problems';
import type { ClusterProfile } from './profile';
import { block } from './remote';

/** A peer of cdk8s-plus as NetworkPolicy peers. Adds a problem for one that stands for everybody. */
export function plusPeers(
  problems: Problems,
  profile: ClusterProfile,
  { ipBlock, podSelector }: NetworkPolicyPeerConfig,
): readonly NetworkPolicyPeer[] {
  if (ipBlock !== undefined) {
    const { cidr, except } = ipBlock._toKube();
    return block(problems, profile, `the block ${cidr}`, cidr, except);
  }
  if (podSelector === undefined) return [];
  const pods = podSelector.labelSelector._toKube() as LabelSelector;
  const { names, labelSelector } = podSelector.namespaces ?? {};
  const namespaces = (labelSelector?._toKube() ?? {}) as LabelSelector;
  if (names !== undefined)
    return names.map((namespace) => ({
      namespaceSelector: { ...namespaces, matchLabels: { ...namespaces.matchLabels, [NAMESPACE_NAME_LABEL]: namespace } },
      podSelector: pods,
    }));
  if (labelSelector === undefined) return [{ podSelector: pods }];
  if (Object.keys(namespaces.matchLabels ?? {}).length === 0 && (namespaces.matchExpressions ?? []).length === 0) {
    problems.add('the peer selects every namespace, those of strangers included: name them');
  }
  return [{ namespaceSelector: namespaces, podSelector: pods }];
}
