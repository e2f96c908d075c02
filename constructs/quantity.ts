import type { Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import { type Problems, shown } from './problems';

/** An amount as Kubernetes writes it (`500m`, `64Mi`), or a value object of cdk8s. */
export type Amount = string | Size;

/** CPU as Kubernetes writes it (`500m`, `2`), or a value object of cdk8s-plus. */
export type CpuAmount = string | Cpu;

// https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
const QUANTITY = /^(?<number>\d+(?:\.\d*)?|\.\d+)(?<suffix>[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The quantity as a number of its base unit (cores, bytes, pieces), or `undefined` if it is none or negative. */
export function quantity(text: string): number | undefined {
  const parts = QUANTITY.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const suffix = parts.suffix ?? '';
  const factor = /^[eE][+-]?\d+$/.test(suffix) ? Number(`1${suffix}`) : (FACTORS[suffix] ?? 1);
  // Two spellings of one amount are equal, whatever binary fractions do to them.
  return Number((Number(parts.number) * factor).toPrecision(15));
}

/** The amount as Kubernetes writes it. Adds a problem unless it is a positive quantity. */
export function amountText(problems: Problems, what: string, amount: Amount | CpuAmount): string {
  if (typeof amount !== 'string' && (typeof amount !== 'object' || amount === null)) {
    problems.add(`${what} must be a quantity such as '500m' or '64Mi', got ${shown(amount)}`);
    return '';
  }
  const text = typeof amount === 'string' ? amount : valueText(amount);
  const value = quantity(text);
  if (value === undefined) problems.add(`${what} must be a quantity such as '500m' or '64Mi', got '${text}'`);
  else if (value <= 0) problems.add(`${what} must be more than zero, got '${text}'`);
  // A thousandth of a byte is always a slip of the pen: '64m' for '64Mi'.
  else if (!what.endsWith('cpu') && value < 1)
    problems.add(`${what} is less than one byte, got '${text}', did you mean '${text.replace(/m$/, 'Mi')}'?`);
  return text;
}

function valueText(amount: Size | Cpu): string {
  if ('toKibibytes' in amount) {
    const kibibytes = amount.toKibibytes();
    if (kibibytes % 2 ** 20 === 0) return `${kibibytes / 2 ** 20}Gi`;
    return kibibytes % 2 ** 10 === 0 ? `${kibibytes / 2 ** 10}Mi` : `${kibibytes}Ki`;
  }
  return String(amount.amount);
}
