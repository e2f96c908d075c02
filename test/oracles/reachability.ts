/**
 * Compares who reaches whom with two engines that are not ours, on generated policies.
 *
 *   npx tsx test/oracles/reachability.ts [SETS] [SEED]
 *
 * Exits with 0 where all say the same, 1 with a line for each difference, 2 when the engines could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { KubernetesObject } from '../../analysis/manifest';
import { blockOf } from '../../analysis/network/blocks';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import { type Network, networkOf } from '../../analysis/reachability/reachability';
import type { Port } from '../../analysis/reachability/verdict';
import { type PolicySet, policySets } from './network-sets';

type Objects = readonly KubernetesObject[];
type Engine = 'cyclonus' | 'np-guard';

interface Question {
  readonly objects: Objects;
  readonly ports: readonly Port[];
  readonly addresses: readonly string[];
  readonly engines: readonly Engine[];
}

/** What an engine says is open. */
type Answer = Readonly<Partial<Record<Engine, readonly string[] | null>>>;

const PORTS: readonly Port[] = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
  [1, 53, 54, 80, 81, 8080, 8081].map((number) => ({ number, protocol })),
);
/** Where the ranges of the generated policies begin, and where they have ended. */
const CUTS = [1, 53, 54, 80, 81, 82, 8080, 8081];
const ADDRESSES = ['10.1.2.3', '10.1.9.9', '10.200.0.1', '203.0.113.7', '203.0.113.200', '8.8.8.8'];
const NOT_IN = "Cyclonus' NotIn does not match what lacks the key, Kubernetes' does";
const DECLINED = 'np-guard declines sets in which the name of a port is to be looked up at an address, where it means nothing';
const OVERLAP =
  'np-guard says otherwise when ranges that overlap in part are cut apart, where administrators have a say: it is asked with them cut';

