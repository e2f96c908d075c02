import fc from 'fast-check';
import '../../seed';
import type { Aspect, Side } from '../../../analysis/proof/opening';
import { type Proof, proofOf } from '../../../analysis/proof/proof';
import { pairsOf } from '../../oracles/proof-pairs';
import { type Cluster, clusters, TENANTS } from '../../oracles/proof-sets';

const FACTS = { minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'off' } as const;

const prove = (cluster: Cluster): Proof =>
  proofOf(
    cluster.map((object, index) => ({ object, source: `${index}` })),
    FACTS,
  );

/** The pairs that are open, by consent or not; `unknown` has those that are not proven. */
function told({ openings }: Proof, aspect: Aspect) {
  const found = { open: new Set<string>(), unknown: new Set<string>() };
  const ends = (side: Side) => (side === 'every tenant' ? TENANTS : typeof side === 'string' ? [] : side);
  for (const { from, to, standing } of openings.filter((each) => each.aspect === aspect)) {
    for (const one of ends(from)) {
      for (const other of ends(to)) {
        if (one !== other) found[standing === 'not proven' ? 'unknown' : 'open'].add(`${one} ${other}`);
      }
    }
  }
  return found;
}

const sorted = (pairs: Iterable<string>) => [...pairs].sort();

test.each(['network', 'permissions'] as const)('the pairs that are open are those that are found one by one: %s', (aspect) => {
  const seen = { open: 0, closed: 0 };
  fc.assert(
    fc.property(clusters, (cluster) => {
      const proof = prove(cluster);
      expect(proof.tenants).toEqual(TENANTS);
      const { open, unknown } = told(proof, aspect);
      const expected = pairsOf(cluster)[aspect];
      // Nothing in such a cluster is unknown.
      expect(sorted(unknown)).toEqual([]);
      expect(sorted(open)).toEqual(sorted(expected));
      const { isolated, ...others } = proof.counts[aspect];
      expect(isolated).toBe(6 - expected.size);
      expect(others['open by consent'] + others.broken).toBe(expected.size);
      seen.open += expected.size;
      seen.closed += 6 - expected.size;
    }),
    { numRuns: 300 },
  );
  // Neither answer is rare.
  expect(Math.min(seen.open, seen.closed)).toBeGreaterThan(200);
});
