import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodePool, Platform, TenantNamespace } from '../../constructs';
import { TODAY } from './harness';

/**
 * A kubectl over a directory with a file per node, and in it a line per fact: `label KEY VALUE`, `taint KEY=VALUE:EFFECT`. It knows
 * exactly the commands of the script, and writes down those that change something.
 */
const FAKE_KUBECTL = `#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/state"
drop() { grep -v -- "$2" "$1" > "$1.new" || true; mv "$1.new" "$1"; }
case "$1 $2" in
  'get node')
    [ -f "$3" ] || { echo "nodes \\"$3\\" not found" >&2; exit 1; }
    [ "$4" = -o ] && [ "\${5#go-template=}" != "$5" ]
    cat "$3" ;;
  'get nodes')
    [ "$3" = -l ]
    for node in *; do if grep -qxF "label \${4/=/ }" "$node"; then printf '%s ' "$node"; fi; done ;;
  'taint nodes')
    node=$3; echo "$*" >> ../log; shift 3
    for taint in "$@"; do
      case $taint in
        --overwrite) ;;
        *-) taint=\${taint%-}; drop "$node" "^taint \${taint%%=*}=.*:\${taint##*:}$" ;;
        *) drop "$node" "^taint \${taint%%=*}=.*:\${taint##*:}$"; echo "taint $taint" >> "$node" ;;
      esac
    done ;;
  'label nodes')
    node=$3; echo "$*" >> ../log; shift 3
    for label in "$@"; do
      case $label in
        --overwrite) ;;
        *-) drop "$node" "^label \${label%-} " ;;
        *) drop "$node" "^label \${label%%=*} "; echo "label \${label/=/ }" >> "$node" ;;
      esac
    done ;;
  *) echo "unexpected: $*" >&2; exit 64 ;;
esac
`;

const OS = 'label kubernetes.io/os linux';
const SHOP = [
  'label node-restriction.kubernetes.io/pool shop',
  'label node-restriction.kubernetes.io/tenant shop',
  'taint palisade.dev/pool=shop:NoSchedule',
  'taint palisade.dev/pool=shop:NoExecute',
];
const BANK = [
  'label node-restriction.kubernetes.io/pool bank',
  'label node-restriction.kubernetes.io/tenant bank',
  'taint palisade.dev/pool=bank:NoSchedule',
  'taint palisade.dev/pool=bank:NoExecute',
];

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'palisade-'));
  mkdirSync(join(directory, 'state'));
  writeFileSync(join(directory, 'kubectl'), FAKE_KUBECTL);
  chmodSync(join(directory, 'kubectl'), 0o755);
  const platform = new Platform({ outdir: join(directory, 'out'), today: TODAY });
  new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
  new TenantNamespace(platform, 'ops', { nodes: NodePool.shared('general') });
  platform.synth();
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const script = (pool: string) => join(directory, 'out', 'nodes', `${pool}.sh`);
const node = (name: string, ...facts: readonly string[]) => writeFileSync(join(directory, 'state', name), `${[OS, ...facts].join('\n')}\n`);
const factsOf = (name: string) =>
  readFileSync(join(directory, 'state', name), 'utf8')
    .trim()
    .split('\n')
    .sort();

function run(pool: string, ...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(script(pool), args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, KUBECTL: join(directory, 'kubectl') },
  });
  return { code: status, out: stdout, err: stderr };
}

const changes = () => (readdirSync(directory).includes('log') ? readFileSync(join(directory, 'log'), 'utf8').trim().split('\n') : []);

test('a script is written for each pool and can be run', () => {
  expect(readdirSync(join(directory, 'out', 'nodes')).sort()).toEqual(['general.sh', 'shop.sh']);
  expect(statSync(script('shop')).mode & 0o777).toBe(0o755);
});

test('assigned nodes have the labels of the pool and both taints', () => {
  node('a');
  node('b');
  expect(run('shop', 'assign', 'a', 'b').code).toBe(0);
  expect(factsOf('a')).toEqual([OS, ...SHOP].sort());
  expect(factsOf('b')).toEqual([OS, ...SHOP].sort());
});

test('a node is tainted before it is labelled, so that nobody slips in between', () => {
  node('a');
  run('shop', 'assign', 'a');
  expect(changes()).toEqual([
    'taint nodes a palisade.dev/pool=shop:NoSchedule palisade.dev/pool=shop:NoExecute --overwrite',
    'label nodes a node-restriction.kubernetes.io/pool=shop node-restriction.kubernetes.io/tenant=shop --overwrite',
  ]);
});

test('nodes can be assigned again', () => {
  node('a');
  run('shop', 'assign', 'a');
  const once = factsOf('a');
  expect(run('shop', 'assign', 'a').code).toBe(0);
  expect(factsOf('a')).toEqual(once);
});

