import type { PlacementFacts } from '../../analysis/placement/pods';
import type { Reason } from '../../analysis/placement/reason';
import type { TrafficFacts } from '../../analysis/proof/hostile-traffic';
import type { Opening, Side } from '../../analysis/proof/opening';
import { hostileStandings, type Proof } from '../../analysis/proof/proof';
import type { Unreadable } from '../../analysis/reading/documents';
import { fieldText } from '../field';
import { objectText } from '../object';
import { printable } from '../text';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** The proof for programs: every field is always there, what there is none of is `null`. */
export function proofJson(
  proof: Proof,
  { minor, ingressHosts = 'unknown', ingressExternalNames = 'unknown', ...plugins }: PlacementFacts & TrafficFacts,
  unreadable: readonly Unreadable[],
  version: string,
): string {
  const standings = hostileStandings(proof);
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    scope: { kubernetes: `1.${minor}`, plugins, ingress: { hosts: ingressHosts, externalNames: ingressExternalNames } },
    unreadable: unreadable.map(({ manifest, pointer, message }) => reasonOf({ text: message, where: { manifest, pointer } })),
    standing: unreadable.length > 0 && proof.standing !== 'broken' ? 'not proven' : proof.standing,
    tenants: proof.tenants,
    counts: proof.counts,
    openings: proof.openings.map(openingOf),
    operators: proof.operators.map(({ who, into, reasons }) => ({ who, into: sideOf(into), reasons: reasons.map(reasonOf) })),
    hostile: proof.hostile.map((each) => ({
      ...{ tenant: each.tenant, standing: standings.get(each.tenant) ?? 'not proven', powers: each.powers },
      openings: each.openings.map(openingOf),
    })),
    assumptions: [...proof.assumptions].map(([name, text]) => ({ name, text })),
  };
  return printable(JSON.stringify(report, null, 2));
}

function openingOf({ aspect, standing, from, to, text, path, reasons, more }: Opening) {
  return { aspect, standing, from: sideOf(from), to: sideOf(to), text, path, reasons: reasons.map(reasonOf), more };
}

/** `*` for every tenant, `null` for whoever is in no manifest. */
function sideOf(side: Side): readonly string[] | '*' | null {
  return side === 'every tenant' ? '*' : side === 'anybody else' ? null : side;
}

function reasonOf({ text, where }: Reason) {
  if (where === undefined) return { text, object: null, pointer: null, field: null, place: null };
  const { manifest, pointer } = where;
  const place = manifest.place?.(pointer);
  const at = place === undefined ? null : { file: place.file, line: place.line, column: place.column };
  return { text, object: objectText(manifest), pointer, field: fieldText(manifest.object, pointer), place: at };
}
