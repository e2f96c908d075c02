import type { Standing } from '../../analysis/proof/opening';
import type { Level } from '../../rules/level';
import type { Severity } from '../../rules/rule';
import { html, type Markup } from '../html';

/** What a mark can say: its class, its sign and its colour go by this. */
export type Tone = 'good' | 'agreed' | 'unsure' | 'bad' | 'plain';

const TONES: Readonly<Record<Standing, Tone>> = { isolated: 'good', 'open by consent': 'agreed', 'not proven': 'unsure', broken: 'bad' };
const LEVEL_TONES: Readonly<Record<Level, Tone>> = { restricted: 'good', baseline: 'unsure', privileged: 'bad' };

/** The signs, once for the whole page: a shape of its own for each tone, so that none is told by its colour alone. */
export function symbols(): Markup {
  return html`<svg width="0" height="0" aria-hidden="true" focusable="false" class="symbols">
<symbol id="sign-good" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/><path class="stroke" d="M4.6 8.3l2.4 2.3 4.4-4.9"/></symbol>
<symbol id="sign-agreed" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="3.5"/><path class="stroke" d="M4.2 8h7.4M8.8 5l3 3-3 3"/></symbol>
<symbol id="sign-unsure" viewBox="0 0 16 16"><path d="M8 .8L15.6 14.6H.4z"/><path class="stroke" d="M8 6v3.6M8 11.9v.3"/></symbol>
<symbol id="sign-bad" viewBox="0 0 16 16"><path d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z"/><path class="stroke" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/></symbol>
<symbol id="sign-plain" viewBox="0 0 16 16"><circle cx="8" cy="8" r="2.5"/></symbol>
</svg>`;
}

/** A sign alone: whatever it says has to be said in words beside it. */
export function sign(tone: Tone): Markup {
  return html`<svg class="sign" aria-hidden="true"><use href="#sign-${tone}"/></svg>`;
}

/** A sign and words. */
export function mark(tone: Tone, words: string): Markup {
  return html`<span class="mark ${tone}">${sign(tone)}${words}</span>`;
}

export function toneOf(standing: Standing): Tone {
  return TONES[standing];
}

export function standingMark(standing: Standing): Markup {
  return mark(TONES[standing], standing);
}

export function severityMark(severity: Severity): Markup {
  return mark(severity === 'error' ? 'bad' : 'unsure', severity);
}

export function levelMark(level: Level): Markup {
  return mark(LEVEL_TONES[level], level);
}
