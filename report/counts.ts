import type { Report } from './report';
import { plural } from './words';

/** How much was found, in a few words: `2 errors, 1 warning, 3 exempted`. */
export function countsText({ findings, exempted }: Report): string {
  const errors = findings.filter(({ rule }) => rule.severity === 'error').length;
  return [plural(errors, 'error'), plural(findings.length - errors, 'warning'), `${exempted.length.toLocaleString('en')} exempted`].join(
    ', ',
  );
}

/** What was judged, and by what. */
export function scopeText({ scope: { files, objects, others, rules, minor, profile } }: Report): string {
  const unjudged = others === 0 ? '' : `, ${plural(others, 'other document')} not judged`;
  return `${plural(objects, 'object')} in ${plural(files, 'file')}${unjudged}; ${plural(rules.length, 'rule')}, profile ${profile}, Kubernetes 1.${minor}`;
}
