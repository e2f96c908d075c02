const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

/** The same few quantities are in every pod. */
const known = new Map<string, number | undefined>();

/**
 * The value of a quantity in its base unit (cores, bytes, pieces); `undefined` for what is none.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function amountOf(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return quantity;
  if (typeof quantity !== 'string') return undefined;
  if (!known.has(quantity) && known.size < 10_000) known.set(quantity, parsed(quantity));
  return known.has(quantity) ? known.get(quantity) : parsed(quantity);
}

function parsed(quantity: string): number | undefined {
  const [, number = '', suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+))([A-Za-z]*|[eE][+-]?\d+)$/.exec(quantity) ?? [];
  const factor = /^[eE][+-]?\d+$/.test(suffix) ? Number(`1${suffix}`) : SUFFIXES.get(suffix);
  return number === '' || factor === undefined ? undefined : Number((Number(number) * factor).toPrecision(15));
}
