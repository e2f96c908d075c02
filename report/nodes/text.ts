import { taintText } from '../../analysis/placement/nodes';
import type { Break } from '../../analysis/placement/placement';
import type { Reason } from '../../analysis/placement/reason';
import type { Paint } from '../findings-text';
import { objectText } from '../object';
import { line } from '../text';
import { plural, short } from '../words';
import { levelCounts, type NodesReport, nodesSummary, STRANGERS, type TenantNodes, whereText } from './report';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
type Painted = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32 };
const COLOURS: Readonly<Record<string, Style>> = { yes: 'green', shared: 'yellow', unknown: 'yellow', no: 'red' };

/** The longest text of a manifest that is shown in full, and how many breaks of one kind are. */
const MOST = 500;
const LISTED = 5;

/** The report for people: a paragraph for each tenant, what was taken for granted, one line that sums it up. */
export function nodesText(report: NodesReport, paint: Paint): string {
  const painted: Painted = (style, text) => (paint === 'plain' ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`);
  const unread = report.unreadable.map(
    ({ manifest, pointer, message }) => `not read: ${said(message)}  ${line(whereText({ manifest, pointer }))}`,
  );
  const granted = [...report.assumptions].map(([name, text]) => `  ${name.padEnd(18)}${said(text)}`);
  return [
    ...(unread.length === 0 ? [] : [unread.join('\n')]),
    ...report.tenants.map((tenant) => tenantText(tenant, painted)),
    ['taken for granted', ...granted].join('\n'),
    nodesSummary(report),
  ].join('\n\n');
}

function tenantText(tenant: TenantNodes, painted: Painted): string {
  const { groups, pinned, exclusive, strangers, loose, levels, pods } = tenant;
  const row = (name: string, answer: string, text = '') => `  ${name.padEnd(11)}${painted(COLOURS[answer] ?? 'bold', answer)}${text}`;
  const nodes = groups.slice(0, LISTED).map(({ name, taints }) => {
    const tainted = taints.length === 0 ? 'no taint' : taints.map(taintText).join(', ');
    return said(`${name}, ${tainted}`);
  });
  if (groups.length > LISTED) nodes.push(`and ${groups.length - LISTED} more`);
  const who = strangers.group === undefined ? '' : ` on ${strangers.group.name}`;
  const counts = levelCounts(levels).map(([level, count]) => `${count} ${level}`);
  const below = levels.filter(({ keptFromNext }) => keptFromNext.length > 0);
  return [
    painted('bold', said(tenant.tenant)),
    ...(nodes.length === 0 ? ['none'] : nodes).map((text, index) => `  ${(index === 0 ? 'nodes' : '').padEnd(11)}${text}`),
    row('pinned', pinned.answer, `, ${plural(pods.length, 'workload')}`),
    ...breaksText(pinned.breaks, painted),
    row('exclusive', exclusive.answer, exclusive.answer === 'shared' ? ': no taint is claimed, so that anybody’s pods may land there' : ''),
    ...breaksText(exclusive.breaks, painted),
    row('strangers', STRANGERS[strangers.answer], said(who)),
    ...strangers.reasons.flatMap((reason) => reasonText(reason, painted)),
    ...(loose.length === 0
      ? []
      : [
          `  ${'loose'.padEnd(11)}${plural(loose.length, 'workload')} of others`,
          ...breaksText(
            loose.map((each) => ({ ...each, answer: 'no' })),
            painted,
          ),
        ]),
    `  ${'levels'.padEnd(11)}${counts.length === 0 ? 'no pods' : counts.join(', ')}`,
    ...below.slice(0, LISTED).map(({ manifest, level, keptFromNext }) => {
      const rules = [...new Set(keptFromNext.map(({ rule }) => rule.id))].join(', ');
      return `    ${said(objectText(manifest))} is ${level} only: ${rules}`;
    }),
    ...(below.length > LISTED ? [`    and ${plural(below.length - LISTED, 'more workload')}`] : []),
  ].join('\n');
}

function breaksText(breaks: readonly Break[], painted: Painted): readonly string[] {
  const shown = breaks.slice(0, LISTED).flatMap(({ answer, text, pod, group, reasons }) => {
    const subject = [pod === undefined ? [] : objectText(pod.running.manifest), group === undefined ? [] : `on ${group.name}`]
      .flat()
      .join(' ');
    const certainty = answer === 'unknown' && !text.includes('not known') ? painted('dim', ' (not known)') : '';
    return [
      `    ${said(`${subject}${subject === '' ? '' : ': '}${text}`)}${certainty}`,
      ...reasons.flatMap((reason) => reasonText(reason, painted)),
    ];
  });
  return breaks.length > LISTED ? [...shown, `    and ${plural(breaks.length - LISTED, 'more')}`.replace(/mores$/, 'more')] : shown;
}

function reasonText({ text, where }: Reason, painted: Painted): readonly string[] {
  return [`      ${said(text)}${where === undefined ? '' : `  ${painted('dim', line(whereText(where)))}`}`];
}

function said(text: string): string {
  return line(short(text, MOST));
}
