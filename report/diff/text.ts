import { line } from '../text';
import { type DiffReport, diffSummary, GROUPS } from './diff';

/** What opens, what closes, and the rest, one a line; nothing at all where nothing differs. */
export function diffText(report: DiffReport): string {
  const { changes, isCoarse } = report;
  if (changes.length === 0) return '';
  const groups = GROUPS.flatMap((group) => {
    const own = changes.filter((each) => each.group === group);
    const lines = own.map(({ kind, text, place }) => {
      const where = place === undefined ? '' : `  ${place.file}:${place.line}:${place.column}`;
      return `  ${kind.padEnd(9)}  ${line(`${text}${where}`)}`;
    });
    return own.length === 0 ? [] : [[group, ...lines].join('\n')];
  });
  const coarse = isCoarse ? ['too much differs to compare paths pair by pair: some of those above changed only in part'] : [];
  return [...groups, ...coarse, diffSummary(report)].join('\n\n');
}
