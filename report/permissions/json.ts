import { printable } from '../text';
import type { PermissionsView } from './view';
import { ASSUMPTIONS } from './words';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** The same for programs. Every field is always there; what is not known is `null`. */
export function permissionsJson(view: PermissionsView, minor: number, version: string): string {
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    scope: { kubernetes: `1.${minor}` },
    summary: { subjects: view.subjects.length, crossings: view.crossings.filter(({ kind }) => kind !== 'consent').length },
    ...view,
    subjects: view.subjects.map(({ own: _own, ...subject }) => subject),
    assumptions: ASSUMPTIONS,
  };
  return printable(JSON.stringify(report, null, 2));
}
