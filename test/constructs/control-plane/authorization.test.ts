import { parse } from 'yaml';
import { flagsIn, hostFiles, type Loose, refused } from './harness';

const API = 'flags/cp-1/kube-apiserver.conf';
const AT = '[control-plane] ';
const webhook = { kubeconfig: '/etc/authz/webhook.conf' };
const withWebhook = (more: object = {}): Loose => ({ authorization: { webhook: { ...webhook, ...more } } });
const fileOf = (props: Loose) =>
  parse(hostFiles(props)['apiserver/authorization.yaml'] ?? '') as { readonly authorizers: readonly { readonly name: string }[] };

test('roles decide, and for kubelets what their pods use', () => {
  expect(flagsIn(hostFiles()[API])['authorization-mode']).toEqual(['Node,RBAC']);
  expect(Object.keys(hostFiles())).not.toContain('apiserver/authorization.yaml');
});

test('a webhook is asked before roles, and without its answer nobody may', () => {
  const flags = flagsIn(hostFiles(withWebhook())[API]);
  expect([flags['authorization-mode'], flags['authorization-config']]).toEqual([
    undefined,
    ['/etc/kubernetes/apiserver/authorization.yaml'],
  ]);
  expect(fileOf(withWebhook())).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthorizationConfiguration',
    authorizers: [
      { type: 'Node', name: 'node' },
      {
        type: 'Webhook',
        name: 'webhook',
        webhook: {
          timeout: '3s',
          authorizedTTL: '60s',
          unauthorizedTTL: '30s',
          subjectAccessReviewVersion: 'v1',
          matchConditionSubjectAccessReviewVersion: 'v1',
          failurePolicy: 'Deny',
          connectionInfo: { type: 'KubeConfigFile', kubeConfigFile: '/etc/authz/webhook.conf' },
        },
      },
      { type: 'RBAC', name: 'rbac' },
    ],
  });
});

test('after roles, a webhook may have no opinion', () => {
  const props = withWebhook({
    order: 'after-rbac',
    failure: 'NoOpinion',
    conditions: ["!('system:masters' in request.groups)"],
    name: 'extra',
  });
  expect(fileOf(props).authorizers.map(({ name }) => name)).toEqual(['node', 'rbac', 'extra']);
  expect(fileOf(props).authorizers[2]).toMatchObject({
    webhook: { failurePolicy: 'NoOpinion', matchConditions: [{ expression: "!('system:masters' in request.groups)" }] },
  });
});

test('the API server sees the directory of the kubeconfig', () => {
  expect(hostFiles(withWebhook())['kubeadm/init.yaml']).toContain('mountPath: /etc/authz\n');
});

test.each<readonly [string, Loose, string]>([
  ['everybody allowed', { authorization: { mode: 'AlwaysAllow' } }, "authorization has no property 'mode', expected some of webhook"],
  ['a webhook that is null', { authorization: { webhook: null } }, 'authorization.webhook must be an object of options, got null'],
  [
    'a webhook that fails open',
    withWebhook({ failure: 'NoOpinion' }),
    "authorization.webhook.failure must be 'Deny' before roles: without an answer, what it is there to refuse would be let through",
  ],
  ['another policy', withWebhook({ failure: 'Allow' }), "authorization.webhook.failure must be one of Deny, NoOpinion, got 'Allow'"],
  ['another place', withWebhook({ order: 'first' }), "authorization.webhook.order must be one of before-rbac, after-rbac, got 'first'"],
  [
    'a kubeconfig with a step up',
    withWebhook({ kubeconfig: '/etc/../a' }),
    "authorization.webhook.kubeconfig must be an absolute path of letters, digits, '.', '_' and '-' without '..', got '/etc/../a'",
  ],
  ['a long wait', withWebhook({ timeout: 31 }), 'authorization.webhook.timeout must be a whole number of seconds from 1 to 30, got 31'],
  ['a name that is taken', withWebhook({ name: 'rbac' }), "authorization.webhook.name must not be that of another authorizer, got 'rbac'"],
  [
    'an empty condition',
    withWebhook({ conditions: [''] }),
    `authorization.webhook.conditions must be CEL expressions such as "!('system:masters' in request.groups)", got ''`,
  ],
  [
    'a condition twice',
    withWebhook({ conditions: ['true', 'true'] }),
    "authorization.webhook.conditions must be different, got 'true' twice",
  ],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});

test('a webhook is refused before 1.32', () => {
  expect(refused(withWebhook(), { kubernetesVersion: '1.31' })).toEqual([
    `${AT}authorization.webhook needs Kubernetes 1.32, got a target of 1.31`,
  ]);
});
