import type { Place } from '../manifest';

/** A place in a file as messages show it: `flags/kube-apiserver.conf:41`. */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
