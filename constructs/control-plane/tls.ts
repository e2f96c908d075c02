import { checkWord, type Problems } from '../problems';
import { checkOneOf } from './checks';
import type { Flags } from './part';
import { CIPHER_SUITES } from './places';

const VERSIONS = ['VersionTLS12', 'VersionTLS13'] as const;

/** What a server agrees to speak. */
export interface TlsProps {
  /** The oldest version of TLS. @default 'VersionTLS12' */
  readonly minTls?: (typeof VERSIONS)[number];

  /** The suites of TLS 1.2, the best first; those of TLS 1.3 cannot be chosen. @default - every one that is strong */
  readonly cipherSuites?: readonly (typeof CIPHER_SUITES)[number][];
}

export type Tls = Required<TlsProps>;

/** The floor with its defaults. Only versions and suites that are strong can be named. */
export function tlsOf(problems: Problems, what: string, { minTls = 'VersionTLS12', cipherSuites = CIPHER_SUITES }: TlsProps): Tls {
  checkWord(problems, `${what}.minTls`, minTls, VERSIONS);
  checkOneOf(problems, `${what}.cipherSuites`, cipherSuites, CIPHER_SUITES);
  return { minTls, cipherSuites: Array.isArray(cipherSuites) ? cipherSuites : [] };
}

/** As Kubernetes' own programs take it. */
export function tlsFlags({ minTls, cipherSuites }: Tls): Flags {
  return { 'tls-min-version': minTls, 'tls-cipher-suites': cipherSuites.join(',') };
}
