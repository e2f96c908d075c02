import { checkWord, type Problems, shown } from '../problems';
import { yamlStream } from '../yaml';
import { type ConditionProps, type Issuer, type IssuerProps, issuerOf, type Mapping } from './authentication-issuers';
import type { ConfigDocument, Flags, HostFile, Part, Surroundings } from './part';
import { places } from './places';
import { itemsOf, objectOf, textOf } from './shape';

const ANONYMOUS = ['none', 'health'] as const;

export interface AuthenticationProps {
  /**
   * What is answered to those who do not say who they are. `health` is `/healthz`, `/livez` and `/readyz` alone, for load balancers and
   * for the kubelet's probes, from Kubernetes 1.32. kubeadm needs neither: it asks with a certificate, and the probes that it writes ask
   * whether the API server listens.
   *
   * @default 'none'
   */
  readonly anonymous?: (typeof ANONYMOUS)[number];

  /** Who says, besides the authority of client certificates, who a user is; before 1.30 one. @default [] */
  readonly issuers?: readonly IssuerProps[];
}

const KEYS: Readonly<Record<keyof AuthenticationProps, true>> = { anonymous: true, issuers: true };

/** The minor versions of https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/ (StructuredAuthentication…) */
const FILE_SINCE = 30;
const HEALTH_SINCE = 32;
const V1_SINCE = 34;

const PATH = `${places.apiServer}/authentication.yaml`;
const AUTHORITY = `${places.apiServer}/oidc-ca.crt`;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --authentication-config': 'spoofing: only issuers that are named are believed, and never for a name of Kubernetes itself',
  'kube-apiserver --oidc-ca-file': 'spoofing: nobody answers for the issuer and hands out keys',
  'kube-apiserver --oidc-client-id': 'spoofing: a token that is for somebody else is not taken by the API server',
  'kube-apiserver --oidc-groups-claim': 'elevation: groups come from the claim that is meant',
  'kube-apiserver --oidc-groups-prefix': 'elevation: no group of the issuer is one of Kubernetes',
  'kube-apiserver --oidc-issuer-url': 'spoofing: only this issuer is believed',
  'kube-apiserver --oidc-required-claim': 'spoofing: tokens of others of the same issuer are not taken',
  'kube-apiserver --oidc-username-claim': 'spoofing: users are known by what the issuer never gives twice',
  'kube-apiserver --oidc-username-prefix': 'spoofing: no user of the issuer is one of Kubernetes',
};

/** Who asks: nobody without a certificate, a token of the cluster, or a token of an issuer that is named. */
export function authenticationPart(props: AuthenticationProps | undefined, { minor }: Surroundings, problems: Problems): Part {
  const given = objectOf(problems, 'authentication', props, KEYS);
  const { anonymous = 'none' } = given;
  checkWord(problems, 'authentication.anonymous', anonymous, ANONYMOUS);
  if (anonymous === 'health' && minor < HEALTH_SINCE)
    problems.add(
      `authentication.anonymous must be 'none' before Kubernetes 1.${HEALTH_SINCE}, which opens all paths or none, got 'health'`,
    );
  const issuers = itemsOf(problems, 'authentication.issuers', given.issuers).map((issuer, index) =>
    issuerOf(problems, `issuer ${index + 1} of authentication`, issuer),
  );
  checkApart(problems, issuers);
  const urls = issuers.map(({ url }) => url);
  if (minor < FILE_SINCE) {
    checkFlags(problems, issuers);
    const [issuer] = issuers;
    return issuer === undefined ? { reasons } : { ...oidcFlags(issuer), issuers: urls, reasons };
  }
  if (issuers.length === 0 && anonymous === 'none') return { reasons };
  return {
    flags: { 'kube-apiserver': { 'authentication-config': PATH } },
    issuers: urls,
    ...(anonymous === 'health' ? { replaces: { 'kube-apiserver': ['anonymous-auth'] } } : {}),
    files: [hostFile('apiserver/authentication.yaml', PATH, () => yamlStream([configuration(minor, anonymous === 'health', issuers)]))],
    reasons,
  };
}

/** Adds a problem for an issuer of users that is the cluster's own, of workloads: the API server would not start. */
export function checkIssuers(problems: Problems, issuers: readonly string[], own: string | readonly string[] | undefined): void {
  for (const url of issuers) {
    if ([own].flat().includes(url))
      problems.add(
        `the issuers of authentication must not be one of serviceAccounts, which the API server knows anyway, got ${shown(url)}`,
      );
  }
}

/** Nobody of one issuer may be taken for somebody of another. */
function checkApart(problems: Problems, issuers: readonly Issuer[]): void {
  const doubles = (values: readonly string[]) => new Set(values.filter((value, index) => values.indexOf(value) !== index));
  for (const url of doubles(issuers.map(({ url }) => url)))
    problems.add(`the issuers of authentication must be different, got ${shown(url)} twice`);
  for (const url of doubles(issuers.flatMap(({ discoveryUrl = [] }) => discoveryUrl)))
    problems.add(`the issuers of authentication must have different discovery URLs, got ${shown(url)} twice`);
  for (const field of ['username', 'groups'] as const) {
    const prefixes = issuers.flatMap((issuer) => prefixOf(issuer[field]));
    for (const prefix of doubles(prefixes))
      problems.add(
        `the issuers of authentication must have different prefixes of ${field}, or one speaks for the other's; got ${shown(prefix)} twice`,
      );
  }
}

