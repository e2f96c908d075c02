import { KUBE_BENCH, kubeBenchPasses } from './kube-bench-table';
import { resultOf } from './written';

const SUITES = ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'TLS_RSA_WITH_AES_128_CBC_SHA'];

/** Values that are asked about, by what a flag takes: a value that its program would refuse proves nothing. */
const BOOLEANS = ['true', 'false', '0'];
const NUMBERS = ['0', '5', '29', '30', '100', '10255', '-1'];
const TAKES: readonly (readonly [flag: RegExp, values: readonly string[]])[] = [
  [/^(anonymous-auth|profiling|service-account-(lookup|extend-.*)|use-service-account-credentials)$/, BOOLEANS],
  [/^((peer-)?client-cert-auth|(peer-)?auto-tls|make-iptables-util-chains|rotate-certificates|seccomp-default)$/, BOOLEANS],
  [/^(audit-log-max.*|terminated-pod-gc-threshold|read-only-port|event-qps|pod-max-pids)$/, NUMBERS],
  [/^streaming-connection-idle-timeout$/, ['0', '30s', '4h0m0s']],
];
const TEXTS = [
  ...['127.0.0.1', '0.0.0.0', '/etc/file', 'Node,RBAC', 'RBAC', 'AlwaysAllow', 'Webhook', 'NodeRestriction', 'ServiceAccount'],
  ...['AlwaysAdmit,AlwaysPullImages', 'NamespaceLifecycle', 'DenyServiceExternalIPs,NodeRestriction', 'EventRateLimit'],
  ...['RotateKubeletServerCertificate=false', 'RotateKubeletServerCertificate=true,Other=false', ...SUITES],
];

/**
 * Where palisade knows better what a program does, and why. `-` is a program that says nothing, `{}` a kubelet with an empty file; any other
 * word is the value of the first flag.
 */
const DIFFERENCES: readonly (readonly [id: string, given: string, here: 'passes' | 'does not pass', why: string])[] = [
  ['1.2.1', '0', 'passes', 'Go reads 0 as false'],
  ['1.2.7', 'NodeRestriction', 'does not pass', 'a mode is a whole word'],
  ['1.2.7', 'DenyServiceExternalIPs,NodeRestriction', 'does not pass', 'a mode is a whole word'],
  ['1.2.9', 'EventRateLimit', 'does not pass', 'the plugin does nothing without limits'],
  ['1.2.15', '0', 'passes', 'Go reads 0 as false'],
  ['1.2.30', '0', 'passes', 'Go reads 0 as false'],
  ['1.3.1', '0', 'does not pass', '0 collects nothing'],
  ['1.3.1', '-1', 'does not pass', 'a negative number collects nothing'],
  ['1.3.2', '0', 'passes', 'Go reads 0 as false'],
  ['1.3.3', '0', 'does not pass', 'Go reads 0 as false'],
  ['1.3.7', '-', 'does not pass', 'the default is every address'],
  ['1.4.1', '0', 'passes', 'Go reads 0 as false'],
  ['1.4.2', '-', 'does not pass', 'the default is every address'],
  ['2.3', '0', 'passes', 'Go reads 0 as false'],
  ['2.6', '0', 'passes', 'Go reads 0 as false'],
  ['4.2.1', '0', 'passes', 'Go reads 0 as false'],
  ['4.2.1', '{}', 'passes', 'a kubelet with a file refuses by default'],
  ['4.2.2', '{}', 'passes', 'a kubelet with a file asks the API server by default'],
  ['4.2.4', '-', 'does not pass', 'a kubelet without a file opens 10255'],
  ['4.2.10', '-', 'does not pass', 'the default is not to renew'],
  ['4.2.10', '{}', 'does not pass', 'the default is not to renew'],
  ['4.2.12', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'passes', 'one suite has two names'],
  ['4.2.13', '0', 'does not pass', '0 is no limit'],
  ['4.2.13', '-1', 'does not pass', '-1 is no limit'],
];

/** What each side says: what was given, and whether it passes. */
function compared(id: string) {
  const asked = KUBE_BENCH.find((each) => each.id === id);
  if (asked === undefined) throw new Error(`kube-bench does not ask ${id}`);
  const flags = [...new Set(asked.items.map(({ flag }) => flag))];
  const others = flags.slice(1).map((flag) => `--${flag}=/etc/file`);
  const values = TAKES.find(([pattern]) => pattern.test(flags[0] ?? ''))?.[1] ?? TEXTS;
  const given = values.map((value) => ({ name: value, command: [`--${flags[0]}=${value}`, ...others].join(' ') }));
  const cases = [{ name: '-', command: '' }, ...given];
  const rows = cases.map(({ name, command }) => {
    const line = `${asked.program} --v=2 ${command}`.trim();
    return { name, theirs: kubeBenchPasses(asked, line), ours: passes(id, [{ path: 'ps.txt', text: `${line}\n` }]) };
  });
  if (asked.program !== 'kubelet') return rows;
  const text = JSON.stringify({ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' });
  return [...rows, { name: '{}', theirs: kubeBenchPasses(asked, 'kubelet', {}), ours: passes(id, [{ path: 'config.yaml', text }]) }];
}

function passes(id: string, files: Parameters<typeof resultOf>[1]): boolean {
  return resultOf(id, files).status === 'pass';
}

test.each(KUBE_BENCH.map(({ id }) => id))('%s says what kube-bench says, but for the differences that are known', (id) => {
  const known = DIFFERENCES.filter(([check]) => check === id).map(([, given, here]) => `${given} ${here}`);
  const different = compared(id).filter(({ theirs, ours }) => theirs !== ours);
  expect(different.map(({ name, ours }) => `${name} ${ours ? 'passes' : 'does not pass'}`)).toEqual(known);
});

test('both sides tell good from bad', () => {
  const rows = KUBE_BENCH.flatMap(({ id }) => compared(id));
  const count = (side: 'theirs' | 'ours', passing: boolean) => rows.filter((row) => row[side] === passing).length;
  expect(Math.min(count('theirs', true), count('theirs', false), count('ours', true), count('ours', false))).toBeGreaterThan(150);
});
