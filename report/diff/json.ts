import { printable } from '../text';
import { type Change, type DiffReport, GROUPS } from './diff';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** The differences for programs, by group. `version` is that of palisade. */
export function diffJson({ changes, isLooser, isCoarse }: DiffReport, version: string): string {
  const groups = GROUPS.map((group) => [group, changes.filter((each) => each.group === group).map(changeJson)] as const);
  const report = { schemaVersion: SCHEMA_VERSION, tool: { name: 'palisade', version }, loosens: isLooser, coarse: isCoarse };
  // Control characters beyond those of JSON are escaped, too: a report may be read on a terminal.
  return printable(JSON.stringify({ ...report, ...Object.fromEntries(groups) }, null, 2));
}

function changeJson({ kind, text, place, detail }: Change) {
  const where = place === undefined ? null : { file: place.file, line: place.line, column: place.column };
  return { kind, text, ...detail, place: where };
}
