import { resultOf, said } from './written';

const server = (...flags: readonly string[]) => ({ path: 'ps.txt', text: `kube-apiserver --v=2 ${flags.join(' ')}\n` });
const file = (path: string, document: object) => ({ path: `apiserver/${path}`, text: JSON.stringify(document) });
const AT = '/etc/kubernetes/apiserver';

describe('1.2.1, anonymous requests by an AuthenticationConfiguration', () => {
  const flag = `--authentication-config=${AT}/authentication.yaml`;
  const authentication = (anonymous?: object) =>
    file('authentication.yaml', {
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthenticationConfiguration',
      ...(anonymous && { anonymous }),
    });
  const conditions = (...paths: readonly string[]) => ({ enabled: true, conditions: paths.map((path) => ({ path })) });
  test.each([
    [
      'health paths only',
      conditions('/livez', '/readyz', '/healthz'),
      ['pass', 'anonymous requests are answered on /livez, /readyz, /healthz only'],
    ],
    ['none', { enabled: false }, ['pass', 'anonymous.enabled is false']],
    ['one path too many', conditions('/livez', '/version'), ['warn', 'anonymous requests are answered on /version']],
    ['every path', { enabled: true }, ['warn', 'anonymous.enabled is true, without conditions']],
    ['no conditions', { enabled: true, conditions: [] }, ['warn', 'anonymous.enabled is true, without conditions']],
    ['nothing', undefined, ['warn', '--anonymous-auth is not set, and true by default']],
  ])('%s', (_, anonymous, expected) => {
    expect(said(resultOf('1.2.1', [server(flag), authentication(anonymous)]))).toEqual(expected);
  });

  test('the flag says it alone where it is set', () => {
    expect(resultOf('1.2.1', [server('--anonymous-auth=true', flag), authentication({ enabled: false })]).status).toBe('warn');
  });
  test('before 1.32 a file says nothing of it', () => {
    const files = [server(flag), authentication({ enabled: false })];
    expect([31, 32].map((minor) => resultOf('1.2.1', files, undefined, minor).status)).toEqual(['warn', 'pass']);
  });
  test('a file that was not given is not known', () => {
    expect(said(resultOf('1.2.1', [server(flag)]))).toEqual(['unknown', 'the file of --authentication-config was not given']);
  });
});

