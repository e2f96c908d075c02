import { amountOf } from '../quantity';
import type { Scalar } from '../schema/schema';

/**
 * What the API server asks of scalars when it reads JSON; everything it accepts is accepted here, and nothing else.
 *
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/time.go
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/intstr/intstr.go
 */
const ASKS: Readonly<Record<Scalar, readonly [expected: string, holds: (value: unknown) => boolean]>> = {
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  byte: ['base64', isBase64],
  int32: ['an integer', (value) => isInteger(value, 31)],
  int64: ['an integer', (value) => isInteger(value, 63)],
  intstr: ['an integer or a string', (value) => typeof value === 'string' || isInteger(value, 31)],
  number: ['a number', (value) => Number.isFinite(value)],
  quantity: ['a quantity such as 250m or 1Gi', isQuantity],
  string: ['a string', (value) => typeof value === 'string'],
  time: ['a time such as 2030-01-31T12:00:00Z', isTime],
};

/** What is expected instead of the value; `undefined` if the API server reads it. */
export function misread(scalar: Scalar, value: unknown): string | undefined {
  const [expected, holds] = ASKS[scalar];
  if (holds(value)) return undefined;
  return Number.isInteger(value) && expected.startsWith('an integer') ? `${expected} that is not as large` : expected;
}

function isInteger(value: unknown, bits: number): boolean {
  return Number.isInteger(value) && (value as number) >= -(2 ** bits) && (value as number) < 2 ** bits;
}

/** Line breaks are skipped, bits that are left over are not looked at. https://pkg.go.dev/encoding/base64#pkg-variables */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const text = /[\r\n]/.test(value) ? value.replace(/[\r\n]/g, '') : value;
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function isQuantity(value: unknown): boolean {
  return typeof value === 'string' ? amountOf(value.trim()) !== undefined : Number.isFinite(value);
}

/** Days that no calendar has are refused as well. https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d+)?(Z|[+-]([01]\d|2[0-4]):[0-5]\d)$/.exec(value) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
