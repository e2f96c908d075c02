import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KubernetesVersion } from '../../../constructs';
import { flagsIn, hostFiles, type Loose, refused } from './harness';

const API = 'flags/cp-1/kube-apiserver.conf';
const FILE = 'apiserver/authentication.yaml';
const AT = '[control-plane] ';
const WHERE = 'of issuer 1 of authentication';

/** A certificate of nobody, made for this test with `openssl req -x509`. */
const PEM = readFileSync(`${__dirname}/issuer-ca.crt`, 'utf8');

const issuer = { url: 'https://id.example.com', audiences: ['kubernetes'] };
const withIssuer = (more: object = {}): Loose => ({ authentication: { issuers: [{ ...issuer, ...more }] } });
const flagsOf = (props: Loose, kubernetesVersion: KubernetesVersion = '1.33') => flagsIn(hostFiles(props, { kubernetesVersion })[API]);
const fileOf = (props: Loose, kubernetesVersion: KubernetesVersion = '1.33'): unknown =>
  parse(hostFiles(props, { kubernetesVersion })[FILE] ?? '');

const OWN_RULES = [
  { expression: "!user.username.startsWith('system:')", message: 'the user name must not be one of Kubernetes itself' },
  { expression: "user.groups.all(group, !group.startsWith('system:'))", message: 'no group must be one of Kubernetes itself' },
];

test.each<KubernetesVersion>(['1.27', '1.31', '1.32', '1.37'])('in %s, nobody is answered who does not say who they are', (version) => {
  const flags = flagsOf({}, version);
  expect([flags['anonymous-auth'], flags['authentication-config'], flags['token-auth-file']]).toEqual([['false'], undefined, undefined]);
});

test.each<readonly [KubernetesVersion, string]>([
  ['1.32', 'v1beta1'],
  ['1.33', 'v1beta1'],
  ['1.34', 'v1'],
  ['1.37', 'v1'],
])('in %s, health may be told to everybody, by a file of %s that takes the place of the flag', (version, api) => {
  const props = { authentication: { anonymous: 'health' } };
  const flags = flagsOf(props, version);
  expect([flags['anonymous-auth'], flags['authentication-config']]).toEqual([undefined, ['/etc/kubernetes/apiserver/authentication.yaml']]);
  expect(fileOf(props, version)).toEqual({
    apiVersion: `apiserver.config.k8s.io/${api}`,
    kind: 'AuthenticationConfiguration',
    anonymous: { enabled: true, conditions: [{ path: '/healthz' }, { path: '/livez' }, { path: '/readyz' }] },
  });
});

test("the kubelet's probes ask for health again where everybody may", () => {
  expect(Object.keys(hostFiles())).toContain('kubeadm/patches/kube-apiserver+strategic.yaml');
  expect(Object.keys(hostFiles({ authentication: { anonymous: 'health' } }))).not.toContain(
    'kubeadm/patches/kube-apiserver+strategic.yaml',
  );
});

test('an issuer is believed for users with a prefix, and the flag stays', () => {
  expect(flagsOf(withIssuer(), '1.30')['anonymous-auth']).toEqual(['false']);
  expect(fileOf(withIssuer(), '1.30')).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1beta1',
    kind: 'AuthenticationConfiguration',
    jwt: [
      {
        issuer: { url: 'https://id.example.com', audiences: ['kubernetes'], audienceMatchPolicy: 'MatchAny' },
        claimMappings: { username: { claim: 'sub', prefix: 'oidc:' } },
        userValidationRules: OWN_RULES,
      },
    ],
  });
});

