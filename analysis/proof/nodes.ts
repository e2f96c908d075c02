import type { Break, Placement, TenantPlacement } from '../placement/placement';
import type { Opening, Side } from './opening';
import type { Tenancy } from './tenants';

/** The ways of pods onto the nodes of other tenants, and of tenants off their own. */
export function nodeOpenings(placement: Placement, { tenants, namespacesOf, objectOf }: Tenancy): readonly Opening[] {
  return tenants.flatMap((tenant) => {
    const verdict = placement.verdictOf(tenant);
    const objects = namespacesOf(tenant).flatMap((name) => objectOf(name) ?? []);
    const unnamed = objects.map((manifest) => ({ text: 'it names no nodes', where: { manifest, pointer: '/metadata/annotations' } }));
    return [
      ...verdict.pinned.breaks.map((each) => opening(each, [tenant], 'anybody else')),
      ...verdict.exclusive.breaks.map((each) =>
        opening(each, each.pod?.tenant === undefined ? 'every tenant' : [each.pod.tenant], [tenant]),
      ),
      ...sharing(verdict),
    ].map((each) => (each.reasons.length === 0 ? { ...each, reasons: unnamed } : each));
  });
}

function opening({ answer, text, pod, group, reasons }: Break, from: Side, to: Side): Opening {
  const name =
    pod === undefined
      ? 'any pod'
      : `${pod.running.manifest.object.kind} ${pod.namespace}/${pod.running.manifest.object.metadata.name ?? ''}`;
  const own = pod === undefined ? [] : [{ text: 'the pod', where: { manifest: pod.running.manifest, pointer: pod.running.pod.pointer } }];
  return {
    ...{ aspect: 'nodes', standing: answer === 'no' ? 'broken' : 'not proven', from, to, text, more: 0 },
    path: [name, group?.name ?? (to === 'anybody else' ? 'other nodes' : 'nodes that nobody names')],
    reasons: [...own, ...reasons],
  };
}

/** Nodes without a taint are for everybody: whoever claims them has agreed to that. */
function sharing({ tenant, groups, exclusive }: TenantPlacement): readonly Opening[] {
  if (exclusive.answer !== 'shared') return [];
  return groups
    .filter(({ taints }) => taints.length === 0)
    .map((group) => ({
      ...{ aspect: 'nodes', standing: 'open by consent', from: 'every tenant', to: [tenant], more: 0 },
      text: `${group.name} is shared: no taint is claimed`,
      path: ['any pod', group.name],
      reasons: [...(group.owners.get(tenant) === undefined ? [] : [group.owners.get(tenant)])].flatMap((reason) => reason ?? []),
    }));
}
