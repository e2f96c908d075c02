import fc from 'fast-check';
import { hostFactsOf } from '../../../analysis/control-plane/facts';
import { listingIn } from '../../../analysis/control-plane/listing';
import { auditOf } from '../../../rules/benchmark/audit';

/** Names that decide how a text is read. */
const NAMES = [
  'ps.txt',
  'cmdline',
  'a.yaml',
  'b.json',
  'k3s/server.yaml',
  'rke2/config.yaml',
  'kubelet.service',
  'kubelet.service.d/1.conf',
  'flags/etcd.conf',
  'etcd.env',
];

const KEYS = [
  'apiVersion',
  'kind',
  'spec',
  'containers',
  'command',
  'args',
  'env',
  'name',
  'value',
  'extraArgs',
  'apiServer',
  'etcd',
  'local',
  'nodeRegistration',
];
const MORE = [
  'kubeletExtraArgs',
  'certificatesDir',
  'authentication',
  'kube-apiserver-arg',
  'kubelet-arg',
  'providers',
  'resources',
  'plugins',
  'rules',
  'data-dir',
];
const WORDS = [
  'kubeadm.k8s.io/v1beta4',
  'ClusterConfiguration',
  'InitConfiguration',
  'Pod',
  'KubeletConfiguration',
  'Policy',
  'EncryptionConfiguration',
  '__proto__',
  'constructor',
];
const FLAGS = [
  'kube-apiserver',
  '--audit-policy-file=a.yaml',
  '--config=a.yaml',
  '--encryption-provider-config=b.json',
  '--',
  '=',
  '\\',
  '"',
  "'",
  '$A',
  '\0',
  '\n',
  '|',
];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(...WORDS, ...FLAGS), fc.constantFrom(null, true, 0, -1, ''), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(fc.constantFrom(...KEYS, ...MORE), tie('value'), { maxKeys: 5 }),
}));

const text = fc.oneof(
  value.map((each) => JSON.stringify(each) ?? ''),
  fc
    .array(fc.oneof(fc.constantFrom(...FLAGS, ...WORDS, '[Service]\n', 'ExecStart=', 'ETCD_NAME='), fc.string({ maxLength: 4 })), {
      maxLength: 12,
    })
    .map((words) => words.join(' ')),
);

test('no text of any name makes it throw, and every check says something', () => {
  const files = fc.array(fc.record({ path: fc.constantFrom(...NAMES), text }), { maxLength: 4 });
  fc.assert(
    fc.property(files, fc.string(), (given, listing) => {
      const results = auditOf(hostFactsOf(given, listingIn(listing, 'listing.txt')));
      expect(results.every(({ findings }) => findings.length > 0 && findings.every(({ actual }) => actual !== ''))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['lines that go on', 'kubelet.service', `[Service]\n${'A=\\\n'.repeat(50_000)}\\`],
  ['quotes that never end', 'ps.txt', `kubelet ${`"\\"'`.repeat(50_000)}`],
  ['columns of a list of processes', 'ps.txt', `root 1 ${'1:00 '.repeat(50_000)}`],
  ['digits', 'ps.txt', `root 1 a b ${'1'.repeat(200_000)}`],
  ['spaces', 'flags/etcd.conf', `--a=${' '.repeat(200_000)}b\n#${' '.repeat(200_000)}`],
])('%s do not take long', (_, path, long) => {
  const start = process.hrtime.bigint();
  hostFactsOf([{ path, text: long }]);
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(5);
});
