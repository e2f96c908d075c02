import { exemptionsText } from '../report/exemptions';
import { argumentsOf, oneOf } from './arguments';
import { COURT_OPTIONS, caseOf } from './court';
import type { Command } from './output';

const USAGE = `palisade exemptions PATH… [options]

Lists what somebody has accepted, in the files (annotations palisade.dev/exempt.RULE) and in palisade.yaml, by the days that are left.

  --config FILE     default: palisade.yaml, if there is one here
  --as-of DATE      the day that the days left are counted from, as YYYY-MM-DD; default: today
  --format FORMAT   text | json; default: text

Exit code: 0 all still count, 1 one has expired, 2 it could not run.`;

/** `palisade exemptions`: what is accepted, by whom, and for how long. */
export const exemptions: Command = {
  summary: 'lists the exemptions by the days they have left',
  usage: USAGE,

  async run(args, out) {
    const { config, 'as-of': asOf } = COURT_OPTIONS;
    const { values, positionals } = argumentsOf(args, { config, 'as-of': asOf, format: { type: 'string' } } as const);
    const format = oneOf('--format', values.format ?? 'text', ['text', 'json'] as const);
    const { exemptions: found, today } = caseOf(positionals, values);
    const all = found();
    out.log(exemptionsText(all, today, format));
    return all.some(({ expires }) => expires < today) ? 1 : 0;
  },
};
