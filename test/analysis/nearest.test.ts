import { distance, nearest } from '../../analysis/nearest';

const FIELDS = ['replicas', 'selector', 'template', 'hostIPC', 'hostPID', 'readOnlyRootFilesystem'];

test.each([
  ['replica', 'replicas'],
  ['relpicas', 'replicas'],
  ['selectors', 'selector'],
  ['Selector', 'selector'],
  ['hostIPc', 'hostIPC'],
  ['read_only_root_filesystem', 'readOnlyRootFilesystem'],
  ['readOnlyRootFileSystem', 'readOnlyRootFilesystem'],
])('%s is meant to be %s', (word, meant) => {
  expect(nearest(word, FIELDS)).toBe(meant);
});

test.each(['', 'x', 'containers', 'constructor', 'r'.repeat(100)])('%p is like none of them', (word) => {
  expect(nearest(word, FIELDS)).toBeUndefined();
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['kitten', 'sitting', 3],
])('%p and %p are %d apart', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips);
  expect(distance(b, a)).toBe(slips);
});
