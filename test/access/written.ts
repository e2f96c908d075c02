import { hostFiles, type Loose } from '../constructs/control-plane/harness';

/** One file below `control-plane/`, written by a control plane with these props for its access. */
export function written(path: string, access: Loose['audit'], platform: Parameters<typeof hostFiles>[1] = {}): string {
  const text = hostFiles({ access }, platform)[path];
  if (text === undefined) throw new Error(`nothing is written to ${path}`);
  return text;
}

/** The text with each of the pairs in place of the other, which it must have: files are written for other hosts than this machine. */
export function fitted(text: string, pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs).reduce((fit, [from, to]) => {
    if (!fit.includes(from)) throw new Error(`the file does not say '${from}' any more`);
    return fit.replaceAll(from, to);
  }, text);
}
