import { LEVELS, type PodLevel } from '../../rules/level';
import { html } from '../html';
import { levelCounts } from '../nodes/report';
import { objectText } from '../object';
import { plural } from '../words';
import { placeText, said } from './blame';
import type { PageData, Section } from './data';
import { levelMark } from './marks';
import { items, more, table } from './table';

/** How many apps are listed. */
const ROWS = 250;
const RULES = 12;

/** The strongest Pod Security level that each app meets, the weakest first. */
export function levelsSection({ levels = [] }: PageData): Section {
  const rank = ({ level }: PodLevel) => LEVELS.indexOf(level);
  const sorted = [...levels].sort((one, other) => rank(one) - rank(other));
  const left = sorted.slice(ROWS);
  const counts = levelCounts(left).map(([level, count]) => `${count.toLocaleString('en')} ${level}`);
  const body =
    sorted.length === 0
      ? html`<p class="empty">There are no pods.</p>`
      : html`
<p class="lead">The strongest level of the <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a> that admits each workload.</p>
<p class="legend">${levelCounts(sorted).map(([level, count]) => html`<span class="pair-count">${levelMark(level)} ${plural(count, 'workload')}</span>`)}</p>
${table({
  caption: 'Pod Security level of each workload',
  columns: ['workload', 'level', 'what keeps it from the next', 'place'],
  rows: sorted.slice(0, ROWS).map(({ manifest, pod, level, keptFromNext }) => [
    said(objectText(manifest)),
    levelMark(level),
    items(
      [...new Set(keptFromNext.map(({ rule }) => rule.id))].map((id) => html`<code>${id}</code>`),
      RULES,
    ) ?? html`<span class="none">nothing: it is the strongest</span>`,
    html`<code class="place">${said(placeText({ manifest, pointer: pod.pointer }))}</code>`,
  ]),
})}
${more(left.length, 'workload', `${counts.join(', ')}; palisade nodes lists them`)}`;
  return { id: 'levels', title: 'Pod security', body };
}
