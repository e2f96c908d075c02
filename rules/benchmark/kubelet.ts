import { boolOf, lastOf } from '../../analysis/control-plane/program';
import { type FieldSpec, fieldSetting, isTrue } from '../../analysis/control-plane/settings';
import type { BenchmarkCheck, ProgramTest, Requirement, Verdict } from './check';
import { STRONG_SUITES } from './ciphers';
import { secondsOf } from './duration';
import { onProgram } from './requirements';
import { ciphersAmong, field, foundText, isLoopback, nameOf, noted, verdictOn } from './tests';

// The defaults with a file and without one: https://github.com/kubernetes/kubernetes/blob/v1.36.0/cmd/kubelet/app/options/options.go
const SPECS = {
  anonymous: { flag: 'anonymous-auth', field: ['authentication', 'anonymous', 'enabled'], fileDefault: 'false', flagDefault: 'true' },
  mode: { flag: 'authorization-mode', field: ['authorization', 'mode'], fileDefault: 'Webhook', flagDefault: 'AlwaysAllow' },
  clientCa: { flag: 'client-ca-file', field: ['authentication', 'x509', 'clientCAFile'] },
  readOnlyPort: { flag: 'read-only-port', field: ['readOnlyPort'], fileDefault: '0', flagDefault: '10255' },
  idle: {
    flag: 'streaming-connection-idle-timeout',
    field: ['streamingConnectionIdleTimeout'],
    fileDefault: '4h0m0s',
    flagDefault: '4h0m0s',
    zeroIsDefault: true,
  },
  chains: { flag: 'make-iptables-util-chains', field: ['makeIPTablesUtilChains'], fileDefault: 'true', flagDefault: 'true' },
  events: { flag: 'event-qps', field: ['eventRecordQPS'], fileDefault: '50', flagDefault: '50' },
  certificate: { flag: 'tls-cert-file', field: ['tlsCertFile'] },
  key: { flag: 'tls-private-key-file', field: ['tlsPrivateKeyFile'] },
  bootstrap: { flag: 'rotate-server-certificates', field: ['serverTLSBootstrap'], fileDefault: 'false', flagDefault: 'false' },
  rotate: { flag: 'rotate-certificates', field: ['rotateCertificates'], fileDefault: 'false', flagDefault: 'false' },
  gate: { field: ['featureGates', 'RotateKubeletServerCertificate'], fileDefault: 'true', flagDefault: 'true' },
  suites: { flag: 'tls-cipher-suites', field: ['tlsCipherSuites'] },
  floor: { flag: 'tls-min-version', field: ['tlsMinVersion'], fileDefault: 'VersionTLS12', flagDefault: 'VersionTLS12' },
  pids: { flag: 'pod-max-pids', field: ['podPidsLimit'], fileDefault: '-1', flagDefault: '-1' },
  seccomp: { flag: 'seccomp-default', field: ['seccompDefault'], fileDefault: 'false', flagDefault: 'false' },
} as const satisfies Readonly<Record<string, FieldSpec>>;

const isYes = (value: string) => boolOf(value) === true;
const isNo = (value: string) => boolOf(value) === false;

const hostnameKept: ProgramTest = (program) => {
  const given = lastOf(program, 'hostname-override');
  const actual = given === undefined ? '--hostname-override is not set' : `--hostname-override is ${given.value}`;
  return { holds: given === undefined ? 'yes' : 'no', actual, place: given?.place ?? program.place };
};

/** A certificate that somebody put there, or one that the cluster signs and renews. */
const serving: ProgramTest = (program): Verdict => {
  const [certificate, key] = [fieldSetting(program, SPECS.certificate), fieldSetting(program, SPECS.key)];
  if (certificate === 'unseen' || key === 'unseen') return verdictOn(program, 'tlsCertFile', 'unseen', () => false);
  const bootstrap = fieldSetting(program, SPECS.bootstrap);
  const place = typeof bootstrap === 'string' ? program.place : (bootstrap.place ?? program.place);
  if (certificate === 'unset' && key === 'unset' && isTrue(bootstrap) === true) {
    return { holds: 'yes', actual: foundText(nameOf(program, SPECS.bootstrap), bootstrap), place, note: SIGNED };
  }
  const missing = certificate === 'unset' ? SPECS.certificate : key === 'unset' ? SPECS.key : undefined;
  const shown = missing === undefined ? certificate : ('unset' as const);
  return { ...verdictOn(program, nameOf(program, missing ?? SPECS.certificate), shown, () => true) };
};

const SIGNED = 'the cluster signs the certificate, which scanners that look for the files do not see';

