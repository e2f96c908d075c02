import { PROGRAMS, type ProgramName } from './program';

/** A word of a command, and where it starts in the text. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/** The words of a command as a shell and systemd split it: quotes, backslashes, lines that go on. Variables are left as they are. */
export function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  const token = /\\\r?\n|\s+|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])|[^\s'"\\]+|['"\\]/g;
  let open: { text: string; offset: number } | undefined;
  for (const match of text.matchAll(token)) {
    const [whole, single, double, escaped] = match;
    if (/^\s/.test(whole) || /^\\\r?\n/.test(whole)) {
      if (open !== undefined) words.push(open);
      open = undefined;
      continue;
    }
    const part = single ?? double?.replace(/\\([\s\S])/g, '$1') ?? escaped ?? whole;
    open = open === undefined ? { text: part, offset: match.index } : { ...open, text: open.text + part };
  }
  if (open !== undefined) words.push(open);
  return words;
}

/** The program that a word starts, whatever directory it is in. */
export function programOf(word: string): ProgramName | undefined {
  const base = word.slice(word.lastIndexOf('/') + 1);
  return PROGRAMS.find((name) => name === base);
}

/** Where a command starts a program: the word itself, also behind a shell, `exec` or a wrapper with flags of its own. */
export function startOf(words: readonly Word[]): { readonly name: ProgramName; readonly rest: readonly Word[] } | undefined {
  const first = words[0]?.text ?? '';
  const own = programOf(first);
  if (own !== undefined) return { name: own, rest: words.slice(1) };
  if (/(^|\/)(ba|da|z)?sh$/.test(first)) {
    const script = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text)) + 1;
    const inner = script === 0 ? undefined : words[script];
    return inner === undefined ? undefined : startOf(wordsIn(inner.text).map((word) => ({ ...word, offset: inner.offset })));
  }
  if (!WRAPPERS.test(first)) return undefined;
  const index = words.findIndex(({ text }, position) => position > 0 && programOf(text) !== undefined);
  const name = programOf(words[index]?.text ?? '');
  return name === undefined ? undefined : { name, rest: words.slice(index + 1) };
}

/** Programs that start another one which their arguments name. */
const WRAPPERS = /(^|\/)(exec|go-runner|hyperkube|env|nice|ionice|nohup|sudo|tini|dumb-init|systemd-run|chpst|setpriv)$/;

/** Flags that take no next word: `--profiling false` is `--profiling` and a stray word. */
const BOOLEANS = new Set([
  'anonymous-auth',
  'authentication-token-webhook',
  'auto-tls',
  'client-cert-auth',
  'enable-bootstrap-token-auth',
  'leader-elect',
  'make-iptables-util-chains',
  'peer-auto-tls',
  'peer-client-cert-auth',
  'profiling',
  'protect-kernel-defaults',
  'rotate-certificates',
  'rotate-server-certificates',
  'seccomp-default',
  'service-account-extend-token-expiration',
  'service-account-lookup',
  'use-service-account-credentials',
]);

/** The flags among the words behind a program: `--flag=value`, `--flag value`, `--flag` alone, and what goes on behind a pipe is not read. */
export function flagsIn(words: readonly Word[]): readonly (readonly [name: string, value: string, offset: number])[] {
  const flags: (readonly [string, string, number])[] = [];
  for (let index = 0; index < words.length; index++) {
    const { text, offset } = words[index] ?? { text: '', offset: 0 };
    if (/^(\||\|\||&&|;|--)$/.test(text)) break;
    const match = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(text);
    if (match === null) continue;
    const [, name = '', value] = match;
    const next = words[index + 1]?.text;
    if (value !== undefined) flags.push([name, value, offset]);
    else if (next === undefined || /^(--?[A-Za-z]|\||&&|;|\d?>)/.test(next) || BOOLEANS.has(name.replaceAll('_', '-')))
      flags.push([name, 'true', offset]);
    else {
      flags.push([name, next, offset]);
      index++;
    }
  }
  return flags;
}
