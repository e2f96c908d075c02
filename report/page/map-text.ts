import type { CallKind } from './map-model';

/** What the kinds of calls are called, and what they mean. */
export const KIND_WORDS: Readonly<Record<CallKind, readonly [name: string, meaning: string]>> = {
  declared: ['declared', 'a policy says that it is meant'],
  consent: ['open by consent', 'declared, from one tenant to another'],
  undeclared: ['undeclared', 'open, and no policy says that it is meant'],
  unknown: ['not proven', 'whether it is open, or to whom, the manifests do not decide'],
  broken: ['broken', 'open to another tenant, or to anybody, without a word'],
};

/** Size of a character of the map's fixed-width font, in pixels of the map: an advance of 0.602 em is that of the widest common ones. */
const ADVANCE = 0.61;

/** How wide a text is at a size of the font; characters of East Asia are twice as wide. */
export function widthOf(text: string, size: number): number {
  let cells = 0;
  for (const character of text) cells += (character.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1;
  return Math.ceil(cells * ADVANCE * size);
}
