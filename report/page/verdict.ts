import type { Standing } from '../../analysis/proof/opening';
import type { PageData } from './data';
import type { Tone } from './marks';
import { toneOf } from './marks';

/** What the whole page comes to. */
export interface PageVerdict {
  readonly standing: Standing;
  readonly tone: Tone;
  /** A word or two. */
  readonly word: string;
  /** One sentence. */
  readonly sentence: string;
}

const WORDS: Readonly<Record<Standing, readonly [word: string, sentence: string]>> = {
  isolated: ['Isolated', 'There is no way from any tenant to another, also if one of them is hostile.'],
  'open by consent': [
    'Open by consent',
    'The only ways between tenants are those that whoever is reached declares, also if one of them is hostile.',
  ],
  'not proven': ['Not proven', 'Nothing is known to be broken, but what decides is not known everywhere.'],
  broken: ['Broken', 'There is a way from a tenant to another that nobody declares, or a tenant could open one.'],
};

/** The standing of all tenants together: what could not be read lowers it. */
export function verdictOf({ proof, unreadable }: Pick<PageData, 'proof' | 'unreadable'>): PageVerdict {
  const isUnsure = unreadable.length > 0 && proof.standing !== 'broken';
  const standing = isUnsure ? 'not proven' : proof.standing;
  if (isUnsure)
    return { standing, tone: 'unsure', word: 'Not proven', sentence: 'Not everything could be read: what is there may open anything.' };
  if (proof.tenants.length === 0) {
    return {
      standing,
      tone: 'plain',
      word: 'No tenants',
      sentence: 'There is no namespace here, and no pod in one: nothing is kept apart.',
    };
  }
  const [word, sentence] = WORDS[standing];
  return { standing, tone: toneOf(standing), word, sentence };
}
