import type { Fact } from './record';

type Of<Kind extends Fact['fact']> = Extract<Fact, { readonly fact: Kind }>;

/** The text of docs/verified.md: what the run saw, on which versions. */
export function report(facts: readonly Fact[], seconds: number): string {
  const of = <Kind extends Fact['fact']>(kind: Kind) => facts.filter((fact): fact is Of<Kind> => fact.fact === kind);
  const versions = [...new Set(facts.map(({ version }) => version))];
  const areas = [...new Set(of('holds').map(({ area }) => area))].sort();
  return [
    '# Verified',
    '',
    'What real Kubernetes API servers, controllers and schedulers made of the committed output. Written by `npm run test:cluster` when all its',
    'tests have passed; do not edit it.',
    '',
    `Kubernetes ${versions.join(' and ')}, in ${duration(seconds)}.`,
    '',
    '## Programs',
    '',
    ...table(
      ['version', 'program', 'is'],
      merge(of('program'), ({ program, is }) => [program, is], 'first'),
    ),
    '',
    '## Objects accepted',
    '',
    'With strict field validation, without a warning, twice; the second time nothing changed.',
    '',
    ...table(
      ['output', 'objects', 'Kubernetes'],
      merge(of('objects'), ({ of, count }) => [of, String(count)]),
    ),
    '',
    '## What holds',
    '',
    ...areas.flatMap((area) => [
      `### ${area}`,
      '',
      ...merge(
        of('holds').filter((fact) => fact.area === area),
        ({ sentence }) => [sentence],
      ).map(([sentence, on]) => `- ${sentence}${on === versions.join(', ') ? '' : ` (${on})`}`),
      '',
    ]),
    '## What was refused, and by which layer',
    '',
    ...table(
      ['layer', 'attempt', 'what it said', 'Kubernetes'],
      merge(of('refused'), ({ layer, attempt, message }) => [layer, attempt, code(message)]).sort(byFirst),
    ),
    '',
    '## Gaps: what Kubernetes did not refuse',
    '',
    ...table(
      ['attempt', 'what would refuse it', 'Kubernetes'],
      merge(of('gap'), ({ attempt, fix }) => [attempt, fix]),
    ),
    '',
  ].join('\n');
}

/** One row for what was seen on several versions, which are its last cell, or its first. */
function merge<Kind extends Fact>(
  facts: readonly Kind[],
  cells: (fact: Kind) => readonly string[],
  where: 'first' | 'last' = 'last',
): string[][] {
  const rows = new Map<string, { readonly cells: readonly string[]; readonly on: Set<string> }>();
  for (const fact of facts) {
    const row = rows.get(JSON.stringify(cells(fact))) ?? { cells: cells(fact), on: new Set() };
    rows.set(JSON.stringify(cells(fact)), row);
    row.on.add(fact.version);
  }
  return [...rows.values()].map(({ cells, on }) => {
    const versions = [...on].join(', ');
    return where === 'first' ? [versions, ...cells] : [...cells, versions];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** Shown as it was said, on one line. */
function code(message: string): string {
  return `\`${message.replace(/\s+/g, ' ').replaceAll('`', "'").trim()}\``;
}

function byFirst([a = '']: readonly string[], [b = '']: readonly string[]): number {
  return a < b ? -1 : Number(a > b);
}

/** To ten seconds: finer would differ each time. */
function duration(seconds: number): string {
  const tens = Math.max(10, Math.round(seconds / 10) * 10);
  return tens < 60 ? `${tens} s` : `${Math.floor(tens / 60)} min ${tens % 60} s`;
}
