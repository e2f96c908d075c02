import type { Program } from './generated';
import { relocated, type Site } from './site';

/** One thing in which a program of a test runs otherwise than the generated files say. */
export interface Difference {
  readonly program: Program;
  readonly flag: string;
  readonly becomes: (site: Site) => string;
  readonly because: string;
}

const local = (port: number) => `https://127.0.0.1:${port}`;
const ADDRESS = "the member's address is one that nobody has, and the port one that is free";
const PORT = 'the port is one that is free';
const LOADED = 'a loaded machine must not end it for a lease that it renews late';
const FAST = 'tests ask for more in a second than clusters do';

/** All of them, but for one: paths are below the scratch directory, as `relocated` has them. */
export const DIFFERENCES: readonly Difference[] = [
  { program: 'etcd', flag: 'listen-client-urls', becomes: ({ ports }) => local(ports.etcdClients), because: ADDRESS },
  { program: 'etcd', flag: 'advertise-client-urls', becomes: ({ ports }) => local(ports.etcdClients), because: ADDRESS },
  { program: 'etcd', flag: 'listen-peer-urls', becomes: ({ ports }) => local(ports.etcdPeers), because: ADDRESS },
  { program: 'etcd', flag: 'initial-advertise-peer-urls', becomes: ({ ports }) => local(ports.etcdPeers), because: ADDRESS },
  { program: 'etcd', flag: 'initial-cluster', becomes: ({ ports }) => `cp-1=${local(ports.etcdPeers)}`, because: ADDRESS },
  { program: 'etcd', flag: 'listen-metrics-urls', becomes: ({ ports }) => `http://127.0.0.1:${ports.etcdMetrics}`, because: PORT },
  { program: 'etcd', flag: 'unsafe-no-fsync', becomes: () => 'true', because: 'nothing has to outlive the test' },
  {
    program: 'kube-apiserver',
    flag: 'bind-address',
    becomes: () => '127.0.0.1',
    because: 'nobody else is to reach the API server of a test',
  },
  { program: 'kube-apiserver', flag: 'etcd-servers', becomes: ({ ports }) => local(ports.etcdClients), because: PORT },
  { program: 'kube-controller-manager', flag: 'secure-port', becomes: ({ ports }) => `${ports.controllerManager}`, because: PORT },
  { program: 'kube-controller-manager', flag: 'leader-elect', becomes: () => 'false', because: LOADED },
  { program: 'kube-controller-manager', flag: 'kube-api-qps', becomes: () => '200', because: FAST },
  { program: 'kube-controller-manager', flag: 'kube-api-burst', becomes: () => '400', because: FAST },
  { program: 'kube-scheduler', flag: 'secure-port', becomes: ({ ports }) => `${ports.scheduler}`, because: PORT },
  { program: 'kube-scheduler', flag: 'leader-elect', becomes: () => 'false', because: LOADED },
  { program: 'kube-scheduler', flag: 'kube-api-qps', becomes: () => '200', because: FAST },
  { program: 'kube-scheduler', flag: 'kube-api-burst', becomes: () => '400', because: FAST },
];

/** The arguments with which a program runs on the site, from those of its generated pod; those that a test gives take the place of the same flags. */
export function argumentsOn(site: Site, program: Program, args: readonly string[], given: readonly string[] = []): readonly string[] {
  const own = DIFFERENCES.filter((difference) => difference.program === program);
  const replaced = new Set([...own.map(({ flag }) => flag), ...given.map(flagOf)]);
  return [
    ...args.filter((arg) => !replaced.has(flagOf(arg))).map((arg) => relocated(arg, site)),
    ...own.filter(({ flag }) => !given.map(flagOf).includes(flag)).map(({ flag, becomes }) => `--${flag}=${becomes(site)}`),
    ...given,
  ];
}

function flagOf(arg: string): string {
  return /^--([a-z0-9-]+)=/.exec(arg)?.[1] ?? arg;
}
