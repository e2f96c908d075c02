import type { HostFacts } from '../../analysis/control-plane/facts';
import { hostPathOf } from '../../analysis/control-plane/linked';
import { isOwner, isWithin, modeText, type Permissions } from '../../analysis/control-plane/listing';
import { lastOf, type ProgramName } from '../../analysis/control-plane/program';
import { fieldSetting } from '../../analysis/control-plane/settings';
import type { BenchmarkCheck, CheckKind, CheckThreat, Verdict } from './check';
import { onFiles } from './requirements';

/** Which files a check is about. */
type Files = (facts: HostFacts) => (path: string) => boolean;

const paths =
  (...known: readonly (string | RegExp)[]): Files =>
  () =>
  (path) =>
    known.some((each) => (typeof each === 'string' ? each === path : each.test(path)));

/** Files that programs are told by a flag, besides the usual ones. */
function told(name: ProgramName, flag: string, ...usual: readonly string[]): Files {
  return (facts) => {
    const named = facts.programs
      .filter((program) => program.name === name)
      .flatMap((program) => {
        const value = lastOf(program, flag)?.value;
        return value === undefined ? [] : [hostPathOf(program, value)];
      });
    const all = new Set([...usual, ...named].map((path) => path.replace(/(.)\/+$/, '$1')));
    return (path) => all.has(path);
  };
}

const manifest = (name: string) =>
  paths(`/etc/kubernetes/manifests/${name}.yaml`, `/var/lib/rancher/rke2/agent/pod-manifests/${name}.yaml`);

const PKI = /^\/etc\/kubernetes\/(pki|ssl)(\/|$)|^\/var\/lib\/rancher\/(k3s|rke2)\/server\/tls(\/|$)/;

const clientAuthorities: Files = (facts) => {
  const named = facts.programs
    .filter(({ name }) => name === 'kubelet')
    .map((program) => fieldSetting(program, { flag: 'client-ca-file', field: ['authentication', 'x509', 'clientCAFile'] }))
    .flatMap((found) => (typeof found === 'string' ? [] : [found.value]));
  const all = new Set(['/etc/kubernetes/pki/ca.crt', ...named]);
  return (path) => all.has(path);
};

const SETTLED: CheckThreat = { category: 'tampering', text: 'whoever may write it decides how the program runs, as root' };
const KEPT: CheckThreat = { category: 'spoofing', text: 'whoever may read it is what it identifies' };
const STORED: CheckThreat = { category: 'information-disclosure', text: 'whoever may read it has every object, secrets included' };

/** A pair of the benchmark: who may do what, and whose the file is. */
interface Subject {
  readonly what: string;
  readonly files: Files;
  readonly threat: CheckThreat;
}

const SUBJECTS = {
  apiServer: { what: 'the API server’s manifest', files: manifest('kube-apiserver'), threat: SETTLED },
  manager: { what: 'the controller manager’s manifest', files: manifest('kube-controller-manager'), threat: SETTLED },
  scheduler: { what: 'the scheduler’s manifest', files: manifest('kube-scheduler'), threat: SETTLED },
  etcd: { what: 'etcd’s manifest', files: manifest('etcd'), threat: SETTLED },
  cni: { what: 'configuration of the network plugin', files: paths(/^\/etc\/cni\/net\.d\/[^/]+$/), threat: SETTLED },
  etcdData: { what: 'etcd’s data directory', files: told('etcd', 'data-dir', '/var/lib/etcd'), threat: STORED },
  admin: {
    what: 'credentials of administrators',
    files: paths(/^\/etc\/kubernetes\/(super-)?admin\.conf$/, /^\/etc\/rancher\/(k3s|rke2)\/(k3s|rke2)\.yaml$/),
    threat: KEPT,
  },
  schedulerConf: {
    what: 'the scheduler’s kubeconfig',
    files: told('kube-scheduler', 'kubeconfig', '/etc/kubernetes/scheduler.conf'),
    threat: KEPT,
  },
  managerConf: {
    what: 'the controller manager’s kubeconfig',
    files: told('kube-controller-manager', 'kubeconfig', '/etc/kubernetes/controller-manager.conf'),
    threat: KEPT,
  },
  pki: { what: 'certificates and keys of the cluster, and their directories', files: paths(PKI), threat: SETTLED },
  certificates: { what: 'certificates of the cluster', files: () => (path) => PKI.test(path) && path.endsWith('.crt'), threat: SETTLED },
  keys: { what: 'keys of the cluster', files: () => (path) => PKI.test(path) && path.endsWith('.key'), threat: KEPT },
  service: {
    what: 'the kubelet’s unit',
    files: paths(/^\/(etc|usr\/lib|lib|run)\/systemd\/system\/kubelet\.service(\.d\/[^/]+\.conf)?$/),
    threat: SETTLED,
  },
  proxyConf: {
    what: 'kube-proxy’s kubeconfig',
    files: told(
      'kube-proxy',
      'kubeconfig',
      '/etc/kubernetes/kube-proxy.conf',
      '/etc/kubernetes/proxy.conf',
      '/var/lib/kube-proxy/kubeconfig.conf',
    ),
    threat: KEPT,
  },
  kubeletConf: { what: 'the kubelet’s kubeconfig', files: told('kubelet', 'kubeconfig', '/etc/kubernetes/kubelet.conf'), threat: KEPT },
  clientCa: { what: 'the authority of the kubelet’s clients', files: clientAuthorities, threat: SETTLED },
  kubeletConfig: { what: 'the kubelet’s configuration', files: told('kubelet', 'config', '/var/lib/kubelet/config.yaml'), threat: SETTLED },
} as const satisfies Readonly<Record<string, Subject>>;

