import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFactsOf } from '../../analysis/control-plane/facts';
import { documentsIn } from '../../analysis/reading/documents';
import { rules } from '../../rules';
import { judgeOf } from '../report/schema';
import { objectsIn, takenWays } from '../report/schema-coverage';
import { Folder } from './folder';

type Schema = Readonly<Record<string, unknown>>;

const repository = join(__dirname, '../..');
const schemaOf = (name: string) => JSON.parse(readFileSync(join(repository, 'docs/schemas', `${name}.schema.json`), 'utf8')) as Schema;
const dist = (name: string) => readFileSync(join(repository, 'dist', `${name}.k8s.yaml`), 'utf8');

/** What the rules refuse, together: broken in every way that is known; without control planes, which would tell what is to be unknown. */
const REFUSED = rules
  .map(({ example }) => example.refused)
  .filter((text) => documentsIn(text, 'refused.yaml').unreadable.length === 0)
  .filter((text) => hostFactsOf([{ path: 'refused.yaml', text }]).programs.length === 0)
  .join('\n---\n');

const OWN = `
apiVersion: v1
kind: Namespace
metadata: { name: red }
---
apiVersion: v1
kind: Namespace
metadata: { name: blue, annotations: { scheduler.alpha.kubernetes.io/node-selector: pool=blue } }
---
apiVersion: v1
kind: Node
metadata: { name: node-1, labels: { pool: blue } }
spec: { taints: [{ key: pool, value: blue, effect: NoSchedule }] }
---
apiVersion: v1
kind: Pod
metadata: { name: one, namespace: red, labels: { app: one } }
spec: { containers: [{ name: main, image: one, ports: [{ containerPort: 80 }] }], tolerations: [{ operator: Exists }], nodeSelector: { pool: blue } }
---
apiVersion: v1
kind: Pod
metadata: { name: three, namespace: red }
spec: { containers: [{ name: main, image: three }], tolerations: [{ operator: Exists }], nodeSelector: { pool: green } }
---
apiVersion: v1
kind: Pod
metadata: { name: two, namespace: blue, labels: { app: two } }
spec: { containers: [{ name: main, image: two }], nodeSelector: { pool: blue }, tolerations: [{ key: pool, operator: Exists }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: some, namespace: red }
spec:
  podSelector: { matchLabels: { app: one } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: none } } }]
    - from: [{ namespaceSelector: {} }]
      ports: [{ port: 80 }]
    - from: [{ namespaceSelector: { matchLabels: { team: x } } }, { ipBlock: { cidr: 10.0.0.0/8 } }]
  egress:
    - to: [{ namespaceSelector: {} }]
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: admin }
spec:
  priority: 1
  subject: { namespaces: {} }
  ingress: [{ name: x, action: Pass, from: [{ namespaces: {} }] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: strong }
rules:
  - { apiGroups: [''], resources: [pods, secrets], verbs: [create, get, list] }
  - { apiGroups: [''], resources: [serviceaccounts/token], verbs: [create] }
  - { apiGroups: [''], resources: [secrets], resourceNames: [tls], verbs: [get, update] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: strong, namespace: red }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: strong }
subjects: [{ kind: ServiceAccount, name: robot, namespace: blue }, { kind: User, name: eve, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: narrow }
rules:
  - { apiGroups: [''], resources: [secrets], resourceNames: [tls], verbs: [get] }
  - { apiGroups: [''], resources: [users], resourceNames: [eve], verbs: [impersonate] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: narrow }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: narrow }
subjects: [{ kind: User, name: mallory, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: binder }
rules:
  - { apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [strong], verbs: [bind] }
  - { apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: binder, namespace: red }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: binder }
subjects: [{ kind: User, name: grace, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: everybody }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: Group, name: 'system:authenticated', apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: gone, namespace: red }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone }
subjects: [{ kind: Group, name: people, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: everywhere }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: Group, name: operators, apiGroup: rbac.authorization.k8s.io }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: robot, namespace: blue }
`;

const FILES = {
  'empty.yaml': '',
  'own.yaml': OWN,
  'refused.yaml': REFUSED,
  'unreadable.yaml': 'kind: [',
  'dist/bookinfo.yaml': dist('bookinfo'),
  'dist/boutique.yaml': dist('online-boutique'),
  'dist/ops.yaml': dist('ops'),
  'exempt.yaml': OWN.replace(
    'metadata: { name: two, namespace: blue,',
    "metadata: { name: two, namespace: blue, annotations: { palisade.dev/exempt.image-digest: 'until 2030-06-30, team: soon' },",
  ).replace(
    'metadata: { name: three, namespace: red }',
    "metadata: { name: three, namespace: red, annotations: { palisade.dev/exempt.image-digest: 'until 2030-06-30 at /spec, team: soon' } }",
  ),
  'moved.yaml': OWN.replace('namespace: blue, labels: { app: two } }', 'namespace: blue }').replace(
    'spec: { containers: [{ name: main, image: two }], nodeSelector: { pool: blue },',
    'spec: { containers: [{ name: main, image: two }],',
  ),
  'palisade.yaml': "exemptions: [{ rule: image-digest, reason: soon, owner: team, expires: '2030-06-30', ticket: T-1 }]\n",
};

