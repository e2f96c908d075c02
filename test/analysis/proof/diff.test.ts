import { proofChange } from '../../../analysis/proof/diff';
import type { Opening, Side, Standing } from '../../../analysis/proof/opening';
import type { Proof } from '../../../analysis/proof/proof';

type Given = readonly [from: Side, to: Side, standing: Opening['standing'], aspect?: Opening['aspect']];

const openingOf = ([from, to, standing, aspect = 'network']: Given): Opening => {
  return { aspect, standing, from, to, text: 'a way', path: ['a', 'b'], reasons: [], more: 0 };
};

/** A proof with some openings, and some that are there only if a tenant is hostile. */
function proof(tenants: readonly string[], openings: readonly Given[], hostile: Readonly<Record<string, Standing>> = {}): Proof {
  const counts = { isolated: 0, 'open by consent': 0, 'not proven': 0, broken: 0 };
  return {
    tenants,
    counts: { network: counts, permissions: counts, nodes: counts },
    openings: openings.map(openingOf),
    operators: [],
    hostile: tenants.map((tenant) => {
      const standing = hostile[tenant] ?? 'isolated';
      return { tenant, powers: [], openings: standing === 'isolated' ? [] : [openingOf([[tenant], 'every tenant', standing])] };
    }),
    nodeless: [],
    assumptions: new Map(),
    standing: 'isolated',
  };
}

const told = (before: Proof, after: Proof, most?: number) =>
  proofChange(before, after, most).pairs.map(
    ({ change, aspect, from, to, before: old, after: now }) => `${change} ${aspect} ${from} -> ${to}: ${old}, now ${now}`,
  );

const ABC = ['a', 'b', 'c'];
const BROKEN: Given = [['a'], ['b'], 'broken'];

describe('of pairs, what changed is told', () => {
  test.each<[what: string, before: readonly Given[], after: readonly Given[], lines: readonly string[]]>([
    ['nothing', [BROKEN], [BROKEN], []],
    ['a way that is new', [], [BROKEN], ['worse network a -> b: isolated, now broken']],
    ['a way that is gone', [BROKEN], [], ['better network a -> b: broken, now isolated']],
    ['a way that is worse', [[['a'], ['b'], 'open by consent']], [BROKEN], ['worse network a -> b: open by consent, now broken']],
    ['a way that is better', [BROKEN], [[['a'], ['b'], 'not proven']], ['better network a -> b: broken, now not proven']],
    ['no way that is as bad as another', [BROKEN], [BROKEN, [['a'], ['b'], 'not proven']], []],
    ['a way of another aspect', [BROKEN], [BROKEN, [['a'], ['b'], 'broken', 'nodes']], ['worse nodes a -> b: isolated, now broken']],
    ['pairs together', [], [[['a', 'b'], ['c'], 'broken']], ['worse network a,b -> c: isolated, now broken']],
    [
      'the same pairs, however they are told',
      [[['a', 'b'], ['c'], 'broken']],
      [
        [['a'], ['c'], 'broken'],
        [['b'], ['c'], 'broken'],
      ],
      [],
    ],
    ['the part that changed', [[['a', 'b'], ['c'], 'broken']], [[['b'], ['c'], 'broken']], ['better network a -> c: broken, now isolated']],
    ['what everybody has already', [['every tenant', ['b'], 'broken']], [['every tenant', ['b'], 'broken'], BROKEN], []],
    ['everybody', [], [['every tenant', ['b'], 'broken']], ['worse network a,c -> b: isolated, now broken']],
    [
      'everybody to everybody but itself',
      [],
      [['every tenant', 'every tenant', 'broken']],
      ['worse network a,b,c -> a,b,c: isolated, now broken'],
    ],
    ['who is in no manifest', [], [['anybody else', ['a'], 'broken']], ['worse network anybody else -> a: isolated, now broken']],
    ['no tenant that gets to itself', [], [[['a'], ['a'], 'broken']], []],
  ])('%s', (_what, before, after, lines) => {
    expect(told(proof(ABC, before), proof(ABC, after))).toEqual(lines);
  });

  test('a tenant that is new was isolated', () => {
    const every: Given = ['every tenant', ['b'], 'broken'];
    expect(told(proof(ABC, [every]), proof([...ABC, 'd'], [every]))).toEqual(['worse network d -> b: isolated, now broken']);
    expect(told(proof([...ABC, 'd'], [every]), proof(ABC, [every]))).toEqual(['better network d -> b: broken, now isolated']);
  });

  test('too many are told as they were found', () => {
    const [before, after] = [proof(ABC, [[['a', 'b'], ['c'], 'broken']]), proof(ABC, [[['b'], ['c'], 'broken']])];
    expect(told(before, after, 2)).toEqual(['better network a,b -> c: broken, now isolated', 'worse network b -> c: isolated, now broken']);
    expect([2, 3].map((most) => proofChange(before, after, most).isCoarse)).toEqual([true, false]);
  });
});

describe('of hostile tenants, what changed is told', () => {
  test.each<[what: string, before: Proof, after: Proof, lines: readonly string[]]>([
    ['nothing', proof(ABC, [], { a: 'broken' }), proof(ABC, [], { a: 'broken' }), []],
    ['those that are worse alike', proof(ABC, []), proof(ABC, [], { a: 'broken', c: 'broken' }), ['worse a,c: isolated, now broken']],
    ['one that is better', proof(ABC, [], { b: 'broken' }), proof(ABC, [], { b: 'not proven' }), ['better b: broken, now not proven']],
    ['one to whom it is open already', proof(ABC, []), proof(ABC, [BROKEN]), ['worse a: isolated, now broken']],
    [
      'all, to whom it is open already',
      proof(ABC, []),
      proof(ABC, [['every tenant', ['b'], 'broken']]),
      ['worse a,b,c: isolated, now broken'],
    ],
    ['nobody, by what others may', proof(ABC, []), proof(ABC, [['anybody else', ['b'], 'broken']]), []],
    ['one that is gone', proof(ABC, [], { c: 'broken' }), proof(['a', 'b'], []), ['better c: broken, now isolated']],
  ])('%s', (_what, before, after, lines) => {
    const { hostile } = proofChange(before, after);
    expect(hostile.map(({ change, tenants, before: old, after: now }) => `${change} ${tenants}: ${old}, now ${now}`)).toEqual(lines);
  });
});

test('many tenants are compared by what they have in common', () => {
  const tenants = Array.from({ length: 10_000 }, (_, index) => `t${String(index).padStart(5, '0')}`);
  const chain = tenants.slice(1).map((name, index): Given => [[tenants[index] ?? ''], [name], 'open by consent']);
  const found = proofChange(proof(tenants, chain), proof(tenants, [...chain.slice(1), ['every tenant', ['t00007'], 'broken']]));
  expect(found.isCoarse).toBe(false);
  expect(found.pairs.map(({ from, to, after }) => `${from.length} -> ${to}: ${after}`)).toEqual([
    '1 -> t00001: isolated',
    '9998 -> t00007: broken',
    '1 -> t00007: broken',
  ]);
});
