import { GroupIndex } from '../../analysis/placement/group-index';
import { mayLand } from '../../analysis/placement/landing';
import { type NodeGroup, taintText } from '../../analysis/placement/nodes';
import type { Placement, TenantPlacement } from '../../analysis/placement/placement';
import type { ScheduledPod } from '../../analysis/placement/pods';
import { html, type Markup, type Part } from '../html';
import { STRANGERS } from '../nodes/report';
import { plural } from '../words';
import { said } from './blame';
import type { PageData, Section } from './data';
import { mark, type Tone } from './marks';
import { items, more, table } from './table';

/** How many tenants and pools are listed, and how much of each. */
const ROWS = 150;
const NAMES = 6;

const TONES: Readonly<Record<string, Tone>> = { yes: 'good', shared: 'agreed', unknown: 'unsure', no: 'bad' };
const RANK = ['no', 'unknown', 'shared', 'yes'];

/** Whose pods land where. */
export function nodesSection({ placement }: PageData): Section {
  const verdicts = placement.tenants.map((tenant) => placement.verdictOf(tenant));
  const rank = ({ pinned, exclusive, strangers }: TenantPlacement) =>
    Math.min(...[pinned, exclusive, strangers].map(({ answer }) => RANK.indexOf(answer)));
  const sorted = verdicts.map((each) => ({ each, rank: rank(each) })).sort((one, other) => one.rank - other.rank);
  const body = html`
<p class="lead">Strangers are pods that other tenants may yet write, with whatever tolerations and node names are let through. On shared nodes nobody claims a taint, so that everybody’s pods may land there.</p>
${
  sorted.length === 0
    ? html`<p class="empty">There are no tenants.</p>`
    : table({
        caption: 'Tenants and their nodes',
        columns: ['tenant', 'nodes', 'its pods land there only', 'nobody else’s do', 'strangers', 'workloads'],
        numbers: [5],
        rows: sorted.slice(0, ROWS).map(({ each }) => tenantRow(each)),
      })
}
${more(sorted.length - ROWS, 'tenant', 'palisade nodes lists all of them; the worst stand first')}
${poolsMarkup(placement)}`;
  return { id: 'nodes', title: 'Nodes', body };
}

function tenantRow({ tenant, groups, pinned, exclusive, strangers, pods }: TenantPlacement): readonly Part[] {
  return [
    said(tenant),
    items(
      groups.map(({ name }) => said(name)),
      NAMES,
    ) ?? html`<span class="none">none of its own</span>`,
    answerMark(pinned.answer),
    answerMark(exclusive.answer),
    mark(TONES[strangers.answer] ?? 'plain', strangers.answer === 'unknown' ? 'not known' : STRANGERS[strangers.answer]),
    pods.length.toLocaleString('en'),
  ];
}

function answerMark(answer: string): Markup {
  return mark(TONES[answer] ?? 'plain', answer === 'unknown' ? 'not known' : answer);
}

function poolsMarkup({ groups, pods }: Placement): Part {
  if (groups.length === 0) return undefined;
  const shown = groups.slice(0, ROWS);
  const landing = landingOf(groups, pods);
  return html`
<h3>Pools and who lands there <span class="count">${plural(groups.length, 'pool')}</span></h3>
${table({
  caption: 'Pools and who lands there',
  columns: ['nodes', 'taints', 'whose', 'who lands'],
  rows: shown.map((group) => [
    said(group.name),
    items(
      group.taints.map((taint) => html`<code>${said(taintText(taint))}</code>`),
      NAMES,
    ) ?? html`<span class="none">none</span>`,
    [...group.owners.keys()].length === 0 ? html`<span class="none">nobody’s</span>` : items([...group.owners.keys()].map(said), NAMES),
    items(guestsMarkup(group, landing.get(group)), NAMES) ?? html`<span class="none">nobody</span>`,
  ]),
})}
${more(groups.length - ROWS, 'pool', 'palisade nodes tells each tenant’s')}`;
}

interface Guests {
  sure: number;
  unsure: number;
}

/** By tenant, how many workloads land on the nodes; `''` for those of the cluster itself. */
function landingOf(groups: readonly NodeGroup[], pods: readonly ScheduledPod[]): ReadonlyMap<NodeGroup, ReadonlyMap<string, Guests>> {
  const index = new GroupIndex(groups);
  const found = new Map<NodeGroup, Map<string, Guests>>();
  const known = new Map<string, readonly (readonly [group: NodeGroup, isSure: boolean])[]>();
  for (const pod of pods) {
    const before = known.get(pod.key);
    const landings =
      before ??
      index.likely(pod).flatMap((group) => {
        const { answer } = mayLand(pod, group);
        return answer === 'no' ? [] : [[group, answer === 'yes'] as const];
      });
    known.set(pod.key, landings);
    for (const [group, isSure] of landings) {
      const guests = found.get(group) ?? new Map<string, Guests>();
      found.set(group, guests);
      const tenant = pod.tenant ?? '';
      const counts = guests.get(tenant) ?? { sure: 0, unsure: 0 };
      guests.set(tenant, counts);
      if (isSure) counts.sure += 1;
      else counts.unsure += 1;
    }
  }
  return found;
}

/** The owners last: who else is there matters more. */
function guestsMarkup({ owners, taints }: NodeGroup, guests: ReadonlyMap<string, Guests> = new Map()): readonly Markup[] {
  const sorted = [...guests].sort(([one], [other]) => Number(owners.has(one)) - Number(owners.has(other)) || (one < other ? -1 : 1));
  return sorted.map(([tenant, { sure, unsure }]) => {
    const isForeign = !owners.has(tenant) && owners.size > 0 && taints.length > 0;
    const tone: Tone = !isForeign ? 'plain' : sure > 0 ? 'bad' : 'unsure';
    const counts = [sure > 0 ? plural(sure, 'workload') : '', unsure > 0 ? `${unsure.toLocaleString('en')} not known` : ''].filter(
      (text) => text !== '',
    );
    return mark(tone, `${tenant === '' ? 'the cluster’s own' : said(tenant)}: ${counts.join(', ')}${isForeign ? ', not its nodes' : ''}`);
  });
}
