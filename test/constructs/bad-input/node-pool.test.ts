import { NodePool, PalisadeError } from '../../../constructs';

const NAME = 'must be lower-case letters, digits and hyphens, starting and ending with a letter or digit';

function refused(define: () => NodePool): readonly string[] {
  try {
    define();
  } catch (error) {
    if (error instanceof PalisadeError) return error.problems;
    throw error;
  }
  throw new Error('expected a refusal');
}

test.each<[string, () => NodePool, readonly string[]]>([
  ['a shared pool in capitals', () => NodePool.shared('General'), [`[node pool General] name of the node pool ${NAME}, got 'General'`]],
  ['a pool with an empty name', () => NodePool.dedicated('shop', ''), [`[node pool ] name of the node pool ${NAME}, got ''`]],
  [
    'a pool whose name would leave its directory',
    () => NodePool.dedicated('shop', '../shop'),
    [`[node pool ../shop] name of the node pool ${NAME}, got '../shop'`],
  ],
  [
    "a pool whose name would end its script's quotes",
    () => NodePool.shared("x'; reboot; '"),
    [`[node pool x'; reboot; '] name of the node pool ${NAME}, got 'x'; reboot; ''`],
  ],
  [
    'a pool of 64 characters',
    () => NodePool.shared('a'.repeat(64)),
    [`[node pool ${'a'.repeat(64)}] name of the node pool must have at most 63 characters, got 64: '${'a'.repeat(64)}'`],
  ],
  ['a tenant that is no name', () => NodePool.dedicated('Shop', 'gpu'), [`[node pool gpu] tenant of the node pool ${NAME}, got 'Shop'`]],
  [
    'a tenant called shared',
    () => NodePool.dedicated('shared'),
    ["[node pool shared] tenant of the node pool must not be 'shared', which marks shared nodes; use NodePool.shared('shared')"],
  ],
])('a node pool refuses %s', (_, define, problems) => {
  expect(refused(define)).toEqual(problems);
});

test('a node pool with a name of 63 characters is fine', () => {
  expect(NodePool.dedicated('shop', 'a'.repeat(63)).name).toHaveLength(63);
});
