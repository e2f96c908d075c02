import * as all from './all';
import type { Rule } from './rule';

/** All rules, by id. */
export const rules: readonly Rule[] = Object.values(all).sort((a, b) => (a.id < b.id ? -1 : 1));
