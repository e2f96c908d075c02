import type { Fact } from './record';
import { VERSIONS } from './versions';

type Of<Kind extends Fact['fact']> = Extract<Fact, { readonly fact: Kind }>;

/** The text of docs/verified.md: what the run saw, on which versions. */
export function report(facts: readonly Fact[], seconds: number): string {
  const of = <Kind extends Fact['fact']>(kind: Kind) => facts.filter((fact): fact is Of<Kind> => fact.fact === kind);
  const versions = VERSIONS.filter((version) => facts.some((fact) => fact.version === version));
  const programs = rows(of('program'), ({ program, is }) => [program, is]);
  const objects = rows(of('objects'), (fact) => [fact.of, String(fact.count)]);
  const refused = rows(of('refused'), ({ layer, attempt, message }) => [layer, attempt, code(message)]);
  const gaps = rows(of('gap'), ({ attempt, fix, flaggedBy, namedBy }) => [attempt, fix, flagged(flaggedBy), namedBy]);
  const loosened = rows(of('loosened'), ({ attempt, by, namedBy }) => [attempt, by, namedBy]);
  const hardened = rows(of('hardened'), ({ concern, refuses, allows }) => [concern, refuses, allows]);
  const isNamed = (index: number) => (cells: readonly string[]) => !cells[index]?.startsWith('nothing: ');
  const told = [...gaps.filter(isNamed(3)), ...loosened.filter(isNamed(2))].length;
  const areas = [...new Set(of('holds').map(({ area }) => area))].sort();
  return [
    '# Verified',
    '',
    'What real Kubernetes API servers, controllers and schedulers made of the committed output. Written by `npm run test:cluster` when all its',
    'tests have passed; do not edit it.',
    '',
    `Kubernetes ${versions.join(' and ')}, in ${duration(seconds)}; attempts that were refused: ${refused.length}, that were not: ${gaps.length}.`,
    '',
    '## Programs',
    '',
    ...table(['program', 'version', 'Kubernetes'], programs),
    '',
    '## Objects accepted',
    '',
    'With strict field validation, without a warning of the API server, twice; the second time nothing changed.',
    '',
    ...table(['output', 'objects', 'Kubernetes'], objects),
    '',
    '## What holds',
    '',
    ...areas.flatMap((area) => [
      ...[`### ${area}`, ''],
      ...list(
        of('holds').filter((fact) => fact.area === area),
        versions.join(', '),
      ),
      '',
    ]),
    '## What the control plane refuses',
    '',
    'It runs from the files that a `ControlPlane` without options writes, with the certificates and pods that kubeadm makes of them; the',
    'options that a row needs are named in it.',
    '',
    ...table(['concern', 'refused, or done', 'as before', 'Kubernetes'], hardened),
    '',
    '## What was refused, and by which layer',
    '',
    ...table(['layer', 'attempt', 'what it said', 'Kubernetes'], refused),
    '',
    '## Gaps: what Kubernetes did not refuse',
    '',
    'Each is flagged by a rule of `palisade check` where manifests can show it. `palisade prove` names what concerns other tenants: of the',
    'object itself, or of what the tenant may do.',
    '',
    ...table(['attempt', 'what would refuse it', 'flagged by', 'named by prove', 'Kubernetes'], gaps),
    '',
    '## What is no longer refused when RBAC is loosened',
    '',
    'Somebody of bookinfo who is granted one thing more than the example grants; without it, RBAC refuses the attempt.',
    '',
    ...table(['attempt', 'granted', 'named by prove', 'Kubernetes'], loosened),
    '',
    `\`palisade prove\` names ${told} of the ${gaps.length + loosened.length} in these two tables; the others say why it does not.`,
    '',
  ].join('\n');
}

/** One row for what was seen on several versions, which are its last cell; sorted, as tests do not always run in the same order. */
function rows<Kind extends Fact>(facts: readonly Kind[], cells: (fact: Kind) => readonly string[]): string[][] {
  const seenOn = new Map<string, Set<string>>();
  for (const fact of facts) {
    const key = JSON.stringify(cells(fact));
    seenOn.set(key, (seenOn.get(key) ?? new Set()).add(fact.version));
  }
  return [...seenOn]
    .map(([key, on]) => [...(JSON.parse(key) as string[]), VERSIONS.filter((version) => on.has(version)).join(', ')])
    .sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
}

/** A sentence a line, with its versions where it was not seen on all of them. */
function list(facts: readonly Of<'holds'>[], all: string): string[] {
  return rows(facts, ({ sentence }) => [sentence]).map(([sentence, on]) => `- ${sentence}${on === all ? '' : ` (${on})`}`);
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)];
}

/** Shown as it was said, on one line. */
function code(message: string): string {
  return `\`${message.replace(/\s+/g, ' ').replaceAll('`', "'").trim()}\``;
}

/** The rule as [rules.md](rules.md) has it, or the reason why there is none. */
function flagged(by: string): string {
  return by.startsWith('nothing: ') ? by : `[\`${by}\`](rules.md#${by})`;
}

/** To ten seconds: finer would differ each time. */
function duration(seconds: number): string {
  const rounded = Math.max(10, Math.round(seconds / 10) * 10);
  return rounded < 60 ? `${rounded} s` : `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}
