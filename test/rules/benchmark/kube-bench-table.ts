/**
 * What kube-bench asks of flags in its `cfg/cis-1.12`, as a table, and how it compares. It looks at the text of the process and at the
 * kubelet's file only: what a program does by itself it does not know.
 *
 * https://github.com/aquasecurity/kube-bench/blob/main/docs/controls.md
 */
export type Comparison =
  | { readonly op: 'set' | 'unset' }
  | { readonly op: 'eq' | 'noteq' | 'has' | 'nothave'; readonly value: string }
  | { readonly op: 'gte'; readonly value: number }
  | { readonly op: 'among'; readonly values: readonly string[] };

export interface Item {
  readonly flag: string;
  /** Where the kubelet's file has it. */
  readonly path?: readonly string[];
  readonly compare: Comparison;
}

export interface Asked {
  readonly id: string;
  readonly program: 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd' | 'kubelet' | 'kube-proxy';
  readonly join: 'and' | 'or';
  readonly items: readonly Item[];
}

const set = (flag: string, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'set' } });
const unset = (flag: string, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'unset' } });
const eq = (flag: string, value: string, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'eq', value } });
const noteq = (flag: string, value: string, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'noteq', value } });
const has = (flag: string, value: string): Item => ({ flag, compare: { op: 'has', value } });
const nothave = (flag: string, value: string, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'nothave', value } });
const gte = (flag: string, value: number, ...path: readonly string[]): Item => ({ flag, path, compare: { op: 'gte', value } });
const among = (flag: string, values: string, ...path: readonly string[]): Item => ({
  flag,
  path,
  compare: { op: 'among', values: values.split(' ').map((suite) => `TLS_${suite}`) },
});

const all = (id: string, program: Asked['program'], ...items: readonly Item[]): Asked => ({ id, program, join: 'and', items });
const either = (id: string, program: Asked['program'], ...items: readonly Item[]): Asked => ({ id, program, join: 'or', items });

const SERVER = 'kube-apiserver';
const MANAGER = 'kube-controller-manager';

