import { dirname } from 'node:path/posix';
import { checkKeys, type Problems, shown } from '../problems';
import { checkFlagPath, checkUrl } from './checks';
import type { Flags, Part, Surroundings } from './part';
import { pki } from './places';

export interface ServiceAccountsProps {
  /**
   * Who the API server says it is in the tokens that it issues: an `https` URL that is different for each cluster which others trust.
   *
   * @default 'https://kubernetes.default.svc.cluster.local' - as kubeadm has it
   */
  readonly issuer?: string;

  /** Issuers whose tokens are still accepted, while tokens move to a new one. kubeadm's v1beta3 (before 1.31) takes none. @default [] */
  readonly formerIssuers?: readonly string[];

  /** Public keys that tokens are verified with besides the own one, absolute, while keys are rotated. Likewise none before 1.31. @default [] */
  readonly formerKeys?: readonly string[];

  /** Where others read the public keys, an `https` URL, if not from the API server. @default - the API server's own address */
  readonly jwksUri?: string;

  /** Whom tokens are for that do not say it. @default - the issuers */
  readonly audiences?: readonly string[];
}

const KEYS: Readonly<Record<keyof ServiceAccountsProps, true>> = {
  issuer: true,
  formerIssuers: true,
  formerKeys: true,
  jwksUri: true,
  audiences: true,
};

/** What kube-apiserver takes for `--service-account-max-token-expiration`, in seconds. */
const SHORTEST = 3600;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --api-audiences': 'spoofing: a token that is for somebody else is not taken by the API server',
  'kube-apiserver --service-account-extend-token-expiration': 'spoofing: a stolen token ends when it says, not a year later',
  'kube-apiserver --service-account-issuer': 'spoofing: a token of another cluster is not taken for one of this',
  'kube-apiserver --service-account-jwks-uri': 'spoofing: others verify tokens with keys from a place that is meant for it',
  'kube-apiserver --service-account-key-file': 'spoofing: tokens are believed for their signature by a key of their own',
  'kube-apiserver --service-account-lookup': 'spoofing: the token of a ServiceAccount or pod that is gone is gone as well',
  'kube-apiserver --service-account-max-token-expiration': 'spoofing: nobody asks for a token that outlives its use',
  'kube-apiserver --service-account-signing-key-file': 'spoofing: tokens are signed with a key that nothing else uses',
};

/** The tokens of workloads: who issues and who believes them, and for how long. */
export function serviceAccountsPart(props: ServiceAccountsProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'serviceAccounts', given, KEYS);
  const issuers = [given.issuer ?? 'https://kubernetes.default.svc.cluster.local', ...list(problems, 'formerIssuers', given.formerIssuers)];
  for (const issuer of issuers) checkUrl(problems, 'an issuer of serviceAccounts', issuer);
  const keys = [pki.serviceAccounts.publicKey, ...list(problems, 'formerKeys', given.formerKeys)];
  for (const key of keys) checkFlagPath(problems, 'a key of serviceAccounts.formerKeys', key);
  for (const [what, items] of [
    ['issuers', issuers],
    ['keys', keys],
  ] as const) {
    const twice = items.find((item, index) => items.indexOf(item) !== index);
    if (twice !== undefined) problems.add(`the ${what} of serviceAccounts must be different, got ${shown(twice)} twice`);
  }
  if (given.jwksUri !== undefined) checkUrl(problems, 'serviceAccounts.jwksUri', given.jwksUri);
  const audiences = list(problems, 'audiences', given.audiences);
  for (const audience of audiences) {
    if (typeof audience !== 'string' || !/^[A-Za-z0-9._~:/-]+$/.test(audience))
      problems.add(`serviceAccounts.audiences must be names or URLs without blanks and commas, got ${shown(audience)}`);
  }
  const { maxTokenSeconds } = surroundings.profile;
  if (maxTokenSeconds < SHORTEST)
    problems.add(
      `the platform's maxTokenSeconds must be ${SHORTEST} or more, as kube-apiserver takes no lower maximum, got ${maxTokenSeconds}: ask for shorter tokens where they are used`,
    );
  const flags: Flags = {
    'service-account-issuer': single(issuers),
    'service-account-key-file': single(keys),
    'service-account-signing-key-file': pki.serviceAccounts.key,
    ...(given.jwksUri === undefined ? {} : { 'service-account-jwks-uri': given.jwksUri }),
    ...(audiences.length === 0 ? {} : { 'api-audiences': audiences.join(',') }),
    'service-account-lookup': 'true',
    'service-account-extend-token-expiration': 'false',
    'service-account-max-token-expiration': `${maxTokenSeconds}s`,
  };
  return { flags: { 'kube-apiserver': flags }, reads: { 'kube-apiserver': keys.map((key) => dirname(`${key}`)) }, reasons };
}

function list(problems: Problems, field: keyof ServiceAccountsProps, given: unknown): readonly string[] {
  if (given === undefined || Array.isArray(given)) return given ?? [];
  problems.add(`serviceAccounts.${field} must be a list, got ${shown(given)}`);
  return [];
}

function single(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] as string) : values;
}
