import { type Block, blockOf, contains, leftOut, merged, overlaps, without } from '../../../analysis/network/blocks';

const block = (cidr: string): Block => blockOf(cidr) as Block;
const blocks = (...cidrs: string[]) => cidrs.map(block);

test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['0.0.0.0/0', '255.255.255.255/0'],
  ['2001:DB8::1/32', '2001:db8::/32'],
  ['::1', '0:0:0:0:0:0:0:1/128'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
])('%s is %s', (a, b) => {
  expect(blockOf(a)).toEqual(block(b));
  expect(blockOf(a)).toBeDefined();
});

test.each([
  undefined,
  null,
  3,
  '',
  '10.0.0.0/33',
  '10.0.0/8',
  '10',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '::/129',
  'fe80::1%eth0/64',
  'all',
  '10.0.0.0/1e1',
])('%p is no block', (value) => {
  expect(blockOf(value)).toBeUndefined();
});

test('a block contains itself and what is inside', () => {
  expect(contains(block('10.0.0.0/8'), block('10.0.0.0/8'))).toBe(true);
  expect(contains(block('10.0.0.0/8'), block('10.255.255.255/32'))).toBe(true);
  expect(contains(block('10.0.0.0/8'), block('11.0.0.0/32'))).toBe(false);
  expect(contains(block('10.0.0.0/8'), block('8.0.0.0/6'))).toBe(false);
  expect(contains(block('::/0'), block('10.0.0.0/8'))).toBe(false);
});

test('blocks overlap where they share an address', () => {
  expect(overlaps(block('10.0.0.0/8'), block('10.1.0.0/16'))).toBe(true);
  expect(overlaps(block('10.1.0.0/16'), block('10.0.0.0/8'))).toBe(true);
  expect(overlaps(block('10.0.0.0/8'), block('11.0.0.0/8'))).toBe(false);
  expect(overlaps(block('::/0'), block('0.0.0.0/0'))).toBe(false);
});

test('neighbours are one block, families stay apart', () => {
  expect(merged(blocks('128.0.0.0/1', '0.0.0.0/1', '10.0.0.0/8'))).toEqual(blocks('0.0.0.0/0'));
  expect(merged(blocks('::/1', '128.0.0.0/1', '8000::/1'))).toEqual(blocks('128.0.0.0/1', '::/0'));
  expect(merged(blocks('10.0.0.0/8', '12.0.0.0/8'))).toEqual(blocks('10.0.0.0/8', '12.0.0.0/8'));
});

test('a block without others', () => {
  expect(without(block('10.0.0.0/8'), [])).toEqual(blocks('10.0.0.0/8'));
  expect(without(block('10.0.0.0/8'), blocks('10.0.0.0/9'))).toEqual(blocks('10.128.0.0/9'));
  expect(without(block('10.0.0.0/8'), blocks('10.128.0.0/9'))).toEqual(blocks('10.0.0.0/9'));
  expect(without(block('10.0.0.0/8'), blocks('0.0.0.0/0'))).toEqual([]);
  expect(without(block('10.0.0.0/8'), blocks('11.0.0.0/8', '::/0'))).toEqual(blocks('10.0.0.0/8'));
  expect(without(block('10.0.0.0/30'), blocks('10.0.0.1/32', '10.0.0.1/32', '10.0.0.2/32'))).toEqual(blocks('10.0.0.0/32', '10.0.0.3/32'));
});

test('what a family lacks', () => {
  expect(leftOut(blocks('0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8'), 32)).toBe(0n);
  expect(leftOut(blocks('0.0.0.0/0'), 128)).toBe(1n << 128n);
  expect(leftOut(blocks('128.0.0.0/1'), 32)).toBe(1n << 31n);
});
