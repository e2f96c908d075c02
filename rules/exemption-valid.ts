import type { Rule } from './rule';

/**
 * An exemption has to be one that somebody can answer for, and that still has something to cover. `judge` reports it.
 */
export const exemptionValid: Rule = {
  id: 'exemption-valid',
  title: 'exemptions name a rule, a reason, an owner and a day to come, and cover something',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'STRIDE', id: 'repudiation' }],
  reads: [],
  remediation: 'complete or renew the exemption, or remove it',
  why: 'An exemption that nobody owns, that never ends or that covers nothing is a hole that is kept open for whoever comes next.',
  attack: 'A forgotten exemption of last year lets this year’s privileged container through without anyone being asked.',
  example: { refused: '', accepted: '' },

  *check() {},
};
