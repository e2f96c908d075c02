import { X509Certificate } from 'node:crypto';
import { type Problems, shown } from '../problems';
import { checkUrl } from './checks';
import { entriesOf, itemsOf, lineOf, objectOf, textOf } from './shape';

/** How a name of Kubernetes is made from a token: from one claim, or by an expression. */
export interface MappingProps {
  /** The claim whose value it is. Not `email`, which anybody may claim who has not shown that it is theirs: see `expression`. */
  readonly claim?: string;

  /** What is put in front of each value, never empty: nobody of one issuer is then somebody of another, or of Kubernetes. @default 'oidc:' */
  readonly prefix?: string;

  /** A CEL expression of `claims` instead, from Kubernetes 1.30. What it gives must not start with `system:`, which is checked. */
  readonly expression?: string;
}

/** What has to hold of a token or a user; the message is what is logged otherwise. */
export interface ConditionProps {
  /** A CEL expression that is true for those who are let in, of `claims` or of `user`. */
  readonly expression: string;
  readonly message: string;
}

/** Somebody whose tokens (OpenID Connect) say who a user is. */
export interface IssuerProps {
  /** Its address, `https`, as the tokens have it in `iss`. */
  readonly url: string;

  /** Where its keys are found, if not at its address: `https`, up to and with `/.well-known/openid-configuration`. From 1.30. */
  readonly discoveryUrl?: string;

  /** The authorities that its certificate is believed for, PEM. @default - those of the host */
  readonly certificateAuthority?: string;

  /** Whom its tokens have to be for, any of them; before 1.30 one. */
  readonly audiences: readonly string[];

  /** @default { claim: 'sub', prefix: 'oidc:' } */
  readonly username?: MappingProps;

  /** @default - no groups */
  readonly groups?: MappingProps;

  /** What is known of a user besides, by key such as `example.com/team`, as CEL expressions. From 1.30. @default {} */
  readonly extra?: Readonly<Record<string, string>>;

  /** Claims that a token must have, and their values. @default {} */
  readonly requiredClaims?: Readonly<Record<string, string>>;

  /** What else has to hold of `claims`. From 1.30. @default [] */
  readonly claimRules?: readonly ConditionProps[];

  /** What else has to hold of `user`. From 1.30. @default [] - besides: no name of Kubernetes itself */
  readonly userRules?: readonly ConditionProps[];
}

const KEYS: Readonly<Record<keyof IssuerProps, true>> = {
  url: true,
  discoveryUrl: true,
  certificateAuthority: true,
  audiences: true,
  username: true,
  groups: true,
  extra: true,
  requiredClaims: true,
  claimRules: true,
  userRules: true,
};
const MAPPING: Readonly<Record<keyof MappingProps, true>> = { claim: true, prefix: true, expression: true };

/** A mapping that is one of both. */
export type Mapping = { readonly claim: string; readonly prefix: string } | { readonly expression: string };

