import { CATEGORIES } from '../../rules/threat';
import type { MitigationState, ThreatModel, ThreatState } from '../../rules/threat-model';
import { code, prose } from '../markdown-escape';
import { plural } from '../words';
import { threatsIntroduction } from './introduction';
import { dutyText } from './text';
import { countedText, coverText, statusCountsText, weakenings } from './words';

const MOST = 300;
/** The most findings, or exemptions, that are listed of a threat; the rest is counted. */
const LISTED = 5;

/** What the threats were judged on. */
export interface Judged {
  /** The files and folders, as they were given. */
  readonly paths: readonly string[];
  readonly objects: number;
  /** The minor version of Kubernetes. */
  readonly minor: number;
  /** The day that exemptions were judged by, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** The command that writes the document. */
function threatsCommand(judged: Judged | undefined): string {
  const what = judged === undefined ? '' : ` ${judged.paths.join(' ')} --as-of ${judged.today}`;
  return `npm run -s palisade -- threats${what} --format markdown`;
}

/** `docs/threat-model.md`: the threats with the rules that guard each mitigation, and, where objects were judged, how each stands. */
export function threatsDocument(model: ThreatModel, judged: Judged | undefined): string {
  return [
    '# Threat model',
    '',
    `<!-- Written by \`${comment(threatsCommand(judged))}\`; a test fails when it is stale. -->`,
    '',
    ...threatsIntroduction(),
    ...(judged === undefined ? [] : ['## Result', '', ...resultLines(model, judged)]),
    ...CATEGORIES.flatMap(({ id, title, asks }) => [
      `## ${title}: ${asks}`,
      '',
      ...model.threats.filter(({ threat }) => threat.category === id).flatMap(threatLines),
    ]),
  ].join('\n');
}

function resultLines(model: ThreatModel, { paths, objects, minor, today }: Judged): readonly string[] {
  const where = paths.map((path) => code(path, MOST)).join(', ');
  return [
    `Counts are of ${plural(objects, 'object')} in ${where}, for Kubernetes 1.${minor}, judged on ${today}: of ${model.threats.length} threats, ${statusCountsText(model)}.`,
    '',
  ];
}

function threatLines({ threat, status, mitigations }: ThreatState): readonly string[] {
  const { id, title, scenario, left, outside } = threat;
  const results = mitigations.map(({ result }) => result);
  const accepted = weakenings(results).map(({ exemption, findings }) => {
    const { rule, owner, expires, reason } = exemption;
    return `- Accepted until ${code(expires, MOST)} by ${code(owner, MOST)}: ${plural(findings, 'finding')} of ${ruleLink(rule)}, ${code(reason, MOST)}`;
  });
  return [
    `### ${id}`,
    '',
    `**${prose(title)}**${status === undefined ? '' : ` (${status})`}`,
    '',
    prose(scenario),
    '',
    ...(mitigations.length === 0 ? [] : mitigationTable(mitigations)),
    ...mitigations.flatMap(doubtLines),
    ...cut(accepted),
    ...left.map((each) => `- Left: ${prose(each)}`),
    ...outside.map((duty) => `- Outside, ${prose(dutyText(duty))}`),
    '',
  ];
}

function mitigationTable(mitigations: readonly MitigationState[]): readonly string[] {
  const isJudged = mitigations.some(({ result }) => result !== undefined);
  return [
    `| mitigation | guarded by |${isJudged ? ' holds on |' : ''}`,
    `| --- | --- |${isJudged ? ' --- |' : ''}`,
    ...mitigations.map((state) => {
      const { mitigation } = state;
      return `| ${prose(mitigation.text)} | ${mitigation.rules.map(ruleLink).join(', ')} |${isJudged ? ` ${coverCell(state)} |` : ''}`;
    }),
    '',
  ];
}

function coverCell({ mitigation, result }: MitigationState): string {
  if (result === undefined) return '';
  const doers = mitigation.by === undefined ? '' : `, by ${countedText(result.count, mitigation.by)}`;
  return prose(`${coverText(result, mitigation)}${doers}`);
}

function doubtLines({ mitigation, result }: MitigationState): readonly string[] {
  return (result?.doubts ?? []).map((doubt) => `- Not known, ${prose(mitigation.text)}: ${code(doubt, MOST)}`);
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length > LISTED ? [...lines.slice(0, LISTED), `- and ${(lines.length - LISTED).toLocaleString('en')} more accepted`] : lines;
}

function ruleLink(id: string): string {
  return `[${code(id, MOST)}](rules.md#${encodeURIComponent(id)})`;
}

/** A comment ends at its first `-->`, and paths may be called anything. */
function comment(text: string): string {
  return text.replaceAll('>', '\\u003e').replaceAll('`', '\\u0060').replaceAll('\n', '\\u000a');
}
