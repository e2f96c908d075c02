import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFactsOf } from '../../analysis/control-plane/facts';
import { documentsIn } from '../../analysis/reading/documents';
import { rules } from '../../rules';
import type { Rule } from '../../rules/rule';
import { clusterOf } from './given';

const here = join(__dirname);
const home = join(__dirname, '../../rules');

/** Files of `rules/` that are not one rule each. */
const MACHINERY = [
  'all.ts',
  'breaches.ts',
  'declined.ts',
  'evaluate.ts',
  'exemption.ts',
  'index.ts',
  'judge.ts',
  'level.ts',
  'profile.ts',
  'rule.ts',
  'threat-facts.ts',
  'threat-model.ts',
  'threat-objects.ts',
  'threat.ts',
  'threats-denial.ts',
  'threats-disclosure.ts',
  'threats-elevation.ts',
  'threats-repudiation.ts',
  'threats-spoofing.ts',
  'threats-tampering.ts',
  'threats.ts',
];
const files = readdirSync(home).filter((name) => name.endsWith('.ts') && !MACHINERY.includes(name));

/** Said by the evaluation, not by looking at manifests. */
const OF_THE_EVALUATION = ['exemption-valid', 'rule-completes'];

const STRIDE = 'denial-of-service|elevation-of-privilege|information-disclosure|repudiation|spoofing|tampering';
const IDS: Readonly<Record<string, RegExp>> = {
  CIS: /^\d+(\.\d+)+$/,
  Kubernetes: /^https:\/\/kubernetes\.io\/\S+$/,
  MITRE: /^T\d{4}(\.\d{3})?$/,
  NSA: /^[a-z].+$/,
  PSS: /^(baseline|restricted)\/[a-zA-Z]+$/,
  STRIDE: new RegExp(`^(${STRIDE})$`),
  checkov: /^CKV2?_K8S_\d+$/,
  'kube-linter': /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'kube-score': /^[a-z]+(-[a-z]+)*$/,
  kubescape: /^C-\d{4}$/,
  kubesec: /^[A-Z][A-Za-z]+$/,
  polaris: /^[a-z][A-Za-z]+$/,
  trivy: /^(KSV|KCV)-\d{4,5}$/,
};

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

  test('has a test with a table of what it accepts and a table of what it refuses', () => {
    const path = join(here, `${id}.test.ts`);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    if (OF_THE_EVALUATION.includes(id)) return;
    expect(text).toContain(`from '../../rules/${id}'`);
    expect(text).toMatch(/^judges\(\w+, \{$/m);
    expect(text).toMatch(/^ {2}accepts: \[\n {4}\S/m);
    expect(text).toMatch(/^ {2}refuses: \[\n {4}\S/m);
  });

  test('says what holds, why, how it is attacked, how to clear a finding, and where it comes from', () => {
    expect(rule.title).toMatch(/^[a-z].*[^.]$/);
    expect(rule.remediation).toMatch(/^[a-z].*[^.]$/);
    for (const text of [rule.why, rule.attack]) expect(text).toMatch(/^[A-Z`'].{40,}\.$/);
    expect(['error', 'warning']).toContain(rule.severity);
    expect(['never', 'with a reason']).toContain(rule.exemptible);
    const shown = rule.references.map(({ source, id: entry }) => `${source} ${entry}`);
    expect(rule.references.filter(({ source, id: entry }) => !IDS[source]?.test(entry))).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
    expect(rule.references.map(({ source }) => source)).toContain('STRIDE');
  });

  test('shows a manifest that it refuses, and the same one mended', () => {
    if (OF_THE_EVALUATION.includes(id)) return;
    expect(findingsIn(rule, rule.example.refused)).not.toEqual([]);
    expect(findingsIn(rule, rule.example.accepted)).toEqual([]);
  });

  test('finds nothing where there is nothing', () => {
    const nobody = { cni: { name: 'flannel', enforcesNetworkPolicy: false }, registries: ['a/'] };
    expect([...rule.check(clusterOf([], nobody))]).toEqual([]);
    expect([...rule.check(clusterOf([], { cni: undefined, complete: false, minor: 0 }))]).toEqual([]);
  });

  test('does not trip over objects that have next to nothing', () => {
    const kinds = [
      'v1 Pod',
      'v1 Service',
      'v1 ServiceAccount',
      'v1 Secret',
      'v1 ConfigMap',
      'v1 Namespace',
      'v1 LimitRange',
      'v1 ResourceQuota',
      'apps/v1 Deployment',
      'apps/v1 StatefulSet',
      'batch/v1 CronJob',
      'networking.k8s.io/v1 Ingress',
      'networking.k8s.io/v1 NetworkPolicy',
      'policy/v1 PodDisruptionBudget',
      'autoscaling/v2 HorizontalPodAutoscaler',
      'rbac.authorization.k8s.io/v1 Role',
      'rbac.authorization.k8s.io/v1 ClusterRole',
      'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
      'rbac.authorization.k8s.io/v1 RoleBinding',
    ];
    const odd = [
      {},
      { spec: null },
      { spec: 'text' },
      { spec: [] },
      { spec: {} },
      { spec: { template: null } },
      { spec: { template: { metadata: null, spec: { containers: [null, 3, {}], volumes: [null, {}], tolerations: [null, {}] } } } },
      { spec: { containers: [null, 'x', { ports: [null], env: [null], securityContext: 3, resources: [] }], securityContext: 'x' } },
      {
        spec: {
          ports: [null],
          selector: [],
          ingress: [null, {}],
          egress: [null, { to: [null] }],
          podSelector: 3,
          hard: [],
          limits: [null],
        },
      },
      { rules: [null, {}, { verbs: 'get', resources: null }], subjects: [null, {}], roleRef: null },
      { rules: 'all', subjects: {}, roleRef: 'x' },
      { data: null, stringData: [], metadata: { name: 'bare', labels: null, annotations: [] } },
      { data: { a: null, b: 3 }, metadata: { labels: 'x' } },
    ];
    const objects = kinds.flatMap((words) => {
      const [apiVersion = '', kind = ''] = words.split(' ');
      return odd.map((fields) => ({ apiVersion, kind, metadata: { name: 'bare' }, ...fields }) as never);
    });
    expect(() => [...rule.check(clusterOf(objects))]).not.toThrow();
    const controlPlane = hostFactsOf([{ path: 'example.yaml', text: rule.example.refused }]);
    expect(() => [...rule.check(clusterOf(objects, { controlPlane, minor: 33 }))]).not.toThrow();
  });
});

/** With the control plane that the text configures, if it does; in the newest version, and in one before a check of Pod Security that some rule stands in for. */
function findingsIn(rule: Rule, text: string): readonly string[] {
  const { manifests, unreadable } = documentsIn(text, 'example.yaml');
  const controlPlane = hostFactsOf([{ path: 'example.yaml', text }]);
  return [37, 33].flatMap((minor) => {
    const cluster = { ...clusterOf([], { registries: ['registry.example.com/'], unreadable, minor, controlPlane }), manifests };
    return [...rule.check(cluster)].map(({ message }) => message);
  });
}
