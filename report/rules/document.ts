import { declined } from '../../rules/declined';
import { rulesOf } from '../../rules/profile';
import type { ReferenceSource, Rule } from '../../rules/rule';
import { referencesText } from '../explanation';

/** `docs/rules.md`: the rules by the threats that they answer, and what is declined of other scanners. */
export function rulesDocument(rules: readonly Rule[]): string {
  const errors = rules.filter(({ severity }) => severity === 'error').length;
  const profiles = (['baseline', 'restricted', 'nsa', 'cis'] as const).map((profile) => `\`${profile}\` ${rulesOf(profile, rules).length}`);
  return [
    '# Rules',
    '',
    '<!-- Written by `npm run -s palisade -- rules --format markdown`; a test fails when it is stale. -->',
    '',
    `${rules.length} rules, ${errors} of them errors, which refuse a synthesis, the others warnings. Profiles: ${profiles.join(', ')}, \`all\` ${rules.length}.`,
    '`palisade explain RULE` tells one in full.',
    '',
    ...threatsOf(rules).flatMap(([threat, members]) => [`## ${threat}`, '', ...members.flatMap(entryOf)]),
    '## Declined',
    '',
    'Checks of other scanners that no rule follows, each with its reason.',
    '',
    '| scanner | check | why not |',
    '| --- | --- | --- |',
    ...declined.map(({ source, id, reason }) => `| ${source} | \`${id}\` | ${cell(reason)} |`),
    '',
  ].join('\n');
}

/** The six threats, and how a rule against each is introduced. https://learn.microsoft.com/azure/security/develop/threat-modeling-tool-threats */
const THREATS: ReadonlyMap<string, string> = new Map([
  ['spoofing', 'Spoofing: being somebody else'],
  ['tampering', 'Tampering: changing what is not yours'],
  ['repudiation', 'Repudiation: having done nothing'],
  ['information-disclosure', 'Information disclosure: reading what is not yours'],
  ['denial-of-service', 'Denial of service: keeping others from working'],
  ['elevation-of-privilege', 'Elevation of privilege: doing what only others may'],
]);

/** Rules by the threat that they name first. */
function threatsOf(rules: readonly Rule[]): readonly (readonly [string, readonly Rule[]])[] {
  const first = ({ references }: Rule) => references.find(({ source }) => source === 'STRIDE')?.id;
  return [...THREATS]
    .map(([id, heading]) => [heading, rules.filter((rule) => first(rule) === id)] as const)
    .filter(([, { length }]) => length > 0);
}

function entryOf(rule: Rule): readonly string[] {
  const { id, title, severity, exemptible, why, attack, remediation, reads } = rule;
  const own: readonly ReferenceSource[] = ['CIS', 'Kubernetes', 'MITRE', 'NSA', 'PSS', 'STRIDE'];
  const standards = rule.references.filter(({ source }) => own.includes(source));
  const scanners = rule.references.filter(({ source }) => !own.includes(source));
  return [
    `### ${id}`,
    '',
    `**${sentence(title)}** (${severity}${exemptible === 'never' ? ', never exempted' : ''})`,
    '',
    `${why} ${attack}`,
    '',
    `- Fix: ${remediation}.`,
    ...(reads.length === 0 ? [] : [`- Reads: ${reads.includes('**') ? 'every field' : reads.map((field) => `\`${field}\``).join(', ')}.`]),
    `- From: ${referencesText(standards)}.`,
    ...(scanners.length === 0 ? [] : [`- Asked for as well by: ${referencesText(scanners)}.`]),
    '',
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
