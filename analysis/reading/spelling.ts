/** A value as a message shows it: a string in quotes, as it was written. */
export function spelt(value: unknown): string {
  if (value === undefined || value === null) return 'unset';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
