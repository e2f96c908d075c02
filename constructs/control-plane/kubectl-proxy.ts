import { checkKeys, type Problems, shown } from '../problems';
import { type PathPatterns, pathPatterns, type Reach, reachesOf } from './access-paths';
import { checkFlagPath, checkWhole } from './checks';
import type { HostFile } from './part';

/** `kubectl proxy` on a jump host: whoever reaches it is the user of its kubeconfig. */
export interface JumpHostProps {
  /** What may be done through it besides reading and writing objects. @default [] - see `docs/access-path.md` */
  readonly allow?: readonly Reach[];

  /** Whether objects can only be read through it. @default true */
  readonly readOnly?: boolean;

  /**
   * The group whose members may use it, by a socket that nobody else can open. A group that the host has.
   *
   * @default 'palisade-access'
   */
  readonly group?: string;

  /**
   * A port of 127.0.0.1 in place of the socket: every user and every program of the host may then use it.
   *
   * @default - the socket `/run/palisade-kubectl-proxy/api.sock`
   */
  readonly port?: number;

  /** The kubeconfig with what it may do, readable by root alone, absolute. @default '/etc/palisade/kubectl-proxy.kubeconfig' */
  readonly kubeconfig?: string;

  /** Where kubectl is, absolute. @default '/usr/bin/kubectl' */
  readonly kubectl?: string;
}

const KEYS: Readonly<Record<keyof JumpHostProps, true>> = {
  allow: true,
  readOnly: true,
  group: true,
  port: true,
  kubeconfig: true,
  kubectl: true,
};

const FILE = 'access/kubectl-proxy.service';

export const kubectlProxyReasons: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    '--accept-hosts': 'spoofing: a page in a browser of the host cannot call it under a name of its own',
    '--accept-paths': 'elevation: only paths that are read in one way go on',
    '--reject-methods': 'tampering: what only reads cannot write',
    '--reject-paths': 'elevation: nobody goes on into pods, nodes, Services and secrets',
    '--unix-socket': 'spoofing: the rights of a file say who may use it',
    CapabilityBoundingSet: 'elevation: it has no power over the host',
    DynamicUser: 'elevation: its user owns nothing, and nobody else is it',
    LoadCredential: 'disclosure: root alone reads the kubeconfig on disk',
    NoNewPrivileges: 'elevation: it gains none',
    PrivateTmp: 'disclosure: it sees no files of others',
    ProtectHome: 'disclosure: it sees no files of others',
    ProtectSystem: 'tampering: it changes no file of the host',
    SystemCallFilter: 'elevation: it asks the kernel for what a service needs and nothing else',
  }).map(([field, reason]) => [`${FILE}:${field}`, reason]),
);

const METHODS = { readOnly: ['GET', 'HEAD'], all: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] };

/** The unit of the jump host. Props that cannot be are problems. */
export function kubectlProxyFile(props: JumpHostProps, problems: Problems): HostFile {
  const what = 'access.jumpHost';
  checkKeys(problems, what, props, KEYS);
  const {
    readOnly = true,
    group = 'palisade-access',
    port,
    kubeconfig = '/etc/palisade/kubectl-proxy.kubeconfig',
    kubectl = '/usr/bin/kubectl',
  } = props;
  if (typeof readOnly !== 'boolean') problems.add(`${what}.readOnly must be true or false, got ${shown(readOnly)}`);
  if (typeof group !== 'string' || !/^[a-z_][a-z0-9_-]{0,31}$/.test(group) || group === 'root')
    problems.add(`${what}.group must be a group of the host that is not root's, such as 'palisade-access', got ${shown(group)}`);
  if (port !== undefined) checkWhole(problems, `${what}.port`, port, 1024, 65_535);
  if (port !== undefined && props.group !== undefined)
    problems.add(`${what}.group is for the socket, which no port is beside: leave one of them out`);
  checkFlagPath(problems, `${what}.kubeconfig`, kubeconfig);
  checkFlagPath(problems, `${what}.kubectl`, kubectl);
  const paths = pathPatterns(reachesOf(problems, `${what}.allow`, props.allow));
  return {
    path: FILE,
    text: () => unit({ methods: readOnly ? METHODS.readOnly : METHODS.all, group, port, kubeconfig, kubectl, paths }),
    installedAt: '/etc/systemd/system/palisade-kubectl-proxy.service',
    permissions: '0644',
    hosts: 'jump-host',
  };
}

interface Unit {
  readonly methods: readonly string[];
  readonly group: string;
  readonly port: number | undefined;
  readonly kubeconfig: string;
  readonly kubectl: string;
  readonly paths: PathPatterns;
}

/** A regular expression of RE2, which has no negation, for every text but the words. */
function anyBut(words: readonly string[]): string {
  const prefixes = new Set(words.flatMap((word) => [...word].map((_, index) => word.slice(0, index))));
  const ways = [...prefixes].sort().map((prefix) => {
    const next = words.filter((word) => word.startsWith(prefix) && word !== prefix).map((word) => word[prefix.length]);
    return `${prefix}([^${[...new Set(next)].sort().join('')}]|$)`;
  });
  return `^(${[...ways, ...words.map((word) => `${word}.`)].join('|')})`;
}

const SOCKET = '/run/palisade-kubectl-proxy/api.sock';

/** A word of a command line in a unit, which systemd reads as it is. https://www.freedesktop.org/software/systemd/man/systemd.service.html */
function word(text: string): string {
  return `"${text.replaceAll('$', '$$$$').replaceAll('%', '%%')}"`;
}

function unit({ methods, group, port, kubeconfig, kubectl, paths }: Unit): string {
  const listens = port === undefined ? [`--unix-socket=${SOCKET}`] : ['--address=127.0.0.1', `--port=${port}`];
  const flags = [
    ...listens,
    '--accept-hosts=^localhost$,^127[.]0[.]0[.]1$',
    `--accept-paths=${paths.accepted}`,
    `--reject-paths=${paths.refused.map((pattern) => `(?i)${pattern}`).join(',')}`,
    `--reject-methods=${anyBut(methods)}`,
    '--disable-filter=false',
  ];
  // kubectl makes the socket for its own user; who may use it is decided once it is there.
  const opened = `ExecStartPost=/bin/sh -c "for i in $$(seq 50); do [ -S ${SOCKET} ] && exec chmod 0660 ${SOCKET}; sleep 0.1; done; exit 1"`;
  return `# The API for people on this host, without their having credentials. Reject wins over accept, and both see decoded paths.
[Unit]
Description=Filtered access to the Kubernetes API
Documentation=https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/
Wants=network-online.target
After=network-online.target

[Service]
Type=simple
DynamicUser=yes
User=palisade-kubectl-proxy
${port === undefined ? `Group=${group}\n` : ''}LoadCredential=kubeconfig:${kubeconfig}
Environment=HOME=/nonexistent
ExecStart=${kubectl} --kubeconfig=\${CREDENTIALS_DIRECTORY}/kubeconfig proxy \\
${flags.map((flag) => `  ${word(flag)}`).join(' \\\n')}
${port === undefined ? `${opened}\nRuntimeDirectory=palisade-kubectl-proxy\nRuntimeDirectoryMode=0750\n` : ''}UMask=0077
Restart=on-failure
RestartSec=5s
LimitNOFILE=4096
TasksMax=64
MemoryMax=256M

CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
MemoryDenyWriteExecute=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateUsers=yes
ProcSubset=pid
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources

[Install]
WantedBy=multi-user.target
`;
}