describe('1.2.6 to 1.2.8, authorizers by an AuthorizationConfiguration', () => {
  const flag = `--authorization-config=${AT}/authorization.yaml`;
  const authorization = (...types: readonly string[]) =>
    file('authorization.yaml', {
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthorizationConfiguration',
      authorizers: types.map((type) => ({ type, name: type.toLowerCase() })),
    });
  test.each([
    [
      ['Node', 'RBAC'],
      ['pass', 'pass', 'pass'],
    ],
    [
      ['Node', 'Webhook', 'RBAC'],
      ['pass', 'pass', 'pass'],
    ],
    [['RBAC'], ['pass', 'fail', 'pass']],
    [['Node'], ['pass', 'pass', 'fail']],
    [
      ['Node', 'RBAC', 'AlwaysAllow'],
      ['fail', 'pass', 'pass'],
    ],
  ])('%j', (types, expected) => {
    const files = [server(flag), authorization(...types)];
    expect(['1.2.6', '1.2.7', '1.2.8'].map((id) => resultOf(id, files).status)).toEqual(expected);
  });
  test('kubeadm gives no modes beside the file', () => {
    const kubeadm = { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration' };
    const apiServer = { extraArgs: [{ name: 'authorization-config', value: `${AT}/authorization.yaml` }] };
    const init = { path: 'init.yaml', text: JSON.stringify({ ...kubeadm, apiServer }) };
    expect(resultOf('1.2.7', [init, authorization('RBAC')]).status).toBe('fail');
  });
});

describe('1.2.9, EventRateLimit and its limits', () => {
  const on = '--enable-admission-plugins=EventRateLimit';
  const flag = `--admission-control-config-file=${AT}/admission.yaml`;
  const admission = (...plugins: readonly object[]) =>
    file('admission.yaml', { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins });
  const limits = (...each: readonly object[]) => ({
    apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    limits: each,
  });
  const limit = { type: 'Namespace', qps: 50, burst: 100 };
  test.each([
    [
      'limits in the file',
      [server(on, flag), admission({ name: 'EventRateLimit', configuration: limits(limit) })],
      ['pass', 'EventRateLimit is on, with 1 limit'],
    ],
    [
      'limits in a file of their own',
      [server(on, flag), admission({ name: 'EventRateLimit', path: 'limits.yaml' }), file('limits.yaml', limits(limit, limit))],
      ['pass', 'EventRateLimit is on, with 2 limits'],
    ],
    [
      'limits in a file that was not given',
      [server(on, flag), admission({ name: 'EventRateLimit', path: 'limits.yaml' })],
      ['unknown', 'the limits in limits.yaml were not given'],
    ],
    [
      'no limits',
      [server(on, flag), admission({ name: 'EventRateLimit', configuration: limits() })],
      ['warn', 'EventRateLimit is on, with 0 limits'],
    ],
    [
      'nothing for the plugin',
      [server(on, flag), admission({ name: 'PodSecurity' })],
      ['warn', 'the AdmissionConfiguration has nothing for EventRateLimit'],
    ],
    ['no file', [server(on)], ['warn', 'EventRateLimit is on, and --admission-control-config-file is not set']],
    ['a file that was not given', [server(on, flag)], ['unknown', 'the file of --admission-control-config-file was not given']],
    [
      'the plugin off',
      [server(flag), admission({ name: 'EventRateLimit', configuration: limits(limit) })],
      ['warn', '--enable-admission-plugins is not set'],
    ],
  ])('%s', (_, files, expected) => {
    expect(said(resultOf('1.2.9', files))).toEqual(expected);
  });
});

describe('1.2.28, the provider that secrets are written with', () => {
  const flag = '--encryption-provider-config=/etc/kubernetes/encryption/config.yaml';
  const encryption = (...resources: readonly object[]) =>
    file('config.yaml', { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources });
  const entry = (names: readonly string[], ...providers: readonly string[]) => ({
    resources: names,
    providers: providers.map((name) => ({ [name]: name === 'kms' ? { apiVersion: 'v2' } : {} })),
  });
  test.each([
    ['secretbox first', [entry(['secrets'], 'secretbox', 'identity')], ['pass', 'secrets are written with secretbox']],
    ['kms first', [entry(['secrets'], 'kms', 'identity')], ['pass', 'secrets are written with kms']],
    ['aescbc first', [entry(['secrets'], 'aescbc')], ['pass', 'secrets are written with aescbc']],
    ['aesgcm first', [entry(['secrets'], 'aesgcm')], ['warn', 'secrets are written with aesgcm']],
    ['identity first', [entry(['secrets'], 'identity', 'secretbox')], ['warn', 'secrets are written with identity']],
    [
      'the first entry that covers them',
      [entry(['secrets'], 'identity'), entry(['*.*'], 'secretbox')],
      ['warn', 'secrets are written with identity'],
    ],
    [
      'everything of the core group',
      [entry(['configmaps'], 'identity'), entry(['*.'], 'secretbox')],
      ['pass', 'secrets are written with secretbox'],
    ],
    ['everything', [entry(['*.*'], 'secretbox')], ['pass', 'secrets are written with secretbox']],
    ['other things', [entry(['configmaps'], 'secretbox')], ['warn', 'no entry covers secrets']],
    ['nothing', [entry(['secrets'])], ['warn', 'secrets are written with nothing']],
  ])('%s', (_, resources, expected) => {
    expect(said(resultOf('1.2.28', [server(flag), encryption(...resources)]))).toEqual(expected);
  });

  test('weak and old ones are noted', () => {
    const note = (provider: object) =>
      resultOf('1.2.28', [server(flag), encryption({ resources: ['secrets'], providers: [provider] })]).findings[0]?.note;
    expect([{ aescbc: {} }, { kms: {} }, { kms: { apiVersion: 'v2' } }, { secretbox: {} }].map(note)).toEqual([
      'aescbc is open to padding oracle attacks; kms v2 and secretbox are not',
      'kms v1 is deprecated, and off by default from 1.29',
      undefined,
      undefined,
    ]);
  });

  test('a plan tells for a file with keys that stays on its host', () => {
    const plan = (type: string, config: string) =>
      file('plan.yaml', {
        kind: 'EncryptionPlan',
        apiVersion: 'config.palisade.dev/v1',
        config,
        resources: ['secrets'],
        providers: [{ type }],
      });
    const path = '/etc/kubernetes/encryption/config.yaml';
    expect(said(resultOf('1.2.28', [server(flag), plan('secretbox', path)]))).toEqual(['pass', 'secrets are to be written with secretbox']);
    expect(resultOf('1.2.28', [server(flag), plan('identity', path)]).status).toBe('warn');
    expect(resultOf('1.2.28', [server(flag), plan('secretbox', '/elsewhere.yaml')]).status).toBe('unknown');
  });
});

describe('3.2.2, what the audit policy writes down', () => {
  const flag = `--audit-policy-file=${AT}/audit-policy.yaml`;
  const policy = (...rules: readonly object[]) => file('audit-policy.yaml', { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });
  const SECRETS = {
    level: 'Metadata',
    resources: [
      { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
      { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
    ],
  };
  test.each([
    ['everything at Metadata', [{ level: 'Metadata' }], 'pass'],
    ['bodies, but not of secrets', [SECRETS, { level: 'RequestResponse' }], 'pass'],
    ['bodies of secrets', [{ level: 'RequestResponse' }], 'warn'],
    ['nothing of exec', [{ level: 'None', resources: [{ group: '', resources: ['pods/exec'] }] }, { level: 'Metadata' }], 'warn'],
    ['nothing of one namespace', [{ level: 'None', namespaces: ['shop'] }, { level: 'Metadata' }], 'warn'],
    [
      'nothing of a program of Kubernetes',
      [{ level: 'None', users: ['system:kube-proxy'], verbs: ['watch'] }, { level: 'Metadata' }],
      'pass',
    ],
    ['only secrets', [SECRETS], 'warn'],
    ['no rules', [], 'warn'],
  ])('%s', (_, rules, expected) => {
    expect(resultOf('3.2.2', [server(flag), policy(...rules)]).status).toBe(expected);
  });
  test('without a policy nothing is written', () => {
    expect(said(resultOf('3.2.2', [server()]))).toEqual(['warn', '--audit-policy-file is not set: nothing is written']);
  });
  test('a policy that was not given is not known', () => {
    expect(said(resultOf('3.2.2', [server(flag)]))).toEqual(['unknown', 'the file of --audit-policy-file was not given']);
  });
});

describe('2.7, an authority of its own for etcd', () => {
  const etcd = (path: string) => ({ path: 'etcd.txt', text: `etcd --trusted-ca-file=${path}\n` });
  test.each([
    ['another one', [etcd('/pki/etcd/ca.crt'), server('--client-ca-file=/pki/ca.crt')], 'pass'],
    ['the same one', [etcd('/pki/ca.crt'), server('--client-ca-file=/pki/ca.crt')], 'warn'],
    ['none', [etcd(''), server('--client-ca-file=/pki/ca.crt')], 'warn'],
    ['nobody knows the other one', [etcd('/pki/etcd/ca.crt')], 'unknown'],
  ])('%s', (_, files, expected) => {
    expect(resultOf('2.7', files).status).toBe(expected);
  });
});

describe('3.1, how people sign in', () => {
  test('what nobody sees in files is for a person to look at', () => {
    expect(said(resultOf('3.1.1', [server()]))).toEqual(['warn', 'no other way to sign in is configured: users have certificates']);
    expect(said(resultOf('3.1.1', [server('--oidc-issuer-url=https://id.example.com')]))).toEqual([
      'warn',
      'users can sign in by --oidc-issuer-url',
    ]);
  });
  test('bootstrap tokens that are not taken pass', () => {
    const status = (...flags: readonly string[]) => resultOf('3.1.3', [server(...flags)]).status;
    expect([status(), status('--enable-bootstrap-token-auth=false'), status('--enable-bootstrap-token-auth')]).toEqual([
      'pass',
      'pass',
      'warn',
    ]);
  });
});
