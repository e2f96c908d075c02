import { checkKeys, checkWord, type Problems, shown } from '../problems';
import { controlPlaneSubjects, INSTALLERS, type Installer, nodeSubjects, type Runtime, type Watched } from './auditd-rules';
import type { HostFile, Part, Surroundings } from './part';
import { places } from './places';

/** What the kernels of hosts write down: https://man7.org/linux/man-pages/man7/audit.rules.7.html */
export interface AuditdProps {
  /** Who brought the cluster's programs to the hosts, by which their paths are known. @default 'kubeadm' */
  readonly installer?: Installer;

  /** The container runtime; k3s and RKE2 bring their own. @default 'containerd' */
  readonly runtime?: Runtime;

  /** Whether rules stay as they are until the host starts anew, whoever wants to change them. @default true */
  readonly locked?: boolean;
}

const KEYS: Readonly<Record<keyof AuditdProps, true>> = { installer: true, runtime: true, locked: true };
const RUNTIME_NAMES: readonly Runtime[] = ['containerd', 'cri-o'];

const NODE = 'auditd/palisade.rules';
const CONTROL_PLANE = 'auditd/palisade-control-plane.rules';

export const reasons: Readonly<Record<string, string>> = {
  [`${NODE}:runtime`]: 'tampering: a runtime that was exchanged is every container of the node',
  [`${NODE}:cni`]: 'tampering: a network plugin that was exchanged lets through what policies refuse',
  [`${NODE}:kubelet`]: "elevation: a kubelet's settings and static pods run anything as root",
  [`${NODE}:units`]: 'elevation: a unit that was changed runs as root at the next start',
  [`${NODE}:container-tools`]: 'elevation: containers are entered past the API server, which sees nothing of it',
  [`${NODE}:modules`]: 'tampering: a module of the kernel can hide everything else',
  [`${NODE}:time`]: 'repudiation: a clock that was set back makes events lie, and old certificates good',
  [`${NODE}:namespaces`]: 'elevation: whoever mounts or enters namespaces by hand is on the way into a container or out of one',
  [`${NODE}:tracing`]: 'disclosure: tokens are read out of the memory of others',
  [`${NODE}:escape`]: 'elevation: a file by its handle is outside of the container',
  [`${NODE}:audit-configuration`]: 'repudiation: whoever silences the audit system leaves that as the last trace',
  [`${NODE}:locked`]: 'repudiation: not even root takes the rules away without a start of the host that everybody sees',
  [`${CONTROL_PLANE}:control-plane`]: 'elevation: a static pod or a flag that was changed is the whole cluster',
  [`${CONTROL_PLANE}:keys`]: 'spoofing: whoever has read a key can be anybody',
  [`${CONTROL_PLANE}:etcd-data`]: 'disclosure: the data of etcd is every object, past the API server',
  [`${CONTROL_PLANE}:audit-log`]: 'repudiation: whoever changes the log of the API server is in that of the host',
  [`${CONTROL_PLANE}:admin-tools`]: 'repudiation: who used the tools of administrators on the host is known by login, not as root',
};

/** Audit rules for the kernels of hosts: what happens past the API server. */
export function auditdPart(props: AuditdProps | undefined, _surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'auditd', given, KEYS);
  checkWord(problems, 'auditd.installer', given.installer, INSTALLERS);
  checkWord(problems, 'auditd.runtime', given.runtime, RUNTIME_NAMES);
  const { installer = 'kubeadm', runtime = 'containerd', locked = true } = given;
  if (typeof locked !== 'boolean') problems.add(`auditd.locked must be true or false, got ${shown(locked)}`);
  if (installer !== 'kubeadm' && given.runtime !== undefined)
    problems.add(`auditd.runtime must not be given with the installer '${installer}', which brings its own, got ${shown(given.runtime)}`);
  const file = (path: string, name: string, hosts: HostFile['hosts'], text: () => string): HostFile => ({
    path,
    text,
    installedAt: `/etc/audit/rules.d/${name}`,
    hosts,
  });
  return {
    files: [
      file(NODE, '50-palisade.rules', 'every-node', () => nodeText(nodeSubjects(installer, runtime), locked)),
      file(CONTROL_PLANE, '51-palisade-control-plane.rules', 'control-plane', () =>
        rulesText(['What hosts of the control plane are watched for besides.'], controlPlaneSubjects(installer, places.auditLog)),
      ),
    ],
    reasons,
  };
}

function nodeText(subjects: readonly Watched[], locked: boolean): string {
  const head = ['What every host of the cluster is watched for. To load it: augenrules --load', 'To look something up: ausearch -k KEY -i'];
  const control = [
    '-D',
    '-b 8192',
    '--backlog_wait_time 60000',
    '-f 1',
    '# A path that a host does not have must not keep the other rules from it.',
    '-c',
  ];
  const lock = ['', '# Nothing changes until the next start; augenrules puts this last.', '-e 2'];
  return `${rulesText(head, subjects, control)}${locked ? lock.map((line) => `${line}\n`).join('') : ''}`;
}

function rulesText(head: readonly string[], subjects: readonly Watched[], control: readonly string[] = []): string {
  const lines = [
    ...head.map((line) => `# ${line}`),
    ...control,
    ...subjects.flatMap((subject) => ['', `# ${subject.what}.`, ...rulesOf(subject)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Whoever logged in keeps that number, also as root; programs of the system have none. */
const OF_PEOPLE = '-F auid!=unset';

function rulesOf({ key, changed = [], touched = [], run = [], calls = [], callsOfPeople = [] }: Watched): readonly string[] {
  return [
    ...changed.map((path) => `${place(path)} -F perm=wa`),
    ...touched.map((path) => `${place(path)} -F perm=rwa ${OF_PEOPLE}`),
    ...run.map((path) => `${place(path)} -F perm=x ${OF_PEOPLE}`),
    ...(calls.length === 0 ? [] : [`-S ${calls.join(',')}`]),
    ...(callsOfPeople.length === 0 ? [] : [`-S ${callsOfPeople.join(',')} ${OF_PEOPLE}`]),
  ].flatMap((rule) => ['b64', 'b32'].map((arch) => `-a always,exit -F arch=${arch} ${rule} -F key=${key}`));
}

function place(path: string): string {
  return path.endsWith('/') ? `-F dir=${path.slice(0, -1)}` : `-F path=${path}`;
}