function prefixOf(mapping: Mapping | undefined): readonly string[] {
  return mapping !== undefined && 'prefix' in mapping ? [mapping.prefix] : [];
}

/** Adds problems for what flags cannot say. */
function checkFlags(problems: Problems, issuers: readonly Issuer[]): void {
  const since = `before Kubernetes 1.${FILE_SINCE}`;
  if (issuers.length > 1) problems.add(`authentication.issuers must be one ${since}, got ${issuers.length}`);
  for (const issuer of issuers.slice(0, 1)) {
    if (issuer.audiences.length > 1)
      problems.add(`audiences of issuer 1 of authentication must be one ${since}, got ${issuer.audiences.length}`);
    const young = [
      ...(issuer.discoveryUrl === undefined ? [] : ['discoveryUrl']),
      ...(['username', 'groups'] as const).filter((field) => 'expression' in (issuer[field] ?? {})).map((field) => `${field}.expression`),
      ...(['extra', 'claimRules', 'userRules'] as const).filter((field) => issuer[field].length > 0),
    ];
    for (const field of young) problems.add(`${field} of issuer 1 of authentication must not be given ${since}, which does not know it`);
    for (const [claim, value] of issuer.requiredClaims) {
      if (/[=,]/.test(claim) || /,/.test(textOf(value)))
        problems.add(`requiredClaims of issuer 1 of authentication must have no commas ${since}, got ${shown(claim)}: ${shown(value)}`);
    }
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#configuring-the-api-server */
function oidcFlags({ url, audiences, username, groups, requiredClaims, certificateAuthority }: Issuer): Part {
  const claims = requiredClaims.map(([claim, value]) => `${claim}=${value}`);
  const flags: Flags = {
    'oidc-issuer-url': url,
    'oidc-client-id': audiences.join(','),
    ...('claim' in username ? { 'oidc-username-claim': username.claim, 'oidc-username-prefix': username.prefix } : {}),
    ...(groups !== undefined && 'claim' in groups ? { 'oidc-groups-claim': groups.claim, 'oidc-groups-prefix': groups.prefix } : {}),
    // One flag with commas, as kubeadm of these versions gives a flag once.
    ...(claims.length === 0 ? {} : { 'oidc-required-claim': claims.join(',') }),
    ...(certificateAuthority === undefined ? {} : { 'oidc-ca-file': AUTHORITY }),
  };
  return {
    flags: { 'kube-apiserver': flags },
    ...(certificateAuthority === undefined ? {} : { files: [hostFile('apiserver/oidc-ca.crt', AUTHORITY, () => certificateAuthority)] }),
  };
}

function hostFile(path: string, installedAt: string, text: () => string): HostFile {
  return { path, installedAt, permissions: '0600', hosts: 'control-plane', readBy: ['kube-apiserver'], text };
}

/** https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/#apiserver-config-k8s-io-v1-AuthenticationConfiguration */
function configuration(minor: number, healthIsOpen: boolean, issuers: readonly Issuer[]): ConfigDocument {
  return {
    apiVersion: `apiserver.config.k8s.io/${minor >= V1_SINCE ? 'v1' : 'v1beta1'}`,
    kind: 'AuthenticationConfiguration',
    ...(issuers.length === 0 ? {} : { jwt: issuers.map(authenticator) }),
    ...(healthIsOpen ? { anonymous: { enabled: true, conditions: ['/healthz', '/livez', '/readyz'].map((path) => ({ path })) } } : {}),
  };
}

/** Names of Kubernetes itself are for its own certificates alone. */
const NO_SYSTEM: readonly ConditionProps[] = [
  { expression: "!user.username.startsWith('system:')", message: 'the user name must not be one of Kubernetes itself' },
  { expression: "user.groups.all(group, !group.startsWith('system:'))", message: 'no group must be one of Kubernetes itself' },
];

function authenticator(issuer: Issuer): ConfigDocument {
  const rules = [
    ...issuer.requiredClaims.map(([claim, requiredValue]) => ({ claim, requiredValue })),
    ...issuer.claimRules.map(({ expression, message }) => ({ expression, message })),
  ];
  return {
    issuer: {
      url: issuer.url,
      ...(issuer.discoveryUrl === undefined ? {} : { discoveryURL: issuer.discoveryUrl }),
      ...(issuer.certificateAuthority === undefined ? {} : { certificateAuthority: issuer.certificateAuthority }),
      audiences: issuer.audiences,
      audienceMatchPolicy: 'MatchAny',
    },
    ...(rules.length === 0 ? {} : { claimValidationRules: rules }),
    claimMappings: {
      username: issuer.username,
      ...(issuer.groups === undefined ? {} : { groups: issuer.groups }),
      ...(issuer.extra.length === 0 ? {} : { extra: issuer.extra.map(([key, valueExpression]) => ({ key, valueExpression })) }),
    },
    userValidationRules: [...NO_SYSTEM, ...issuer.userRules],
  };
}
