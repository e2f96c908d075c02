import { type ContainerProps, type RunAs, SIDECAR_KEYS, type SidecarProps } from './container';
import type { Seconds } from './duration';
import type { NodePool } from './node-pool';
import type { PortsProps } from './ports';
import type { ProbesProps } from './probes';
import type { TokenProps } from './tokens';
import type { PersistentProps } from './volumes';

/** How many pods run, by load. */
export interface AutoscaleProps {
  readonly min: number;
  /** More than `min`. */
  readonly max: number;
  /** Share of its CPU request that a pod is to use on average, in percent. @default 75 */
  readonly cpuPercent?: number;
}

/** How an app is reached from outside, through the cluster's ingress controller. */
export interface ExposeProps {
  /** DNS name, without wildcards. */
  readonly host: string;
  /** Secret with the certificate of the host; declared as existing. */
  readonly tlsSecret: string;
  /** Name of the app's port. @default - its only TCP port */
  readonly port?: string;
  /** @default '/' */
  readonly path?: string;
  /** @default - the cluster's default class */
  readonly ingressClass?: string;
}

export interface SecureAppProps extends ContainerProps {
  /** Ports that the app listens on; a Service is written for them. @default {} - none, and no Service */
  readonly ports?: PortsProps;

  /** When the app is alive, ready and started; `'none'` asks nothing. @default - its first TCP port accepts connections */
  readonly probes?: ProbesProps | 'none';

  /** How many pods run. @default 3 */
  readonly replicas?: number;

  /** Lets a HorizontalPodAutoscaler decide how many pods run, in place of `replicas`. @default - none */
  readonly autoscale?: AutoscaleProps;

  /** Storage that outlives the pods, by mount path. One that a single node can mount allows one replica. @default {} - none */
  readonly persistent?: Readonly<Record<string, PersistentProps>>;

  /** Short-lived tokens, as files below `/var/run/secrets/tokens`. @default [] - no token at all */
  readonly tokens?: readonly TokenProps[];

  /** Containers that run before the app, one after the other, by name. @default {} - none */
  readonly init?: Readonly<Record<string, ContainerProps>>;

  /** Containers that run beside the app, by name: native sidecars where the cluster has them (1.29). @default {} - none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>>;

  /**
   * User and group of all processes.
   *
   * @default - one of the app's own from 10001 to 65533, which follows from its name
   */
  readonly runAs?: Partial<RunAs>;

  /**
   * Whether root in the container is nobody on the node: `own` needs Linux 6.3 and a runtime that maps ids.
   *
   * @default 'own' where the cluster has it on by default (1.33), otherwise 'host'
   */
  readonly userNamespace?: 'host' | 'own';

  /** Pools to run on, out of those of the tenant. @default - all pools of the tenant */
  readonly nodes?: NodePool | readonly NodePool[];

  /** RuntimeClass of a sandbox such as gVisor or Kata; declared as existing unless it is in the output. @default - the node's own */
  readonly runtimeClass?: string;

  /** PriorityClass; declared as existing unless it is in the output. @default - none */
  readonly priorityClass?: string;

  /** Names of Secrets with registry credentials. @default [] */
  readonly pullSecrets?: readonly string[];

  /** Time from the order to stop until the pod is killed. @default 30 */
  readonly terminationGracePeriod?: Seconds;

  /** Old ReplicaSets that a rollback can return to. @default 5 */
  readonly revisionHistory?: number;

  /** `none` when a `SharedService` stands in front. @default 'cluster-ip' if there are ports */
  readonly service?: 'cluster-ip' | 'headless' | 'none';

  /** Name of the Service. @default - the app's name */
  readonly serviceName?: string;

  /** What the app is, when it is one of several versions: `reviews` for `reviews-v2`. @default - the app's name */
  readonly app?: string;

  /** Version of the app, as a label. @default - none */
  readonly version?: string;

  /** Role of the app in what it is part of, as a label: `database`, `frontend`. @default - none */
  readonly component?: string;
}

export const APP_KEYS: Readonly<Record<keyof SecureAppProps, true>> = {
  ...SIDECAR_KEYS,
  replicas: true,
  autoscale: true,
  persistent: true,
  tokens: true,
  init: true,
  sidecars: true,
  runAs: true,
  userNamespace: true,
  nodes: true,
  runtimeClass: true,
  priorityClass: true,
  pullSecrets: true,
  terminationGracePeriod: true,
  revisionHistory: true,
  service: true,
  serviceName: true,
  app: true,
  version: true,
  component: true,
};
