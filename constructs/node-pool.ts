import type { NodeSelectorRequirement, Toleration } from '../imports/k8s';
import { DOMAIN } from './labels';
import { byText, checkName } from './names';
import { Problems } from './problems';

/** A kubelet cannot give itself a label with this prefix, where the NodeRestriction admission plugin is on. */
const RESTRICTED = 'node-restriction.kubernetes.io';

/** Node label: the pool. */
export const POOL_LABEL = `${RESTRICTED}/pool`;

/** Node label: the tenant that holds the node, or `shared`. */
export const TENANT_NODE_LABEL = `${RESTRICTED}/tenant`;

/** Taint of dedicated nodes: its value is the pool. */
export const POOL_TAINT = `${DOMAIN}/pool`;

/** What a taint does to pods that do not tolerate it. */
export type TaintEffect = 'NoExecute' | 'NoSchedule';

const SHARED = 'shared';

/**
 * Nodes that belong together, dedicated to one tenant or shared.
 *
 * A taint keeps everybody else's pods out, and required node affinity keeps the tenant's pods in: each alone fails in one direction.
 * The taint has both effects, as a pod that names its node skips the scheduler, and the kubelet checks `NoExecute` only.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/lifecycle/predicate.go
 */
export class NodePool {
  /**
   * Nodes of one tenant.
   *
   * @param tenant the only tenant whose namespaces may use the pool
   * @param name the pool's name, for a tenant with several; default: the tenant's name
   * @throws {PalisadeError} if a name is no DNS label or is reserved
   */
  static dedicated(tenant: string, name: string = tenant): NodePool {
    return new NodePool(name, tenant, ['NoSchedule', 'NoExecute']);
  }

  /**
   * Nodes for every tenant that names them. Their label still pins pods to them, away from control-plane and dedicated nodes.
   *
   * @throws {PalisadeError} if the name is no DNS label
   */
  static shared(name: string): NodePool {
    return new NodePool(name, undefined, []);
  }

  private constructor(
    readonly name: string,
    /** The tenant that holds the nodes; `undefined` when they are shared. */
    readonly tenant: string | undefined,
    readonly taintEffects: readonly TaintEffect[],
  ) {
    const problems = new Problems(`node pool ${name}`);
    checkName(problems, 'name of the node pool', name);
    if (tenant !== undefined) checkName(problems, 'tenant of the node pool', tenant);
    if (tenant === SHARED)
      problems.add(`tenant of the node pool must not be '${SHARED}', which marks shared nodes; use NodePool.shared('${name}')`);
    problems.refuse();
  }

  /** The value of the tenant label on the pool's nodes. */
  get holder(): string {
    return this.tenant ?? SHARED;
  }

  /** Exactly the pool's taints; never a bare `Exists`, which would tolerate every pool. */
  get tolerations(): readonly Toleration[] {
    return this.taintEffects.map((effect) => ({ key: POOL_TAINT, operator: 'Equal', value: this.name, effect }));
  }
}

/** What a node's labels must say for pods to be pinned to the pools; `undefined` for no pools. */
export function poolAffinity(pools: readonly NodePool[]): NodeSelectorRequirement | undefined {
  if (pools.length === 0) return undefined;
  return { key: POOL_LABEL, operator: 'In', values: pools.map((pool) => pool.name).sort(byText) };
}

/** Tolerations that admission plugins of Kubernetes give to pods by themselves, and a whitelist therefore has to admit. */
const ADDED_BY_KUBERNETES: readonly Toleration[] = [
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
];

/**
 * What the admission plugins PodNodeSelector and PodTolerationRestriction read from a namespace, where they are on: they hold pods
 * that were not written by Palisade to the tenant's nodes too. The whitelist is never empty, which would admit every toleration.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podtolerationrestriction
 */
export function poolAnnotations(pools: readonly NodePool[]): Record<string, string> {
  const prefix = 'scheduler.alpha.kubernetes.io';
  const own = pools.flatMap((pool) => pool.tolerations);
  const whitelist = [...own, ...ADDED_BY_KUBERNETES];
  const annotations: Record<string, string> = { [`${prefix}/tolerationsWhitelist`]: JSON.stringify(whitelist) };
  // Never an empty list, which would override the cluster's own default.
  if (own.length > 0) annotations[`${prefix}/defaultTolerations`] = JSON.stringify(own);
  const [only] = pools;
  if (only !== undefined) {
    // PodNodeSelector knows one value for each key: with several pools the tenant's own label is what they have in common.
    const selector = pools.length === 1 ? `${POOL_LABEL}=${only.name}` : `${TENANT_NODE_LABEL}=${only.holder}`;
    annotations[`${prefix}/node-selector`] = selector;
  }
  return annotations;
}
