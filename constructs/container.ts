import type { Container, SecurityContext } from '../imports/k8s';
import { type EnvProps, envVars } from './env';
import { checkName } from './names';
import { type Port, type PortsProps, portsOf } from './ports';
import { type ProbesProps, probes } from './probes';
import { type Problems, shown } from './problems';
import { type Amount, amountText, type CpuAmount, quantity } from './quantity';
import { has, type KubernetesVersion } from './target';
import { checkPaths, type Mounted, type MountsProps, mountsOf } from './volumes';

/** What a container asks for; the limits are the same. */
export interface ResourceProps {
  /** @default '100m' */
  readonly cpu?: CpuAmount;
  /** @default '128Mi' */
  readonly memory?: Amount;
  /**
   * Node disk for logs and writable directories.
   *
   * @default - 64Mi more than the sizes of the writable directories
   */
  readonly ephemeralStorage?: Amount;
}

/** Requests and limits that differ: the container may use more than it was promised, as long as others do not. */
export interface BurstableProps {
  readonly requests: ResourceProps;
  readonly limits: ResourceProps;
}

/** A container beside the app's own, hardened as that one is. */
export interface ContainerProps extends MountsProps {
  /** Image, by tag and digest: `registry/name:tag@sha256:…`. */
  readonly image: string;
  /** Replaces the image's entrypoint. @default - the image's */
  readonly command?: readonly string[];
  /** Replaces the image's arguments. @default - the image's */
  readonly args?: readonly string[];
  /** @default - the image's */
  readonly workingDirectory?: string;
  /** @default {} - none */
  readonly env?: EnvProps;
  /** @default cpu '100m', memory '128Mi', and disk for logs and writable directories; limits equal to requests */
  readonly resources?: ResourceProps | BurstableProps;
  /**
   * Capabilities besides none. NET_BIND_SERVICE is free; another that containers have by default (CHOWN, SETUID, …) needs an exemption
   * from `pod-capabilities-restricted`, any other one from `pod-capabilities`.
   *
   * @default []
   */
  readonly capabilities?: readonly string[];
  /** Paths of the app's own volumes to mount here too. @default [] */
  readonly share?: readonly string[];
}

/** A container that runs beside the app for as long as it does. */
export interface SidecarProps extends ContainerProps {
  /** @default {} - none */
  readonly ports?: PortsProps;
  /** `'none'` asks nothing. @default - as for the app itself */
  readonly probes?: ProbesProps | 'none';
}

/** What a container may say, for whoever writes JavaScript or misspells. */
export const CONTAINER_KEYS: Readonly<Record<keyof ContainerProps, true>> = {
  image: true,
  command: true,
  args: true,
  workingDirectory: true,
  env: true,
  resources: true,
  capabilities: true,
  share: true,
  writable: true,
  config: true,
  secrets: true,
};

export const SIDECAR_KEYS: Readonly<Record<keyof SidecarProps, true>> = { ...CONTAINER_KEYS, ports: true, probes: true };

/** User and group of a pod's processes. */
export interface RunAs {
  readonly user: number;
  readonly group: number;
}

/** A container and its volumes. */
export interface Built {
  readonly container: Container;
  readonly mounted: readonly Mounted[];
  readonly ports: readonly Port[];
}

interface Build extends ContainerProps {
  readonly name: string;
  /** Begins the names of objects that are written for the container. */
  readonly owner: string;
  /** Begins the names of its volumes. */
  readonly prefix: string;
  readonly runAs: RunAs;
  readonly version: KubernetesVersion;
  readonly ports?: PortsProps;
  readonly probes?: ProbesProps | 'none';
  readonly persistent?: Parameters<typeof mountsOf>[3]['persistent'];
  /** The app's own volumes, of which some are shared. */
  readonly appMounts?: readonly Mounted[];
  /** Whether it runs for as long as the pod: then it has probes, and time to end well. */
  readonly lifetime: 'pod' | 'start';
}

