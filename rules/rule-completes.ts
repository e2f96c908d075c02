import type { Rule } from './rule';

/**
 * A rule that fails on a manifest has judged nothing behind it: that must not look like a pass. `evaluate` reports it.
 */
export const ruleCompletes: Rule = {
  id: 'rule-completes',
  title: 'every rule judges every manifest',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'STRIDE', id: 'repudiation' }],
  reads: [],
  remediation: 'mend the manifest that the rule trips over, and report the defect with it',
  why: 'A rule that fails half way has said nothing about the rest: without this finding its silence would look like consent.',
  attack: 'Whoever knows a manifest that a rule trips over puts it first, and everything after it goes unjudged.',
  example: { refused: '', accepted: '' },

  *check() {},
};
