import { at, type KubernetesObject, pointerKey, pointerSteps, stringAt } from '../analysis/manifest';
import type { Finding } from '../rules/rule';
import { objectText } from './object';

/**
 * What stays of a finding when lines move, containers change their order and messages their words: the rule, the object and the field,
 * with the names of list items instead of their indices.
 */
export function fingerprintOf({ rule, manifest, pointer }: Finding): string {
  return `${rule.id} ${objectText(manifest)} ${stablePointer(manifest.object, pointer)}`.trimEnd();
}

/** Fingerprints of findings that are told in this order: the second of the same in a file ends in ` #2`. */
export function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return (finding) => {
    const fingerprint = fingerprintOf(finding);
    const key = `${finding.manifest.source}\n${fingerprint}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? fingerprint : `${fingerprint} #${count}`;
  };
}

function stablePointer(object: KubernetesObject, pointer: string): string {
  let owner: unknown = object;
  let text = '';
  for (const step of pointerSteps(pointer)) {
    text += `/${pointerKey(stableStep(owner, step))}`;
    owner = at(owner, step);
  }
  return text;
}

function stableStep(owner: unknown, step: string): string {
  const name = Array.isArray(owner) ? stringAt(owner, step, 'name') : undefined;
  // A name that two items share does not say which one.
  return name === undefined || namesIn(owner as readonly unknown[]).get(name) !== 1 ? step : `[${name}]`;
}

const counted = new WeakMap<readonly unknown[], ReadonlyMap<string, number>>();

/** How many items of a list have each name. */
function namesIn(items: readonly unknown[]): ReadonlyMap<string, number> {
  const known = counted.get(items);
  if (known !== undefined) return known;
  const names = new Map<string, number>();
  for (const item of items) {
    const name = stringAt(item, 'name');
    if (name !== undefined) names.set(name, (names.get(name) ?? 0) + 1);
  }
  counted.set(items, names);
  return names;
}

/**
 * 64 bits of a text as 16 hexadecimal digits, to tell texts apart: FNV-1a over UTF-8. It keeps nothing secret, and nobody from forging.
 *
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function digestOf(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(text)) {
    low = (low ^ byte) >>> 0;
    // Times the prime 2^40 + 0x1b3, in two halves that doubles can hold.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + low * 2 ** 8) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
