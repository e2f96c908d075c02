import { listingIn } from '../../../analysis/control-plane/listing';
import { resultOf, said } from './written';

/** What each check is about: a file or directory, what passes, what does not; one path of the usual ones. */
const ROWS: readonly (readonly [
  id: string,
  path: string,
  kind: 'mode' | 'owner',
  good: readonly string[],
  bad: readonly string[],
  word: 'fail' | 'warn',
])[] = [
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].flatMap((name, index) => [
    [
      `1.1.${index * 2 + 1}`,
      `/etc/kubernetes/manifests/${name}.yaml`,
      'mode',
      ['600', '400', '0600'],
      ['640', '644', '604', '700', '4600'],
      'fail',
    ] as const,
    [
      `1.1.${index * 2 + 2}`,
      `/etc/kubernetes/manifests/${name}.yaml`,
      'owner',
      ['root:root', '0:0'],
      ['root:admin', 'etcd:root'],
      'fail',
    ] as const,
  ]),
  ['1.1.9', '/etc/cni/net.d/10-cilium.conflist', 'mode', ['600'], ['644'], 'warn'],
  ['1.1.10', '/etc/cni/net.d/10-cilium.conflist', 'owner', ['root:root'], ['1000:1000'], 'warn'],
  ['1.1.11', '/var/lib/etcd', 'mode', ['700', '500'], ['750', '701'], 'fail'],
  ['1.1.12', '/var/lib/etcd', 'owner', ['etcd:etcd'], ['root:root'], 'fail'],
  ['1.1.13', '/etc/kubernetes/admin.conf', 'mode', ['600'], ['640'], 'fail'],
  ['1.1.13', '/etc/kubernetes/super-admin.conf', 'mode', ['600'], ['640'], 'fail'],
  ['1.1.14', '/etc/kubernetes/admin.conf', 'owner', ['root:root'], ['root:wheel'], 'fail'],
  ['1.1.15', '/etc/kubernetes/scheduler.conf', 'mode', ['600'], ['644'], 'fail'],
  ['1.1.16', '/etc/kubernetes/scheduler.conf', 'owner', ['root:root'], ['kube:kube'], 'fail'],
  ['1.1.17', '/etc/kubernetes/controller-manager.conf', 'mode', ['600'], ['644'], 'fail'],
  ['1.1.18', '/etc/kubernetes/controller-manager.conf', 'owner', ['root:root'], ['kube:kube'], 'fail'],
  ['1.1.19', '/etc/kubernetes/pki', 'owner', ['root:root'], ['root:kube'], 'fail'],
  ['1.1.19', '/etc/kubernetes/pki/etcd/server.crt', 'owner', ['root:root'], ['etcd:etcd'], 'fail'],
  ['1.1.20', '/etc/kubernetes/pki/etcd/server.crt', 'mode', ['644', '600'], ['664', '645'], 'warn'],
  ['1.1.21', '/etc/kubernetes/pki/etcd/server.key', 'mode', ['600'], ['640', '644'], 'warn'],
  ['4.1.1', '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf', 'mode', ['600'], ['644'], 'fail'],
  ['4.1.2', '/usr/lib/systemd/system/kubelet.service', 'owner', ['root:root'], ['root:adm'], 'fail'],
  ['4.1.3', '/etc/kubernetes/kube-proxy.conf', 'mode', ['600'], ['644'], 'warn'],
  ['4.1.4', '/etc/kubernetes/kube-proxy.conf', 'owner', ['root:root'], ['root:adm'], 'warn'],
  ['4.1.5', '/etc/kubernetes/kubelet.conf', 'mode', ['600'], ['644'], 'fail'],
  ['4.1.6', '/etc/kubernetes/kubelet.conf', 'owner', ['root:root'], ['root:adm'], 'fail'],
  ['4.1.7', '/etc/kubernetes/pki/ca.crt', 'mode', ['644'], ['666'], 'warn'],
  ['4.1.8', '/etc/kubernetes/pki/ca.crt', 'owner', ['root:root'], ['root:adm'], 'warn'],
  ['4.1.9', '/var/lib/kubelet/config.yaml', 'mode', ['600'], ['644'], 'fail'],
  ['4.1.10', '/var/lib/kubelet/config.yaml', 'owner', ['root:root'], ['root:adm'], 'fail'],
];

test.each(ROWS)('%s, %s, %s', (id, path, kind, good, bad, word) => {
  const status = (value: string) => {
    const line = kind === 'mode' ? `${value} root:root ${path}` : `600 ${value} ${path}`;
    return resultOf(id, [], listingIn(line, 'listing.txt')).status;
  };
  expect(good.map((value) => [value, status(value)])).toEqual(good.map((value) => [value, 'pass']));
  expect(bad.map((value) => [value, status(value)])).toEqual(bad.map((value) => [value, word]));
});

test('each of the files that are not as they should be is named, with the line of the listing', () => {
  const listing = `# of cp-1
600 root:root /etc/kubernetes/pki/sa.key
644 root:root /etc/kubernetes/pki/ca.key

640 root:root /etc/kubernetes/pki/etcd/ca.key
`;
  const { status, findings } = resultOf('1.1.21', [], listingIn(listing, 'listing.txt'));
  expect([status, findings.map(({ actual, place }) => [actual, place])]).toEqual([
    'warn',
    [
      ['/etc/kubernetes/pki/ca.key has mode 644', { file: 'listing.txt', line: 3, column: 1 }],
      ['/etc/kubernetes/pki/etcd/ca.key has mode 640', { file: 'listing.txt', line: 5, column: 1 }],
    ],
  ]);
});

test('without a listing nobody knows, and a file that is not listed may be anywhere', () => {
  expect(said(resultOf('1.1.1', []))).toEqual(['unknown', 'neither --root nor --listing was given']);
  const other = listingIn('600 root:root /etc/hosts', 'listing.txt');
  expect(said(resultOf('1.1.1', [], other))).toEqual(['unknown', 'no such file is listed']);
  expect(said(resultOf('4.1.3', [], other))).toEqual(['unknown', 'no such file is listed']);
  const host = listingIn('600 root:root /etc/kubernetes/kubelet.conf', 'listing.txt');
  expect(said(resultOf('4.1.3', [], host))).toEqual(['not applicable', 'there is no such file']);
  expect(said(resultOf('4.1.9', [], host))).toEqual(['unknown', 'no such file is listed']);
});

test('where a program is told another path, that one counts', () => {
  const etcd = { path: 'ps.txt', text: 'etcd --data-dir=/srv/etcd/\nkubelet --config=/srv/kubelet.yaml --kubeconfig=/srv/kubelet.conf\n' };
  const listed = (...lines: readonly string[]) => listingIn(lines.join('\n'), 'listing.txt');
  expect(resultOf('1.1.11', [etcd], listed('755 etcd:etcd /srv/etcd')).status).toBe('fail');
  expect(resultOf('4.1.9', [etcd], listed('644 root:root /srv/kubelet.yaml')).status).toBe('fail');
  expect(resultOf('4.1.5', [etcd], listed('644 root:root /srv/kubelet.conf')).status).toBe('fail');
});
