import { App } from 'cdk8s';
import { ControlPlane, PalisadeError, type PlatformProps } from '../../../constructs';
import { refusal } from '../harness';
import { ENDPOINT, hostFiles, type Loose, MEMBERS, refused } from './harness';

const AT = '[control-plane] ';
const addresses = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`cp-${index + 1}`, `10.0.0.${index + 1}`]));
const ENDPOINTS = "endpoint must be a host and a port such as 'api.example.com:6443' or '[fd00::1]:6443', got";
const SHORTEST = "must be an IPv4 or IPv6 address in its shortest form, such as '10.0.0.1' or 'fd00::1', got";
const PATH = "must be an absolute path of letters, digits, '.', '_' and '-' without '..', got";
const SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
].join(', ');
const pair = { certificate: '/etc/tls/a.crt', key: '/etc/tls/a.key' };

test.each([1, 3, 5])('%i members can be', (count) => {
  const props = { members: addresses(count), ...(count === 1 ? { singleMember: 'a laboratory' } : {}) };
  expect(Object.keys(hostFiles(props))).toContain(`flags/cp-${count}/etcd.conf`);
});

test.each<readonly [string, Loose, string]>([
  ['no members', { members: {} }, 'members must be three or five, got 0: there would be nobody to ask'],
  [
    'two members',
    { members: addresses(2) },
    'members must be three or five, got 2: two stop when either of them does, which is worse than one',
  ],
  [
    'four members',
    { members: addresses(4) },
    'members must be three or five, got 4: four bear the loss of one, as three do, and have one more to lose',
  ],
  [
    'seven members',
    { members: addresses(7) },
    'members must be three or five, got 7: each write has to reach more than half of them, and more than five only make it slower',
  ],
  [
    'one member without a reason',
    { members: addresses(1) },
    "members must be three or five, got one: the cluster's state is gone with its disk; add two, or say why one is enough with singleMember: '…'",
  ],
  [
    'a reason for one member beside three',
    { singleMember: 'a laboratory' },
    'singleMember is for a control plane of one member, got 3: leave it out',
  ],
  [
    'a reason of several lines',
    { members: addresses(1), singleMember: 'a\nb' },
    "singleMember must say in one line why one member is enough, got 'a\nb'",
  ],
  [
    'a reason with a null',
    { members: addresses(1), singleMember: 'a\0b' },
    "singleMember must say in one line why one member is enough, got 'a\0b'",
  ],
  [
    'a reason with a separator of lines',
    { members: addresses(1), singleMember: 'a\u2028b' },
    "singleMember must say in one line why one member is enough, got 'a\u2028b'",
  ],
  [
    'a reason with spaces alone',
    { members: addresses(1), singleMember: '  ' },
    "singleMember must say in one line why one member is enough, got '  '",
  ],
  [
    'members in a list',
    { members: ['10.0.0.1'] },
    `members must be addresses by host name, such as { 'cp-1': '10.0.0.1' }, got ["10.0.0.1"]`,
  ],
  ['no word of members', { members: undefined }, `members must be addresses by host name, such as { 'cp-1': '10.0.0.1' }, got nothing`],
  [
    'a member whose name is no host name',
    { members: { ...addresses(2), CP_3: '10.0.0.3' } },
    "the name of a member must be a DNS subdomain of at most 253 characters, got 'CP_3'",
  ],
  ['a member whose address is a name', { members: { ...MEMBERS, 'cp-3': 'cp-3' } }, `the address of member 'cp-3' ${SHORTEST} 'cp-3'`],
  [
    'a member whose address is a range',
    { members: { ...MEMBERS, 'cp-3': '10.0.0.3/32' } },
    `the address of member 'cp-3' ${SHORTEST} '10.0.0.3/32'`,
  ],
  ['a member whose address is a number', { members: { ...MEMBERS, 'cp-3': 3 } }, `the address of member 'cp-3' ${SHORTEST} 3`],
  [
    'a member that is the host itself',
    { members: { ...MEMBERS, 'cp-3': '127.0.0.1' } },
    "the address of member 'cp-3' must be one that other hosts can reach, got '127.0.0.1'",
  ],
  [
    'two members with one address',
    { members: { ...MEMBERS, 'cp-3': '10.0.0.2' } },
    "the members 'cp-2' and 'cp-3' have the same address 10.0.0.2, expected one for each",
  ],
  [
    'members of both families',
    { members: { ...MEMBERS, 'cp-3': 'fd00::3' } },
    'members must be all IPv4 or all IPv6, got both: name one family, pods may have both all the same',
  ],
  ['an endpoint without a port', { endpoint: 'api.example.com' }, `${ENDPOINTS} 'api.example.com'`],
  ['an endpoint with a scheme', { endpoint: 'https://api.example.com:6443' }, `${ENDPOINTS} 'https://api.example.com:6443'`],
  ['an endpoint with port 0', { endpoint: 'api.example.com:0' }, `${ENDPOINTS} 'api.example.com:0'`],
  ['an endpoint with port 65536', { endpoint: 'api.example.com:65536' }, `${ENDPOINTS} 'api.example.com:65536'`],
  ['an endpoint with an address of three numbers', { endpoint: '10.0.1:6443' }, `${ENDPOINTS} '10.0.1:6443'`],
  ['an endpoint with IPv6 without brackets', { endpoint: 'fd00::1:6443' }, `${ENDPOINTS} 'fd00::1:6443'`],
  ['no word of an endpoint', { endpoint: undefined }, `${ENDPOINTS} nothing`],
  [
    'an endpoint that is one of the members',
    { endpoint: '10.0.0.2:6443' },
    "endpoint must lead to every member, got 'cp-2' alone, with which the API would be gone: name a load balancer in front of them, or a name that resolves to all",
  ],
  ['a cluster name with a slash', { clusterName: 'a/b' }, "clusterName must be a DNS subdomain of at most 253 characters, got 'a/b'"],
  ['a release of another version', { release: 'v1.32.1' }, "release must be one of Kubernetes 1.33, such as 'v1.33.4', got 'v1.32.1'"],
  ['a release without its patch', { release: 'v1.33' }, "release must be one of Kubernetes 1.33, such as 'v1.33.4', got 'v1.33'"],
  ['an unknown form', { forms: ['kops'] }, "forms must be some of kubeadm, flags, k3s, rke2, got 'kops'"],
  ['no form', { forms: [] }, 'forms must be some of kubeadm, flags, k3s, rke2, got []'],
  ['a misspelt property', { member: {} } as Loose, "a ControlPlane has no property 'member', did you mean 'members'?"],
  ['a concern that is no object', { serving: true }, 'serving must be an object of options, got true'],
  ['a misspelt option', { serving: { minTLS: 'VersionTLS13' } }, "serving has no property 'minTLS', did you mean 'minTls'?"],
  ['an old TLS', { serving: { minTls: 'VersionTLS11' } }, "serving.minTls must be one of VersionTLS12, VersionTLS13, got 'VersionTLS11'"],
  ['an old TLS of etcd', { etcd: { minTls: 'VersionTLS10' } }, "etcd.minTls must be one of VersionTLS12, VersionTLS13, got 'VersionTLS10'"],
  [
    'a cipher without forward secrecy',
    { controllerManager: { cipherSuites: ['TLS_RSA_WITH_AES_128_GCM_SHA256'] } },
    `controllerManager.cipherSuites must be some of ${SUITES}, each once, got ["TLS_RSA_WITH_AES_128_GCM_SHA256"]`,
  ],
  ['no cipher', { scheduler: { cipherSuites: [] } }, `scheduler.cipherSuites must be some of ${SUITES}, each once, got []`],
  [
    'a certificate by a relative path',
    { serving: { sni: [{ ...pair, certificate: 'a.crt' }] } },
    `certificate of serving.sni ${PATH} 'a.crt'`,
  ],
  ['a key that leads out', { serving: { sni: [{ ...pair, key: '/etc/../a.key' }] } }, `key of serving.sni ${PATH} '/etc/../a.key'`],
  ['a key with a comma', { serving: { sni: [{ ...pair, key: '/etc/a,b' }] } }, `key of serving.sni ${PATH} '/etc/a,b'`],
  [
    'a name with a colon',
    { serving: { sni: [{ ...pair, names: ['a:b'] }] } },
    "names of serving.sni must be host names such as 'api.example.com' or '*.example.com', got 'a:b'",
  ],
  [
    'certificates that are no list',
    { serving: { sni: pair } },
    `serving.sni must be a list of certificates and keys, got ${JSON.stringify(pair)}`,
  ],
  [
    'an HSTS that is switched off',
    { serving: { hsts: false } },
    'serving.hsts must be such as { maxAge: 31536000, includeSubDomains: true, preload: false }, got false',
  ],
  [
    'an HSTS without time',
    { serving: { hsts: { maxAge: 0 } } },
    'serving.hsts.maxAge must be a whole number of seconds from 1 to 63072000, got 0',
  ],
  [
    'a bind address that is a name',
    { serving: { bindAddress: 'cp-1' } },
    "serving.bindAddress must be an IPv4 or IPv6 address, got 'cp-1'",
  ],
  [
    'a request without an end',
    { serving: { requestTimeout: 0 } },
    'serving.requestTimeout must be a whole number of seconds from 1 to 600, got 0',
  ],
  ['requests without a limit', { serving: { maxRequests: 0 } }, 'serving.maxRequests must be a whole number from 1 to 100000, got 0'],
  [
    'half a request',
    { serving: { maxMutatingRequests: 0.5 } },
    'serving.maxMutatingRequests must be a whole number from 1 to 100000, got 0.5',
  ],
  ['clients that never stay', { serving: { goawayChance: 0.1 } }, 'serving.goawayChance must be a number from 0 to 0.02, got 0.1'],
  [
    'clients that are sent to nobody',
    { members: addresses(1), singleMember: 'a laboratory', serving: { goawayChance: 0.01 } },
    'serving.goawayChance must be 0 with one member, as clients have no other to go to, got 0.01',
  ],
  [
    'an unknown type of address',
    { serving: { kubeletAddressTypes: ['PublicIP'] } },
    'serving.kubeletAddressTypes must be some of ExternalDNS, ExternalIP, Hostname, InternalDNS, InternalIP, each once, got ["PublicIP"]',
  ],
  [
    'an issuer without TLS',
    { serviceAccounts: { issuer: 'http://issuer.example.com' } },
    "an issuer of serviceAccounts must be a URL such as 'https://issuer.example.com', got 'http://issuer.example.com'",
  ],
  [
    'an issuer that is its own predecessor',
    { serviceAccounts: { issuer: 'https://a.example.com', formerIssuers: ['https://a.example.com'] } },
    "the issuers of serviceAccounts must be different, got 'https://a.example.com' twice",
  ],
  ['a former key that is no path', { serviceAccounts: { formerKeys: ['old'] } }, `a key of serviceAccounts.formerKeys ${PATH} 'old'`],
  ['former keys that are no list', { serviceAccounts: { formerKeys: '/a' } }, "serviceAccounts.formerKeys must be a list, got '/a'"],
  [
    'an audience with a comma',
    { serviceAccounts: { audiences: ['a,b'] } },
    "serviceAccounts.audiences must be names or URLs without blanks and commas, got 'a,b'",
  ],
  [
    'pods that are kept for ever',
    { controllerManager: { endedPods: 0 } },
    'controllerManager.endedPods must be a whole number from 1 to 12500, got 0',
  ],
  [
    'certificates that last for years',
    { controllerManager: { certificateDays: 3650 } },
    'controllerManager.certificateDays must be a whole number from 1 to 365, got 3650',
  ],
  [
    'node ranges that may be',
    { controllerManager: { allocateNodeCidrs: 'no' } },
    "controllerManager.allocateNodeCidrs must be true or false, got 'no'",
  ],
  ['an etcd without a limit', { etcd: { quotaGibibytes: 0 } }, 'etcd.quotaGibibytes must be a whole number from 2 to 8, got 0'],
  ['old states for a week', { etcd: { compactionHours: 168 } }, 'etcd.compactionHours must be a whole number from 1 to 72, got 168'],
  ['a snapshot for each change', { etcd: { snapshotCount: 1 } }, 'etcd.snapshotCount must be a whole number from 1000 to 100000, got 1'],
])('%s is refused', (_what, props, problem) => {
  expect(refused(props)).toEqual([AT + problem]);
});

