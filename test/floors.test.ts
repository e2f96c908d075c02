import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from '@swc/core';

/** Sources by path from the root of the repository, with `/`. */
type Sources = Readonly<Record<string, string>>;

/** Which folders each folder may import from, besides its own. What is not listed is closed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['constructs'],
  'index.ts': ['cli', 'constructs'],
  cli: ['constructs', 'report', 'rules', 'analysis'],
  constructs: ['imports'],
  imports: [],
  report: ['rules', 'analysis'],
  rules: ['analysis'],
  analysis: [],
};

/** The one file of `constructs/` that knows the judges. */
const GATE = 'constructs/gate.ts';
const GATE_MAY_IMPORT = ['report', 'rules', 'analysis'];

/** Folders that run on any YAML: no framework, no files, no clock, no environment. */
const PURE = ['analysis', 'rules', 'report'];
/** Libraries that are as pure as those folders: text or values in, values out; of elkjs, what works without a process or thread of its own. */
const PURE_LIBRARIES = ['elkjs/lib/elk.bundled.js', 'ipaddr.js', 'js-yaml'];
/** Of Node's own: nothing but the hash of a text, which a page's security policy names its scripts by. */
const HASHES = 'node:crypto';
const MAY_HASH = 'report/page/page.ts';

const MOST_LINES = 400;
/** Written by a machine. */
const GENERATED = ['analysis/schema/kubernetes.ts', 'imports/cilium.io.ts'];

test('nobody imports upwards or sideways', () => {
  expect(floorProblems(repository)).toEqual([]);
});

test('no file imports itself through others, types included', () => {
  expect(cyclesIn(repository)).toEqual([]);
});

test('analysis, rules and report touch no framework, file, clock or environment', () => {
  expect(purityProblems(repository)).toEqual([]);
});

test(`a file is one thought: at most ${MOST_LINES} lines, named after what it is about`, () => {
  expect(sizeProblems(repository)).toEqual([]);
});

test('every floor has files to look at', () => {
  const folders = new Set(Object.keys(repository).map(folderOf));
  expect([...folders].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

describe('the checks see', () => {
  const sound: Sources = {
    'main.ts': `import { App } from './constructs';`,
    'cli/run.ts': `import { words } from '../report/text';`,
    'constructs/index.ts': `export { App } from './app';`,
    'constructs/app.ts': `import { Chart } from 'cdk8s';\nimport { judge } from './gate';\nimport { Pod } from '../imports/k8s';\nexport class App {}`,
    'constructs/gate.ts': `import { words } from '../report/text';\nimport { rule } from '../rules/rule';\nimport type { M } from '../analysis/m';`,
    'imports/k8s.ts': `import { ApiObject } from 'cdk8s';`,
    'report/text.ts': `import { rule } from '../rules/rule';`,
    'rules/rule.ts': `import type { M } from '../analysis/m';\nconst day = new Date('2030-01-31');`,
    'analysis/m.ts': `// import { readFileSync } from 'node:fs';\nexport const words = "import x from 'cdk8s'";`,
  };
  const all = (sources: Sources) => [...floorProblems(sources), ...cyclesIn(sources), ...purityProblems(sources), ...sizeProblems(sources)];

  test('nothing wrong with a sound house', () => {
    expect(all(sound)).toEqual([]);
  });

  test.each([
    ['an import upwards', 'rules/new.ts', `import { words } from '../report/text';`, 'rules/new.ts imports report/text.ts'],
    ['an import of a type upwards', 'analysis/new.ts', `import type { R } from '../rules/rule';`, 'analysis/new.ts imports rules/rule.ts'],
    ['an inline type import', 'analysis/new.ts', `export type R = import('../rules/rule').R;`, 'analysis/new.ts imports rules/rule.ts'],
    ['a re-export upwards', 'analysis/new.ts', `export * from '../rules/rule';`, 'analysis/new.ts imports rules/rule.ts'],
    ['a dynamic import', 'analysis/new.ts', `const r = () => import('../rules/rule');`, 'analysis/new.ts imports rules/rule.ts'],
    ['a require', 'analysis/new.ts', `const r = require('../rules/rule');`, 'analysis/new.ts imports rules/rule.ts'],
    ['an import sideways', 'report/new.ts', `import { App } from '../constructs';`, 'report/new.ts imports constructs/index.ts'],
    ['a judge beside the gate', 'constructs/app.ts', `import { words } from '../report/text';`, 'constructs/app.ts imports report/text.ts'],
    [
      'an analysis beside the gate',
      'constructs/app.ts',
      `import type { M } from '../analysis/m';`,
      'constructs/app.ts imports analysis/m.ts',
    ],
    ['API types outside the constructs', 'cli/run.ts', `import { Pod } from '../imports/k8s';`, 'cli/run.ts imports imports/k8s.ts'],
    [
      'a way around the public door',
      'main.ts',
      `import { App } from './constructs/app';`,
      'main.ts imports constructs/app.ts, not constructs/index.ts',
    ],
    ['an import of nothing', 'cli/run.ts', `import { x } from './gone';`, 'cli/run.ts imports ./gone, which is not there'],
    ['a framework below', 'rules/new.ts', `import { App } from 'cdk8s';`, 'rules/new.ts imports cdk8s'],
    ['a type of a framework below', 'report/new.ts', `import type { Construct } from 'constructs';`, 'report/new.ts imports constructs'],
    ['a file being read', 'analysis/new.ts', `import { readFileSync } from 'node:fs';`, 'analysis/new.ts imports node:fs'],
    ['more of Node than the page needs', 'report/new.ts', `import { createHash } from 'node:crypto';`, 'report/new.ts imports node:crypto'],
    ['the clock', 'analysis/new.ts', `export const now = new Date();`, 'analysis/new.ts reads the clock: new Date()'],
    ['the clock by another name', 'report/new.ts', `export const now = Date.now();`, 'report/new.ts reads the clock: Date.now'],
    ['the environment', 'rules/new.ts', `export const home = process.env.HOME;`, 'rules/new.ts uses process'],
    ['a file of leftovers', 'constructs/string-utils.ts', '', 'constructs/string-utils.ts is named after nothing in particular'],
    ['a long file', 'cli/long.ts', '\n'.repeat(MOST_LINES + 1), `cli/long.ts has ${MOST_LINES + 1} lines, expected at most ${MOST_LINES}`],
  ])('%s', (_what, path, source, problem) => {
    expect(all({ ...sound, [path]: source })).toEqual([problem]);
  });

  test('a cycle, with the way around it', () => {
    const round = { ...sound, 'rules/a.ts': `import type { B } from './b';`, 'rules/b.ts': `export { A } from './a';` };
    expect(all(round)).toEqual(['rules/a.ts → rules/b.ts → rules/a.ts']);
  });
});

function floorProblems(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([path, source]) =>
    importsIn(source)
      .filter(isRelative)
      .flatMap((specifier) => {
        const target = resolved(sources, path, specifier);
        if (target === undefined) return [`${path} imports ${specifier}, which is not there`];
        const [from, to] = [folderOf(path), folderOf(target)];
        if (from === to) return [];
        const allowed = MAY_IMPORT[from]?.includes(to) || (path === GATE && GATE_MAY_IMPORT.includes(to));
        if (!allowed) return [`${path} imports ${target}`];
        return to === 'constructs' && target !== 'constructs/index.ts' ? [`${path} imports ${target}, not constructs/index.ts`] : [];
      }),
  );
}

function purityProblems(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([path]) => PURE.includes(folderOf(path)))
    .flatMap(([path, source]) => [
      ...importsIn(source)
        .filter((specifier) => !isRelative(specifier) && !PURE_LIBRARIES.includes(specifier))
        .filter((specifier) => specifier !== HASHES || path !== MAY_HASH)
        .map((specifier) => `${path} imports ${specifier}`),
      ...nodesIn(source).flatMap((node) => impurity(node).map((what) => `${path} ${what}`)),
    ]);
}

/** What a node of the syntax tree asks of the machine it runs on. */
function impurity(node: SyntaxNode): string[] {
  const { type, callee, object, property } = node;
  if (type === 'NewExpression' && callee?.value === 'Date' && (node.arguments ?? []).length === 0) return ['reads the clock: new Date()'];
  if (type !== 'MemberExpression' || object?.type !== 'Identifier') return [];
  if (object.value === 'Date' && property?.value === 'now') return ['reads the clock: Date.now'];
  return ['process', 'performance', 'console', 'globalThis'].includes(String(object.value)) ? [`uses ${object.value}`] : [];
}

function sizeProblems(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([path, source]) => {
    const lines = source.split('\n').length - 1;
    return [
      ...(lines > MOST_LINES && !GENERATED.includes(path) ? [`${path} has ${lines} lines, expected at most ${MOST_LINES}`] : []),
      ...(/\b(utils?|helpers?|misc|common|shared)\.ts$/.test(path) ? [`${path} is named after nothing in particular`] : []),
    ];
  });
}

