/**
 * Compares what the audit analysis makes of policies with Kubernetes' own reader and evaluator, on generated policies and on those that are
 * written here with every option; and has go-libaudit build the audit rules that are written here, as the kernel would be sent them.
 *
 *   npx tsx test/oracles/audit.ts [POLICIES] [SEED]
 *
 * Exits with 0 where both say the same and nothing is refused, 1 with a line for each difference, 2 when the others could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { auditPolicyOf, levelOf } from '../../analysis/control-plane/audit-levels';
import type { AccessRequest } from '../../analysis/permissions/bindings';
import type { User } from '../../analysis/permissions/rbac';
import { type Platform, TenantNamespace } from '../../constructs';
import type { AuditProps } from '../../constructs/control-plane/audit';
import type { AuditdProps } from '../../constructs/control-plane/auditd';
import { hostFiles } from '../constructs/control-plane/harness';

/** The version that the evaluator is of. */
const MINOR = 36;

interface Question {
  readonly text: string;
  readonly document: unknown;
  readonly requests: readonly (readonly [User | undefined, AccessRequest])[];
  /** Whether it was written here, and so has to be taken. */
  readonly own: boolean;
}

interface Answer {
  readonly Refused: string;
  readonly Levels: readonly string[];
  readonly Omits: readonly (readonly string[])[];
}

const USERS: readonly (User | undefined)[] = [
  undefined,
  { name: 'system:anonymous', groups: ['system:unauthenticated'] },
  { name: 'alice', groups: ['shop', 'system:authenticated'] },
  { name: 'bob', groups: [] },
  { name: 'system:kube-proxy', groups: ['system:authenticated'] },
  { name: 'system:kube-scheduler', groups: ['system:authenticated'] },
  { name: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] },
  { name: 'system:node:n1', groups: ['system:nodes', 'system:authenticated'] },
  {
    name: 'system:serviceaccount:kube-system:kube-proxy',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
  },
  { name: 'system:serviceaccount:shop:cart', groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'] },
];
const NAMESPACES = ['', 'shop', 'kube-system', 'kube-node-lease'];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const NAMES = ['', 'a', 'b'];
const GROUPS = [
  '',
  'apps',
  'rbac.authorization.k8s.io',
  'coordination.k8s.io',
  'networking.k8s.io',
  'certificates.k8s.io',
  'events.k8s.io',
];
const RESOURCES = [
  'pods',
  'pods/exec',
  'pods/log',
  'secrets',
  'configmaps',
  'serviceaccounts',
  'serviceaccounts/token',
  'deployments',
  'deployments/scale',
  'leases',
  'nodes',
  'nodes/proxy',
  'events',
  'roles',
  'networkpolicies',
  'certificatesigningrequests',
  'certificatesigningrequests/approval',
  'namespaces',
];
const PATHS = ['/', '/healthz', '/healthz/etcd', '/livez', '/readyz', '/version', '/metrics', '/apis', '/logs/a'];

const few = (texts: readonly string[], most = 3) => fc.subarray([...texts], { maxLength: most });
/** A text as it is, or now and then something that a field may not have. */
const mostly = <Value>(arbitrary: fc.Arbitrary<Value>, ...others: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 200, arbitrary: arbitrary as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const STAGES = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];
const stages = mostly(few(STAGES), null, ['Started'], 'Panic', ['']);
const resources = fc.record(
  {
    group: mostly(fc.constantFrom(...GROUPS, '*'), null, 'apps/v1', 'Apps', '-', 5),
    resources: mostly(few([...RESOURCES, '*', 'pods/*', '*/scale', '*/exec', 'secrets/*']), null, 'pods', [null], [1]),
    resourceNames: mostly(few(NAMES, 2), null, ['']),
  },
  { requiredKeys: [] },
);
const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        level: mostly(fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'), '', null, 'metadata', 1),
        users: mostly(few(USERS.map((user) => user?.name ?? '')), null, ['']),
        userGroups: mostly(few(['system:authenticated', 'system:nodes', 'system:serviceaccounts:shop', 'shop']), null),
        verbs: mostly(few([...VERBS, '*']), null, 'get'),
        namespaces: few(NAMESPACES, 2),
        resources: mostly(fc.array(resources, { maxLength: 3 }), null, [null], {}, ['pods']),
        omitStages: stages,
        omitManagedFields: mostly(fc.boolean(), null, 'true'),
      },
      { requiredKeys: ['level'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        level: fc.constantFrom('None', 'Metadata'),
        users: few(USERS.map((user) => user?.name ?? '')),
        verbs: few(VERBS),
        nonResourceURLs: mostly(few([...PATHS, '/healthz*', '/logs/*', '*', '/a*']), null, ['healthz'], ['/a*b'], ['/a**'], ['']),
        namespaces: mostly(fc.constant([]), ['shop']),
      },
      { requiredKeys: ['level', 'nonResourceURLs'] },
    ),
  },
);
const policies = fc.record({
  apiVersion: mostly(fc.constant('audit.k8s.io/v1'), 'audit.k8s.io/v1beta1', 'v1'),
  kind: mostly(fc.constant('Policy'), 'Pod'),
  omitStages: stages,
  omitManagedFields: mostly(fc.boolean(), null, 1),
  rules: mostly(fc.array(rule, { minLength: 1, maxLength: 6 }), null, []),
});
const requests: fc.Arbitrary<readonly [User | undefined, AccessRequest]> = fc.tuple(
  fc.constantFrom(...USERS),
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        verb: fc.constantFrom(...VERBS),
        group: fc.constantFrom(...GROUPS, 'other.example.com'),
        resource: fc.constantFrom(...RESOURCES),
        name: fc.constantFrom(...NAMES),
        namespace: fc.constantFrom(...NAMESPACES),
      }),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom('get', 'create'), path: fc.constantFrom(...PATHS) }) },
  ),
);

