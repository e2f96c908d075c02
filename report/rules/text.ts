import type { Rule } from '../../rules/rule';

/** Rules as a list, a line each, or as JSON. */
export function rulesText(rules: readonly Rule[], format: 'text' | 'json'): string {
  if (format === 'json') {
    return JSON.stringify(
      rules.map(({ check: _check, ...rule }) => rule),
      undefined,
      2,
    );
  }
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, title, exemptible }) => {
    return `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}${exemptible === 'never' ? ' (never exempted)' : ''}`;
  });
  const errors = rules.filter(({ severity }) => severity === 'error').length;
  return [...lines, '', `${rules.length} rules: ${errors} errors, ${rules.length - errors} warnings`].join('\n');
}
