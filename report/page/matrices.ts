import { ASPECTS, type Aspect, STANDINGS } from '../../analysis/proof/opening';
import { html, type Markup, type Part } from '../html';
import { plural, short } from '../words';
import { said } from './blame';
import type { PageData, Section } from './data';
import { mark, sign, standingMark, toneOf } from './marks';
import { openingLinks } from './openings';
import { type Cell, type Line, type Matrix, matrixOf } from './pairs';
import { scrolling } from './table';

/** How many tenants stand against each other, at most. */
const MOST = 40;
/** Up to so many columns the cells have room for words. */
const WORDED = 6;

const TITLES: Readonly<Record<Aspect, string>> = { network: 'Network', permissions: 'Permissions', nodes: 'Nodes' };
const QUESTIONS: Readonly<Record<Aspect, string>> = {
  network: 'Can pods of the one open connections to pods of the other?',
  permissions: 'Can people and apps of the one touch objects of the other?',
  nodes: 'Can pods of the one land on the nodes of the other?',
};

/** Every tenant against every other, for each aspect. */
export function matricesSection({ proof }: PageData): Section {
  const links = openingLinks(proof);
  const body =
    proof.tenants.length === 0
      ? html`<p class="empty">There are no tenants here: no namespace, and no pod in one.</p>`
      : html`<p class="lead">Read from the row to the column. What is not isolated leads to the way that opens it.</p>
<p class="legend">${STANDINGS.map((standing) => standingMark(standing))}</p>
${ASPECTS.map((aspect) => matrixMarkup(matrixOf(proof.tenants, proof.openings, aspect, MOST), proof.tenants.length, links))}`;
  return { id: 'pairs', title: 'Tenant by tenant', body };
}

function matrixMarkup(matrix: Matrix, tenants: number, links: ReadonlyMap<unknown, string>): Markup {
  const { aspect, rows, columns } = matrix;
  const isWorded = columns.length <= WORDED;
  // Nothing to tell apart needs no table.
  const isUniform = rows.every(({ kind }) => kind === 'rest') || (!isWorded && isAllIsolated(matrix));
  const caption = `${TITLES[aspect]}, from the row to the column`;
  const all = isUniform ? uniformCell(matrix) : undefined;
  return html`
<h3>${TITLES[aspect]}</h3>
<p class="lead">${QUESTIONS[aspect]}${remark(matrix, tenants)}</p>
${
  isUniform
    ? html`<p>${all === undefined ? 'There is only one tenant.' : html`Each of ${plural(tenants, 'tenant')} to each other: ${linked(all, links, standingMark(all.standing))}`}</p>`
    : scrolling(
        caption,
        html`<table class="matrix${isWorded ? ' worded' : ' signs'}"><caption>${caption}</caption>
<thead><tr><td class="corner"></td>${columns.map((each) => html`<th scope="col"><span>${lineText(each)}</span></th>`)}</tr></thead>
<tbody>${rows.map(
          (each) => html`
<tr><th scope="row">${lineText(each)}</th>${columns.map((other) => cellMarkup(matrix.cell(each, other), `${lineText(each)} to ${lineText(other)}`, isWorded, links))}</tr>`,
        )}</tbody></table>`,
      )
}`;
}

function isAllIsolated({ rows, columns, cell }: Matrix): boolean {
  return rows.every((row) => columns.every((column) => (cell(row, column)?.standing ?? 'isolated') === 'isolated'));
}

/** Any cell, where all are alike. */
function uniformCell({ rows, columns, cell }: Matrix): Cell | undefined {
  const [row] = rows;
  return columns.map((column) => row && cell(row, column)).find((each) => each !== undefined);
}

function remark({ rows, left }: Matrix, tenants: number): Part {
  const rest = rows.find(({ kind }) => kind === 'rest');
  const shown = rows.filter(({ kind }) => kind === 'tenant').length;
  if (tenants <= MOST) return undefined;
  const alike = rest?.kind === 'rest' && shown > 0 ? ` The other ${rest.count.toLocaleString('en')} are alike, and share one line.` : '';
  const missing = left > 0 ? ` ${plural(left, 'tenant')} with ways of their own found no place here: palisade prove lists them.` : '';
  if (shown === 0) return ` None of ${plural(tenants, 'tenant')} has a way of its own.`;
  return ` Of ${plural(tenants, 'tenant')}, ${shown.toLocaleString('en')} with ways of their own are shown.${alike}${missing}`;
}

function lineText(line: Line): string {
  if (line.kind === 'tenant') return short(said(line.tenant), 40);
  return line.kind === 'rest' ? `${line.count.toLocaleString('en')} others` : 'anybody else';
}

function cellMarkup(cell: Cell | undefined, pair: string, isWorded: boolean, links: ReadonlyMap<unknown, string>): Markup {
  if (cell === undefined) return html`<td class="self"><span class="unseen">itself</span></td>`;
  const tone = toneOf(cell.standing);
  const content = isWorded
    ? mark(tone, cell.standing)
    : html`<span class="mark ${tone}">${sign(tone)}<span class="unseen">${cell.standing}</span></span>`;
  return html`<td${cell.opening !== undefined && html` title="${pair}: ${cell.standing}"`}>${linked(cell, links, content)}</td>`;
}

function linked({ opening }: Cell, links: ReadonlyMap<unknown, string>, content: Markup): Markup {
  const link = opening === undefined ? undefined : links.get(opening);
  return link === undefined ? content : html`<a href="#${link}">${content}</a>`;
}
