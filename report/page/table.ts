import { html, type Markup, type Part } from '../html';
import { plural } from '../words';

/** A table of a page: the first column names each row. */
export interface Table {
  /** Unique on the page: it names the region that scrolls. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Part[])[];
  /** Columns of numbers, from 0. */
  readonly numbers?: readonly number[];
}

/** A table in a region of its own, which scrolls sideways where it is too wide, and can be reached by keys. */
export function table({ caption, columns, rows, numbers = [] }: Table): Markup {
  const kind = (index: number) => numbers.includes(index) && html` class="number"`;
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col"${kind(index)}>${column}</th>`)}</tr></thead>
<tbody>${rows.map(
      (cells) => html`
<tr>${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(index)}>${cell}</td>`))}</tr>`,
    )}</tbody></table>`,
  );
}

/** Whatever may be wider than the page. */
export function scrolling(name: string, content: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${content}</div>`;
}

/** What stands below a list that was cut: `and 1,200 more findings: …`; nothing where nothing is missing. */
export function more(left: number, what: string, where: string): Part {
  return left > 0 && html`<p class="more">and ${plural(left, `more ${what}`)}: ${where}</p>`;
}

/** Items of a list in one line of text each, cut after some. */
export function items(all: readonly Part[], most: number): Part {
  if (all.length === 0) return undefined;
  const left = all.length - most;
  return html`<ul class="items">${all.slice(0, most).map((each) => html`<li>${each}</li>`)}${left > 0 && html`<li class="more">and ${left.toLocaleString('en')} more</li>`}</ul>`;
}
