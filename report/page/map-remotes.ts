import type { Endpoint } from '../../analysis/reachability/endpoints';
import { short } from '../words';

/** The longest text in a node or a chip. */
export const WIDEST = 34;

const KINDS: Readonly<Record<Endpoint['kind'], string>> = {
  pods: '',
  stranger: 'a pod that is not here',
  outside: 'not in these manifests',
  addresses: 'addresses',
  named: 'known by its name',
  anywhere: 'every address, every pod',
};

/** How somebody who is in no manifest is shown: a name, and what policies call it, or which pods and what kind of end it is. */
export function remoteLines(remote: Endpoint, declared: readonly string[]): readonly string[] {
  const hint = hintOf(declared);
  // A selector is told after the name of its namespace; the slash of a block of addresses is its own.
  const slash = remote.kind === 'outside' ? remote.name.indexOf('/') : -1;
  const name = slash < 1 ? remote.name : remote.name.slice(0, slash);
  const pods = slash < 1 ? '' : remote.name.slice(slash + 1);
  const second = hint ?? (pods === '' || pods === '*' ? KINDS[remote.kind] : pods);
  return [name, second].filter((line) => line !== '').map((line) => short(line, WIDEST));
}

/** The same in a few words: `cluster DNS`, or a name where the declarations have no word for it. */
export function remoteName(remote: Endpoint, declared: readonly string[]): string {
  return hintOf(declared) ?? remoteLines(remote, [])[0] ?? '';
}

/** What the declarations call it, `the ingress controller`, where they agree. */
function hintOf(declared: readonly string[]): string | undefined {
  const names = new Set(declared.flatMap((line) => /^(?:to |from )?the ([A-Za-z][A-Za-z -]*?)(?:,| \d|$)/.exec(line)?.[1] ?? []));
  const [only] = names;
  return names.size === 1 ? only : undefined;
}
