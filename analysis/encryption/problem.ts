/** Something about a file of encryption. No message holds a secret, nor a word that may be one. */
export interface Problem {
  /**
   * `refused`: an API server does not start with it, or does not take it over. `weak`: it does, and less is protected than should be.
   * `note`: worth knowing.
   */
  readonly kind: 'note' | 'refused' | 'weak';
  /** Where, such as `resources[0].providers[1]`; `''` for the whole file. */
  readonly at: string;
  readonly message: string;
}

/** A name for messages, unless it looks like a key that was put in the wrong place. */
export function shownName(name: string): string {
  return looksSecret(name) ? 'a name that looks like a key' : `'${name}'`;
}

/** Base64 of 15 bytes or more has digits and letters of both kinds, hexadecimal of 16 has 32 digits. */
function looksSecret(name: string): boolean {
  const runs = name.match(/[A-Za-z0-9+/_-]{20,}/g) ?? [];
  return runs.some((run) => (/[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run)) || /[0-9a-f]{32}/i.test(run));
}

/** What kind of value it is, never the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