test.each<readonly [string, Loose, PlatformProps, string]>([
  [
    'a member outside of where the platform says that the API server is',
    {},
    { apiServer: { cidrs: ['10.0.0.1/32', '10.0.0.2/32'] } },
    "the platform's apiServer.cidrs must hold every member, got 'cp-3' at 10.0.0.3 outside of 10.0.0.1/32, 10.0.0.2/32: add '10.0.0.3/32' there",
  ],
  [
    'tokens that are shorter than the API server takes as a maximum',
    {},
    { maxTokenSeconds: 600 },
    "the platform's maxTokenSeconds must be 3600 or more, as kube-apiserver takes no lower maximum, got 600: ask for shorter tokens where they are used",
  ],
  [
    'several certificates for a kubeadm that takes one',
    { serving: { sni: [pair, { ...pair, key: '/etc/tls/b.key' }] } },
    { kubernetesVersion: '1.30' },
    "kubeadm gives a flag once before Kubernetes 1.31, got 2 values for kube-apiserver --tls-sni-cert-key: name one, target 1.31, or leave 'kubeadm' out of forms",
  ],
])('%s is refused', (_what, props, platform, problem) => {
  expect(refused(props, platform)).toEqual([AT + problem]);
});

test('several certificates are fine where kubeadm is not asked', () => {
  const sni = [pair, { ...pair, key: '/etc/tls/b.key' }];
  expect(Object.keys(hostFiles({ serving: { sni }, forms: ['k3s'] }, { kubernetesVersion: '1.30' }))).toContain('k3s/server.yaml');
});

test('all that is wrong is said at once', () => {
  expect(refused({ endpoint: 'x', members: addresses(2), etcd: { snapshotCount: 1 }, serving: { maxRequests: 0 } })).toHaveLength(4);
});

test('no props at all are refused, not thrown at', () => {
  expect(refusal((platform) => new ControlPlane(platform, 'control-plane', undefined as never))).toEqual([
    `${AT}members must be addresses by host name, such as { 'cp-1': '10.0.0.1' }, got nothing`,
    `${AT}${ENDPOINTS} nothing`,
  ]);
});

test('a platform has one control plane', () => {
  const props = { endpoint: ENDPOINT, members: MEMBERS };
  const problems = refusal((platform) => {
    new ControlPlane(platform, 'first', props);
    new ControlPlane(platform, 'second', props);
  });
  expect(problems).toEqual(["[second] the control plane is already defined at 'first', expected one for each platform"]);
});

test('a plain app, which would not write its files, has none', () => {
  expect(() => new ControlPlane(new App(), 'control-plane', { endpoint: ENDPOINT, members: MEMBERS })).toThrow(
    new PalisadeError([`${AT}a ControlPlane must be defined below a Platform, which writes its files; got a plain App`]),
  );
});
