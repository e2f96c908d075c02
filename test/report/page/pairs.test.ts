import type { Opening, Side, Standing } from '../../../analysis/proof/opening';
import { type Line, type Matrix, matrixOf } from '../../../report/page/pairs';

function way(from: Side, to: Side, standing: Exclude<Standing, 'isolated'> = 'broken'): Opening {
  return { aspect: 'network', standing, from, to, text: '', path: [], reasons: [], more: 0 };
}

const named = (count: number) => Array.from({ length: count }, (_, index) => `t${String(index).padStart(4, '0')}`);

/** Every cell by the names of its row and column. */
function cellsOf(matrix: Matrix): Readonly<Record<string, string>> {
  return Object.fromEntries(
    matrix.rows.flatMap((row) =>
      matrix.columns.map((column) => [`${nameOf(row)} > ${nameOf(column)}`, matrix.cell(row, column)?.standing ?? '-']),
    ),
  );
}

function nameOf(line: Line): string {
  return line.kind === 'tenant' ? line.tenant : line.kind === 'rest' ? `${line.count} others` : line.kind;
}

describe('a cell', () => {
  test.each<[string, readonly Opening[], Readonly<Record<string, string>>]>([
    ['no way', [], { 'a > b': 'isolated', 'b > a': 'isolated' }],
    ['one way, in its direction only', [way(['a'], ['b'])], { 'a > b': 'broken', 'b > a': 'isolated' }],
    [
      'the worst of several',
      [way(['a'], ['b'], 'open by consent'), way(['a'], ['b'], 'not proven')],
      { 'a > b': 'not proven', 'b > a': 'isolated' },
    ],
    ['from every tenant', [way('every tenant', ['b'])], { 'a > b': 'broken', 'b > a': 'isolated' }],
    ['to every tenant', [way(['a'], 'every tenant')], { 'a > b': 'broken', 'b > a': 'isolated' }],
    ['from each to each', [way(['a', 'b'], ['a', 'b'])], { 'a > b': 'broken', 'b > a': 'broken' }],
    ['another aspect', [{ ...way(['a'], ['b']), aspect: 'nodes' }], { 'a > b': 'isolated', 'b > a': 'isolated' }],
    [
      'to anybody else',
      [way(['a'], 'anybody else')],
      { 'a > b': 'isolated', 'b > a': 'isolated', 'a > anybody else': 'broken', 'b > anybody else': 'isolated' },
    ],
    [
      'from anybody else',
      [way('anybody else', ['a'])],
      { 'a > b': 'isolated', 'b > a': 'isolated', 'anybody else > a': 'broken', 'anybody else > b': 'isolated' },
    ],
  ])('%s', (_what, openings, cells) => {
    expect(cellsOf(matrixOf(['a', 'b'], openings, 'network', 40))).toEqual({ 'a > a': '-', 'b > b': '-', ...cells });
  });

  test('names the way that is worst', () => {
    const worst = way(['a'], ['b'], 'broken');
    const matrix = matrixOf(['a', 'b'], [way(['a'], ['b'], 'open by consent'), worst], 'network', 40);
    const [row, column] = [matrix.rows[0], matrix.columns[1]];
    expect(row && column && matrix.cell(row, column)?.opening).toBe(worst);
  });
});

describe('more tenants than a matrix has room for', () => {
  test('those with ways of their own stand alone, and the others share one line', () => {
    const matrix = matrixOf(named(1000), [way(['t0001'], ['t0500'])], 'network', 40);
    expect(cellsOf(matrix)).toEqual({
      't0001 > t0001': '-',
      't0001 > t0500': 'broken',
      't0001 > 998 others': 'isolated',
      't0500 > t0001': 'isolated',
      't0500 > t0500': '-',
      't0500 > 998 others': 'isolated',
      '998 others > t0001': 'isolated',
      '998 others > t0500': 'isolated',
      '998 others > 998 others': 'isolated',
    });
    expect(matrix.left).toBe(0);
  });

  test('what is so for every tenant is so for the others', () => {
    const cells = cellsOf(
      matrixOf(
        named(50),
        [way('every tenant', ['t0001']), way(['t0002'], 'every tenant'), way('every tenant', 'every tenant', 'not proven')],
        'network',
        40,
      ),
    );
    expect(cells['48 others > t0001']).toBe('broken');
    expect(cells['t0002 > 48 others']).toBe('broken');
    expect(cells['48 others > 48 others']).toBe('not proven');
    expect(cells['t0001 > 48 others']).toBe('not proven');
  });

  test('the worst are shown, and those that are left are counted', () => {
    const tenants = named(60);
    const openings = tenants.slice(0, 50).map((tenant, index) => way([tenant], 'anybody else', index < 45 ? 'open by consent' : 'broken'));
    const matrix = matrixOf(tenants, openings, 'network', 40);
    const shown = matrix.rows.map(nameOf);
    expect(shown).toHaveLength(41);
    expect(shown).toEqual(expect.arrayContaining(['t0045', 't0046', 't0047', 't0048', 't0049', '10 others']));
    expect(matrix.left).toBe(10);
  });

  test('forty are still shown each', () => {
    expect(matrixOf(named(40), [], 'network', 40).rows).toHaveLength(40);
  });
});