/** An issuer with its defaults. */
export interface Issuer {
  readonly url: string;
  readonly discoveryUrl: string | undefined;
  readonly certificateAuthority: string | undefined;
  readonly audiences: readonly string[];
  readonly username: Mapping;
  readonly groups: Mapping | undefined;
  readonly extra: readonly (readonly [string, string])[];
  readonly requiredClaims: readonly (readonly [string, string])[];
  readonly claimRules: readonly ConditionProps[];
  readonly userRules: readonly ConditionProps[];
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration */
export function issuerOf(problems: Problems, what: string, props: IssuerProps): Issuer {
  const given = objectOf(problems, what, props ?? (null as never), KEYS);
  checkUrl(problems, `url of ${what}`, given.url);
  if (given.discoveryUrl !== undefined) checkUrl(problems, `discoveryUrl of ${what}`, given.discoveryUrl);
  if (given.discoveryUrl !== undefined && withoutSlashes(given.discoveryUrl) === withoutSlashes(given.url))
    problems.add(`discoveryUrl of ${what} must be another address than url, got ${shown(given.discoveryUrl)} for both`);
  const issuer: Issuer = {
    url: textOf(given.url),
    discoveryUrl: given.discoveryUrl,
    certificateAuthority: authorityOf(problems, `certificateAuthority of ${what}`, given.certificateAuthority),
    audiences: audiencesOf(problems, `audiences of ${what}`, given.audiences),
    username: mappingOf(problems, `username of ${what}`, given.username ?? { claim: 'sub' }),
    groups: given.groups === undefined ? undefined : mappingOf(problems, `groups of ${what}`, given.groups),
    extra: entriesOf(problems, `extra of ${what}`, given.extra, "{ 'example.com/team': 'claims.team' }"),
    requiredClaims: entriesOf(problems, `requiredClaims of ${what}`, given.requiredClaims, "{ hd: 'example.com' }"),
    claimRules: conditionsOf(problems, `claimRules of ${what}`, given.claimRules),
    userRules: conditionsOf(problems, `userRules of ${what}`, given.userRules),
  };
  for (const [key, expression] of issuer.extra) {
    checkExtraKey(problems, `a key of extra of ${what}`, key);
    expressionOf(problems, `extra '${key}' of ${what}`, expression);
  }
  for (const [claim, value] of issuer.requiredClaims) {
    lineOf(problems, `a claim of requiredClaims of ${what}`, claim);
    lineOf(problems, `requiredClaims '${claim}' of ${what}`, value);
  }
  checkEmail(problems, what, issuer);
  return issuer;
}

function withoutSlashes(url: unknown): string {
  return textOf(url).replace(/\/+$/, '');
}

function audiencesOf(problems: Problems, what: string, given: readonly string[] | undefined): readonly string[] {
  const audiences = itemsOf(problems, what, given);
  if (audiences.length === 0) problems.add(`${what} must name at least one, got none: a token for somebody else would be taken`);
  for (const [index, audience] of audiences.entries()) {
    lineOf(problems, `an item of ${what}`, audience);
    if (audiences.indexOf(audience) !== index) problems.add(`${what} must name each once, got ${shown(audience)} twice`);
  }
  return audiences;
}

function mappingOf(problems: Problems, what: string, props: MappingProps): Mapping {
  const { claim, prefix = 'oidc:', expression } = objectOf(problems, what, props, MAPPING);
  if (expression !== undefined) {
    if (claim !== undefined || props.prefix !== undefined)
      problems.add(`${what} must have an expression or a claim with its prefix, got both`);
    return { expression: expressionOf(problems, `expression of ${what}`, expression) };
  }
  if (claim === 'email')
    problems.add(
      `claim of ${what} must not be 'email', which may not be theirs: map it with expression: "claims.?email_verified.orValue(false) ? 'oidc:' + claims.email : ''"`,
    );
  const text = lineOf(problems, `prefix of ${what}`, prefix);
  if (text.startsWith('system:')) problems.add(`prefix of ${what} must not be one of Kubernetes itself, got '${text}'`);
  if (text === '-') problems.add(`prefix of ${what} must not be '-', which stands for none`);
  return { claim: lineOf(problems, `claim of ${what}`, claim), prefix: text };
}

/** What the API server refuses: https://kubernetes.io/docs/reference/access-authn-authz/authentication/ (`claims.email_verified`). */
function checkEmail(problems: Problems, what: string, { username, extra, claimRules }: Issuer): void {
  if (!('expression' in username) || !/\bclaims\.\??email\b/.test(username.expression)) return;
  const asked = [username.expression, ...extra.map(([, each]) => each), ...claimRules.map(({ expression }) => expression)];
  if (asked.some((expression) => /email_verified/.test(textOf(expression)))) return;
  problems.add(`username of ${what} must ask claims.email_verified where it uses claims.email, got ${shown(username.expression)}`);
}

function conditionsOf(problems: Problems, what: string, given: readonly ConditionProps[] | undefined): readonly ConditionProps[] {
  return itemsOf(problems, what, given).map((item) => {
    const { expression, message } = objectOf(problems, `an item of ${what}`, item ?? (null as never), { expression: true, message: true });
    return {
      expression: expressionOf(problems, `expression of an item of ${what}`, expression),
      message: lineOf(problems, `message of an item of ${what}`, message),
    };
  });
}

/** An expression may have several lines; whether it is CEL, the API server says. */
function expressionOf(problems: Problems, what: string, expression: unknown): string {
  if (typeof expression === 'string' && /\S/.test(expression)) return expression;
  problems.add(`${what} must be a CEL expression, got ${shown(expression)}`);
  return '';
}

function checkExtraKey(problems: Problems, what: string, key: string): void {
  const isPath = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[a-z0-9._/-]+$/.test(key);
  if (!isPath || /^([^/]*\.)?(k8s|kubernetes)\.io\//.test(key))
    problems.add(`${what} must be a lower-case path below a domain of yours such as 'example.com/team', got ${shown(key)}`);
}

function authorityOf(problems: Problems, what: string, pem: string | undefined): string | undefined {
  if (pem === undefined) return undefined;
  const blocks = typeof pem === 'string' ? (pem.match(/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g) ?? []) : [];
  if (blocks.some((block) => block.includes('PRIVATE KEY'))) {
    problems.add(`${what} must be certificates, got a private key: revoke it, as it is in a file that others read`);
    return undefined;
  }
  if (blocks.length > 0 && blocks.every(isCertificate)) return `${blocks.join('\n')}\n`;
  problems.add(`${what} must be PEM certificates, from '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----'`);
  return undefined;
}

function isCertificate(block: string): boolean {
  try {
    return block.startsWith('-----BEGIN CERTIFICATE-----') && new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
