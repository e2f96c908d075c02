import { CATEGORIES, type Duty } from '../../rules/threat';
import type { MitigationState, ThreatModel, ThreatState } from '../../rules/threat-model';
import { whereText } from '../nodes/report';
import { objectText } from '../object';
import { line } from '../text';
import { plural, short } from '../words';
import { countedText, coverText, leftText, statusCountsText, weakenings } from './words';

const MOST = 500;
/** The most findings of a mitigation, and exemptions of a threat, that are listed; the rest is counted. */
const LISTED = 5;

/** The threats for terminals: each with what is in its way, what is open, what is accepted, what is left, and what lies outside. */
export function threatsText(model: ThreatModel, today: string): string {
  const sections = CATEGORIES.map(({ id, title, asks }) =>
    [
      `${title}: ${asks}`,
      ...model.threats.filter(({ threat }) => threat.category === id).flatMap((each) => ['', ...threatLines(each, today)]),
    ].join('\n'),
  );
  const counts = statusCountsText(model);
  return [...sections, `${model.threats.length} threats${counts === '' ? '' : `: ${counts}`}`].join('\n\n');
}

function threatLines({ threat, status, mitigations }: ThreatState, today: string): readonly string[] {
  const { id, title, scenario, left, outside } = threat;
  const accepted = weakenings(mitigations.map(({ result }) => result));
  return [
    `  ${id}${status === undefined ? '' : ` (${status})`}`,
    `    ${title}. ${scenario}`,
    ...mitigations.flatMap(mitigationLines),
    ...cut(
      accepted.map(({ exemption, findings }) => {
        const { rule, expires, owner, reason } = exemption;
        return `${word('accepted')}${rule} for ${plural(findings, 'finding')} until ${expires}, ${leftText(exemption, today)}, ${owner}: ${reason}`;
      }),
    ),
    ...left.map((each) => `${word('left')}${each}`),
    ...outside.map((each) => `${word('outside')}${dutyText(each)}`),
  ].map((each) => line(short(each, MOST)));
}

function mitigationLines({ mitigation, result }: MitigationState): readonly string[] {
  const { text, rules, by } = mitigation;
  if (result === undefined) return [`${word('in its way')}${text} (${rules.join(', ')})`];
  const { standing, findings, doubts, count } = result;
  const doers = by === undefined ? '' : `, by ${countedText(count, by)}`;
  return [
    `${word(standing)}${text}: ${coverText(result, mitigation)}${doers} (${rules.join(', ')})`,
    ...cut(
      findings.map(
        ({ manifest, pointer, message }) => `${word('')}${objectText(manifest)}: ${message}  ${whereText({ manifest, pointer })}`,
      ),
    ),
    ...doubts.map((doubt) => `${word('')}${doubt}`),
  ];
}

/** Who sees to something outside of manifests, and the rules that check it: `platform team: kubelet certificates rotate`. */
export function dutyText({ what, whose, controlPlane }: Duty): string {
  const rules = controlPlane?.rules ?? [];
  return `${whose}: ${what}${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`;
}

function word(text: string): string {
  return `    ${text.padEnd(12)}`;
}

function cut(lines: readonly string[]): readonly string[] {
  const left = lines.length - LISTED;
  return left > 0 ? [...lines.slice(0, LISTED), `${word('')}and ${left.toLocaleString('en')} more`] : lines;
}
