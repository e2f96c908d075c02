import { code } from '../markdown-escape';
import { type Change, type DiffReport, diffSummary, GROUPS, type Group } from './diff';

/** GitHub refuses a comment of more than 65,536 characters; each group may fill it up to here, so that none crowds out the next. */
const UP_TO: Readonly<Record<Group, number>> = { opens: 35_000, closes: 50_000, other: 60_000 };

/** Tables with more rows are folded. */
const UNFOLDED = 10;

/** What one cell holds. */
const CELL = 500;

/** The differences as a comment on a pull request. */
export function diffMarkdown(report: DiffReport): string {
  const { changes, isCoarse } = report;
  // Whoever updates the comment finds it by its first line.
  let text = `<!-- palisade diff -->\n## Palisade: ${diffSummary(report)}\n`;
  if (isCoarse) text += '\nToo much differs to compare paths pair by pair: some of those below changed only in part.\n';
  for (const group of GROUPS) {
    text += section(
      group,
      changes.filter((each) => each.group === group),
      UP_TO[group] - text.length,
    );
  }
  return text.trimEnd();
}

function section(group: Group, changes: readonly Change[], room: number): string {
  if (changes.length === 0) return '';
  const title = `${group[0]?.toUpperCase()}${group.slice(1)}: ${changes.length.toLocaleString('en')}`;
  let table = '| What | Difference | Where |\n| --- | --- | --- |\n';
  let shown = 0;
  for (const { kind, text, place } of changes) {
    const where = place === undefined ? '' : code(`${place.file}:${place.line}:${place.column}`, CELL);
    const row = `| ${kind} | ${code(text, CELL)} | ${where} |\n`;
    if (table.length + row.length > room - 200) break;
    table += row;
    shown += 1;
  }
  if (shown < changes.length) table += `\n… and ${(changes.length - shown).toLocaleString('en')} more\n`;
  // What opens is never folded away.
  const isFolded = group !== 'opens' && changes.length > UNFOLDED;
  return `\n### ${title}\n\n${isFolded ? `<details>\n<summary>${title}</summary>\n\n${table}\n</details>\n` : table}`;
}