test('everything that can be said of an issuer is written', () => {
  const props = withIssuer({
    discoveryUrl: 'https://inner.example.com/.well-known/openid-configuration',
    certificateAuthority: PEM,
    audiences: ['kubernetes', 'kubectl'],
    username: { expression: "claims.email_verified ? 'people:' + claims.email : ''" },
    groups: { claim: 'groups', prefix: 'people:' },
    extra: { 'example.com/team': 'claims.team' },
    requiredClaims: { hd: 'example.com' },
    claimRules: [{ expression: "claims.acr == 'mfa'", message: 'a second factor is needed' }],
    userRules: [{ expression: "user.username != 'people:root'", message: 'root does not log in' }],
  });
  expect(fileOf(props, '1.36')).toMatchObject({
    jwt: [
      {
        issuer: {
          discoveryURL: 'https://inner.example.com/.well-known/openid-configuration',
          certificateAuthority: PEM,
          audiences: ['kubernetes', 'kubectl'],
          audienceMatchPolicy: 'MatchAny',
        },
        claimValidationRules: [
          { claim: 'hd', requiredValue: 'example.com' },
          { expression: "claims.acr == 'mfa'", message: 'a second factor is needed' },
        ],
        claimMappings: {
          username: { expression: "claims.email_verified ? 'people:' + claims.email : ''" },
          groups: { claim: 'groups', prefix: 'people:' },
          extra: [{ key: 'example.com/team', valueExpression: 'claims.team' }],
        },
        userValidationRules: [...OWN_RULES, { expression: "user.username != 'people:root'", message: 'root does not log in' }],
      },
    ],
  });
});

test.each<KubernetesVersion>(['1.29', '1.33'])('in %s, who issues the tokens of workloads issues none of users', (kubernetesVersion) => {
  const props = { ...withIssuer(), serviceAccounts: { issuer: 'https://new.example.com', formerIssuers: [issuer.url] }, forms: ['flags'] };
  expect(refused(props, { kubernetesVersion })).toEqual([
    `${AT}the issuers of authentication must not be one of serviceAccounts, which the API server knows anyway, got 'https://id.example.com'`,
  ]);
});

test('before 1.30, flags say who the issuer is', () => {
  const props = withIssuer({ groups: { claim: 'groups' }, requiredClaims: { hd: 'example.com', acr: 'mfa' }, certificateAuthority: PEM });
  expect(flagsOf(props, '1.29')).toMatchObject({
    'anonymous-auth': ['false'],
    'oidc-issuer-url': ['https://id.example.com'],
    'oidc-client-id': ['kubernetes'],
    'oidc-username-claim': ['sub'],
    'oidc-username-prefix': ['oidc:'],
    'oidc-groups-claim': ['groups'],
    'oidc-groups-prefix': ['oidc:'],
    'oidc-required-claim': ['hd=example.com,acr=mfa'],
    'oidc-ca-file': ['/etc/kubernetes/apiserver/oidc-ca.crt'],
  });
  expect(hostFiles(props, { kubernetesVersion: '1.29' })['apiserver/oidc-ca.crt']).toBe(PEM);
});

test.each(['k3s', 'rke2'])('%s is told that nobody is answered where it would leave that to the file', (distribution) => {
  const path = `${distribution}/server.yaml`;
  expect(hostFiles(withIssuer())[path]).toContain('anonymous-auth=false');
  expect(hostFiles()[path]).not.toContain('anonymous-auth');
});

const NONE = 'must be a text on one line, got';

