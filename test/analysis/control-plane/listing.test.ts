import { isOwner, isWithin, listingIn } from '../../../analysis/control-plane/listing';

test('a listing is what find and stat print', () => {
  const text =
    '600 root:root /etc/kubernetes/admin.conf\n1777 0:0 /tmp\r\n  755 etcd:etcd /var/lib/etcd/\n# end\n\n640 a:b /with two  spaces\n';
  const { entries, odd } = listingIn(text, 'l.txt');
  expect([...entries.values()].map(({ path, mode, owner, place }) => [path, mode.toString(8), owner, place?.line])).toEqual([
    ['/etc/kubernetes/admin.conf', '600', 'root:root', 1],
    ['/tmp', '1777', '0:0', 2],
    ['/var/lib/etcd', '755', 'etcd:etcd', 3],
    ['/with two  spaces', '640', 'a:b', 6],
  ]);
  expect(odd).toEqual([]);
});

test.each([
  '-rw-r--r-- 1 root root 0 Jan 1 00:00 /etc/x',
  '600 root /etc/x',
  '800 root:root /etc/x',
  '600 root:root etc/x',
  '600 root:root',
  'x',
])('a line that is none is told: %s', (line) => {
  expect(listingIn(`600 a:b /c\n${line}`, 'l.txt').odd).toEqual([{ place: { file: 'l.txt', line: 2, column: 1 }, text: line }]);
});

test('of two lines about a path the last counts', () => {
  expect(listingIn('600 a:b /c\n644 a:b /c', 'l.txt').entries.get('/c')?.mode).toBe(0o644);
});

test('a mode is within another one when it allows nothing more, set-user-id and sticky bits included', () => {
  expect([0o600, 0o400, 0].map((mode) => isWithin(mode, 0o600))).toEqual([true, true, true]);
  expect([0o601, 0o620, 0o700, 0o1600, 0o4600].map((mode) => isWithin(mode, 0o600))).toEqual([false, false, false, false, false]);
});

test('root may be a number, nobody else', () => {
  expect([
    isOwner('0:0', 'root:root'),
    isOwner('root:root', 'root:root'),
    isOwner('0:0', 'etcd:etcd'),
    isOwner('root:0', 'root:root'),
  ]).toEqual([true, true, false, false]);
});
