import type { Container as PlusContainer, Probe as PlusProbe } from 'cdk8s-plus-27';
import type { Probe } from '../imports/k8s';
import { type Seconds, seconds } from './duration';
import type { Port } from './ports';
import { checkPort } from './ports';
import { type Problems, shown } from './problems';

/** When and how often a probe asks. */
export interface ProbeTiming {
  /** @default 10 */
  readonly period?: Seconds;
  /** @default 1 */
  readonly timeout?: Seconds;
  /** How many failures in a row count. @default 3; 6 for a liveness probe, 30 for a startup probe */
  readonly failureThreshold?: number;
  /** @default 0 */
  readonly initialDelay?: Seconds;
}

/** Where a probe of a port asks: a port's name or number. @default - the app's first TCP port */
interface ProbePort extends ProbeTiming {
  readonly port?: string | number;
}

/** A question that the kubelet asks a container. */
export type ProbeProps =
  | (ProbePort & { readonly http: string; readonly headers?: Readonly<Record<string, string>>; readonly scheme?: 'HTTP' | 'HTTPS' })
  | (ProbePort & { readonly tcp: true })
  | (ProbePort & { readonly grpc: true | string })
  | (ProbeTiming & { readonly exec: readonly string[] })
  | PlusProbe;

/** When a container is alive, ready and started. */
export interface ProbesProps {
  /** Fails → no traffic. @default - the first TCP port accepts connections */
  readonly readiness?: ProbeProps;
  /**
   * Fails → restart. The same question as readiness restarts what only waits for somebody else: `as-readiness` says that it is meant, and
   * waits twice as long, so that a busy app is first spared traffic.
   *
   * @default 'as-readiness', when readiness is a default too; otherwise it has to be said
   */
  readonly liveness?: ProbeProps | 'as-readiness';
  /** Until it succeeds once, the others wait. @default - the liveness question, up to 30 times */
  readonly startup?: ProbeProps;
}

/** The three probes of a container as Kubernetes writes them. */
export interface Probes {
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

/** Adds a problem for each probe that cannot be, and when liveness repeats readiness without saying so. */
export function probes(problems: Problems, ports: readonly Port[], props: ProbesProps | 'none' | undefined, spoken: string): Probes {
  const tcp = ports.find((port) => port.protocol === 'TCP');
  if (props === 'none' || (props === undefined && tcp === undefined)) return {};
  const { readiness, liveness, startup } = props ?? { readiness: { tcp: true as const }, liveness: 'as-readiness' as const };
  const of = (what: string, probe: ProbeProps | undefined, failures?: number) =>
    probe === undefined ? undefined : probeOf(problems, `the ${what} probe of ${spoken}`, probe, ports, failures);
  const readinessProbe = of('readiness', readiness);
  if (liveness === 'as-readiness' && readiness === undefined)
    problems.add(`the liveness probe of ${spoken} is to be as readiness, but there is no readiness probe`);
  const alive = liveness === 'as-readiness' ? readiness : liveness;
  const asked = of('liveness', alive, 6);
  const livenessProbe = liveness === 'as-readiness' && readinessProbe !== undefined ? patient(readinessProbe) : asked;
  if (
    liveness !== 'as-readiness' &&
    livenessProbe !== undefined &&
    readinessProbe !== undefined &&
    question(livenessProbe) === question(readinessProbe)
  ) {
    problems.add(
      `the liveness probe of ${spoken} asks the same as its readiness probe, which restarts a container that only waits; ask something else, or say liveness: 'as-readiness'`,
    );
  }
  const startupProbe = of('startup', startup ?? alive, 30);
  return { livenessProbe, readinessProbe, startupProbe };
}

/** The same question, with twice the failures before it counts. */
function patient(probe: Probe): Probe {
  return { ...probe, failureThreshold: 2 * (probe.failureThreshold ?? 3) };
}

/** What a probe asks, without when it does. */
function question({ exec, grpc, httpGet, tcpSocket }: Probe): string {
  return JSON.stringify({ exec, grpc, httpGet, tcpSocket });
}

function probeOf(problems: Problems, what: string, props: ProbeProps, ports: readonly Port[], failures = 3): Probe {
  if (typeof props !== 'object' || props === null) {
    problems.add(`${what} must be such as { http: '/ready' }, { tcp: true }, { grpc: true } or { exec: ['command'] }, got ${shown(props)}`);
    return {};
  }
  if ('_toKube' in props) return plusProbe(props, ports);
  const { period = 10, timeout = 1, failureThreshold = failures, initialDelay = 0 } = props;
  problems.expect(
    Number.isInteger(failureThreshold) && failureThreshold > 0,
    `failureThreshold of ${what} must be a whole number above 0, got ${shown(failureThreshold)}`,
  );
  const delay = seconds(problems, `initialDelay of ${what}`, initialDelay, 0);
  const timing: Probe = {
    failureThreshold,
    periodSeconds: seconds(problems, `period of ${what}`, period, 1),
    timeoutSeconds: seconds(problems, `timeout of ${what}`, timeout, 1),
    ...(delay === 0 ? {} : { initialDelaySeconds: delay }),
  };
  if ('exec' in props) {
    problems.expect(props.exec.length > 0, `exec of ${what} must name a command, got an empty list`);
    return { ...timing, exec: { command: props.exec } };
  }
  const port = probePort(problems, what, props.port, ports);
  if ('http' in props) {
    problems.expect(props.http.startsWith('/'), `http of ${what} must be a path that starts with '/', got ${shown(props.http)}`);
    const httpHeaders = Object.entries(props.headers ?? {}).map(([name, value]) => ({ name, value }));
    return {
      ...timing,
      httpGet: { path: props.http, port: port.name, scheme: props.scheme ?? 'HTTP', ...(httpHeaders.length === 0 ? {} : { httpHeaders }) },
    };
  }
  // Kubernetes knows no named ports for gRPC.
  if ('grpc' in props) return { ...timing, grpc: { port: port.port, ...(props.grpc === true ? {} : { service: props.grpc }) } };
  return { ...timing, tcpSocket: { port: port.name } };
}

function probePort(
  problems: Problems,
  what: string,
  wanted: string | number | undefined,
  ports: readonly Port[],
): Pick<Port, 'port'> & { readonly name: string | number } {
  const tcp = ports.filter((port) => port.protocol === 'TCP');
  const found = wanted === undefined ? tcp[0] : tcp.find((port) => port.name === wanted || port.port === wanted);
  if (typeof wanted === 'number') checkPort(problems, `port of ${what}`, wanted);
  if (found !== undefined) return found;
  const declared = tcp.length === 0 ? 'none' : tcp.map((port) => `'${port.name}'`).join(', ');
  problems.add(`port of ${what} must be one of the declared TCP ports (${declared}), got ${shown(wanted)}`);
  return { name: 'none', port: 0 };
}

/** A probe of cdk8s-plus; its HTTP and TCP questions go to the first TCP port unless they name one. */
function plusProbe(probe: PlusProbe, ports: readonly Port[]): Probe {
  const port = ports.find((candidate) => candidate.protocol === 'TCP')?.port;
  return probe._toKube({ port, portNumber: port } as unknown as PlusContainer) as unknown as Probe;
}
