import { listAt, type Place, stringAt } from '../manifest';
import type { Taint } from '../placement/scheduling';
import type { HostFacts } from './facts';

/** A taint that nodes register with, and where that is said. */
export interface RegisteredTaint {
  readonly taint: Taint;
  readonly place: Place;
}

/** The lists of taints by kind of document. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['InitConfiguration', ['nodeRegistration', 'taints']],
  ['JoinConfiguration', ['nodeRegistration', 'taints']],
  ['KubeletConfiguration', ['registerWithTaints']],
]);

/** Every taint that a kubelet of the files gives its node, once, where it is said first. */
export function registeredTaints(facts: HostFacts): readonly RegisteredTaint[] {
  const inDocuments = facts.documents.flatMap(({ kind, value, place }) => {
    const path = LISTS.get(kind) ?? [];
    return (path.length === 0 ? [] : listAt(value, ...path)).map((taint, index) => ({
      taint: { key: stringAt(taint, 'key') ?? '', value: stringAt(taint, 'value') ?? '', effect: stringAt(taint, 'effect') ?? '' },
      place: place(`/${path.join('/')}/${index}`),
    }));
  });
  const inFlags = facts.programs
    .filter(({ name }) => name === 'kubelet')
    .flatMap(({ flags }) => flags.get('register-with-taints') ?? [])
    .flatMap(({ value, place }) => value.split(',').map((text) => ({ taint: taintOf(text.trim()), place })));
  const byTaint = new Map<string, RegisteredTaint>();
  for (const each of [...inDocuments, ...inFlags]) {
    const key = taintText(each.taint);
    if (each.taint.key !== '' && !byTaint.has(key)) byTaint.set(key, each);
  }
  return [...byTaint.values()];
}

/** `key=value:effect`, as `kubectl taint` takes it. */
export function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
}

function taintOf(text: string): Taint {
  const colon = text.lastIndexOf(':');
  const [pair, effect] = colon === -1 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const equals = pair.indexOf('=');
  return equals === -1 ? { key: pair, value: '', effect } : { key: pair.slice(0, equals), value: pair.slice(equals + 1), effect };
}
