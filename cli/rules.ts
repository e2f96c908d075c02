import { rulesDocument } from '../report/rules/document';
import { rulesText } from '../report/rules/text';
import { rules as everyRule } from '../rules';
import { PROFILES, rulesOf } from '../rules/profile';
import { argumentsOf, oneOf } from './arguments';
import type { Command } from './output';

const FORMATS = ['text', 'json', 'markdown'] as const;

const USAGE = `palisade rules [options]

Lists the rules: what each asks for, how bad it is when it does not hold, whether it can be exempted, and the standards it comes from.

  --profile PROFILE   ${PROFILES.join(' | ')}; default: all
  --format FORMAT     ${FORMATS.join(' | ')}; default: text. markdown is docs/rules.md, with what is declined of other scanners`;

/** `palisade rules`: what is asked of manifests. */
export const rules: Command = {
  summary: 'lists the rules',
  usage: USAGE,

  async run(args, out) {
    const { values } = argumentsOf(args, { profile: { type: 'string' }, format: { type: 'string' } } as const);
    const profile = oneOf('--profile', values.profile ?? 'all', PROFILES);
    const format = oneOf('--format', values.format ?? 'text', FORMATS);
    const asked = rulesOf(profile, everyRule);
    out.log(format === 'markdown' ? rulesDocument(asked).trimEnd() : rulesText(asked, format));
    return 0;
  },
};