/** Each cycle once, as the way around it from its first file in the alphabet. */
function cyclesIn(sources: Sources): string[] {
  const next = new Map(
    Object.entries(sources).map(([path, source]) => [
      path,
      importsIn(source).flatMap((specifier) => (isRelative(specifier) ? (resolved(sources, path, specifier) ?? []) : [])),
    ]),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start !== -1) {
      const round = way.slice(start);
      const first = round.indexOf([...round].sort()[0] ?? path);
      cycles.add([...round.slice(first), ...round.slice(0, first), round[first]].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return [...cycles].sort();
}

/** The fields of the syntax tree that are looked at. */
interface SyntaxNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly source?: SyntaxNode | null;
  readonly argument?: SyntaxNode;
  readonly callee?: SyntaxNode;
  readonly object?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly moduleRef?: { readonly expression?: SyntaxNode };
  readonly arguments?: readonly { readonly expression: SyntaxNode }[];
}

/** What a source imports, in whatever way it says so. */
function importsIn(source: string): string[] {
  return nodesIn(source).flatMap((node) => {
    const called = node.type === 'CallExpression' && (node.callee?.type === 'Import' || node.callee?.value === 'require');
    const named = called ? node.arguments?.[0]?.expression : (node.source ?? node.moduleRef?.expression ?? importedType(node));
    return named?.type === 'StringLiteral' ? [String(named.value)] : [];
  });
}

function importedType(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'TsImportType' ? node.argument : undefined;
}

const parsed = new Map<string, readonly SyntaxNode[]>();

function nodesIn(source: string): readonly SyntaxNode[] {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const nodes: SyntaxNode[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value) nodes.push(value as SyntaxNode);
    for (const child of Object.values(value)) visit(child);
  };
  visit(parseSync(source, { syntax: 'typescript', target: 'es2022' }).body);
  parsed.set(source, nodes);
  return nodes;
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

function resolved(sources: Sources, path: string, specifier: string): string | undefined {
  const base = posix.join(posix.dirname(path), specifier);
  return [`${base}.ts`, `${base}/index.ts`, base].find((candidate) => Object.hasOwn(sources, candidate));
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? path;
}

const root = join(__dirname, '..');
const repository: Sources = Object.fromEntries(
  [
    ...Object.keys(MAY_IMPORT).filter((folder) => folder.endsWith('.ts')),
    ...Object.keys(MAY_IMPORT)
      .filter((folder) => !folder.endsWith('.ts'))
      .flatMap(filesIn),
  ].map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}
