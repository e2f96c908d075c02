import type { Rule } from './rule';

/** Which rules are asked, by the standard that they come from. */
export const PROFILES = ['baseline', 'restricted', 'nsa', 'cis', 'all'] as const;

export type Profile = (typeof PROFILES)[number];

/** What makes any judgement worth something; asked in every profile. */
const ALWAYS = new Set(['exemption-valid', 'manifest-readable', 'rule-completes']);

/** The rules of a profile. `restricted` contains `baseline`, as the Pod Security Standards do. */
export function rulesOf(profile: Profile, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter((rule) => ALWAYS.has(rule.id) || isOf(profile, rule));
}

function isOf(profile: Profile, { references }: Rule): boolean {
  switch (profile) {
    case 'all':
      return true;
    case 'nsa':
      return references.some(({ source }) => source === 'NSA');
    case 'cis':
      return references.some(({ source }) => source === 'CIS');
    case 'baseline':
      return references.some(({ source, id }) => source === 'PSS' && id.startsWith('baseline/'));
    case 'restricted':
      return references.some(({ source }) => source === 'PSS');
    default:
      return profile satisfies never;
  }
}
