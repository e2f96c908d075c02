/**
 * Compares where Palisade says that pods may land with Kubernetes' own code, on the published table and on generated pods and nodes.
 *
 *   npx tsx test/oracles/placement.ts [PAIRS] [SEED]
 *
 * Exits with 0 where both say the same, 1 with a line for each difference, 2 when Kubernetes could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { answerTo, PLAIN_FACTS, type PodAndNode, placementTable } from './placement-rows';

const KEYS = [
  'pool',
  'zone',
  'disks',
  'node-restriction.kubernetes.io/pool',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/not-ready',
];
const VALUES = ['shop', 'market', '', '4', '7', '10', '07', '-3', 'a b', '9223372036854775808'];
const EFFECTS = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'];
const NAMES = ['worker-1', 'worker-2'];

// Most of the time the same few, so that pods and nodes have something to do with each other.
const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('pool', 'disks') }, { weight: 1, arbitrary: fc.constantFrom(...KEYS) });
const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('shop', '7') }, { weight: 1, arbitrary: fc.constantFrom(...VALUES) });
const effect = fc.constantFrom(...EFFECTS);
const number = fc.constantFrom('4', '7', '10', '07', '-3', '0', '-0', '9223372036854775807', '9223372036854775808');
const taint = fc.oneof(fc.record({ key, value, effect }), fc.record({ key: fc.constant('disks'), value: number, effect }));
// The API server takes a toleration without a key only with Exists.
const toleration = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      key,
      operator: fc.constantFrom('Equal', 'Exists', 'Lt', 'Lt', 'Gt', 'Gt', '', 'In'),
      value,
      effect: fc.constantFrom('', ...EFFECTS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      key: fc.constant('disks'),
      operator: fc.constantFrom('Lt', 'Gt'),
      value: number,
      effect: fc.constantFrom('', ...EFFECTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ operator: fc.constant('Exists'), effect: fc.constantFrom('', ...EFFECTS) }) },
);
const expression = fc.record({
  key: fc.oneof(
    { weight: 12, arbitrary: key },
    { weight: 1, arbitrary: fc.constantFrom('', 'no key', '/x', 'X.example.com/pool', 'a/b/c') },
  ),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', 'Equals'),
  values: fc.array(value, { maxLength: 2 }),
});
const field = fc.record({
  key: fc.constantFrom('metadata.name', 'metadata.name', 'metadata.name', 'spec.providerID'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists'),
  values: fc.array(fc.constantFrom(...NAMES, ''), { minLength: 1, maxLength: 2 }),
});
const term = fc.record(
  { matchExpressions: fc.array(expression, { maxLength: 2 }), matchFields: fc.array(field, { maxLength: 1 }) },
  { requiredKeys: [] },
);
const pairs = fc.record<PodAndNode>({
  kind: fc.constantFrom('Pod', 'Pod', 'Pod', 'DaemonSet'),
  pod: fc
    .record(
      {
        tolerations: fc.array(toleration, { minLength: 1, maxLength: 5 }),
        nodeSelector: fc.oneof(fc.constant({}), fc.constant({}), fc.dictionary(key, value, { maxKeys: 1 })),
        nodeName: fc.constantFrom(...NAMES, '', '', ''),
        hostNetwork: fc.boolean(),
        required: fc.oneof(fc.constant(null), fc.array(term, { maxLength: 3 })),
      },
      { requiredKeys: [] },
    )
    .map(({ required, ...spec }) =>
      required === undefined || required === null
        ? spec
        : { ...spec, affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: required } } } },
    ),
  node: fc.record({
    name: fc.constant('worker-1'),
    labels: fc.dictionary(key, value, { maxKeys: 3 }),
    taints: fc.array(taint, { maxLength: 2 }),
    unschedulable: fc.constantFrom(false, false, false, true),
  }),
});

const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const table = placementTable();
const generated = fc.sample(pairs, { numRuns: count, seed }).map((pair) => JSON.parse(JSON.stringify(pair)) as PodAndNode);
const verdicts = asked([...table, ...generated]);
const problems: string[] = [];
const answers = { yes: 0, no: 0, unknown: 0 };

for (const [index, { what, lands }] of table.entries()) {
  const expected = typeof lands === 'boolean' ? [lands, lands] : [false, true];
  const verdict = verdicts[index] ?? [];
  if (String(expected) !== String(verdict)) problems.push(`the table says ${expected} of '${what}', Kubernetes ${verdict}`);
}
for (const [index, pair] of [...table, ...generated].entries()) {
  const [without, with_] = verdicts[index] ?? [];
  // Behind a gate that is off by default, of which no manifest says whether it is on.
  const expected = without === with_ ? (without ? 'yes' : 'no') : 'unknown';
  const [before, after] = [answerTo(pair, { ...PLAIN_FACTS, minor: 34 }), answerTo(pair)];
  answers[expected]++;
  if (after !== expected) problems.push(`in 1.37 ${expected}, not ${after}: ${JSON.stringify(pair)}`);
  if (before !== (without ? 'yes' : 'no')) problems.push(`in 1.34 ${without ? 'yes' : 'no'}, not ${before}: ${JSON.stringify(pair)}`);
}
for (const [answer, times] of Object.entries(answers)) if (times < count / 200) problems.push(`only ${times} answers are ${answer}`);
for (const problem of problems.slice(0, 20)) console.log(problem);
if (problems.length > 20) console.log(`and ${problems.length - 20} more`);
const counts = Object.entries(answers).map(([answer, times]) => `${times} ${answer}`);
console.log(`${table.length} rows, ${count} pods and nodes of seed ${seed}, ${counts.join(', ')}: ${problems.length} differences`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** What Kubernetes says of each pair, without and with the feature gate TaintTolerationComparisonOperators. */
function asked(given: readonly PodAndNode[]): readonly (readonly boolean[])[] {
  const directory = mkdtempSync(join(tmpdir(), 'placement-'));
  try {
    const judge = join(directory, 'judge');
    output('go', ['build', '-o', judge, '.'], '', join(__dirname, 'judge'));
    const lines = given.map(({ kind, pod, node: { name, labels, ...spec } }) =>
      JSON.stringify({ kind, pod: { metadata: { name: 'cart' }, spec: pod }, node: { metadata: { name, labels }, spec } }),
    );
    return output(judge, ['placement'], lines.join('\n'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as boolean[]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function output(command: string, args: readonly string[], input: string, cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  console.error(error?.message ?? stderr);
  process.exit(2);
}
