import type { Chart } from 'cdk8s';
import { KubeObject } from '../../imports/k8s';
import { tenantLabels } from '../labels';
import { checkName, checkObjectName } from '../names';
import { NodePool, POOL_LABEL } from '../node-pool';
import { type Problems, shown } from '../problems';
import { type Amount, amountText, type CpuAmount } from '../quantity';
import type { Part, Surroundings } from './part';
import { entriesOf, objectOf, textOf } from './shape';

/** Another runtime for pods, which an app names as `runtimeClass`. */
export interface RuntimeClassProps {
  /** What the configuration of containerd or CRI-O on the nodes calls it, such as `runsc` (gVisor) or `kata`. */
  readonly handler: string;

  /** What each pod needs besides its containers; counted for the scheduler and for quotas. @default - nothing */
  readonly overhead?: { readonly cpu?: CpuAmount; readonly memory?: Amount };

  /** The shared pool whose nodes have it: a tenant's would be open to whoever names the class. @default - every node has it */
  readonly pool?: NodePool;
}

/** Runtimes by the name of their RuntimeClass. */
export type RuntimeClassesProps = Readonly<Record<string, RuntimeClassProps>>;

const KEYS: Readonly<Record<keyof RuntimeClassProps, true>> = { handler: true, overhead: true, pool: true };

export const reasons: Readonly<Record<string, string>> = {
  'control-plane.k8s.yaml:RuntimeClass': 'elevation: a hole in the kernel is not enough to leave a sandbox',
};

/** https://kubernetes.io/docs/concepts/containers/runtime-class/ */
export function runtimeClassesPart(props: RuntimeClassesProps | undefined, { profile }: Surroundings, problems: Problems): Part {
  const labels = { ...profile.labels, ...tenantLabels('control-plane') };
  const classes = entriesOf(problems, 'runtimeClasses', props, "{ gvisor: { handler: 'runsc' } }").map(([name, given]) => {
    checkObjectName(problems, 'the name of a runtime class', name);
    return [name, bodyOf(problems, `runtimeClasses.${name}`, given)] as const;
  });
  const objects = (chart: Chart): void => {
    for (const [name, body] of classes) new KubeObject(chart, `runtime-${name}`, 'node.k8s.io/v1/RuntimeClass', { name, labels }, body);
  };
  return { objects, reasons };
}

function bodyOf(problems: Problems, what: string, props: RuntimeClassProps) {
  const { handler, overhead, pool } = objectOf(problems, what, props ?? (null as never), KEYS);
  if (typeof handler === 'string') checkName(problems, `${what}.handler`, handler);
  else problems.add(`${what}.handler must be a handler of the container runtime such as 'runsc', got ${shown(handler)}`);
  const amounts = objectOf(problems, `${what}.overhead`, overhead, { cpu: true, memory: true });
  const podFixed = Object.fromEntries(
    (['cpu', 'memory'] as const).flatMap((resource) => {
      const amount = amounts[resource];
      return amount === undefined ? [] : [[resource, amountText(problems, `${what}.overhead.${resource}`, amount)]];
    }),
  );
  if (pool !== undefined && !(pool instanceof NodePool)) problems.add(`${what}.pool must be a NodePool, got ${shown(pool)}`);
  else if (pool?.tenant !== undefined)
    problems.add(`${what}.pool must be shared: whoever names the class runs on its nodes, got that of the tenant '${pool.tenant}'`);
  return {
    handler: textOf(handler),
    ...(Object.keys(podFixed).length === 0 ? {} : { overhead: { podFixed } }),
    ...(pool instanceof NodePool ? { scheduling: { nodeSelector: { [POOL_LABEL]: pool.name } } } : {}),
  };
}
