/** Network plugins by name, and whether they enforce NetworkPolicy objects; `standard` is any that does. */
const ENFORCES: ReadonlyMap<string, boolean> = new Map([
  ['antrea', true],
  ['aws-vpc-cni', true],
  ['azure-cni', true],
  ['calico', true],
  ['canal', true],
  ['cilium', true],
  ['flannel', false],
  ['gke-dataplane-v2', true],
  ['kindnet', true],
  ['kube-router', true],
  ['kubenet', false],
  ['ovn-kubernetes', true],
  ['standard', true],
  ['weave', true],
]);

/** The network plugins that are known by name. */
export const CNIS: readonly string[] = [...ENFORCES.keys()];

/** A network plugin by its name; `undefined` for one that is not known. */
export function cniOf(name: string): { readonly name: string; readonly enforcesNetworkPolicy: boolean } | undefined {
  const enforces = ENFORCES.get(name);
  return enforces === undefined ? undefined : { name, enforcesNetworkPolicy: enforces };
}
