import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules';

const here = join(__dirname);
const home = join(__dirname, '../../rules');

/** Files of `rules/` that are not one rule each. */
const MACHINERY = ['evaluate.ts', 'exemption.ts', 'index.ts', 'rule.ts'];
const files = readdirSync(home).filter((name) => !MACHINERY.includes(name));

test('each file is a rule of the list, and each rule of the list a file', () => {
  expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('ids are unique, kebab-case and in the order of the alphabet', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('is exported from its own file, under its own name', () => {
    const name = id.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
    const exported: Record<string, unknown> = jest.requireActual(join(home, id));
    expect(Object.entries(exported)).toEqual([[name, rule]]);
  });

  test('has a test that shows what it accepts and what it refuses', () => {
    const path = join(here, `${id}.test.ts`);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    for (const part of ['accepts', 'refuses']) {
      const [, block = ''] = text.split(`describe('${part}', () => {\n`);
      expect(block.split('\n});\n')[0]).toMatch(/^ {2}test(\.each)?\(/m);
    }
    expect(text).toContain(`from '../../rules/${id}'`);
  });

  test('says what holds, how to clear a finding, and where it comes from', () => {
    expect(rule.title).toMatch(/^[a-z].*[^.]$/);
    expect(rule.remediation).toMatch(/^[a-z].*[^.]$/);
    expect(['error', 'warning']).toContain(rule.severity);
    expect(['never', 'with a reason']).toContain(rule.exemptible);
    expect(rule.references).not.toEqual([]);
    const shown = rule.references.map(({ source, id: entry }) => `${source} ${entry}`);
    expect(
      shown.filter(
        (entry) =>
          !/^(CIS \d+(\.\d+)+|Kubernetes https:\/\/kubernetes\.io\/\S+|MITRE T\d{4}(\.\d{3})?|NSA .+|PSS (baseline|restricted)\/.+|STRIDE [a-z-]+)$/.test(
            entry,
          ),
      ),
    ).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test('finds nothing where there is nothing', () => {
    const cluster = { manifests: [], cni: { name: 'flannel', enforcesNetworkPolicy: false }, registries: ['a/'], existing: [] };
    expect([...rule.check(cluster)]).toEqual([]);
  });

  test('does not trip over objects that have next to nothing', () => {
    const bare = ['v1 Pod', 'v1 Service', 'v1 Namespace', 'apps/v1 Deployment', 'batch/v1 CronJob', 'networking.k8s.io/v1 Ingress'];
    const manifests = bare.flatMap((words) => {
      const [apiVersion = '', kind = ''] = words.split(' ');
      return [{}, { spec: null }, { spec: {} }, { spec: { template: null } }, { spec: { template: { spec: { containers: [null] } } } }].map(
        (fields) => ({ source: words, object: { apiVersion, kind, metadata: { name: 'bare' }, ...fields } }),
      );
    });
    const cluster = { manifests, cni: { name: 'calico', enforcesNetworkPolicy: true }, registries: [], existing: [] };
    expect(() => [...rule.check(cluster)]).not.toThrow();
  });
});
