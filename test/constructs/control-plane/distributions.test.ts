import { parse } from 'yaml';
import { NodePool, type PlatformProps, TenantNamespace } from '../../../constructs';
import { hostFiles } from './harness';

const read = (path: string, platform: PlatformProps = {}) =>
  parse(
    hostFiles({}, platform, (root) => new TenantNamespace(root, 'shop', { nodes: NodePool.dedicated('shop') }))[path] ?? '',
  ) as Readonly<Record<string, unknown>>;

/** https://docs.k3s.io/security/hardening-guide and https://docs.k3s.io/cli/server */
test.each<readonly [string, unknown]>([
  ['secrets-encryption', true],
  ['protect-kernel-defaults', true],
  ['write-kubeconfig-mode', '0600'],
  ['cluster-cidr', '10.244.0.0/16'],
  ['service-cidr', '10.96.0.0/12'],
  ['https-listen-port', 6443],
  ['node-taint', ['CriticalAddonsOnly=true:NoExecute']],
  ['flannel-backend', undefined],
  ['server', undefined],
])('a k3s server has %s: %j', (field, value) => {
  expect(read('k3s/server.yaml')[field]).toEqual(value);
});

test('k3s leaves the network to another plugin where there is one', () => {
  expect(read('k3s/server.yaml', { cni: 'calico' })).toMatchObject({ 'flannel-backend': 'none', 'disable-network-policy': true });
});

/** https://docs.rke2.io/security/hardening_guide and https://docs.rke2.io/reference/server_config */
test.each<readonly [string, PlatformProps, unknown]>([
  ['profile', {}, 'cis'],
  ['protect-kernel-defaults', {}, true],
  ['write-kubeconfig-mode', {}, '0600'],
  ['cni', {}, undefined],
  ['cni', { cni: 'cilium' }, 'cilium'],
  ['cni', { cni: 'antrea' }, 'none'],
  ['selinux', {}, undefined],
  ['selinux', { securityModule: 'selinux' }, true],
])('an RKE2 server has %s, with %j: %j', (field, platform, value) => {
  expect(read('rke2/server.yaml', platform)[field]).toEqual(value);
});

/** What k3s gives its programs by itself: `apiServer`, `controllerManager` and `scheduler` in `pkg/daemons/control/server.go`. */
const BY_THEMSELVES =
  /^(advertise-|allocate-node-cidrs|allow-privileged|anonymous-auth|authorization-mode|authentication-kubeconfig|authorization-kubeconfig|bind-address|client-ca-file|cluster-cidr|cluster-signing-.*-file|encryption-provider-config|etcd-|kubeconfig|kubelet-|leader-elect|proxy-client-|requestheader-|root-ca-file|secure-port|service-account-(key|signing-key|private-key)-file|service-cluster-ip-range|tls-(cert|private-key)-file|use-service-account-credentials)/;

const GIVEN: Readonly<Record<string, readonly string[]>> = {
  'kube-apiserver-arg': [
    'tls-min-version',
    'tls-cipher-suites',
    'strict-transport-security-directives',
    'request-timeout',
    'max-requests-inflight',
    'max-mutating-requests-inflight',
    'goaway-chance',
    'profiling',
    'service-account-issuer',
    'service-account-lookup',
    'service-account-extend-token-expiration',
    'service-account-max-token-expiration',
  ],
  'kube-controller-manager-arg': [
    'tls-min-version',
    'tls-cipher-suites',
    'cluster-signing-duration',
    'terminated-pod-gc-threshold',
    'profiling',
  ],
  'kube-scheduler-arg': ['tls-min-version', 'tls-cipher-suites', 'profiling'],
  'etcd-arg': ['tls-min-version', 'cipher-suites', 'quota-backend-bytes', 'snapshot-count'],
};

test.each(['k3s', 'rke2'].flatMap((name) => Object.entries(GIVEN).map(([field, flags]) => [name, field, flags] as const)))(
  '%s is told in %s what it does not decide itself, and nothing of what it does',
  (name, field, flags) => {
    const told = (read(`${name}/server.yaml`)[field] as readonly string[]).map((arg) => arg.split('=')[0] ?? '');
    expect(told).toEqual(expect.arrayContaining([...flags]));
    expect(told.filter((flag) => BY_THEMSELVES.test(flag))).toEqual([]);
  },
);

test.each([
  ['k3s', 'https://api.example.com:6443'],
  ['rke2', 'https://api.example.com:9345'],
])('%s joins at %s with a token from a file', (name, server) => {
  const expected = { server, 'token-file': `/etc/rancher/${name}/token` };
  expect(read(`${name}/server-join.yaml`)).toEqual(expected);
  expect(read(`${name}/agent.yaml`)).toMatchObject(expected);
  expect(read(`${name}/agents/shop.yaml`)).toMatchObject({
    ...expected,
    'node-taint': ['palisade.dev/pool=shop:NoSchedule', 'palisade.dev/pool=shop:NoExecute'],
  });
});

test('the only server is joined by none', () => {
  const files = hostFiles({ members: { solo: '10.0.0.1' }, singleMember: 'a laboratory' });
  expect(Object.keys(files).filter((path) => path.includes('join') || path.includes('members'))).toEqual([]);
});

const FORMS = ['flags', 'k3s', 'kubeadm', 'rke2'];

test.each(FORMS)('only %s is written where only that is asked for', (form) => {
  const folders = new Set(Object.keys(hostFiles({ forms: [form] })).map((path) => path.split('/')[0] ?? ''));
  expect(FORMS.filter((each) => folders.has(each))).toEqual([form]);
  expect(folders.has('install.sh')).toBe(true);
});