const READABLE = [['empty.yaml'], ['own.yaml'], ['refused.yaml'], ['dist'], ['exempt.yaml']];
const INPUTS = [...READABLE, ['own.yaml', 'unreadable.yaml']];

/** What each command is asked, and the ways of its schema that nothing takes, with the reason. */
const COMMANDS: readonly (readonly [name: string, questions: readonly (readonly string[])[], untaken: readonly string[]])[] = [
  [
    'reach',
    [
      ...INPUTS,
      ['own.yaml', '--from', 'red', '--to', 'blue', '--explain'],
      ['own.yaml', '--from', 'blue', '--to', 'red/one', '--port', '80', '--explain'],
      ['own.yaml', '--from', 'outside', '--to', 'red/one', '--explain'],
    ],
    // What is in a file has a place there.
    ['#/$defs/rule', '#/$defs/side/allowedBy/items', '#/$defs/side/decidedBy/items', '#/$defs/side/missedBy/items'].map(
      (path) => `${path}/place alternative 1`,
    ),
  ],
  ['nodes', INPUTS, []],
  [
    'permissions',
    [...READABLE, ['own.yaml', '--as', 'group:nobody'], ['own.yaml', '--as', 'group:system:masters']],
    ['/unresolved/items/place alternative 1'],
  ],
  ['prove', INPUTS, []],
  ['exemptions', INPUTS, []],
  ['rules', [[]], []],
  [
    'diff',
    [
      ['empty.yaml', 'own.yaml'],
      ['own.yaml', 'empty.yaml'],
      ['own.yaml', 'own.yaml'],
      ['own.yaml', 'exempt.yaml', '--as-of', '2027-01-01'],
      ['exempt.yaml', 'own.yaml', '--as-of', '2027-01-01'],
      ['own.yaml', 'moved.yaml'],
    ],
    // What is in a file has a place there.
    ['#/$defs/finding', '#/$defs/exemption'].map((path) => `${path}/place alternative 1`),
  ],
];

describe.each(COMMANDS)('palisade %s', (name, questions, untaken) => {
  const schema = schemaOf(name);
  const problems = judgeOf(schema);
  let texts: readonly string[] = [];

  beforeAll(async () => {
    const folder = new Folder(FILES);
    try {
      const told: string[] = [];
      for (const question of questions) told.push((await folder.palisade(name, ...question, '--format', 'json')).out.join('\n'));
      texts = told;
    } finally {
      folder.remove();
    }
  });

  test('says what its schema describes', () => {
    expect(texts.map((text, index) => [questions[index], problems(text)])).toEqual(questions.map((question) => [question, []]));
  });

  test('takes every way that its schema leaves open', () => {
    const judges = new Map<string, ReturnType<typeof judgeOf>>();
    const judge = (part: Schema, value: unknown) => {
      const key = JSON.stringify(part);
      const found = judges.get(key) ?? judgeOf(part);
      judges.set(key, found);
      return found(JSON.stringify(value)).length === 0;
    };
    const ways = takenWays(
      schema,
      texts.map((text) => JSON.parse(text)),
      judge,
    );
    expect([...ways].filter(([, isTaken]) => !isTaken).map(([way]) => way)).toEqual(untaken);
  });

  test('cannot say more, or less, without its schema', () => {
    const accepted: string[] = [];
    let changes = 0;
    for (const text of texts) {
      const document = JSON.parse(text) as unknown;
      for (const [path, object] of objectsIn(document)) {
        const whole = object as Record<string, unknown>;
        const keys = Object.keys(whole);
        // Maps whose keys come from manifests say whatever those say.
        if (/\/(labels)$/.test(path)) continue;
        whole['Extra Field'] = 1;
        if (problems(JSON.stringify(document)).length === 0) accepted.push(`${path} with more`);
        delete whole['Extra Field'];
        for (const key of keys) {
          const { [key]: value } = whole;
          changes += 1;
          delete whole[key];
          const isOptional = (path === '/*' && key === 'ticket') || /\/scope\/plugins$/.test(path);
          if (!isOptional && problems(JSON.stringify(document)).length === 0) accepted.push(`${path} without ${key}`);
          whole[key] = { odd: true };
          if (problems(JSON.stringify(document)).length === 0) accepted.push(`${path}/${key} of another type`);
          whole[key] = value;
        }
      }
    }
    expect(accepted).toEqual([]);
    expect(changes).toBeGreaterThan(5);
  });

  test('has a schema that describes every field', () => {
    const undescribed: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        const isField = /\/(properties|\$defs)$/.test(path);
        if (isField && !Object.hasOwn(child, 'description')) undescribed.push(`${path}/${key}`);
        if (key === 'properties' && (value as Schema)['additionalProperties'] !== false) undescribed.push(`${path} lets more in`);
        visit(child, `${path}/${key}`);
      }
    };
    visit(schema, '');
    expect(undescribed).toEqual([]);
  });
});
