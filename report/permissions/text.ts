import { line } from '../text';
import { plural } from '../words';
import type { ChainView, CrossingView, GrantView, PermissionsView, StepView, SubjectView } from './view';
import { ASSUMPTIONS, gainWords, powerWords } from './words';

/** Whether the rules and their places are told as well. */
export type Detail = 'explained' | 'plain';

/** Who may what, what that leads to, and what crosses tenants. */
export function permissionsText(view: PermissionsView, detail: Detail): string {
  const { subjects, crossings, unresolved, powerless } = view;
  const broken = crossings.filter(({ kind }) => kind !== 'consent');
  const consent = crossings.filter(({ kind }) => kind === 'consent');
  return [
    ...subjects.flatMap((subject) => [...subjectLines(subject, detail), '']),
    ...section(
      'Crosses tenants',
      broken.flatMap((crossing) => crossingLines(crossing, detail)),
    ),
    ...section(
      'Belongs to several by consent',
      consent.flatMap((crossing) => crossingLines(crossing, detail)),
    ),
    ...section(
      'Bound to roles that are not here: they give what whoever makes them says',
      unresolved.map(({ binding, role }) => `  ${binding}: ${role}`),
    ),
    ...section(
      'Taken for granted',
      ASSUMPTIONS.map((assumption) => `  ${assumption}`),
    ),
    `${plural(subjects.length, 'subject')}, ${plural(powerless, 'ServiceAccount')} bound to nothing, ${plural(broken.length, 'crossing')}`,
  ]
    .map(line)
    .join('\n');
}

/** `group:shop-admins of shop`. */
export function subjectWords({ subject, tenants }: SubjectView): string {
  return `${subject}${tenants.length === 0 ? '' : ` of ${tenants.join(', ')}`}`;
}

/** Where the rest of what a subject may is told; nothing where it is in no group that is. */
export function groupWords({ groups }: SubjectView): readonly string[] {
  return groups.length === 0 ? [] : [`  what ${groups.join(', and ')} may: see there`];
}

/** `everywhere`, or `in shop`. */
export function scopeWords(namespace: string | null): string {
  return namespace === null ? 'everywhere' : `in ${namespace}`;
}

/** `creates pods in shop as serviceaccount:shop/cart`. */
export function stepWords({ power, namespace, takes }: StepView): string {
  const as = takes === null ? '' : `, and has the rights of ${takes}`;
  return `${powerWords(power)} ${scopeWords(namespace)}${as}`;
}

/** What all steps come to; where, if it is elsewhere than the last of them. */
export function gainsWords({ steps, gains }: ChainView): string {
  const last = steps.at(-1)?.namespace;
  return gains
    .map(({ gain, namespace, names }) => {
      const only = names === null ? '' : ` (only ${names.map((name) => `'${name}'`).join(', ')})`;
      return `${gainWords(gain)}${only}${namespace === last ? '' : ` ${scopeWords(namespace)}`}`;
    })
    .join('; ');
}

/** `shop may touch market`, `shop may touch everything`. */
export function crossingWords({ subject, from, into, kind }: CrossingView): string {
  const where = into === 'cluster' ? 'the whole cluster' : into.join(', ');
  const verb = kind === 'consent' ? 'is bound in' : kind === 'direct' ? 'may touch' : 'can get to';
  return `${subject}${from.length === 0 || kind === 'consent' ? '' : ` of ${from.join(', ')}`} ${verb} ${where}`;
}

/** `Role.rbac.authorization.k8s.io shop/cart, rule 0, through RoleBinding shop/cart (shop.yaml:12:5)`. */
export function grantWords({ role, rule, binding, source, place }: GrantView): string {
  const where = place === null ? source : `${place.file}:${place.line}:${place.column}`;
  return `${short(role)}, rule ${rule}${binding === null ? '' : `, through ${short(binding)}`} (${where})`;
}

function subjectLines(subject: SubjectView, detail: Detail): readonly string[] {
  const { access, escalations } = subject.own;
  return [
    subjectWords(subject),
    ...groupWords(subject),
    ...access.flatMap(({ namespace, rules }) => [
      `  ${scopeWords(namespace)}`,
      ...rules.flatMap(({ verbs, resources, because }) => [
        `    ${verbs.join(', ')}: ${resources.join(', ')}`,
        ...(detail === 'explained' ? because.map((grant) => `      by ${grantWords(grant)}`) : []),
      ]),
    ]),
    ...(escalations.length === 0 ? [] : ['  leads to']),
    ...escalations.flatMap((chain) => chainLines(chain, detail)),
  ];
}

function chainLines(chain: ChainView, detail: Detail): readonly string[] {
  return [
    ...chain.steps.flatMap((step, index) => [
      `    ${index === 0 ? '' : 'then '}${stepWords(step)}`,
      ...(detail === 'explained' ? step.because.map((grant) => `      by ${grantWords(grant)}`) : []),
    ]),
    `      → ${gainsWords(chain)}`,
    ...(detail === 'explained' ? chain.gains.flatMap(({ because }) => because.map((grant) => `        by ${grantWords(grant)}`)) : []),
  ];
}

function crossingLines(crossing: CrossingView, detail: Detail): readonly string[] {
  const { because, chain } = crossing;
  return [
    `  ${crossingWords(crossing)}`,
    // Whoever crosses is told how, asked or not; consent can be long.
    ...(detail === 'explained' || crossing.kind !== 'consent' ? because.map((grant) => `      by ${grantWords(grant)}`) : []),
    ...(chain === null ? [] : chainLines(chain, 'explained')),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

/** Without the group, which all of them share. */
function short(object: string): string {
  return object.replace('.rbac.authorization.k8s.io', '');
}