test.each<readonly [string, Loose, string]>([
  ['everything for everybody', { authentication: { anonymous: 'all' } }, "authentication.anonymous must be one of none, health, got 'all'"],
  ['an issuer alone', { authentication: { issuers: issuer } }, `authentication.issuers must be a list, got ${JSON.stringify(issuer)}`],
  ['an issuer that is null', { authentication: { issuers: [null] } }, 'issuer 1 of authentication must be an object of options, got null'],
  [
    'an issuer without TLS',
    withIssuer({ url: 'http://id.example.com' }),
    `url ${WHERE} must be a URL such as 'https://issuer.example.com', got 'http://id.example.com'`,
  ],
  [
    'keys at the same address',
    withIssuer({ discoveryUrl: 'https://id.example.com/' }),
    `discoveryUrl ${WHERE} must be another address than url, got 'https://id.example.com/' for both`,
  ],
  [
    'tokens for anybody',
    withIssuer({ audiences: [] }),
    `audiences ${WHERE} must name at least one, got none: a token for somebody else would be taken`,
  ],
  ['an audience twice', withIssuer({ audiences: ['a', 'a'] }), `audiences ${WHERE} must name each once, got 'a' twice`],
  ['an empty audience', withIssuer({ audiences: [''] }), `an item of audiences ${WHERE} ${NONE} ''`],
  ['no prefix', withIssuer({ username: { claim: 'sub', prefix: '' } }), `prefix of username ${WHERE} ${NONE} ''`],
  [
    'the word for no prefix',
    withIssuer({ username: { claim: 'sub', prefix: '-' } }),
    `prefix of username ${WHERE} must not be '-', which stands for none`,
  ],
  [
    'groups of Kubernetes',
    withIssuer({ groups: { claim: 'groups', prefix: 'system:' } }),
    `prefix of groups ${WHERE} must not be one of Kubernetes itself, got 'system:'`,
  ],
  [
    'both a claim and an expression',
    withIssuer({ username: { claim: 'sub', expression: 'claims.sub' } }),
    `username ${WHERE} must have an expression or a claim with its prefix, got both`,
  ],
  [
    'an address that anybody may claim',
    withIssuer({ username: { claim: 'email' } }),
    `claim of username ${WHERE} must not be 'email', which may not be theirs: map it with expression: "claims.?email_verified.orValue(false) ? 'oidc:' + claims.email : ''"`,
  ],
  [
    'the same by an expression',
    withIssuer({ username: { expression: "'oidc:' + claims.email" } }),
    `username ${WHERE} must ask claims.email_verified where it uses claims.email, got ''oidc:' + claims.email'`,
  ],
  [
    'no expression',
    withIssuer({ claimRules: [{ expression: ' ', message: 'a' }] }),
    `expression of an item of claimRules ${WHERE} must be a CEL expression, got ' '`,
  ],
  [
    'a rule without a message',
    withIssuer({ userRules: [{ expression: 'true' }] }),
    `message of an item of userRules ${WHERE} ${NONE} nothing`,
  ],
  [
    "a key of Kubernetes' own",
    withIssuer({ extra: { 'authentication.kubernetes.io/pod-name': "'a'" } }),
    `a key of extra ${WHERE} must be a lower-case path below a domain of yours such as 'example.com/team', got 'authentication.kubernetes.io/pod-name'`,
  ],
  [
    'a certificate that is none',
    withIssuer({ certificateAuthority: '-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----' }),
    `certificateAuthority ${WHERE} must be PEM certificates, from '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----'`,
  ],
  [
    'a key beside a certificate',
    withIssuer({ certificateAuthority: `${PEM}-----BEGIN PRIVATE KEY-----\nYQ==\n-----END PRIVATE KEY-----\n` }),
    `certificateAuthority ${WHERE} must be certificates, got a private key: revoke it, as it is in a file that others read`,
  ],
  [
    'two issuers with one prefix',
    { authentication: { issuers: [issuer, { ...issuer, url: 'https://other.example.com' }] } },
    "the issuers of authentication must have different prefixes of username, or one speaks for the other's; got 'oidc:' twice",
  ],
  [
    'one issuer twice',
    { authentication: { issuers: [issuer, { ...issuer, username: { claim: 'sub', prefix: 'b:' } }] } },
    "the issuers of authentication must be different, got 'https://id.example.com' twice",
  ],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});

test.each<readonly [string, Loose, KubernetesVersion, string]>([
  [
    'health for everybody',
    { authentication: { anonymous: 'health' } },
    '1.31',
    "authentication.anonymous must be 'none' before Kubernetes 1.32, which opens all paths or none, got 'health'",
  ],
  [
    'two issuers',
    { authentication: { issuers: [issuer, { url: 'https://b.example.com', audiences: ['a'], username: { claim: 'sub', prefix: 'b:' } }] } },
    '1.29',
    'authentication.issuers must be one before Kubernetes 1.30, got 2',
  ],
  ['two audiences', withIssuer({ audiences: ['a', 'b'] }), '1.29', `audiences ${WHERE} must be one before Kubernetes 1.30, got 2`],
  [
    'an expression',
    withIssuer({ username: { expression: 'claims.sub' } }),
    '1.29',
    `username.expression ${WHERE} must not be given before Kubernetes 1.30, which does not know it`,
  ],
  [
    'rules',
    withIssuer({ userRules: [{ expression: 'true', message: 'a' }] }),
    '1.29',
    `userRules ${WHERE} must not be given before Kubernetes 1.30, which does not know it`,
  ],
  [
    'a claim with a comma',
    withIssuer({ requiredClaims: { a: 'b,c' } }),
    '1.29',
    `requiredClaims ${WHERE} must have no commas before Kubernetes 1.30, got 'a': 'b,c'`,
  ],
])('%s is refused for a version that does not know it', (_what, props, kubernetesVersion, message) => {
  expect(refused(props, { kubernetesVersion })).toEqual([AT + message]);
});
