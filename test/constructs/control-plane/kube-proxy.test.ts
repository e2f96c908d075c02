import { parse, parseAllDocuments } from 'yaml';
import type { Cni, KubernetesVersion, PlatformProps } from '../../../constructs';
import { reasons } from '../../../constructs/control-plane/kube-proxy';
import { at } from '../harness';
import { hostFiles, type Loose, refused } from './harness';

const FILE = 'kube-proxy/config.yaml';
type Document = Readonly<Record<string, unknown>>;
const proxyOf = (kubeProxy: unknown = {}, props: PlatformProps = {}, more: Loose = {}): Document =>
  parse(hostFiles({ kubeProxy, ...more } as Loose, { kubernetesVersion: '1.33', ...props })[FILE] ?? '') as Document;
const document = proxyOf();

test.each<readonly [string, unknown]>([
  // CIS Kubernetes Benchmark 1.12, row 4.3.1.
  ['metricsBindAddress', '127.0.0.1:10249'],
  ['healthzBindAddress', '127.0.0.1:10256'],
  ['bindAddressHardFail', true],
  ['enableProfiling', false],
  ['mode', 'iptables'],
  ['iptables localhostNodePorts', false],
  ['detectLocalMode', 'ClusterCIDR'],
  ['clusterCIDR', '10.244.0.0/16'],
  ['nodePortAddresses', ['primary']],
])('%s is %j', (path, expected) => {
  expect(at(document, path)).toEqual(expected);
});

test("node ports open on the profile's nodes, where it says which they are", () => {
  expect(proxyOf({}, { nodeCidrs: ['10.0.0.0/24'] }).nodePortAddresses).toEqual(['10.0.0.0/24']);
});

test.each<readonly [KubernetesVersion, unknown]>([
  ['1.30', undefined],
  ['1.31', ['primary']],
])('Kubernetes %s is told that they open on %j, as older ones do not know the word', (kubernetesVersion, expected) => {
  expect(proxyOf({}, { kubernetesVersion }).nodePortAddresses).toEqual(expected);
});

test('both families of a dual-stack cluster are its pods', () => {
  const props = { podCidrs: ['10.244.0.0/16', 'fd00:10::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:20::/112'] };
  expect(proxyOf({}, props).clusterCIDR).toBe('10.244.0.0/16,fd00:10::/56');
});

test('load balancers may ask for its health, on every address of the family', () => {
  expect(proxyOf({ loadBalancerHealthChecks: true }).healthzBindAddress).toBe('0.0.0.0:10256');
  const members = { 'cp-1': 'fd00::1', 'cp-2': 'fd00::2', 'cp-3': 'fd00::3' };
  expect(proxyOf({ loadBalancerHealthChecks: true }, {}, { members }).healthzBindAddress).toBe('[::]:10256');
});

test('nftables can be chosen', () => {
  const chosen = proxyOf({ mode: 'nftables' }, { kubernetesVersion: '1.31' });
  expect([chosen.mode, chosen.iptables]).toEqual(['nftables', undefined]);
});

test('kubeadm installs it with the same document', () => {
  const documents = parseAllDocuments(hostFiles({}, { kubernetesVersion: '1.33' })['kubeadm/init.yaml'] ?? '').map((each) => each.toJS());
  expect(documents.find((each) => at(each, 'kind') === 'KubeProxyConfiguration')).toEqual(document);
  expect(documents.find((each) => at(each, 'kind') === 'InitConfiguration')).not.toHaveProperty('skipPhases');
});

test.each<Cni>(['antrea', 'calico', 'cilium', 'kube-router', 'ovn-kubernetes', 'standard'])('%s can do without it', (cni) => {
  const files = hostFiles({ kubeProxy: { replacedByNetworkPlugin: true } } as Loose, { cni });
  expect(files[FILE]).toBeUndefined();
  const [init] = parseAllDocuments(files['kubeadm/init.yaml'] ?? '').map((each) => each.toJS());
  expect(at(init, 'skipPhases')).toEqual(['addon/kube-proxy']);
  for (const name of ['k3s', 'rke2']) expect(parse(files[`${name}/server.yaml`] ?? '')['disable-kube-proxy']).toBe(true);
});

test.each<readonly [string, object, PlatformProps, string]>([
  ['a key that is not known', { modes: 'iptables' }, {}, "kubeProxy has no property 'modes', did you mean 'mode'?"],
  ['a mode of old', { mode: 'ipvs' }, {}, "kubeProxy.mode must be one of iptables, nftables, got 'ipvs'"],
  [
    'nftables before it was on by default',
    { mode: 'nftables' },
    { kubernetesVersion: '1.30' },
    "kubeProxy.mode 'nftables' is for Kubernetes 1.31 and newer, got 1.30: use 'iptables'",
  ],
  ['a word for a switch', { loadBalancerHealthChecks: 'yes' }, {}, "kubeProxy.loadBalancerHealthChecks must be true or false, got 'yes'"],
  [
    'a network plugin that needs it',
    { replacedByNetworkPlugin: true },
    { cni: 'canal' },
    "kubeProxy.replacedByNetworkPlugin is for a network plugin that does the work of kube-proxy, got cni 'canal', expected one of antrea, calico, cilium, gke-dataplane-v2, kube-router, ovn-kubernetes, standard",
  ],
  [
    'a mode of what is not there',
    { replacedByNetworkPlugin: true, mode: 'nftables' },
    { cni: 'cilium' },
    'kubeProxy.mode says nothing beside replacedByNetworkPlugin: leave one of them out',
  ],
])('%s is refused', (_what, kubeProxy, props, message) => {
  expect(refused({ kubeProxy }, { kubernetesVersion: '1.33', ...props })).toEqual([`[control-plane] ${message}`]);
});

test('each field has the threat that it is there for', () => {
  const given = new Set(Object.keys(reasons).map((key) => key.slice(`${FILE}:`.length).split('.')[0]));
  expect(Object.keys(document).filter((field) => !given.has(field))).toEqual(['apiVersion', 'kind']);
});
