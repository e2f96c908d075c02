import { matchOf } from './affinity';
import { keepsOut, type NodeGroup, taintText } from './nodes';
import { type HeldToleration, type ScheduledPod, SICK } from './pods';
import { allOf, type Reason, type Verdict } from './reason';
import { type Taint, tolerates } from './scheduling';

/** What a cordoned node is tainted with, as the scheduler sees it. */
const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' };

/**
 * Whether a pod may land on nodes: the scheduler asks taints of both effects, node selector and required affinity; a pod that names its node
 * skips it, and the kubelet asks the same of taints with `NoExecute` only. Preferences decide nothing, and neither does room.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/lifecycle/predicate.go
 */
export function mayLand(pod: ScheduledPod, group: NodeGroup): Verdict {
  if (pod.refused !== undefined) return { answer: 'no', reasons: [pod.refused] };
  const verdicts = [nameVerdict(pod, group), ...taintVerdicts(pod, group), matchOf(pod.demand, group)];
  if (pod.unknown !== undefined) verdicts.push({ answer: 'unknown', reasons: [pod.unknown] });
  const answer = allOf(verdicts.map((verdict) => verdict.answer));
  return { answer, reasons: verdicts.flatMap((verdict) => (verdict.answer === answer ? verdict.reasons : [])) };
}

/** The taints that keep a pod out, as far as they are asked of it. */
export function askedTaints(pod: Pick<ScheduledPod, 'judge'>, group: NodeGroup): readonly Taint[] {
  if (pod.judge === 'kubelet') return group.taints.filter(({ effect }) => effect === 'NoExecute');
  const taints = group.taints.filter(keepsOut);
  return group.unschedulable ? [...taints, UNSCHEDULABLE] : taints;
}

function nameVerdict({ nodeName, running: { manifest, pod } }: ScheduledPod, group: NodeGroup): Verdict {
  if (nodeName === undefined) return { answer: 'yes', reasons: [] };
  const where = { manifest, pointer: `${pod.pointer}/nodeName` };
  if (group.nodeName === undefined)
    return { answer: 'unknown', reasons: [{ text: `whether the node '${nodeName}' is one of them is not known`, where }] };
  if (group.nodeName !== nodeName) return { answer: 'no', reasons: [{ text: `the pod names the node '${nodeName}'`, where }] };
  return { answer: 'yes', reasons: [{ text: 'the pod names the node, and skips the scheduler', where }] };
}

function taintVerdicts(pod: ScheduledPod, group: NodeGroup): readonly Verdict[] {
  return askedTaints(pod, group).map((taint) => {
    const text = taintText(taint);
    const found = tolerationOf(pod.tolerations, taint);
    const where = (taint as NodeGroup['taints'][number]).where;
    if (found === undefined) return { answer: 'no', reasons: [{ text: `it does not tolerate '${text}'`, where }] };
    if (found.isSure) return { answer: 'yes', reasons: [{ text: `${found.giver} tolerates '${text}'`, where: found.where }] };
    return { answer: 'unknown', reasons: [{ text: unknownText(found, text), where: found.where }] };
  });
}

/** The toleration of a taint; one that the pod has for certain, if there is any. */
export function tolerationOf(tolerations: readonly HeldToleration[], taint: Taint): HeldToleration | undefined {
  const found = tolerations.filter((toleration) => tolerates(toleration, taint));
  return found.find(({ isSure }) => isSure) ?? found[0];
}

function unknownText({ giver, operator }: HeldToleration, taint: string): string {
  if (operator === 'Lt' || operator === 'Gt')
    return `whether the cluster knows the operator ${operator}, by which ${giver} tolerates '${taint}', is not known`;
  if (giver === 'its namespace') return `whether PodTolerationRestriction is on, and makes the pod tolerate '${taint}', is not known`;
  return `whether ${giver} is on, and makes the pod tolerate '${taint}', is not known`;
}

/** What keeps pods out that are not in the manifests, tolerate nothing and name their node; `undefined` where nothing does. */
export function lockOf(group: NodeGroup): Reason | undefined {
  const taint = group.taints.find(({ effect, key }) => effect === 'NoExecute' && !SICK.includes(key));
  return taint === undefined ? undefined : { text: `'${taintText(taint)}'`, where: taint.where };
}
