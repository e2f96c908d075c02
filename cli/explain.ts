import { explanationText } from '../report/explanation';
import { rules } from '../rules';
import { argumentsOf } from './arguments';
import type { Command } from './output';

const USAGE = `palisade explain RULE

Teaches one rule: what it asks for, why, how its absence is attacked, how to clear a finding, and a manifest before and after.`;

/** `palisade explain`: one rule, in full. */
export const explain: Command = {
  summary: 'teaches one rule',
  usage: USAGE,

  async run(args, out) {
    const { positionals } = argumentsOf(args, {});
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new Error(`expected the id of one rule, such as 'palisade explain image-digest'`);
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule !== undefined) {
      out.log(explanationText(rule));
      return 0;
    }
    const close = rules.map((candidate) => candidate.id).filter((known) => id.split('-').some((word) => known.split('-').includes(word)));
    out.error(`unknown rule '${id}'${close.length === 0 ? '' : `, did you mean ${close.join(', ')}`}? 'palisade rules' lists them all`);
    return 2;
  },
};
