import { parseAllDocuments } from 'yaml';
import { KUBERNETES_VERSIONS, NodePool, TenantNamespace } from '../../../constructs';
import { at } from '../harness';
import { hostFiles, type Loose } from './harness';

const documents = (text: string | undefined) => parseAllDocuments(text ?? '').map((document) => document.toJS() as object);
const ofKind = (text: string | undefined, kind: string) => documents(text).find((document) => at(document, 'kind') === kind);
const initOf = (props: Loose = {}, kubernetesVersion: (typeof KUBERNETES_VERSIONS)[number] = '1.33') =>
  hostFiles(props, { kubernetesVersion })['kubeadm/init.yaml'];

test.each(KUBERNETES_VERSIONS)('Kubernetes %s gets the version of the configuration that its kubeadm writes', (version) => {
  const files = hostFiles({}, { kubernetesVersion: version });
  const expected = Number(version.slice(2)) >= 31 ? 'kubeadm.k8s.io/v1beta4' : 'kubeadm.k8s.io/v1beta3';
  const paths = ['kubeadm/init.yaml', 'kubeadm/members/cp-2.yaml', 'kubeadm/members/cp-3.yaml', 'kubeadm/node.yaml'];
  const versions = paths
    .flatMap((path) => documents(files[path]).map((document) => at(document, 'apiVersion')))
    .filter((apiVersion) => /^kubeadm/.test(String(apiVersion)));
  expect(versions).toEqual(Array.from({ length: 5 }, () => expected));
});

test('flags are a list from v1beta4 on', () => {
  const args = at(ofKind(initOf({}, '1.31'), 'ClusterConfiguration'), 'apiServer extraArgs');
  expect(args).toContainEqual({ name: 'anonymous-auth', value: 'false' });
});

test('flags are a map before', () => {
  const args = at(ofKind(initOf({}, '1.30'), 'ClusterConfiguration'), 'apiServer extraArgs');
  expect(args).toMatchObject({ 'anonymous-auth': 'false', profiling: 'false' });
});

test('a flag that is given several times is so in the list', () => {
  const sni = ['a', 'b'].map((name) => ({ certificate: `/etc/tls/${name}.crt`, key: `/etc/tls/${name}.key` }));
  const args = at(ofKind(initOf({ serving: { sni } }), 'ClusterConfiguration'), 'apiServer extraArgs') as { name: string; value: string }[];
  expect(args.filter(({ name }) => name === 'tls-sni-cert-key').map(({ value }) => value)).toEqual([
    '/etc/tls/a.crt,/etc/tls/a.key',
    '/etc/tls/b.crt,/etc/tls/b.key',
  ]);
});

test('what a program reads is mounted for it, read-only and by directory', () => {
  const sni = [{ certificate: '/etc/tls/a.crt', key: '/etc/tls/a.key' }];
  const volumes = at(ofKind(initOf({ serving: { sni } }), 'ClusterConfiguration'), 'apiServer extraVolumes');
  expect(volumes).toContainEqual({
    name: 'etc-tls',
    hostPath: '/etc/tls',
    mountPath: '/etc/tls',
    readOnly: true,
    pathType: 'DirectoryOrCreate',
  });
});

/** Flags that kubeadm 1.36 and 1.29 give by themselves: `getAPIServerCommand` and its like in `cmd/kubeadm/app/phases`. */
const BY_KUBEADM = [
  'apiServer tls-cert-file',
  'apiServer tls-private-key-file',
  'apiServer client-ca-file',
  'apiServer kubelet-client-certificate',
  'apiServer etcd-servers',
  'apiServer etcd-cafile',
  'apiServer requestheader-client-ca-file',
  'apiServer proxy-client-cert-file',
  'apiServer service-account-key-file',
  'apiServer service-account-issuer',
  'apiServer service-cluster-ip-range',
  'apiServer secure-port',
  'apiServer advertise-address',
  'apiServer authorization-mode',
  'controllerManager bind-address',
  'controllerManager root-ca-file',
  'controllerManager use-service-account-credentials',
  'controllerManager cluster-cidr',
  'scheduler bind-address',
  'scheduler kubeconfig',
  'etcd local cert-file',
  'etcd local peer-client-cert-auth',
  'etcd local initial-cluster',
  'etcd local name',
];

test.each(BY_KUBEADM)('%s is left to kubeadm', (path) => {
  const [flag = '', ...where] = path.split(' ').reverse();
  const args = at(ofKind(initOf(), 'ClusterConfiguration'), `${where.reverse().join(' ')} extraArgs`) as { name: string }[];
  expect(args.length).toBeGreaterThan(0);
  expect(args.filter(({ name }) => name === flag)).toEqual([]);
});

