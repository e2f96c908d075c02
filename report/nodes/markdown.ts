import { taintText } from '../../analysis/placement/nodes';
import type { Break } from '../../analysis/placement/placement';
import type { Reason } from '../../analysis/placement/reason';
import { code, prose } from '../markdown-escape';
import { objectText } from '../object';
import { levelCounts, type NodesReport, nodesSummary, STRANGERS, type TenantNodes, whereText } from './report';

const CELL = 300;

/** GitHub refuses a comment of more than 65,536 characters. */
const MOST = 60_000;

/** How many breaks of one tenant are listed. */
const LISTED = 5;

/** The report as a comment on a pull request: a table of the tenants, what breaks them, what was taken for granted. */
export function nodesMarkdown(report: NodesReport): string {
  const { tenants, assumptions, unreadable } = report;
  const rows = [['Tenant', 'Nodes', 'Pinned', 'Exclusive', 'Strangers', 'Levels'], Array<string>(6).fill('---'), ...tenants.map(cellsOf)];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |\n`);
  const broken = [
    ...unreadable.map(({ manifest, pointer, message }) => `- not read: ${reasonText({ text: message, where: { manifest, pointer } })}\n`),
    ...tenants.flatMap(breaksText),
  ];
  const granted = [...assumptions].map(([name, text]) => `- **${name}**: ${prose(text)}\n`);
  const parts = [
    `<!-- palisade nodes -->\n## Nodes: ${prose(nodesSummary(report))}\n\n`,
    ...table,
    ...(broken.length === 0 ? [] : ['\n### What breaks it\n\n', ...broken]),
    '\n<details>\n<summary>Taken for granted</summary>\n\n',
    ...granted,
    '\n</details>\n',
  ];
  return withinRoom(parts).trimEnd();
}

function withinRoom(parts: readonly string[]): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length > MOST) return `${text}\n… and ${parts.length - index} more lines\n`;
    text += part;
  }
  return text;
}

function cellsOf({ tenant, groups, pinned, exclusive, strangers, levels }: TenantNodes): readonly string[] {
  const nodes = groups.slice(0, LISTED).map(({ name, taints }) => code([name, ...taints.map(taintText)].join(', '), CELL));
  const more = groups.length > LISTED ? [`and ${groups.length - LISTED} more`] : [];
  const counts = levelCounts(levels).map(([level, count]) => `${count} ${level}`);
  const others = strangers.answer === 'no' ? `**${STRANGERS.no}**` : STRANGERS[strangers.answer];
  return [
    ...[code(tenant, CELL), [...nodes, ...more].join('<br>') || 'none'],
    ...[pinned.answer, exclusive.answer].map((answer) => (answer === 'no' ? '**no**' : answer)),
    ...[others, counts.join(', ') || 'no pods'],
  ];
}

function breaksText({ tenant, pinned, exclusive, strangers, loose }: TenantNodes): readonly string[] {
  const list = (what: string, breaks: readonly Break[]) =>
    breaks.slice(0, LISTED).map((each) => `- ${code(tenant, CELL)} ${what}: ${breakText(each)}\n`);
  const let_in =
    strangers.answer === 'no' ? strangers.reasons.map((reason) => `- ${code(tenant, CELL)} strangers: ${reasonText(reason)}\n`) : [];
  return [...list('pinned', pinned.breaks), ...list('exclusive', exclusive.breaks), ...let_in, ...list('loose', loose)];
}

function breakText({ text, pod, group, reasons }: Break): string {
  const subject = [
    pod === undefined ? [] : code(objectText(pod.running.manifest), CELL),
    group === undefined ? [] : `on ${code(group.name, CELL)}`,
  ];
  return [...subject.flat(), said(text), ...reasons.map((reason) => `(${reasonText(reason)})`)].join(' ');
}

function reasonText({ text, where }: Reason): string {
  return `${said(text)}${where === undefined ? '' : ` ${code(whereText(where), CELL)}`}`;
}

/** Our own words with names of the manifests in them: as code, where nothing of it is markup. */
function said(text: string): string {
  return code(text, CELL);
}