type Asked = { readonly mode: number } | { readonly owner: string };

/** Every check about files: its number, whether a machine can tell, what it is about, what is asked for; `optional` where it may be missing. */
const ROWS: readonly (readonly [id: string, kind: CheckKind, subject: keyof typeof SUBJECTS, asked: Asked, missing?: 'optional'])[] = [
  ['1.1.1', 'automated', 'apiServer', { mode: 0o600 }],
  ['1.1.2', 'automated', 'apiServer', { owner: 'root:root' }],
  ['1.1.3', 'automated', 'manager', { mode: 0o600 }],
  ['1.1.4', 'automated', 'manager', { owner: 'root:root' }],
  ['1.1.5', 'automated', 'scheduler', { mode: 0o600 }],
  ['1.1.6', 'automated', 'scheduler', { owner: 'root:root' }],
  ['1.1.7', 'automated', 'etcd', { mode: 0o600 }],
  ['1.1.8', 'automated', 'etcd', { owner: 'root:root' }],
  ['1.1.9', 'manual', 'cni', { mode: 0o600 }],
  ['1.1.10', 'manual', 'cni', { owner: 'root:root' }],
  ['1.1.11', 'automated', 'etcdData', { mode: 0o700 }],
  ['1.1.12', 'automated', 'etcdData', { owner: 'etcd:etcd' }],
  ['1.1.13', 'automated', 'admin', { mode: 0o600 }],
  ['1.1.14', 'automated', 'admin', { owner: 'root:root' }],
  ['1.1.15', 'automated', 'schedulerConf', { mode: 0o600 }],
  ['1.1.16', 'automated', 'schedulerConf', { owner: 'root:root' }],
  ['1.1.17', 'automated', 'managerConf', { mode: 0o600 }],
  ['1.1.18', 'automated', 'managerConf', { owner: 'root:root' }],
  ['1.1.19', 'automated', 'pki', { owner: 'root:root' }],
  ['1.1.20', 'manual', 'certificates', { mode: 0o644 }],
  ['1.1.21', 'manual', 'keys', { mode: 0o600 }],
  ['4.1.1', 'automated', 'service', { mode: 0o600 }],
  ['4.1.2', 'automated', 'service', { owner: 'root:root' }],
  ['4.1.3', 'manual', 'proxyConf', { mode: 0o600 }, 'optional'],
  ['4.1.4', 'manual', 'proxyConf', { owner: 'root:root' }, 'optional'],
  ['4.1.5', 'automated', 'kubeletConf', { mode: 0o600 }],
  ['4.1.6', 'automated', 'kubeletConf', { owner: 'root:root' }],
  ['4.1.7', 'manual', 'clientCa', { mode: 0o644 }],
  ['4.1.8', 'manual', 'clientCa', { owner: 'root:root' }],
  ['4.1.9', 'automated', 'kubeletConfig', { mode: 0o600 }],
  ['4.1.10', 'automated', 'kubeletConfig', { owner: 'root:root' }],
];

/** Whose the files of a host are, and who may do what with them. */
export const files: readonly BenchmarkCheck[] = ROWS.map(([id, kind, name, asked, missing]) => {
  const { what, threat, files: of }: Subject = SUBJECTS[name];
  const wanted = 'mode' in asked ? modeText(asked.mode) : asked.owner;
  const title = 'mode' in asked ? `Only those who have to may read or write ${what}` : `No ordinary user owns ${what}`;
  const expected = 'mode' in asked ? `mode ${wanted} or less` : `owner ${wanted}`;
  const remedy = { text: `${'mode' in asked ? 'chmod' : 'chown'} ${wanted} the files` };
  return onFiles(id, { title, kind, expected, remedy, threat }, (facts) => verdicts(facts, of(facts), asked, missing === 'optional'));
});

function verdicts({ permissions }: HostFacts, isMeant: (path: string) => boolean, asked: Asked, optional: boolean): readonly Verdict[] {
  if (permissions === undefined) return [{ holds: 'unknown', actual: 'neither --root nor --listing was given' }];
  const found = [...permissions.values()].filter(({ path }) => isMeant(path));
  if (found.length === 0) {
    // A listing of other places says nothing of what is not in it.
    const looked = [...permissions.keys()].some((path) => path.startsWith('/etc/kubernetes/'));
    return [
      optional && looked
        ? { holds: 'not applicable', actual: 'there is no such file' }
        : { holds: 'unknown', actual: 'no such file is listed' },
    ];
  }
  const wrong = found.filter((entry) => !meets(entry, asked));
  if (wrong.length === 0) return [{ holds: 'yes', actual: found.length === 1 ? textOf(found, asked) : `${found.length} files` }];
  return wrong.map((entry) => ({
    holds: 'no',
    actual: textOf([entry], asked),
    ...(entry.place === undefined ? {} : { place: entry.place }),
  }));
}

function meets({ mode, owner }: Permissions, asked: Asked): boolean {
  return 'mode' in asked ? isWithin(mode, asked.mode) : isOwner(owner, asked.owner);
}

function textOf(entries: readonly Permissions[], asked: Asked): string {
  return entries
    .map(({ path, mode, owner }) => `${path} ${'mode' in asked ? `has mode ${modeText(mode)}` : `is owned by ${owner}`}`)
    .join(', ');
}
