import { code } from '../markdown-escape';
import { crossingWords, type Detail, gainsWords, grantWords, groupWords, scopeWords, stepWords, subjectWords } from './text';
import type { ChainView, GrantView, PermissionsView } from './view';
import { ASSUMPTIONS } from './words';

const MOST = 300;

/** The same as text, for pull requests and wikis. */
export function permissionsMarkdown({ subjects, crossings, unresolved, powerless }: PermissionsView, detail: Detail): string {
  const shown = (text: string) => code(text, MOST);
  const because = (grants: readonly GrantView[]) => grants.map((grant) => `    - by ${shown(grantWords(grant))}`);
  const by = (grants: readonly GrantView[]) => (detail === 'explained' ? because(grants) : []);
  const chainLines = ({ steps, ...chain }: ChainView) => [
    `- ${steps.map((step) => shown(stepWords(step))).join(', then ')}: ${shown(gainsWords({ steps, ...chain }))}`,
    ...steps.flatMap((step) => by(step.because)),
    ...chain.gains.flatMap((gain) => by(gain.because)),
  ];
  const told = (consent: boolean) =>
    crossings
      .filter(({ kind }) => (kind === 'consent') === consent)
      .flatMap((crossing) => [
        `- ${shown(crossingWords(crossing))}`,
        ...because(crossing.because),
        ...(crossing.chain?.steps ?? []).flatMap((step) => [`    - ${shown(stepWords(step))}`, ...because(step.because)]),
        ...(crossing.chain?.gains ?? []).flatMap((gain) => because(gain.because)),
      ]);
  return [
    '# Permissions',
    '',
    ...section('Crosses tenants', told(false), 'Nobody.'),
    ...section('Belongs to several by consent', told(true)),
    ...subjects.flatMap((subject) => [
      `## ${shown(subjectWords(subject))}`,
      '',
      ...groupWords(subject).flatMap((words) => [shown(words.trim()), '']),
      ...subject.own.access.flatMap(({ namespace, rules }) => [
        `| ${shown(scopeWords(namespace))} | |`,
        '| --- | --- |',
        ...rules.map(({ verbs, resources }) => `| ${shown(verbs.join(', '))} | ${resources.map(shown).join(', ')} |`),
        '',
        ...rules.flatMap((rule) => by(rule.because).map((each) => each.trimStart())),
        ...(detail === 'explained' ? [''] : []),
      ]),
      ...(subject.own.escalations.length === 0 ? [] : ['Leads to:', '', ...subject.own.escalations.flatMap(chainLines), '']),
    ]),
    ...section(
      'Bound to roles that are not here',
      unresolved.map(({ binding, role }) => `- ${shown(binding)}: ${shown(role)}`),
    ),
    ...section(
      'Taken for granted',
      ASSUMPTIONS.map((assumption) => `- ${assumption}`),
    ),
    `${subjects.length} subjects, ${powerless} ServiceAccounts bound to nothing.`,
  ].join('\n');
}

function section(title: string, lines: readonly string[], otherwise?: string): readonly string[] {
  const shown = lines.length === 0 && otherwise !== undefined ? [otherwise] : lines;
  return shown.length === 0 ? [] : [`## ${title}`, '', ...shown, ''];
}
