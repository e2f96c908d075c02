import { RESTRICTED, SYSTEM } from './claims';
import type { NodeGroup } from './nodes';
import type { PlacementFacts, ScheduledPod } from './pods';

/** What verdicts about nodes take for granted, because no manifest decides it: a sentence by name, only those that matter here. */
export function assumptionsOf(
  groups: readonly NodeGroup[],
  pods: readonly ScheduledPod[],
  { podTolerationRestriction, podNodeSelector }: PlacementFacts,
): ReadonlyMap<string, string> {
  const implied = groups.filter(({ origin }) => origin === 'implied');
  const keys = [...new Set(implied.flatMap(({ labels }) => [...labels.keys()].filter((key) => key !== SYSTEM)))].sort();
  const unrestricted = keys.filter((key) => !RESTRICTED.test(key)).map((key) => `'${key}'`);
  const own = pods.filter(({ tenant }) => tenant === undefined).length;
  const found: (readonly [name: string, text: string, applies: boolean])[] = [
    [
      'nodes-as-named',
      'the nodes of each pool have its labels and all of its taints, and no other node has these labels',
      implied.length > 0,
    ],
    [
      'node-restriction',
      'the admission plugin NodeRestriction is on, so that no kubelet gives its node the labels of a pool',
      keys.length > unrestricted.length,
    ],
    ['kubelets', `no kubelet gives its node the label ${unrestricted.join(' or ')}, which nothing forbids`, unrestricted.length > 0],
    ['bindings', 'nobody but schedulers creates pods/binding, and only administrators place static pods', true],
    ['other-namespaces', 'whoever creates pods in namespaces that are not in these manifests tolerates no taint of a pool', true],
    ['admission', 'no webhook or policy adds tolerations or a node name to pods, or takes a selector away', true],
    ['at-schedule-time', 'pods were placed after the labels and taints: neither a label nor NoSchedule moves a running pod', true],
    ['cluster-pods', `the ${own} workloads of kube-system and its like belong to the cluster, wherever they land`, own > 0],
    [
      'cluster-defaults',
      'the cluster-wide tolerations and whitelist of PodTolerationRestriction, if there are any, name no taint of a pool',
      podTolerationRestriction !== 'off',
    ],
    [
      'annotations',
      'tenants cannot write the annotations of their namespaces',
      podTolerationRestriction === 'on' || podNodeSelector === 'on',
    ],
  ];
  return new Map(found.flatMap(([name, text, applies]) => (applies ? [[name, text] as const] : [])));
}
