import type { Reference, Rule } from '../rules/rule';

/** A rule in full, for people who meet it for the first time. */
export function explanationText(rule: Rule): string {
  const { id, title, severity, why, attack, remediation, reads, example } = rule;
  return [
    `${id} (${severity}${rule.exemptible === 'never' ? ', can never be exempted' : ''})`,
    '',
    `  ${title}`,
    '',
    ...section('why', why),
    ...section('attack', attack),
    ...section('fix', remediation),
    ...(reads.length === 0 ? [] : section('looks at', reads.includes('**') ? 'every field' : reads.join(', '))),
    ...section('comes from', referencesText(rule.references)),
    ...(example.refused === '' ? [] : [...block('refused', example.refused), ...block('accepted', example.accepted)]),
  ].join('\n');
}

/** References by source: `CIS 5.2.6; STRIDE elevation-of-privilege`. */
export function referencesText(references: readonly Reference[]): string {
  const sources = new Map<string, string[]>();
  for (const { source, id } of references) sources.set(source, [...(sources.get(source) ?? []), id]);
  return [...sources].map(([source, ids]) => `${source} ${ids.join(', ')}`).join('; ');
}

const WIDTH = 100;

function section(name: string, text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line, index) => `  ${(index === 0 ? name : '').padEnd(12)}${line}`);
}

function block(name: string, yaml: string): readonly string[] {
  return [
    '',
    `  ${name}:`,
    ...yaml
      .trim()
      .split('\n')
      .map((line) => `    ${line}`),
  ];
}
