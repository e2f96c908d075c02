import { Chart } from 'cdk8s';
import { NodePool, type PlatformProps, TenantNamespace } from '../../../constructs';
import { refusal, synthesize } from '../harness';

/** Props as a program without types would write them. */
type Loose = { readonly [Key in keyof PlatformProps]?: unknown };

const VERSIONS = '1.27, 1.28, 1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37';
const CNIS =
  'antrea, aws-vpc-cni, azure-cni, calico, canal, cilium, flannel, gke-dataplane-v2, kindnet, kube-router, kubenet, ovn-kubernetes, standard, weave';
const NAME = 'must be lower-case letters, digits and hyphens, starting and ending with a letter or digit';

test.each<[string, Loose, string]>([
  ['a Kubernetes version that is too old', { kubernetesVersion: '1.26' }, `kubernetesVersion must be one of ${VERSIONS}, got '1.26'`],
  ['a Kubernetes version as a number', { kubernetesVersion: 1.33 }, `kubernetesVersion must be one of ${VERSIONS}, got 1.33`],
  ['an unknown network plugin', { cni: 'romana' }, `cni must be one of ${CNIS}, got 'romana'`],
  ['an unknown security module', { securityModule: 'smack' }, "securityModule must be one of apparmor, selinux, got 'smack'"],
  [
    'an unknown admission plugin',
    { admissionPlugins: { PodNodeSelecter: true } },
    "admissionPlugins has no property 'PodNodeSelecter', did you mean 'PodNodeSelector'?",
  ],
  [
    'an admission plugin that is neither on nor off',
    { admissionPlugins: { PodNodeSelector: 'on' } },
    "admissionPlugins.PodNodeSelector must be true or false, got 'on'",
  ],
  [
    'admission plugins as a list',
    { admissionPlugins: ['PodNodeSelector'] },
    'admissionPlugins must be true or false by name, such as { PodNodeSelector: true }, got ["PodNodeSelector"]',
  ],
  ['a today that is no date', { today: 'tomorrow' }, "today must be a date such as 2030-01-31, got 'tomorrow'"],
  ['a today that is in no calendar', { today: '2027-02-30' }, "today must be a date such as 2030-01-31, got '2027-02-30'"],
  [
    'a pod range with host bits',
    { podCidrs: ['10.244.0.1/16'] },
    "podCidrs: '10.244.0.1/16' has host bits set or is not in its shortest form, did you mean '10.244.0.0/16'?",
  ],
  [
    'a Service range with host bits in IPv6',
    { serviceCidrs: ['fd00:10:96::1/112'] },
    "serviceCidrs: 'fd00:10:96::1/112' has host bits set or is not in its shortest form, did you mean 'fd00:10:96::/112'?",
  ],
  [
    'an IPv6 range in its long form',
    { podCidrs: ['fd00:0:0:0::/64'] },
    "podCidrs: 'fd00:0:0:0::/64' has host bits set or is not in its shortest form, did you mean 'fd00::/64'?",
  ],
  ['a range without a length', { nodeCidrs: ['192.0.2.1'] }, "nodeCidrs: '192.0.2.1' has no length, did you mean '192.0.2.1/32'?"],
  [
    'an IPv6 range without a length',
    { nodeCidrs: ['2001:db8::1'] },
    "nodeCidrs: '2001:db8::1' has no length, did you mean '2001:db8::1/128'?",
  ],
  [
    'a range with a number above 255',
    { nodeCidrs: ['999.0.0.0/8'] },
    "nodeCidrs: '999.0.0.0/8' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  [
    'a range in the short form of old',
    { nodeCidrs: ['10/8'] },
    "nodeCidrs: '10/8' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  [
    'a range with two lengths',
    { nodeCidrs: ['10.0.0.0/8/8'] },
    "nodeCidrs: '10.0.0.0/8/8' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  [
    'a range with a zone',
    { nodeCidrs: ['fe80::%eth0/64'] },
    "nodeCidrs: 'fe80::%eth0/64' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  ['a length of 33', { nodeCidrs: ['192.0.2.0/33'] }, "nodeCidrs: '192.0.2.0/33' has the length '33', expected 0 to 32"],
  ['a length of 129', { nodeCidrs: ['2001:db8::/129'] }, "nodeCidrs: '2001:db8::/129' has the length '129', expected 0 to 128"],
  ['a length with a zero in front', { nodeCidrs: ['10.0.0.0/08'] }, "nodeCidrs: '10.0.0.0/08' has the length '08', expected 0 to 32"],
  ['a range that is no text', { nodeCidrs: [10] }, "nodeCidrs: expected a CIDR such as '203.0.113.0/24', got 10"],
  [
    'an API server range with host bits',
    { apiServer: { cidrs: ['10.0.0.1/24'] } },
    "apiServer.cidrs: '10.0.0.1/24' has host bits set or is not in its shortest form, did you mean '10.0.0.0/24'?",
  ],
  ['an API server port of 0', { apiServer: { port: 0 } }, 'apiServer.port must be a whole number from 1 to 65535, got 0'],
  ['a DNS port of 70000', { dns: { ports: [53, 70_000] } }, 'dns.ports must be a whole number from 1 to 65535, got 70000'],
  [
    'a block among the Service addresses',
    { apiServer: { serviceAddresses: ['10.96.0.0/12'] } },
    "apiServer.serviceAddresses must be single addresses, got '10.96.0.0/12'",
  ],
  [
    'a block among the metadata addresses',
    { metadataAddresses: ['169.254.0.0/16'] },
    "metadataAddresses must be single addresses, got '169.254.0.0/16'",
  ],
  [
    'a metadata address that is none',
    { metadataAddresses: ['169.254.169'] },
    "metadataAddresses: '169.254.169/32' is not a CIDR, expected an address and a length such as '203.0.113.0/24'",
  ],
  [
    'a block for the DNS cache of nodes',
    { dns: { nodeLocal: ['169.254.20.0/24'] } },
    "dns.nodeLocal must be single addresses, got '169.254.20.0/24'",
  ],
  [
    'a token ceiling below ten minutes',
    { maxTokenSeconds: 599 },
    'maxTokenSeconds must be a whole number of 600 or more, as Kubernetes issues no shorter tokens, got 599',
  ],
  [
    'a token ceiling in pieces',
    { maxTokenSeconds: 900.5 },
    'maxTokenSeconds must be a whole number of 600 or more, as Kubernetes issues no shorter tokens, got 900.5',
  ],
  ['a DNS namespace that is no name', { dns: { namespace: 'Kube_System' } }, `namespace of the cluster profile ${NAME}, got 'Kube_System'`],
  [
    'an ingress namespace that is no name',
    { ingressControllers: [{ namespace: '', podLabels: {} }] },
    `namespace of the cluster profile ${NAME}, got ''`,
  ],
  [
    'a monitoring namespace that is no name',
    { monitoring: [{ namespace: '-', podLabels: {} }] },
    `namespace of the cluster profile ${NAME}, got '-'`,
  ],
  [
    'a registry with a scheme',
    { registries: ['https://registry.example.com/'] },
    "registries must be prefixes of image references such as 'registry.example.com/team/', got 'https://registry.example.com/'",
  ],
])('a platform refuses %s', (_, props, problem) => {
  expect(refusal(() => {}, props as PlatformProps)).toEqual([`[platform] ${problem}`]);
});

test('a platform without any props is fine', () => {
  expect(synthesize(() => {})).toEqual([]);
});

test('a platform names all that is wrong at once', () => {
  const props = { podCidrs: ['10.244.0.1/16'], maxTokenSeconds: 1, cni: 'romana' as never };
  expect(refusal(() => {}, props)).toEqual([
    "[platform] podCidrs: '10.244.0.1/16' has host bits set or is not in its shortest form, did you mean '10.244.0.0/16'?",
    `[platform] cni must be one of ${CNIS}, got 'romana'`,
    '[platform] maxTokenSeconds must be a whole number of 600 or more, as Kubernetes issues no shorter tokens, got 1',
  ]);
});

test('DNS without ports is refused, as a rule without ports opens all of them', () => {
  const [problem = ''] = refusal((platform) => new TenantNamespace(platform, 'shop'), { dns: { ports: [] } });
  expect(problem).toMatch(/^\[platform\] dns\.ports must name at least one port/);
});

test.each<[string, PlatformProps]>([
  ['pods', { podCidrs: ['0.0.0.0/0'] }],
  ['Services', { serviceCidrs: ['::/0'] }],
  ['nodes', { nodeCidrs: ['0.0.0.0/0'] }],
  ['the API server', { apiServer: { cidrs: ['0.0.0.0/0'] } }],
])('a range of %s that is the whole internet is refused', (_, props) => {
  const [problem = ''] = refusal(() => {}, props);
  expect(problem).toMatch(/^\[platform\] \S+:? .*\/0/);
});

test.each([
  ['flannel', "the network plugin 'flannel' ignores NetworkPolicy objects, so nothing isolates this namespace"],
  ['kubenet', "the network plugin 'kubenet' ignores NetworkPolicy objects, so nothing isolates this namespace"],
] as const)('the network plugin %s is refused, as it ignores policies', (cni, message) => {
  expect(refusal((platform) => new TenantNamespace(platform, 'shop'), { cni })).toEqual([
    `[shop/namespace] network-policy-enforced: Namespace shop: ${message} (at /metadata/name)\n    fix: use a network plugin that enforces NetworkPolicy, such as cilium or calico`,
    expect.stringContaining(
      `[shop/namespace] tenant-network-isolated: Namespace shop: every tenant can reach every tenant: the network plugin ${cni} does not enforce network policies (any pod -> any pod) (at /metadata/name)`,
    ),
  ]);
});

test('two charts that would be one file are refused', () => {
  const problems = refusal((platform) => {
    new TenantNamespace(new Chart(platform, 'shop'), 'dev', { namespace: 'one' });
    new TenantNamespace(platform, 'shop-dev', { namespace: 'two' });
  });
  expect(problems).toEqual(["[shop-dev] would be written to shop-dev.k8s.yaml as 'shop/dev' is: rename one of the two"]);
});

test('one pool name for two tenants is refused', () => {
  const problems = refusal((platform) => {
    new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop', 'gpu') });
    new TenantNamespace(platform, 'bank', { nodes: NodePool.dedicated('bank', 'gpu') });
  });
  expect(problems).toEqual(["[bank] the node pool 'gpu' belongs to 'shop' elsewhere and to 'bank' here: rename one of the two"]);
});