test('a flag of kubeadm with another value is written', () => {
  const props = { serviceAccounts: { issuer: 'https://issuer.example.com' } };
  expect(at(ofKind(initOf(props), 'ClusterConfiguration'), 'apiServer extraArgs')).toContainEqual({
    name: 'service-account-issuer',
    value: 'https://issuer.example.com',
  });
});

test('the cluster is that of the platform', () => {
  const cluster = ofKind(initOf({ clusterName: 'prod', release: 'v1.33.4' }), 'ClusterConfiguration');
  expect(cluster).toMatchObject({
    clusterName: 'prod',
    kubernetesVersion: 'v1.33.4',
    controlPlaneEndpoint: 'api.example.com:6443',
    networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/12', dnsDomain: 'cluster.local' },
  });
  expect(at(cluster, 'apiServer certSANs')).toEqual(['api.example.com', 'cp-1', '10.0.0.1', 'cp-2', '10.0.0.2', 'cp-3', '10.0.0.3']);
});

test('without a release, the newest of the minor version is asked for', () => {
  expect(at(ofKind(initOf({}, '1.29'), 'ClusterConfiguration'), 'kubernetesVersion')).toBe('stable-1.29');
});

test('each member has its own name and address', () => {
  const files = hostFiles();
  expect(ofKind(files['kubeadm/init.yaml'], 'InitConfiguration')).toMatchObject({
    nodeRegistration: { name: 'cp-1' },
    localAPIEndpoint: { advertiseAddress: '10.0.0.1', bindPort: 6443 },
  });
  expect(ofKind(files['kubeadm/members/cp-3.yaml'], 'JoinConfiguration')).toMatchObject({
    nodeRegistration: { name: 'cp-3' },
    controlPlane: { localAPIEndpoint: { advertiseAddress: '10.0.0.3', bindPort: 6443 } },
  });
});

test('nodes of a dedicated pool register with its taints, so that nobody slips in before', () => {
  const files = hostFiles({}, {}, (platform) => {
    new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
    new TenantNamespace(platform, 'ops', { nodes: NodePool.shared('general') });
  });
  expect(at(ofKind(files['kubeadm/pools/shop.yaml'], 'JoinConfiguration'), 'nodeRegistration taints')).toEqual([
    { key: 'palisade.dev/pool', value: 'shop', effect: 'NoSchedule' },
    { key: 'palisade.dev/pool', value: 'shop', effect: 'NoExecute' },
  ]);
  expect(at(ofKind(files['kubeadm/pools/general.yaml'], 'JoinConfiguration'), 'nodeRegistration taints')).toEqual([]);
});

test('no file has a token, a key or a hash of one: hosts join with a file that is made for them', () => {
  const files = hostFiles();
  const joining = Object.entries(files).filter(([path]) => /^kubeadm\/(node|members)/.test(path));
  expect(joining).toHaveLength(3);
  for (const [, text] of joining) {
    expect(at(ofKind(text, 'JoinConfiguration'), 'discovery')).toEqual({ file: { kubeConfigPath: '/etc/kubernetes/discovery.conf' } });
  }
  expect(Object.values(files).filter((text) => /\b[a-z0-9]{6}\.[a-z0-9]{16}\b|sha256:|certificateKey|unsafeSkip/.test(text))).toEqual([]);
});

test('where nobody may ask for its health unknown, the API server is probed by whether it listens', () => {
  const files = hostFiles();
  const [patch] = documents(files['kubeadm/patches/kube-apiserver+strategic.yaml']);
  const probe = { httpGet: null, tcpSocket: { port: 6443 } };
  expect(patch).toEqual({
    spec: { containers: [{ name: 'kube-apiserver', livenessProbe: probe, readinessProbe: probe, startupProbe: probe }] },
  });
  for (const path of ['kubeadm/init.yaml', 'kubeadm/members/cp-2.yaml']) {
    expect(documents(files[path]).map((document) => at(document, 'patches directory'))).toContain('/etc/kubernetes/patches');
  }
});

test('why there is one member stands in its file', () => {
  const text = hostFiles({ members: { solo: '10.0.0.1' }, singleMember: 'a laboratory' })['kubeadm/init.yaml'] ?? '';
  expect(text.split('\n')[0]).toBe('# One member, because: a laboratory');
});
