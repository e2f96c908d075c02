import type { Reason, Where } from '../../analysis/placement/reason';
import { fieldText } from '../field';
import { html, type Markup, type Part } from '../html';
import { objectText } from '../object';
import { short } from '../words';

/** The longest text of a manifest that the page shows in full. */
const MOST = 500;

/** How many fields are blamed for one thing; the rest is counted. */
const BLAMED = 6;

/** A text of a manifest, which can be as long as it likes. */
export function said(text: string): string {
  return short(text, MOST);
}

/** `file.yaml:12`, or the source of what is in no file. */
export function placeText({ manifest, pointer }: Where): string {
  const place = manifest.place?.(pointer);
  return place === undefined ? manifest.source : `${place.file}:${place.line}`;
}

/** An object, the field in question and its place. */
export function blame(where: Where): Markup {
  const { manifest, pointer } = where;
  const field = fieldText(manifest.object, pointer);
  const object = objectText(manifest);
  const place = placeText(where);
  return html`<span class="object">${said(object)}</span>${field !== '' && html` <code class="field">${said(field)}</code>`}${place !== '' && place !== object && html` <code class="place">${said(place)}</code>`}`;
}

/** Reasons, each with the object that gives it. */
export function reasons(all: readonly Reason[]): Part {
  if (all.length === 0) return undefined;
  const left = all.length - BLAMED;
  return html`<ul class="reasons">${all.slice(0, BLAMED).map(({ text, where }) => html`<li>${said(text)}${where !== undefined && html` ${blame(where)}`}</li>`)}${left > 0 && html`<li class="more">and ${left.toLocaleString('en')} more</li>`}</ul>`;
}
