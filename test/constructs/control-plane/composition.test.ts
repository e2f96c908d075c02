import { type Composition, compose } from '../../../constructs/control-plane/composition';
import { mountsOf } from '../../../constructs/control-plane/mounts';
import type { Part, Surroundings } from '../../../constructs/control-plane/part';

const members = [{ name: 'cp-1', address: '10.0.0.1' }];
const together = (...parts: readonly Part[]): Composition => compose(parts, { members } as unknown as Surroundings);
const api = (flags: Readonly<Record<string, string>>): Part => ({ flags: { 'kube-apiserver': flags } });

test('the flags of all parts are one list, in their order', () => {
  const { flags } = together(api({ a: '1' }), api({ b: '2' }));
  expect(Object.entries(flags['kube-apiserver'])).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('two parts that give the same flag are a mistake', () => {
  expect(() => together(api({ a: '1' }), api({ a: '2' }))).toThrow('two parts give kube-apiserver --a');
});

test.each([
  ['before', (first: Part, second: Part) => [first, second]],
  ['after', (first: Part, second: Part) => [second, first]],
])('a part takes the place of a flag of one that comes %s it', (_where, order) => {
  const replaces = { 'kube-apiserver': ['a'] };
  expect(together(...order(api({ a: '1' }), { ...api({ a: '2' }), replaces })).flags['kube-apiserver']).toEqual({ a: '2' });
  expect(together(...order(api({ a: '1' }), { replaces })).flags['kube-apiserver']).toEqual({});
});

test('a flag that is replaced is so for its program alone', () => {
  const scheduler: Part = { flags: { 'kube-scheduler': { a: '1' } } };
  expect(together(scheduler, { replaces: { 'kube-apiserver': ['a'] } }).flags['kube-scheduler']).toEqual({ a: '1' });
});

test('flags of a member are added to those of all, and can be replaced like them', () => {
  const part: Part = { ...api({ a: '1' }), memberFlags: ({ address }) => ({ 'kube-apiserver': { b: address } }) };
  const [member] = members;
  expect(together(part).flagsOn(member as never, 'kube-apiserver')).toEqual({ a: '1', b: '10.0.0.1' });
  expect(together(part).differs('kube-apiserver')).toBe(true);
  expect(together(part).differs('etcd')).toBe(false);
  expect(together(part, { replaces: { 'kube-apiserver': ['b'] } }).differs('kube-apiserver')).toBe(false);
});

test.each<readonly [string, Part, string]>([
  ['file', { files: [{ path: 'a', text: () => '' }] }, 'two parts write the file a'],
  ['directory', { directories: [{ path: '/a', permissions: '0700', owner: 'root', writtenBy: [] }] }, 'two parts write the directory /a'],
  ['configuration', { documents: { kubelet: () => ({}) } }, 'two parts give the configuration of kubelet'],
])('two parts that write the same %s are a mistake', (_what, part, message) => {
  expect(() => together(part, part)).toThrow(message);
});

test('a program sees the directories of what it reads and writes, each once', () => {
  const file = (installedAt: string) => ({ path: installedAt, text: () => '', installedAt, readBy: ['kube-apiserver' as const] });
  const composition = together({
    files: [file('/etc/a/x.yaml'), file('/etc/a/y.yaml'), file('/etc/a/deep/z.yaml'), { path: 'w', text: () => '', installedAt: '/etc/w' }],
    directories: [{ path: '/var/log/audit', permissions: '0700', owner: 'root', writtenBy: ['kube-apiserver'] }],
    reads: { 'kube-apiserver': ['/run/plugin'], etcd: ['/run/other'] },
  });
  expect(mountsOf(composition, 'kube-apiserver')).toEqual([
    { path: '/var/log/audit', readOnly: false },
    { path: '/etc/a', readOnly: true },
    { path: '/run/plugin', readOnly: true },
  ]);
  expect(mountsOf(composition, 'kube-scheduler')).toEqual([]);
});