const ECDHE = ['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305'];
const KUBELET_SUITES = ['ECDSA', 'RSA'].flatMap((kind) => ECDHE.map((rest) => `ECDHE_${kind}_WITH_${rest}`));
const SERVER_SUITES = [
  'AES_128_GCM_SHA256',
  'AES_256_GCM_SHA384',
  'CHACHA20_POLY1305_SHA256',
  ...KUBELET_SUITES,
  'ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/**
 * Every check of flags in sections 1 to 4 that has a test, but 2.7 and 4.2.11: the first looks at one program of two, the second for a flag
 * that no kubelet has.
 */
export const KUBE_BENCH: readonly Asked[] = [
  all('1.2.1', SERVER, eq('anonymous-auth', 'false')),
  all('1.2.2', SERVER, unset('token-auth-file')),
  all('1.2.3', SERVER, has('enable-admission-plugins', 'DenyServiceExternalIPs')),
  all('1.2.4', SERVER, set('kubelet-client-certificate'), set('kubelet-client-key')),
  all('1.2.5', SERVER, set('kubelet-certificate-authority')),
  all('1.2.6', SERVER, nothave('authorization-mode', 'AlwaysAllow')),
  all('1.2.7', SERVER, has('authorization-mode', 'Node')),
  all('1.2.8', SERVER, has('authorization-mode', 'RBAC')),
  all('1.2.9', SERVER, has('enable-admission-plugins', 'EventRateLimit')),
  either('1.2.10', SERVER, nothave('enable-admission-plugins', 'AlwaysAdmit'), unset('enable-admission-plugins')),
  all('1.2.11', SERVER, has('enable-admission-plugins', 'AlwaysPullImages')),
  either('1.2.12', SERVER, nothave('disable-admission-plugins', 'ServiceAccount'), unset('disable-admission-plugins')),
  either('1.2.13', SERVER, nothave('disable-admission-plugins', 'NamespaceLifecycle'), unset('disable-admission-plugins')),
  all('1.2.14', SERVER, has('enable-admission-plugins', 'NodeRestriction')),
  all('1.2.15', SERVER, eq('profiling', 'false')),
  all('1.2.16', SERVER, set('audit-log-path')),
  all('1.2.17', SERVER, gte('audit-log-maxage', 30)),
  all('1.2.18', SERVER, gte('audit-log-maxbackup', 10)),
  all('1.2.19', SERVER, gte('audit-log-maxsize', 100)),
  either('1.2.21', SERVER, unset('service-account-lookup'), eq('service-account-lookup', 'true')),
  all('1.2.22', SERVER, set('service-account-key-file')),
  all('1.2.23', SERVER, set('etcd-certfile'), set('etcd-keyfile')),
  all('1.2.24', SERVER, set('tls-cert-file'), set('tls-private-key-file')),
  all('1.2.25', SERVER, set('client-ca-file')),
  all('1.2.26', SERVER, set('etcd-cafile')),
  all('1.2.27', SERVER, set('encryption-provider-config')),
  all('1.2.29', SERVER, among('tls-cipher-suites', SERVER_SUITES.join(' '))),
  all('1.2.30', SERVER, eq('service-account-extend-token-expiration', 'false')),
  all('1.3.1', MANAGER, set('terminated-pod-gc-threshold')),
  all('1.3.2', MANAGER, eq('profiling', 'false')),
  all('1.3.3', MANAGER, noteq('use-service-account-credentials', 'false')),
  all('1.3.4', MANAGER, set('service-account-private-key-file')),
  all('1.3.5', MANAGER, set('root-ca-file')),
  either('1.3.6', MANAGER, nothave('feature-gates', 'RotateKubeletServerCertificate=false'), unset('feature-gates')),
  either('1.3.7', MANAGER, eq('bind-address', '127.0.0.1'), unset('bind-address')),
  all('1.4.1', 'kube-scheduler', eq('profiling', 'false')),
  either('1.4.2', 'kube-scheduler', eq('bind-address', '127.0.0.1'), unset('bind-address')),
  all('2.1', 'etcd', set('cert-file'), set('key-file')),
  all('2.2', 'etcd', eq('client-cert-auth', 'true')),
  either('2.3', 'etcd', unset('auto-tls'), eq('auto-tls', 'false')),
  all('2.4', 'etcd', set('peer-cert-file'), set('peer-key-file')),
  all('2.5', 'etcd', eq('peer-client-cert-auth', 'true')),
  either('2.6', 'etcd', unset('peer-auto-tls'), eq('peer-auto-tls', 'false')),
  all('3.2.1', SERVER, set('audit-policy-file')),
  all('4.2.1', 'kubelet', eq('anonymous-auth', 'false', 'authentication', 'anonymous', 'enabled')),
  all('4.2.2', 'kubelet', nothave('authorization-mode', 'AlwaysAllow', 'authorization', 'mode')),
  all('4.2.3', 'kubelet', set('client-ca-file', 'authentication', 'x509', 'clientCAFile')),
  either('4.2.4', 'kubelet', eq('read-only-port', '0', 'readOnlyPort'), unset('read-only-port', 'readOnlyPort')),
  either(
    '4.2.5',
    'kubelet',
    noteq('streaming-connection-idle-timeout', '0', 'streamingConnectionIdleTimeout'),
    unset('streaming-connection-idle-timeout', 'streamingConnectionIdleTimeout'),
  ),
  either(
    '4.2.6',
    'kubelet',
    eq('make-iptables-util-chains', 'true', 'makeIPTablesUtilChains'),
    unset('make-iptables-util-chains', 'makeIPTablesUtilChains'),
  ),
  all('4.2.7', 'kubelet', unset('hostname-override')),
  either('4.2.8', 'kubelet', gte('event-qps', 0, 'eventRecordQPS'), unset('event-qps', 'eventRecordQPS')),
  all('4.2.9', 'kubelet', set('tls-cert-file', 'tlsCertFile'), set('tls-private-key-file', 'tlsPrivateKeyFile')),
  either('4.2.10', 'kubelet', eq('rotate-certificates', 'true', 'rotateCertificates'), unset('rotate-certificates', 'rotateCertificates')),
  all('4.2.12', 'kubelet', among('tls-cipher-suites', KUBELET_SUITES.join(' '), 'tlsCipherSuites')),
  all('4.2.13', 'kubelet', set('pod-max-pids', 'podPidsLimit')),
  all('4.2.14', 'kubelet', eq('seccomp-default', 'true', 'seccompDefault')),
  either('4.3.1', 'kube-proxy', has('metrics-bind-address', '127.0.0.1'), unset('metrics-bind-address')),
];

/** Whether kube-bench would be content with a process, and for the kubelet with its file. */
export function kubeBenchPasses(asked: Asked, command: string, file?: unknown): boolean {
  const held = asked.items.map((item) => holds(item, valueIn(item, command, file)));
  return asked.join === 'and' ? held.every(Boolean) : held.some(Boolean);
}

/** The first time a flag is there counts; a flag without a value is true. */
function valueIn({ flag, path }: Item, command: string, file: unknown): string | undefined {
  const match = new RegExp(`--${flag}(?:=(\\S*)|(?=\\s|$))`).exec(command);
  if (match !== null) return match[1] ?? 'true';
  let value = file;
  for (const key of path ?? []) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (path === undefined || path.length === 0 || value === undefined) return undefined;
  return Array.isArray(value) ? value.join(',') : `${value}`;
}

function holds({ compare }: Item, value: string | undefined): boolean {
  if (compare.op === 'unset') return value === undefined;
  if (value === undefined) return false;
  switch (compare.op) {
    case 'set':
      return true;
    case 'eq':
      return value.toLowerCase() === compare.value;
    case 'noteq':
      return value.toLowerCase() !== compare.value;
    case 'has':
      return value.includes(compare.value);
    case 'nothave':
      return !value.includes(compare.value);
    case 'gte':
      return Number(value) >= compare.value;
    case 'among':
      return value.split(',').every((each) => compare.values.includes(each.trim()));
  }
}