/** Adds what is wrong with the container to the problems; what it returns then is not to be used. */
export function buildContainer(problems: Problems, build: Build): Built {
  const { name, owner, image, runAs, version, appMounts = [], lifetime } = build;
  const spoken = `container '${name}'`;
  // The app's own container is named after it, which is checked already.
  if (build.prefix !== '') checkName(problems, 'name of a container', name);
  if (typeof image !== 'string' || image.trim() !== image || image === '')
    problems.add(`image of ${spoken} must be a reference such as registry/name:tag@sha256:…, got ${shown(image)}`);
  const ports = portsOf(problems, build.ports ?? {});
  for (const { port } of ports) {
    const bound = !Number.isInteger(port) || port < 1 || port >= 1024 || (build.capabilities ?? []).includes('NET_BIND_SERVICE');
    problems.expect(
      bound,
      `port ${port} of ${spoken} is below 1024: listen on a higher one (servicePort can stay ${port}), or add capabilities: ['NET_BIND_SERVICE']`,
    );
  }
  const mounted = mountsOf(problems, owner, build.prefix, build);
  const shared = (build.share ?? []).flatMap((path) => {
    const found = appMounts.find(({ mount }) => mount.mountPath === path);
    if (found === undefined)
      problems.add(
        `${spoken} shares '${path}', which is none of the app's mounts (${appMounts.map(({ mount }) => `'${mount.mountPath}'`).join(', ') || 'none'})`,
      );
    return found === undefined ? [] : [found];
  });
  const mounts = [...mounted, ...shared].map(({ mount }) => mount);
  if (build.prefix !== '')
    checkPaths(
      problems,
      mounts.map((mount) => mount.mountPath),
    );
  const env = envVars(problems, `env of ${spoken}`, build.env ?? {});
  const container: Container = {
    name,
    image,
    imagePullPolicy: 'Always',
    ...(build.command === undefined ? {} : { command: build.command }),
    ...(build.args === undefined ? {} : { args: build.args }),
    ...(build.workingDirectory === undefined ? {} : { workingDir: build.workingDirectory }),
    ...(env.length === 0 ? {} : { env }),
    ...(ports.length === 0
      ? {}
      : { ports: ports.map(({ name: portName, port, protocol }) => ({ name: portName, containerPort: port, protocol })) }),
    ...(lifetime === 'start' ? {} : probes(problems, ports, build.probes, spoken)),
    // Traffic stops arriving a moment after a pod is told to stop; it listens until then.
    ...(lifetime === 'pod' && ports.length > 0 && has(version, 'sleep before stop')
      ? { lifecycle: { preStop: { sleep: { seconds: 5 } } } }
      : {}),
    resources: resources(problems, spoken, build.resources ?? {}, mounted),
    securityContext: securityContext(problems, spoken, runAs, build.capabilities ?? []),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
  return { container, mounted, ports };
}

function securityContext(problems: Problems, spoken: string, { user, group }: RunAs, capabilities: readonly string[]): SecurityContext {
  for (const capability of capabilities) {
    problems.expect(
      /^[A-Z][A-Z_]+$/.test(capability) && capability !== 'ALL',
      `capabilities of ${spoken} must be names such as NET_BIND_SERVICE, never ALL, got ${shown(capability)}`,
    );
  }
  return {
    allowPrivilegeEscalation: false,
    capabilities: { ...(capabilities.length === 0 ? {} : { add: [...capabilities].sort() }), drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsGroup: group,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function resources(problems: Problems, spoken: string, props: ResourceProps | BurstableProps, mounted: readonly Mounted[]) {
  const { requests, limits } = 'requests' in props ? props : { requests: props, limits: props };
  const disk = `${64 + Math.ceil(mounted.reduce((sum, { diskBytes }) => sum + diskBytes, 0) / 2 ** 20)}Mi`;
  const amounts = (what: string, given: ResourceProps) => ({
    cpu: amountText(problems, `${what} of ${spoken}: cpu`, given.cpu ?? '100m'),
    'ephemeral-storage': amountText(problems, `${what} of ${spoken}: ephemeralStorage`, given.ephemeralStorage ?? disk),
    memory: amountText(problems, `${what} of ${spoken}: memory`, given.memory ?? '128Mi'),
  });
  const least = amounts('requests', requests);
  const most = requests === limits ? least : amounts('limits', limits);
  for (const [resource, request] of Object.entries(least)) {
    const limit = most[resource as keyof typeof most];
    problems.expect(
      (quantity(request) ?? 0) <= (quantity(limit) ?? 0),
      `${spoken} requests more ${resource} than its limit allows: ${request} against ${limit}`,
    );
  }
  return { limits: most, requests: least };
}