test('nodes of a shared pool get labels and no taint', () => {
  node('a');
  expect(run('general', 'assign', 'a').code).toBe(0);
  expect(factsOf('a')).toEqual(
    [OS, 'label node-restriction.kubernetes.io/pool general', 'label node-restriction.kubernetes.io/tenant shared'].sort(),
  );
});

test('a released node is as it was', () => {
  const others = ['label zone a', 'taint dedicated=gpu:NoSchedule'];
  node('a', ...others);
  run('shop', 'assign', 'a');
  expect(run('shop', 'release', 'a').code).toBe(0);
  expect(factsOf('a')).toEqual([OS, ...others].sort());
});

test('a released node loses its labels first, so that nobody comes while it is open', () => {
  node('a', ...SHOP);
  run('shop', 'release', 'a');
  expect(changes()[0]).toBe('label nodes a node-restriction.kubernetes.io/pool- node-restriction.kubernetes.io/tenant-');
});

test('a node that was released can be released again', () => {
  node('a');
  expect(run('shop', 'release', 'a').code).toBe(0);
  expect(factsOf('a')).toEqual([OS]);
});

test.each(['assign', 'release'])("%s refuses another tenant's node, and then changes none", (command) => {
  node('a');
  node('b', ...BANK);
  const { code, err } = run('shop', command, 'a', 'b');
  expect(code).toBe(1);
  expect(err).toBe(
    "b is held by somebody else (label node-restriction.kubernetes.io/pool bank, label node-restriction.kubernetes.io/tenant bank, taint palisade.dev/pool=bank:NoSchedule, taint palisade.dev/pool=bank:NoExecute): release it with that pool's script first\n",
  );
  expect(changes()).toEqual([]);
  expect(factsOf('a')).toEqual([OS]);
});

test.each(BANK)("one fact is enough to make a node somebody else's: %s", (fact) => {
  node('a', fact);
  expect(run('shop', 'assign', 'a')).toEqual({
    code: 1,
    out: '',
    err: `a is held by somebody else (${fact}): release it with that pool's script first\n`,
  });
});

test('a shared pool does not take a dedicated node', () => {
  node('a', ...BANK);
  expect(run('general', 'assign', 'a').code).toBe(1);
  expect(changes()).toEqual([]);
});

test('a node that does not exist is refused before anything is changed', () => {
  node('a');
  const { code, err } = run('shop', 'assign', 'a', 'nowhere');
  expect(code).toBe(1);
  expect(err).toBe('nodes "nowhere" not found\n');
  expect(changes()).toEqual([]);
});

test('check is content with nodes that are as they must be', () => {
  node('a', ...SHOP);
  node('b', ...SHOP);
  node('c');
  expect(run('shop', 'check')).toEqual({ code: 0, out: '2 nodes are as the pool shop wants them\n', err: '' });
  expect(changes()).toEqual([]);
});

test.each(SHOP)('check misses %s', (fact) => {
  node('a', ...SHOP.filter((other) => other !== fact));
  expect(run('shop', 'check', 'a')).toEqual({ code: 1, out: '', err: `a lacks the ${fact}\n` });
});

test('check names all that is wrong with all nodes', () => {
  node('a', ...SHOP.slice(0, 3));
  node('b', ...BANK);
  const { code, err } = run('shop', 'check', 'a', 'b');
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toEqual([
    'a lacks the taint palisade.dev/pool=shop:NoExecute',
    expect.stringMatching(/^b is held by somebody else/),
    ...SHOP.map((fact) => `b lacks the ${fact}`),
  ]);
});

test('check is not content with a pool without nodes', () => {
  node('a');
  expect(run('shop', 'check')).toEqual({ code: 1, out: '', err: 'no node is in the pool shop\n' });
});

test.each([[], ['help'], ['--help']])('without a command that it knows, the script says what it can do: %j', (...args) => {
  const { code, out, err } = run('shop', ...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('shop.sh assign NODE...');
  expect(err).toContain('shop.sh release NODE...');
  expect(err).toContain('shop.sh check [NODE...]');
});

test.each(['assign', 'release'])('%s needs the names of nodes', (command) => {
  expect(run('shop', command)).toEqual({ code: 2, out: '', err: `${command} needs the names of nodes\n` });
});

test('KUBECTL may carry options', () => {
  node('a');
  const { status } = spawnSync(script('shop'), ['assign', 'a'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, KUBECTL: `env PROD=1 ${join(directory, 'kubectl')}` },
  });
  expect(status).toBe(0);
  expect(factsOf('a')).toEqual([OS, ...SHOP].sort());
});
