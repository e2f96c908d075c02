import { type Configuration, type Entry, type Rotation, type Slot, slotsOf } from './configuration';
import type { Plan } from './plan';
import { type Problem, shownName } from './problem';
import { covers } from './resources';
import { bytesOf } from './upstream';

/** Written by the thousand, and seldom worth the time: these may stay as they are while everything else is encrypted. */
const NOISE = ['events', 'leases.coordination.k8s.io'];

/** What an API server accepts and protects less than it should, and what of a plan does not hold yet. */
export function weaknesses({ entries }: Configuration, plan: Plan | undefined, rotation: Rotation | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  const weak = (at: string, message: string) => void problems.push({ kind: 'weak', at, message });
  const note = (at: string, message: string) => void problems.push({ kind: 'note', at, message });
  const all = (plan?.resources ?? ['secrets']).filter(
    (resource) => !entries.some(({ resources }) => resources.some((each) => covers(each, resource))),
  );
  for (const resource of all) weak('resources', `'${resource}' must be encrypted, got no entry that has it in it`);
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const at = `resources[${index}].providers`;
    for (const resource of entry.resources) {
      if (seen.has(resource))
        weak(
          `resources[${index}].resources`,
          `'${resource}' must be in one entry, got it in an earlier one too, which is the one that writes`,
        );
      seen.add(resource);
    }
    const slots = slotsOf(entry);
    checkOrder(entry, slots, at, rotation, weak);
    const writers = slots[0]?.provider.type;
    if (writers === 'aescbc') note(`${at}[0]`, 'aescbc is open to padding oracles: secretbox or kms are not');
    if (writers === 'aesgcm' && plan?.providers.some(({ type }) => type === 'aesgcm') !== true)
      weak(
        `${at}[0]`,
        'a key of aesgcm must be replaced before 200,000 writes, and no plan says who sees to it (rotatedBy): take secretbox or kms',
      );
    if (plan !== undefined) comparePlan(entry, slots, plan, at, rotation, weak, note);
    for (const { provider } of slots)
      if (provider.type === 'kms' && !/^unix:\/\/\/[^@]/.test(provider.endpoint))
        weak(
          at,
          "the endpoint of kms must be a socket in a directory, such as 'unix:///run/kms-plugin/socket.sock', which only root may open",
        );
  }
  return [...problems, ...keyProblems(entries)];
}

type Say = (at: string, message: string) => void;

function checkOrder({ resources }: Entry, slots: readonly Slot[], at: string, rotation: Rotation | undefined, weak: Say): void {
  const identity = slots.findIndex(({ id }) => id === 'identity');
  if (identity === 0 && !resources.every((resource) => NOISE.includes(resource))) {
    const next = rotation?.step === 'add' ? `: the step 'promote' of '${rotation.slot}' is to come` : '';
    weak(`${at}[0]`, `the first provider must encrypt, got identity: what is written is stored as it is${next}`);
  } else if (identity > 0 && identity !== slots.length - 1)
    weak(at, 'identity must be the last provider, as it only reads what is not encrypted');
  if (slots.filter(({ id }) => id === 'identity').length > 1) weak(at, 'identity must be there once');
}

function comparePlan(
  entry: Entry,
  slots: readonly Slot[],
  plan: Plan,
  at: string,
  rotation: Rotation | undefined,
  weak: Say,
  note: Say,
): void {
  if (!plan.resources.some((resource) => entry.resources.some((each) => covers(each, resource)))) return;
  const [wanted] = plan.providers;
  const writer = slots[0]?.provider;
  const same = writer?.type === wanted?.type && (writer?.type !== 'kms' || wanted?.type !== 'kms' || writer.endpoint === wanted.endpoint);
  if (!same && writer?.type !== 'identity') weak(`${at}[0]`, `the plan wants '${wanted?.type}' to write, got '${writer?.type}'`);
  if (slots.some(({ id }, index) => id === 'identity' && index > 0) && !plan.providers.some(({ type }) => type === 'identity'))
    note(at, "what is not encrypted is still read, which the plan does not ask for: the step 'remove' ends it");
  const encrypting = slots.filter(({ id }) => id !== 'identity');
  if (encrypting.length > 1)
    note(
      at,
      `${encrypting.length} keys are in use (${encrypting.map(({ id }) => shownId(id)).join(', ')}): a rotation is under way${rotation === undefined ? '' : `, after its step '${rotation.step}'`}`,
    );
}

/** An id for messages. */
export function shownId(id: string): string {
  const [type, name] = id.split('/');
  return name === undefined || shownName(name).startsWith("'") ? id : `${type}/… (a name that looks like a key)`;
}

function keyProblems(entries: readonly Entry[]): readonly Problem[] {
  const problems = new Map<string, Problem>();
  const weak = (at: string, message: string) => void problems.set(`${at} ${message}`, { kind: 'weak', at, message });
  const bySecret = new Map<string, string>();
  const byId = new Map<string, string>();
  for (const [index, { providers }] of entries.entries()) {
    for (const [each, provider] of providers.entries()) {
      if (!('keys' in provider)) continue;
      const names = new Set<string>();
      for (const [number, { name, secret }] of provider.keys.entries()) {
        const at = `resources[${index}].providers[${each}].${provider.type}.keys[${number}]`;
        const bytes = bytesOf(secret) ?? new Uint8Array();
        const hex = [...bytes].join(' ');
        const id = `${provider.type}/${name}`;
        if (names.has(name)) weak(at, `must have a name of its own, got ${shownName(name)} twice`);
        else if ((byId.get(id) ?? hex) !== hex)
          weak(
            at,
            `must not have the name of another key in this file, got ${shownName(name)}: nobody can tell what is stored under which`,
          );
        names.add(name);
        if (shownName(name) !== `'${name}'`) weak(at, 'must have a name that cannot be taken for a key');
        if (name.includes(':')) weak(at, "must have a name without ':', which ends it in what is stored");
        const other = bySecret.get(hex);
        if (other !== undefined && other !== id)
          weak(at, 'must be another key: one of this file has the same secret under another name or provider');
        bySecret.set(hex, other ?? id);
        byId.set(id, byId.get(id) ?? hex);
        const guess = guessable(bytes);
        if (guess !== undefined) weak(at, `must be random, got a secret that ${guess}`);
      }
    }
  }
  return [...problems.values()];
}

/** Why nobody has drawn these bytes by chance (less than once in a million times), or `undefined`. */
export function guessable(bytes: Uint8Array): string | undefined {
  if (bytes.every((byte) => byte === bytes[0])) return 'is one byte over and over';
  const steps = new Set(Array.from(bytes.subarray(1), (byte, index) => (byte - (bytes[index] ?? 0) + 256) % 256));
  if (steps.size === 1) return 'only counts';
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'is readable text: make it of random bytes';
  if (new Set(bytes).size * 2 <= bytes.length) return 'has few different bytes';
  const half = bytes.length / 2;
  if (bytes.subarray(0, half).every((byte, index) => byte === bytes[half + index])) return 'is one half twice';
  return undefined;
}
