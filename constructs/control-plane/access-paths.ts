import { type Problems, shown } from '../problems';

/** What can be opened through a way in, and the words in paths of the API that stand for it. */
const SUBRESOURCES = {
  attach: 'attach',
  debug: 'ephemeralcontainers',
  exec: 'exec',
  'port-forward': 'portforward',
  tokens: 'token',
} as const;

/** `secrets` is the objects themselves, `tokens` is making tokens of service accounts, `debug` is containers beside those of a pod. */
export type Reach = keyof typeof SUBRESOURCES | 'secrets';

export const REACHES: readonly Reach[] = [...(Object.keys(SUBRESOURCES) as (keyof typeof SUBRESOURCES)[]), 'secrets'].sort() as Reach[];

/** What may follow a slash: names of objects, groups and versions, nothing that is encoded, and so nothing that is read in two ways. */
const SEGMENT = '[-A-Za-z0-9._:@]+';
const GROUP_VERSION = '(api/[^/]+|apis/[^/]+/[^/]+)';
const WITHIN = '(/watch)?(/namespaces/[^/]+)?';

/**
 * Regular expressions for paths that both RE2 and PCRE read alike, without commas, backslashes, braces and quotes: `kubectl proxy` splits
 * its lists at commas, and the others mean something in its unit or in the configuration of nginx.
 */
export interface PathPatterns {
  /** Paths that may be asked for. */
  readonly accepted: string;
  /** Of those, what is refused, whatever the case of its letters. */
  readonly refused: readonly string[];
}

/** The API, its schemas, version and health are open; from it, everything that leads on into pods, nodes and secrets that is not allowed. */
export function pathPatterns(allowed: readonly Reach[]): PathPatterns {
  const closed = Object.entries(SUBRESOURCES).filter(([reach]) => !allowed.includes(reach as Reach));
  const words = [...closed.map(([, word]) => word), 'proxy'].sort();
  return {
    accepted: `^/((api|apis|healthz|livez|openapi|readyz|version|[.]well-known)(/${SEGMENT})*/?)?$`,
    refused: [
      '/[.][.]?(/|$)',
      '^/api/[^/]+/proxy(/|$)',
      `^/${GROUP_VERSION}${WITHIN}/[^/]+/[^/]+/(${words.join('|')})(/|$)`,
      ...(allowed.includes('secrets') ? [] : [`^/api/[^/]+${WITHIN}/secrets(/|$)`]),
    ],
  };
}

/** What a way in allows. */
export function reachesOf(problems: Problems, what: string, allow: unknown): readonly Reach[] {
  if (allow === undefined) return [];
  const list: readonly unknown[] = Array.isArray(allow) ? allow : [allow];
  const wrong = Array.isArray(allow) ? list.filter((each) => !REACHES.includes(each as Reach)) : list;
  for (const each of wrong) {
    const why =
      each === 'proxy' ? ': whoever uses the API server as a proxy reaches what the policies keep them from, with its address' : '';
    problems.add(`${what} must be some of ${REACHES.join(', ')}, got ${shown(each)}${why}`);
  }
  return REACHES.filter((reach) => list.includes(reach));
}
