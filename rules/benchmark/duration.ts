const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** A duration of Go in seconds; `undefined` for what is none. https://pkg.go.dev/time#ParseDuration */
export function secondsOf(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const [, sign, amounts = ''] = /^([+-]?)((?:\d+(?:\.\d*)?(?:h|ms|us|µs|ns|m|s))+)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const parts = [...amounts.matchAll(/(\d+(?:\.\d*)?)(h|ms|us|µs|ns|m|s)/g)];
  const seconds = parts.reduce((sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
  return sign === '-' ? -seconds : seconds;
}
