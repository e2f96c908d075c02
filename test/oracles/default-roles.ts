/**
 * Compares the tables of default roles with what Kubernetes' own tests of its bootstrap policy hold, or writes them anew.
 *
 *   npx tsx test/oracles/default-roles.ts [--write]
 *
 * Needs Go and the module proxy: one module of k8s.io/kubernetes for each version, some 300 MB each, into Go's module cache.
 * Exits with 0 where the tables are what upstream says, 1 where they are not, 2 when upstream could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

/** The newest patch release of each minor that the module proxy has. */
const VERSIONS = ['1.29.15', '1.30.14', '1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3'];
const TESTDATA = 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata';
const TABLES = [
  {
    file: 'analysis/permissions/default-roles-table.ts',
    constant: 'DEFAULT_ROLES',
    about: 'The roles and bindings that every API server makes for people and its own components.',
    sources: ['cluster-roles', 'namespace-roles', 'cluster-role-bindings', 'namespace-role-bindings'],
  },
  {
    file: 'analysis/permissions/default-controllers-table.ts',
    constant: 'DEFAULT_CONTROLLERS',
    about: 'The roles and bindings that every API server makes for the controllers of the controller manager.',
    sources: ['controller-roles', 'controller-role-bindings'],
  },
];

interface Rule {
  readonly verbs: string[];
  readonly apiGroups?: string[];
  readonly resources?: string[];
  readonly resourceNames?: string[];
  readonly nonResourceURLs?: string[];
}

interface Item {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly rules?: readonly Rule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors: readonly { readonly matchLabels: Record<string, string> }[] };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

const minors = VERSIONS.map((version) => Number(version.split('.')[1]));
const folders = VERSIONS.map(downloaded);
const root = join(__dirname, '../..');
for (const { file, constant, about, sources } of TABLES) {
  const text = tableOf(constant, about, sources);
  const path = join(root, file);
  if (process.argv.includes('--write')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.log(`${file} is not what Kubernetes says: run with --write and look at the difference`);
    process.exitCode = 1;
  } else console.log(`${file} is what Kubernetes ${VERSIONS[0]} to ${VERSIONS.at(-1)} say`);
}

/** Each line, and the versions that have it. */
function tableOf(constant: string, about: string, sources: readonly string[]): string {
  const lines = new Map<string, Map<string, Set<number>>>();
  for (const source of sources) {
    // From the newest on: what only older ones have comes last.
    for (const [index, folder] of [...folders.entries()].reverse()) {
      for (const item of itemsIn(join(folder, TESTDATA, `${source}.yaml`))) {
        const header = headerOf(item);
        const known = lines.get(header) ?? new Map<string, Set<number>>([['', new Set()]]);
        lines.set(header, known);
        for (const line of ['', ...(item.rules ?? []).map(ruleText)]) {
          known.set(line, (known.get(line) ?? new Set()).add(minors[index] ?? 0));
        }
      }
    }
  }
  const body = [...lines].flatMap(([header, rules]) => {
    const whole = rules.get('') ?? new Set<number>();
    return [...rules].map(([rule, has]) => {
      const range = has.size === (rule === '' ? minors.length : whole.size) ? '' : ` ${rangeOf(has)}`;
      return rule === '' ? `${header}${range}` : `  ${rule}${range}`;
    });
  });
  return `/**
 * ${about}
 *
 * Written by \`test/oracles/default-roles.ts --write\` from the bootstrap policy of Kubernetes ${VERSIONS[0]} to ${VERSIONS.at(-1)}.
 * What not all of those versions have ends with the minors that do.
 */
export const ${constant} = \`
${body.join('\n')}
\`;
`;
}

function headerOf({ kind, metadata, aggregationRule, roleRef, subjects }: Item): string {
  const name = `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
  if (roleRef !== undefined) {
    const who = (subjects ?? []).map((each) => `${each.kind}=${each.namespace === undefined ? '' : `${each.namespace}/`}${each.name}`);
    return `${name} ${roleRef.kind} ${roleRef.name} ${who.join(',') || '-'}`;
  }
  const labels = Object.keys(metadata.labels ?? {}).filter((key) => key.includes('/aggregate-to-'));
  const selected = (aggregationRule?.clusterRoleSelectors ?? []).flatMap(({ matchLabels }) => Object.keys(matchLabels));
  return [name, ...labels.map((key) => `is=${key.split('/')[1]}`), ...selected.map((key) => `takes=${key.split('/')[1]}`)].join(' ');
}

function ruleText({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: Rule): string {
  if (nonResourceURLs.length > 0) return `${verbs.join()} paths ${nonResourceURLs.join()}`;
  const names = resourceNames.length === 0 ? '' : ` named=${resourceNames.join()}`;
  return `${verbs.join()} ${apiGroups.map((group) => group || 'core').join()} ${resources.join()}${names}`;
}

/** `[-33]`, `[34-]` or `[31-33]`: the first and the last version stand for those before and after, which cannot be asked. */
function rangeOf(has: ReadonlySet<number>): string {
  const sorted = [...has].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  if (last - first + 1 !== sorted.length) throw new Error(`a gap in ${sorted}`);
  return `[${first === minors[0] ? '' : first}-${last === minors.at(-1) ? '' : last}]`;
}

function itemsIn(path: string): readonly Item[] {
  return loadAll(readFileSync(path, 'utf8')).flatMap((document) => (document as { items?: Item[] }).items ?? []);
}

function downloaded(version: string): string {
  // A module of its own: k8s.io/kubernetes asks for versions v0.0.0 of its parts, which nobody has.
  const { status, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${version}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(stderr || 'go could not be run');
    process.exit(2);
  }
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}
