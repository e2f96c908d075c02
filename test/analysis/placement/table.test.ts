import { answerTo, PLAIN_FACTS, placementTable } from '../../oracles/placement-rows';

const table = placementTable();

test('every row of the published table says something of its own', () => {
  expect(new Set(table.map(({ what }) => what)).size).toBe(table.length);
});

// https://kubernetes.io/docs/concepts/scheduling-eviction/
describe('a pod lands on a node by', () => {
  test.each(table.map((row) => [row.what, row] as const))('%s', (_, row) => {
    const gated = typeof row.lands !== 'boolean';
    const lands = row.lands === true ? 'yes' : 'no';
    expect([answerTo(row), answerTo(row, { ...PLAIN_FACTS, minor: 34 })]).toEqual(gated ? ['unknown', 'no'] : [lands, lands]);
  });
});