const AUDITS: readonly AuditProps[] = [
  {},
  { log: { mode: 'blocking-strict', days: 90, files: 10, megabytes: 500, compress: true } },
  { sensitive: ['pods', 'widgets.example.com'] },
  { tenants: { shop: 'Request', bank: 'RequestResponse' } },
];
const AUDITDS: readonly AuditdProps[] = [{}, { runtime: 'cri-o' }, { installer: 'k3s', locked: false }, { installer: 'rke2' }];
/** Lines that set up the audit system, and are no rules: https://man7.org/linux/man-pages/man8/auditctl.8.html */
const CONTROL = /^(-D|-c|-b \d+|-f [012]|-e [012]|--backlog_wait_time \d+)$/;

const [count = 600, seed = 1] = process.argv.slice(2).map(Number);
const problems: string[] = [];
const tally = { refused: 0, levels: 0, none: 0, 'audit rules': 0 };
const generated = fc.sample(fc.tuple(policies, fc.array(requests, { minLength: 60, maxLength: 60 })), { numRuns: count, seed });
const everything = fc.sample(requests, { numRuns: 3000, seed });
const questions: readonly Question[] = [
  ...generated.map(([document, asked]): Question => ({ text: JSON.stringify(document), document, requests: asked, own: false })),
  ...AUDITS.map((audit): Question => {
    const text = hostFiles({ audit }, {}, tenants)['apiserver/audit-policy.yaml'] ?? '';
    return { text, document: load(text), requests: everything, own: true };
  }),
];
const directory = mkdtempSync(join(tmpdir(), 'audit-'));
try {
  const program = join(directory, 'audit');
  output('go', ['build', '-o', program, '.'], '', join(__dirname, 'audit'));
  comparePolicies(output(program, ['policies'], questions.map((question) => `${JSON.stringify(asUpstream(question))}\n`).join('')));
  for (const auditd of AUDITDS) checkRules(program, auditd);
} finally {
  rmSync(directory, { recursive: true });
}
for (const [what, times] of Object.entries(tally)) if (times === 0) problems.push(`there are never any ${what}`);
for (const problem of problems.slice(0, 20)) console.log(problem);
if (problems.length > 20) console.log(`and ${problems.length - 20} more`);
console.log(
  `${questions.length} policies of seed ${seed}, ${tally.refused} of them refused by both: ${tally.levels} requests, of which ` +
    `${tally.none} are not written down; ${tally['audit rules']} audit rules: ${problems.length} differences`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

function tenants(platform: Platform): void {
  for (const tenant of ['shop', 'bank']) new TenantNamespace(platform, tenant, { quota: {} });
}

function comparePolicies(answers: string): void {
  for (const [index, line] of answers.trim().split('\n').entries()) {
    const question = questions[index];
    if (question !== undefined) compare(question, JSON.parse(line) as Answer);
  }
}

function compare({ text, document, requests: asked, own }: Question, { Refused, Levels, Omits }: Answer): void {
  const { policy, faults } = auditPolicyOf(document, MINOR);
  if ((policy === undefined) !== (Refused !== '') || (own && Refused !== '')) {
    problems.push(`${faults.map(({ pointer, message }) => `${pointer} ${message}`)}, Kubernetes says '${Refused}': ${text}`);
    return;
  }
  if (policy === undefined) {
    tally.refused++;
    return;
  }
  for (const [index, [user, request]] of asked.entries()) {
    const { level, omits } = levelOf(policy, user, request);
    tally.levels++;
    if (level === 'None') tally.none++;
    const [ours, theirs] = [`${level} ${[...omits].sort()}`, `${Levels[index]} ${Omits[index]}`];
    if (ours !== theirs) problems.push(`${user?.name} ${JSON.stringify(request)} is ${ours}, by Kubernetes ${theirs}: ${text}`);
  }
}

function asUpstream({ text, requests: asked }: Question) {
  return {
    Policy: text,
    Requests: asked.map(([user, request]) => {
      const who = { Anybody: user === undefined, User: user?.name ?? '', Groups: user?.groups ?? [], Verb: request.verb };
      if ('path' in request) return { ...who, Path: request.path };
      const [resource, subresource = ''] = request.resource.split('/');
      const { group, name, namespace } = request;
      return { ...who, Group: group, Resource: resource, Subresource: subresource, Name: name, Namespace: namespace };
    }),
  };
}

function checkRules(program: string, auditd: AuditdProps): void {
  const files = Object.entries(hostFiles({ auditd })).filter(([path]) => path.startsWith('auditd/'));
  const lines = files.flatMap(([, text]) => text.split('\n')).filter((line) => line !== '' && !line.startsWith('#') && !CONTROL.test(line));
  tally['audit rules'] += lines.length;
  const answers = output(program, ['rules'], lines.map((line) => `${line}\n`).join('')).split('\n');
  for (const [index, line] of lines.entries()) if (answers[index] !== '') problems.push(`${line}: ${answers[index]}`);
  // What accepts anything is no judge.
  const [wrong] = output(program, ['rules'], '-a always,exit -F arch=b64 -S nosuchcall -F key=a\n').split('\n');
  if (wrong === '') problems.push('a system call that there is not is taken');
}

function output(command: string, args: readonly string[], input: string, cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  console.error(error?.message ?? stderr);
  process.exit(2);
}