const [count = 1200, seed = 1] = process.argv.slice(2).map(Number);
const sets = fc.sample(policySets, { numRuns: count, seed }).map((set) => JSON.parse(JSON.stringify(set)) as PolicySet);
const questions = sets.flatMap(questionsOf);
const answers = asked(questions);
const problems: string[] = [];
const intended = new Map<string, number>();
const seen = { allow: 0, deny: 0, 'not decided': 0 };
let [cursor, compared] = [0, 0];
for (const set of sets) {
  const own = questionsOf(set);
  const given = answers.slice(cursor, cursor + own.length);
  cursor += own.length;
  judge(set, given);
}
for (const problem of problems.slice(0, Number(process.env['LIST'] ?? 20))) console.log(problem);
if (problems.length > 20) console.log(`and ${problems.length - 20} more`);
for (const [verdict, times] of Object.entries(seen)) if (times === 0) problems.push(`no answer is ever '${verdict}'`);
console.log(
  `${count} sets of seed ${seed} (${sets.filter(({ isTiered }) => isTiered).length} with policies of administrators), ${compared} answers compared: ` +
    `${problems.length} differences; ${seen.allow} allow, ${seen.deny} deny, ${seen['not decided']} not decided`,
);
for (const [reason, times] of intended) console.log(`intended, ${times} times: ${reason}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Sets with administrators are for np-guard; Cyclonus is asked twice: are blocks never, or always, about pods? */
function questionsOf({ objects, isTiered }: PolicySet): readonly Question[] {
  const ask = (some: Objects, engines: readonly Engine[]): Question => ({ objects: some, ports: PORTS, addresses: ADDRESSES, engines });
  const whole = ask(objects, ['np-guard']);
  return isTiered
    ? [ask(withPortsApart(objects), ['np-guard']), whole]
    : [whole, ask(objects, ['cyclonus']), ask(withBlocksOfPods(objects), ['cyclonus'])];
}

function judge({ objects, isTiered }: PolicySet, [first, narrowest, widest]: readonly Answer[]): void {
  const ours = saidOf(objects);
  for (const verdict of ours.values()) seen[verdict] += 1;
  const differ = (engine: string, theirs: ReadonlySet<string>, mine: ReadonlyMap<string, string>, closed: string) => {
    for (const [question, verdict] of mine) {
      compared += 1;
      const isOpen = theirs.has(question);
      if (isOpen !== (closed === 'deny' ? verdict !== 'deny' : verdict === 'allow')) {
        problems.push(`${question}: ${engine} says ${isOpen ? 'open' : 'closed'}, we say ${verdict}: ${JSON.stringify(objects)}`);
      }
    }
  };
  // np-guard: blocks are never about pods.
  if (first?.['np-guard'] === null) intended.set(DECLINED, (intended.get(DECLINED) ?? 0) + 1);
  else differ('np-guard', new Set(first?.['np-guard']), ours, 'not decided');
  if (isTiered) {
    const [same, written] = [first, narrowest].map((answer) => new Set(answer?.['np-guard']));
    const changed = [...ours.keys()].filter((question) => same?.has(question) !== written?.has(question));
    if (changed.length > 0) intended.set(OVERLAP, (intended.get(OVERLAP) ?? 0) + changed.length);
    return;
  }
  const narrow = saidOf(withNotInAsCyclonus(objects));
  for (const [question, verdict] of ours) if (narrow.get(question) !== verdict) intended.set(NOT_IN, (intended.get(NOT_IN) ?? 0) + 1);
  differ('cyclonus, blocks without pods', new Set(narrowest?.cyclonus), narrow, 'not decided');
  const among = new Map([...narrow].filter(([question]) => !ADDRESSES.some((address) => question.includes(`${address} `))));
  differ('cyclonus, blocks with pods', new Set(widest?.cyclonus), among, 'deny');
}

/** Our verdicts, by the questions as engines spell them; those of paths have to be the same. */
function saidOf(objects: Objects): ReadonlyMap<string, 'allow' | 'deny' | 'not decided'> {
  const network = networkOf(objects.map((object, index) => ({ object, source: `${index}` })));
  const pods = network.endpoints.filter(({ kind }) => kind === 'pods');
  const addresses = ADDRESSES.map(
    (name): Endpoint => ({ kind: 'addresses', name, blocks: [blockOf(name)].filter((each) => each !== undefined) }),
  );
  const said = new Map<string, 'allow' | 'deny' | 'not decided'>();
  for (const from of [...pods, ...addresses]) {
    for (const to of [...pods, ...addresses]) {
      if (from === to || (from.kind === 'addresses' && to.kind === 'addresses')) continue;
      for (const port of PORTS) {
        const { verdict } = network.ask(from, to, port);
        said.set(`${from.name} ${to.name} ${port.number}/${port.protocol}`, verdict);
      }
    }
  }
  agree(network, said, objects);
  return said;
}

/** What is listed between pods is what is answered. */
function agree(network: Network, said: ReadonlyMap<string, string>, objects: Objects): void {
  const open = new Set<string>();
  for (const { from, to, ports, verdict } of network.paths()) {
    if (verdict !== 'allow') continue;
    for (const one of from) {
      for (const other of to) {
        if (one.kind !== 'pods' || other.kind !== 'pods' || one === other) continue;
        for (const { number, protocol } of PORTS) {
          const at = ['TCP', 'UDP', 'SCTP'].indexOf(protocol) * 65536 + number;
          if (ports.some(([first, last]) => first <= at && at <= last)) open.add(`${one.name} ${other.name} ${number}/${protocol}`);
        }
      }
    }
  }
  for (const [question, verdict] of said) {
    if (question.split(' ').filter((word) => word.includes('/p')).length < 2) continue;
    if (open.has(question) !== (verdict === 'allow')) {
      problems.push(`${question}: listed ${open.has(question)}, answered ${verdict}: ${JSON.stringify(objects)}`);
    }
  }
}

/** Each block with a peer that is every pod beside it. */
function withBlocksOfPods(objects: Objects): Objects {
  return changed(objects, (value) =>
    Array.isArray(value) && value.some((each) => each?.ipBlock !== undefined) ? [...value, { namespaceSelector: {} }] : value,
  );
}

/** The same ports, with ranges cut wherever another may begin or end, so that any two are equal or apart. */
function withPortsApart(objects: Objects): Objects {
  return changed(objects, (value) =>
    Array.isArray(value) && value.length > 0 && value.every(isPolicyPort)
      ? [...new Map(value.flatMap(piecesOf).map((each) => [JSON.stringify(each), each])).values()]
      : value,
  );
}

interface PolicyPortFields {
  readonly protocol: string;
  readonly port?: number | string;
  readonly endPort?: number;
  readonly portNumber?: { readonly protocol: string; readonly port: number };
  readonly portRange?: { readonly protocol: string; readonly start: number; readonly end: number };
}

function isPolicyPort(value: unknown): value is PolicyPortFields {
  if (typeof value !== 'object' || value === null || 'containerPort' in value) return false;
  return 'portNumber' in value || 'portRange' in value || 'protocol' in value;
}

function piecesOf(written: PolicyPortFields): readonly object[] {
  const { protocol, port, endPort, portNumber, portRange } = written;
  if (portNumber !== undefined) return [{ portRange: { protocol: portNumber.protocol, start: portNumber.port, end: portNumber.port } }];
  if (portRange !== undefined) {
    return piecesFrom(portRange.start, portRange.end).map(([start, end]) => ({ portRange: { protocol: portRange.protocol, start, end } }));
  }
  if (typeof port === 'string') return [written];
  return piecesFrom(port ?? 1, endPort ?? port ?? 65535).map(([first, last]) => ({ protocol, port: first, endPort: last }));
}

function piecesFrom(first: number, last: number): readonly (readonly [number, number])[] {
  return CUTS.map((cut, index) => [Math.max(first, cut), Math.min(last, (CUTS[index + 1] ?? 65536) - 1)] as const).filter(
    ([a, b]) => a <= b,
  );
}

/** Each `NotIn` asks for the key as well. */
function withNotInAsCyclonus(objects: Objects): Objects {
  return changed(objects, (value) =>
    Array.isArray(value)
      ? value.flatMap((each) => (each?.operator === 'NotIn' ? [each, { key: each.key, operator: 'Exists' }] : [each]))
      : value,
  );
}

function changed(objects: Objects, change: (value: unknown) => unknown): Objects {
  return JSON.parse(JSON.stringify(objects), (_key, value) => change(value)) as Objects;
}

function asked(given: readonly Question[]): readonly Answer[] {
  const directory = mkdtempSync(join(tmpdir(), 'reachability-'));
  try {
    const enginePath = join(directory, 'network');
    output('go', ['build', '-o', enginePath, '.'], '', join(__dirname, 'network'));
    return output(enginePath, [], given.map((question) => `${JSON.stringify(question)}\n`).join(''))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function output(command: string, args: readonly string[], input: string, cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status === 0) return stdout;
  console.error(stderr === undefined || stderr === '' ? error?.message : stderr.slice(0, 3000));
  process.exit(2);
}