/** k3s and RKE2 sign the kubelet's client certificate themselves. https://docs.k3s.io/cli/certificate */
const clientRotation: ProgramTest = (program) => {
  const found = fieldSetting(program, SPECS.rotate);
  const { manager } = program;
  const own = (manager === 'k3s' || manager === 'rke2') && typeof found !== 'string' && found.place === undefined;
  const verdict = verdictOn(program, nameOf(program, SPECS.rotate), found, isYes);
  return own ? { ...verdict, holds: 'yes', note: `${manager} renews the certificate itself when it starts` } : verdict;
};

/** The gate alone renews nothing: `serverTLSBootstrap` asks for certificates. */
const serverRotation: ProgramTest = (program) => {
  const gate = fieldSetting(program, SPECS.gate);
  const flag = [...(program.flags.get('feature-gates') ?? [])].findLast(({ value }) =>
    /(^|,)\s*RotateKubeletServerCertificate=/.test(value),
  );
  const byFlag = flag === undefined ? undefined : /(?:^|,)\s*RotateKubeletServerCertificate=([^,]*)/.exec(flag.value)?.[1];
  const found = byFlag === undefined || flag === undefined ? gate : { value: byFlag, place: flag.place, origin: '--feature-gates' };
  const verdict = verdictOn(program, 'RotateKubeletServerCertificate', found, isYes);
  const bootstrap = fieldSetting(program, SPECS.bootstrap);
  const own = fieldSetting(program, SPECS.certificate);
  return noted(
    verdict,
    isTrue(bootstrap) === false && own === 'unset' ? 'serverTLSBootstrap is not true: the kubelet signs its certificate itself' : undefined,
  );
};

const suites: ProgramTest = (program, facts) => {
  const floor = fieldSetting(program, SPECS.floor);
  const found = fieldSetting(program, SPECS.suites);
  if (found === 'unset' && typeof floor !== 'string' && floor.value === 'VersionTLS13') {
    return { holds: 'yes', actual: foundText(nameOf(program, SPECS.floor), floor), place: floor.place ?? program.place };
  }
  return ciphersAmong(() => found, nameOf(program, SPECS.suites), STRONG_SUITES)(program, facts);
};

