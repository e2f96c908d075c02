import type { Reason } from '../../analysis/placement/reason';
import { ASPECTS, type Opening, STANDINGS, sideText } from '../../analysis/proof/opening';
import { hostileStandings, type Proof } from '../../analysis/proof/proof';
import type { Unreadable } from '../../analysis/reading/documents';
import { whereText } from '../nodes/report';
import { objectText } from '../object';
import { line } from '../text';
import { plural, short } from '../words';

const MOST = 500;
/** The most fields that are blamed for one way; the rest is counted. */
const BLAMED = 5;

/** What was proved, for people to sign: what is not isolated first, then each tenant as if hostile, and what was taken for granted. */
export function proofText(proof: Proof, unreadable: readonly Unreadable[]): string {
  const unread = unreadable.map(({ manifest, pointer, message }) => said(`not read: ${message}  ${whereText({ manifest, pointer })}`));
  const sections = [...STANDINGS]
    .reverse()
    .map((standing) => proof.openings.filter((each) => each.standing === standing))
    .filter(({ length }) => length > 0)
    .map((openings) => [openings[0]?.standing ?? '', ...openings.flatMap((each) => openingText(each, '  '))].join('\n'));
  const operators = proof.operators.map(({ who, into, reasons }) => [
    `  ${said(`${who} into ${sideText(into)}`)}`,
    ...reasonsText(reasons, '    '),
  ]);
  return [
    ...(unread.length === 0 ? [] : [unread.join('\n')]),
    ['pairs of tenants', ...ASPECTS.map((aspect) => `  ${aspect.padEnd(12)}${countsText(proof, aspect)}`)].join('\n'),
    ...sections,
    ...(operators.length === 0 ? [] : [['operators', ...operators.flat()].join('\n')]),
    ['if a tenant is hostile', ...hostileText(proof)].join('\n'),
    ['taken for granted', ...[...proof.assumptions].map(([name, text]) => `  ${name.padEnd(18)}${said(text)}`)].join('\n'),
    proofSummary(proof, unreadable),
  ].join('\n\n');
}

/** `3 tenants: open by consent`. */
export function proofSummary({ tenants, standing }: Proof, unreadable: readonly Unreadable[]): string {
  const isUnsure = unreadable.length > 0 && standing !== 'broken';
  return `${plural(tenants.length, 'tenant')}: ${isUnsure ? 'not proven, as not everything could be read' : standing}`;
}

function countsText({ counts }: Proof, aspect: (typeof ASPECTS)[number]): string {
  const told = STANDINGS.flatMap((standing) => {
    const count = counts[aspect][standing];
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${standing}`];
  });
  return told.length === 0 ? 'none' : told.join(', ');
}

function openingText({ aspect, from, to, text, path, reasons, more }: Opening, indent: string): readonly string[] {
  const others = more === 0 ? '' : ` (and ${more.toLocaleString('en')} more like it)`;
  return [
    `${indent}${said(`${sideText(from)} -> ${sideText(to)}, ${aspect}: ${text}${others}`)}`,
    `${indent}  ${said(path.join(' -> '))}`,
    ...reasonsText(reasons, `${indent}    `),
  ];
}

function reasonsText(reasons: readonly Reason[], indent: string): readonly string[] {
  const shown = reasons.slice(0, BLAMED).map(({ text, where }) => {
    const place = where === undefined ? '' : `  ${objectText(where.manifest)}  ${whereText(where)}`;
    return `${indent}${said(`${text}${place}`)}`;
  });
  return reasons.length > BLAMED ? [...shown, `${indent}and ${reasons.length - BLAMED} more`] : shown;
}

/** Tenants of which the same holds are told together. */
function hostileText(proof: Proof): readonly string[] {
  const groups = new Map<string, { readonly tenants: string[]; readonly lines: readonly string[] }>();
  const standings = hostileStandings(proof);
  for (const each of proof.hostile) {
    const how = each.powers.length === 0 ? 'it can add nothing' : `it can add by ${each.powers.join(', ')}`;
    const head = `${standings.get(each.tenant) ?? 'not proven'}; ${how}`;
    const lines = [head, ...each.openings.flatMap((opening) => openingText(opening, '    '))];
    const key = each.openings.length === 0 ? head : JSON.stringify([each.tenant]);
    const group = groups.get(key) ?? { tenants: [], lines };
    groups.set(key, group);
    group.tenants.push(each.tenant);
  }
  return [...groups.values()].flatMap(({ tenants, lines: [head = '', ...more] }) => [
    `  ${said(`${sideText(tenants)}: ${head}`)}`,
    ...more,
  ]);
}

function said(text: string): string {
  return line(short(text, MOST));
}
