import { type ControlPlane, exempt } from '../../../constructs';
import { flagsIn, hostFiles, type Loose, refused } from './harness';
import { objectsOf, refusedObjects } from './objects';

const AT = '[control-plane] ';
const API = 'flags/cp-1/kube-apiserver.conf';
const RBAC = ['ClusterRole', 'ClusterRoleBinding'];
const approver = { bootstrap: { servingApprover: 'serviceaccount:kube-system/approver' } };
const accepted = (controlPlane: ControlPlane) =>
  exempt(controlPlane, {
    rule: 'rbac-csr-approval',
    reason: 'looks up the addresses of the machine before it approves',
    owner: 'platform@example.com',
    expires: '2030-12-31',
  });
const bindings = (props: Loose, define?: Parameters<typeof objectsOf>[2]) =>
  objectsOf(props, {}, define)
    .filter(({ kind }) => RBAC.includes(kind))
    .map(({ metadata, ...object }) => ({ name: metadata.name, ...object }));

test.each<readonly [Loose, string]>([
  [{}, 'false'],
  [{ bootstrap: { tokens: false } }, 'false'],
  [{ bootstrap: { tokens: true } }, 'true'],
])('with %j, shared tokens are believed: %s', (props, value) => {
  expect(flagsIn(hostFiles(props)[API])['enable-bootstrap-token-auth']).toEqual([value]);
});

test('kubeadm, which believes tokens by default, is told so', () => {
  expect(hostFiles()['kubeadm/init.yaml']).toMatch(/- name: enable-bootstrap-token-auth\n\s+value: 'false'\n/);
});

test('nobody is bound by default', () => {
  expect(bindings({})).toEqual([]);
});

test('a group is bound to what makes nodes of hosts', () => {
  const common = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' };
  const group = (name: string) => [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name }];
  const role = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name });
  const csr = 'system:certificates.k8s.io:certificatesigningrequests';
  expect(bindings({ bootstrap: { group: 'system:bootstrappers:workers' } })).toEqual([
    {
      name: 'palisade:node-bootstrapper',
      ...common,
      roleRef: role('system:node-bootstrapper'),
      subjects: group('system:bootstrappers:workers'),
    },
    {
      name: 'palisade:node-client-approval',
      ...common,
      roleRef: role(`${csr}:nodeclient`),
      subjects: group('system:bootstrappers:workers'),
    },
    { name: 'palisade:node-client-renewal', ...common, roleRef: role(`${csr}:selfnodeclient`), subjects: group('system:nodes') },
  ]);
});

test('who approves serving certificates needs an exemption, and may approve no others', () => {
  expect(refusedObjects(approver, () => {}).join('\n')).toContain('rbac-csr-approval');
  const [role, binding] = bindings(approver, (_platform, controlPlane) => accepted(controlPlane));
  expect(role).toMatchObject({
    name: 'palisade:kubelet-serving-approver',
    rules: [
      { resources: ['certificatesigningrequests'], verbs: ['get', 'list', 'watch'] },
      { resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
      { resources: ['signers'], resourceNames: ['kubernetes.io/kubelet-serving'], verbs: ['approve'] },
    ],
  });
  expect(binding).toMatchObject({ subjects: [{ kind: 'ServiceAccount', namespace: 'kube-system', name: 'approver' }] });
});

test.each<readonly [string, Loose, string]>([
  ['a switch that is a word', { bootstrap: { tokens: 'yes' } }, "bootstrap.tokens must be true or false, got 'yes'"],
  [
    'another group',
    { bootstrap: { group: 'system:masters' } },
    "bootstrap.group must be 'system:bootstrappers' or one below it such as 'system:bootstrappers:workers', got 'system:masters'",
  ],
  [
    'a person who approves',
    { bootstrap: { servingApprover: 'user:ann' } },
    "bootstrap.servingApprover must be 'serviceaccount:NAMESPACE/NAME', got 'user:ann'",
  ],
  [
    'a group that is a number',
    { bootstrap: { group: 1 } },
    "bootstrap.group must be 'system:bootstrappers' or one below it such as 'system:bootstrappers:workers', got 1",
  ],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});
