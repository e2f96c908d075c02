import type { Person } from './attacks-people';
import type { Request } from './attacks-requests';
import type { ControlPlane, KubectlResult } from './control-plane';
import { DIST } from './example';

/** Sends a request as somebody. */
export function send(cluster: ControlPlane, person: Person, { args, body }: Request): KubectlResult {
  return cluster.kubectl(args, { ...person, ...(body && { input: JSON.stringify(body) }) });
}

/** What the server said when it refused; throws when it did not. */
export function refusal({ status, stdout, stderr }: KubectlResult): string {
  if (status === 0) throw new Error(`expected a refusal, got ${stdout || 'silence'}`);
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Warning: '));
  return lines.join('\n').replace(/^Error from server(?: \(\w+\))?: /, '');
}

/** The administrator's answer to a question that must be answered, as JSON. */
export function read<T>(cluster: ControlPlane, ...args: readonly string[]): T {
  const { status, stdout, stderr } = cluster.kubectl([...args, '-o', 'json']);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** Sends what must be accepted. */
export function create(cluster: ControlPlane, person: Person, ...items: readonly object[]): void {
  const { status, stderr } = send(cluster, person, { args: ['create', '-f', '-'], body: { apiVersion: 'v1', kind: 'List', items } });
  if (status !== 0) throw new Error(stderr);
}

/** The first answer that is one, asked for until it comes; controllers take their time. */
export async function eventually<T>(what: string, ask: () => T | undefined, seconds = 30): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Applies the committed example, as a platform team does. */
export function applyExample(cluster: ControlPlane): void {
  const { status, stderr } = cluster.kubectl(['apply', '--server-side', '-f', DIST]);
  if (status !== 0) throw new Error(stderr);
}