const remedy = (name: string, value: string, flag: string) => ({
  text: `set ${name}: ${value} in the KubeletConfiguration, or --${flag}=${value}`,
  kubeadm: `KubeletConfiguration ${name}`,
});

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '4.2.1',
    {
      title: 'The kubelet answers nobody without credentials',
      kind: 'automated',
      expected: 'authentication.anonymous.enabled: false',
      remedy: remedy('authentication.anonymous.enabled', 'false', 'anonymous-auth'),
      threat: { category: 'elevation-of-privilege', text: 'whoever reaches the node’s port runs commands in every pod on it' },
    },
    field(SPECS.anonymous, isNo),
  ],
  [
    '4.2.2',
    {
      title: 'The kubelet asks the API server who may do what',
      kind: 'automated',
      expected: 'authorization.mode is not AlwaysAllow',
      remedy: remedy('authorization.mode', 'Webhook', 'authorization-mode'),
      threat: { category: 'elevation-of-privilege', text: 'everybody with credentials of the cluster runs commands in every pod' },
    },
    field(SPECS.mode, (value) => value !== 'AlwaysAllow'),
  ],
  [
    '4.2.3',
    {
      title: 'The kubelet checks certificates of clients',
      kind: 'automated',
      expected: 'authentication.x509.clientCAFile is set',
      remedy: remedy('authentication.x509.clientCAFile', '/etc/kubernetes/pki/ca.crt', 'client-ca-file'),
      threat: { category: 'spoofing', text: 'the kubelet cannot tell the API server from others' },
    },
    field(SPECS.clientCa, (value) => value !== ''),
  ],
  [
    '4.2.4',
    {
      title: 'The port that asks nobody for credentials is closed',
      kind: 'manual',
      expected: 'readOnlyPort: 0',
      remedy: remedy('readOnlyPort', '0', 'read-only-port'),
      threat: { category: 'information-disclosure', text: 'whoever reaches the node reads the specification of every pod on it' },
    },
    field(SPECS.readOnlyPort, (value) => value === '0'),
  ],
  [
    '4.2.5',
    {
      title: 'Idle exec and port-forward sessions end',
      kind: 'manual',
      expected: 'streamingConnectionIdleTimeout is not 0',
      remedy: remedy('streamingConnectionIdleTimeout', '5m', 'streaming-connection-idle-timeout'),
      threat: { category: 'denial-of-service', text: 'sessions that nobody uses keep connections, and stay open for whoever comes next' },
    },
    field(SPECS.idle, (value) => (secondsOf(value) ?? 0) > 0),
  ],
  [
    '4.2.6',
    {
      title: 'The kubelet keeps its chains of iptables',
      kind: 'automated',
      expected: 'makeIPTablesUtilChains is true; that is the default',
      remedy: remedy('makeIPTablesUtilChains', 'true', 'make-iptables-util-chains'),
      threat: { category: 'tampering', text: 'rules that others write by hand and those of the network drift apart' },
    },
    field(SPECS.chains, isYes),
  ],
  [
    '4.2.7',
    {
      title: 'A node has the name of its host',
      kind: 'manual',
      expected: '--hostname-override is not set',
      remedy: { text: 'remove --hostname-override', kubeadm: 'nodeRegistration.kubeletExtraArgs hostname-override' },
      threat: { category: 'repudiation', text: 'logs name a node that no host is called, and certificates may not fit' },
    },
    hostnameKept,
  ],
  [
    '4.2.8',
    {
      title: 'The kubelet tells enough events',
      kind: 'manual',
      expected: 'eventRecordQPS is 0 or more; the default is 50',
      remedy: remedy('eventRecordQPS', '50', 'event-qps'),
      threat: { category: 'repudiation', text: 'events that are dropped tell nobody what happened on the node' },
    },
    field(SPECS.events, (value) => /^\d+$/.test(value)),
  ],
  [
    '4.2.9',
    {
      title: 'The kubelet has a certificate that an authority signed',
      kind: 'manual',
      expected: 'tlsCertFile and tlsPrivateKeyFile are set, or serverTLSBootstrap is true',
      remedy: remedy('serverTLSBootstrap', 'true', 'rotate-server-certificates'),
      threat: { category: 'spoofing', text: 'the API server cannot tell the node from somebody between them' },
    },
    serving,
  ],
  [
    '4.2.10',
    {
      title: 'The kubelet renews its client certificate',
      kind: 'automated',
      expected: 'rotateCertificates: true',
      remedy: remedy('rotateCertificates', 'true', 'rotate-certificates'),
      threat: { category: 'spoofing', text: 'a certificate that was copied works until it ends, and the node stops when it does' },
    },
    clientRotation,
  ],
  [
    '4.2.11',
    {
      title: 'The kubelet may renew its serving certificate',
      kind: 'manual',
      expected: 'the feature gate RotateKubeletServerCertificate is not false',
      remedy: {
        text: 'remove RotateKubeletServerCertificate: false, and set serverTLSBootstrap: true',
        kubeadm: 'KubeletConfiguration featureGates',
      },
      threat: { category: 'spoofing', text: 'a certificate that is never renewed is one day not checked any more' },
    },
    serverRotation,
  ],
  [
    '4.2.12',
    {
      title: 'The kubelet takes strong ciphers only',
      kind: 'manual',
      expected: 'tlsCipherSuites has suites with forward secrecy and AEAD only',
      remedy: { text: 'set tlsCipherSuites to suites with ECDHE and AES-GCM or CHACHA20', kubeadm: 'KubeletConfiguration tlsCipherSuites' },
      threat: { category: 'information-disclosure', text: 'what was recorded today is read when the key is known tomorrow' },
    },
    suites,
  ],
  [
    '4.2.13',
    {
      title: 'A pod has a limit of processes',
      kind: 'manual',
      expected: 'podPidsLimit is set to a number above 0',
      remedy: remedy('podPidsLimit', '4096', 'pod-max-pids'),
      threat: { category: 'denial-of-service', text: 'one pod takes every process number of the node' },
    },
    field(SPECS.pids, (value) => /^[1-9]\d*$/.test(value)),
  ],
  [
    '4.2.14',
    {
      title: 'Pods that do not say run with the runtime’s seccomp profile',
      kind: 'manual',
      expected: 'seccompDefault: true',
      remedy: remedy('seccompDefault', 'true', 'seccomp-default'),
      threat: { category: 'elevation-of-privilege', text: 'a pod without a profile calls every function of the kernel' },
    },
    field(SPECS.seccomp, isYes),
  ],
];

const metrics: ProgramTest = field(
  { flag: 'metrics-bind-address', field: ['metricsBindAddress'], fileDefault: '127.0.0.1:10249', flagDefault: '127.0.0.1:10249' },
  isLoopback,
);

/** The kubelet and kube-proxy, on every node. */
export const nodePrograms: readonly BenchmarkCheck[] = [
  ...ROWS.map(([id, requirement, test]) => onProgram('kubelet', id, requirement, test)),
  onProgram(
    'kube-proxy',
    '4.3.1',
    {
      title: 'kube-proxy shows its metrics to its own host only',
      kind: 'automated',
      expected: 'metricsBindAddress: 127.0.0.1:10249; that is the default',
      remedy: {
        text: 'set metricsBindAddress: 127.0.0.1:10249 in the KubeProxyConfiguration, or --metrics-bind-address',
        kubeadm: 'KubeProxyConfiguration metricsBindAddress',
      },
      threat: { category: 'information-disclosure', text: 'pods read its metrics and, where it is on, its profile and configuration' },
    },
    metrics,
  ),
];
