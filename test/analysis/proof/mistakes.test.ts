import { join } from 'node:path';
import type { KubernetesObject } from '../../../analysis/manifest';
import type { PlacementFacts } from '../../../analysis/placement/pods';
import type { TrafficFacts } from '../../../analysis/proof/hostile-traffic';
import { type Opening, STANDINGS, sideText } from '../../../analysis/proof/opening';
import { hostileStandings, type Proof, proofOf } from '../../../analysis/proof/proof';
import { READING_LIMITS } from '../../../analysis/reading/documents';
import { readFiles } from '../../../cli/files';
import { objectText } from '../../../report/object';
import { REPOSITORY } from '../../cli/project';

// biome-ignore lint/suspicious/noExplicitAny: the objects are changed as somebody would who makes a mistake
type Anything = any;

const FACTS: PlacementFacts & TrafficFacts = {
  minor: 33,
  podNodeSelector: 'on',
  podTolerationRestriction: 'on',
  extendedResourceToleration: 'off',
  denyServiceExternalIPs: 'on',
  ingressHosts: 'kept',
  ingressExternalNames: 'refused',
};
const { manifests } = readFiles([join(REPOSITORY, 'dist')], { ...READING_LIMITS, mebibytes: 64 });

/** The example as it is committed, which anything may be done to. */
class Example {
  readonly objects: Anything[] = manifests.map(({ object }) => structuredClone(object));

  find(kind: string, namespace: string, name: string): Anything {
    const found = this.objects.find(
      ({ kind: its, metadata }) => its === kind && metadata.name === name && (metadata.namespace ?? '') === namespace,
    );
    if (found === undefined) throw new Error(`no ${kind} ${namespace}/${name}`);
    return found;
  }

  add(...objects: unknown[]): void {
    this.objects.push(...objects);
  }

  remove(kind: string, namespace: string, name: string): void {
    this.objects.splice(this.objects.indexOf(this.find(kind, namespace, name)), 1);
  }

  pod(namespace: string, name: string): Anything {
    return this.find('Deployment', namespace, name).spec.template.spec;
  }

  proof(facts = FACTS): Proof {
    return proofOf(
      this.objects.map((object: KubernetesObject, index) => ({ object, source: `${index}` })),
      facts,
    );
  }
}

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' };
const VERSION = 'rbac.authorization.k8s.io/v1';
const policy = (namespace: string, name: string, spec: unknown) => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  ...{ metadata: { name, namespace }, spec },
});
const role = (kind: 'ClusterRole' | 'Role', namespace: string | undefined, name: string, rule: unknown, labels = {}) => ({
  ...{ apiVersion: VERSION, kind, metadata: { name, namespace, labels }, rules: [rule] },
});
const bind = (kind: string, namespace: string | undefined, name: string, roleRef: [string, string], subject: Anything) => ({
  ...{ apiVersion: VERSION, kind, metadata: { name, namespace } },
  roleRef: { ...RBAC, kind: roleRef[0], name: roleRef[1] },
  subjects: [subject],
});
const ADMINS = { ...RBAC, kind: 'Group', name: 'bookinfo-admins' };
const DETAILS = { kind: 'ServiceAccount', namespace: 'bookinfo', name: 'details-v1' };
const core = (verbs: string[], ...resources: string[]) => ({ apiGroups: [''], resources, verbs });
const rbac = (verbs: string[], ...resources: string[]) => ({ apiGroups: [RBAC.apiGroup], resources, verbs });
const WIDE = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };

/** Gives a subject of bookinfo something everywhere. */
const everywhere = (rule: unknown) => (it: Example) =>
  it.add(role('ClusterRole', undefined, 'extra', rule), bind('ClusterRoleBinding', undefined, 'extra', ['ClusterRole', 'extra'], ADMINS));

/** `broken network: anybody else -> bookinfo`, and the object that is blamed. */
const told = ({ standing, aspect, from, to, reasons }: Opening) => [
  `${standing} ${aspect}: ${sideText(from)} -> ${sideText(to)}`,
  ...reasons.flatMap(({ where }) => (where === undefined ? [] : [`${objectText(where.manifest)} ${where.pointer}`])),
];

test('on the example everything is isolated, or open by consent that is named', () => {
  const proof = new Example().proof();
  expect(proof.standing).toBe('open by consent');
  expect(proof.tenants).toEqual(['bookinfo', 'online-boutique', 'ops']);
  expect(proof.counts.network).toEqual({ isolated: 5, 'open by consent': 1, 'not proven': 0, broken: 0 });
  expect(proof.openings.filter(({ aspect }) => aspect === 'network').map((each) => [each.text, each.path, ...told(each)])).toEqual([
    [
      'declared: from ops/smoke 8080/TCP: the platform checks that the shop answers',
      ['ops/smoke', 'online-boutique/frontend 8080/TCP'],
      'open by consent network: ops -> online-boutique',
      'NetworkPolicy.networking.k8s.io online-boutique/frontend /metadata/annotations/palisade.dev~1allows',
    ],
  ]);
  expect(proof.openings.filter(({ aspect }) => aspect === 'nodes').flatMap(told)).toEqual([
    'open by consent nodes: every tenant -> ops',
    expect.stringMatching(/^Namespace ops /),
  ]);
  expect([...hostileStandings(proof)]).toEqual([
    ['bookinfo', 'open by consent'],
    ['online-boutique', 'open by consent'],
    ['ops', 'open by consent'],
  ]);
});

test('what nobody says of the plugins proves nothing about hostile tenants; without them they get in', () => {
  const standings = (known: 'unknown' | 'off') => {
    const proof = new Example().proof({ ...FACTS, podNodeSelector: known, podTolerationRestriction: known });
    return [proof.standing, ...hostileStandings(proof).values()];
  };
  expect(standings('unknown')).toEqual(['not proven', 'not proven', 'not proven', 'not proven']);
  expect(standings('off')).toEqual(['broken', 'broken', 'broken', 'broken']);
});

const POLICY = 'NetworkPolicy.networking.k8s.io';
const BINDING = 'ClusterRoleBinding.rbac.authorization.k8s.io extra /subjects/0';
const RULE = 'ClusterRole.rbac.authorization.k8s.io extra /rules/0';
const WHOLE = 'broken permissions: bookinfo -> every tenant';

/** A mistake, the verdict on the pair, the object and the field that is blamed. */
const MISTAKES: readonly (readonly [what: string, make: (it: Example) => void, verdict: string, blamed: string])[] = [
  [
    'a wide policy',
    (it) => it.add(policy('bookinfo', 'wide', WIDE)),
    'broken network: anybody else -> bookinfo',
    `${POLICY} bookinfo/wide /spec/ingress/0`,
  ],
  [
    'two wide policies, of both ends',
    (it) => it.add(policy('bookinfo', 'wide', WIDE), policy('ops', 'wide', WIDE)),
    'broken network: ops -> bookinfo',
    `${POLICY} bookinfo/wide /spec/ingress/0`,
  ],
  [
    'no default-deny',
    (it) => it.remove('NetworkPolicy', 'bookinfo', 'default-deny'),
    'broken network: anybody else -> bookinfo',
    'Namespace bookinfo /metadata/name',
  ],
  [
    'a default-deny without Egress',
    (it) => {
      // The policy for DNS closes egress as well.
      it.remove('NetworkPolicy', 'bookinfo', 'allow-dns');
      it.find('NetworkPolicy', 'bookinfo', 'default-deny').spec.policyTypes = ['Ingress'];
    },
    'broken network: bookinfo -> anybody else',
    `${POLICY} bookinfo/default-deny /spec/policyTypes`,
  ],
  [
    'a peer of every namespace',
    (it) => {
      it.find('NetworkPolicy', 'bookinfo', 'details-v1').spec.ingress[0].from = [{ namespaceSelector: {} }];
    },
    'broken network: anybody else -> bookinfo',
    `${POLICY} bookinfo/details-v1 /spec/ingress/0`,
  ],
  [
    'a peer of every namespace, beside a line that names somebody else',
    (it) => it.find('NetworkPolicy', 'online-boutique', 'frontend').spec.ingress.push({ from: [{ namespaceSelector: {} }] }),
    'broken network: anybody else -> online-boutique',
    `${POLICY} online-boutique/frontend /spec/ingress/`,
  ],
  [
    'a block of every address',
    (it) => {
      it.find('NetworkPolicy', 'bookinfo', 'details-v1').spec.egress = [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }];
    },
    'not proven network: bookinfo -> anybody else',
    `${POLICY} bookinfo/details-v1 /spec/egress/0`,
  ],
  [
    'a consent that nobody declares any more',
    (it) => {
      it.find('NetworkPolicy', 'online-boutique', 'frontend').metadata.annotations = {};
    },
    'broken network: ops -> online-boutique',
    `${POLICY} online-boutique/frontend /spec/ingress/`,
  ],
  [
    'the network of the node',
    (it) => {
      it.pod('bookinfo', 'details-v1').hostNetwork = true;
    },
    'broken network: bookinfo -> anybody else',
    'Deployment.apps bookinfo/details-v1 /spec/template/spec/hostNetwork',
  ],
  [
    'the toleration of another tenant',
    (it) => {
      it.pod('bookinfo', 'details-v1').tolerations.push({ key: 'palisade.dev/pool', operator: 'Equal', value: 'online-boutique' });
      it.pod('bookinfo', 'details-v1').affinity = {};
      delete it.find('Namespace', '', 'bookinfo').metadata.annotations['scheduler.alpha.kubernetes.io/node-selector'];
      delete it.find('Namespace', '', 'bookinfo').metadata.annotations['scheduler.alpha.kubernetes.io/tolerationsWhitelist'];
    },
    'broken nodes: bookinfo -> anybody else',
    'Deployment.apps bookinfo/details-v1 /spec/template/spec',
  ],
  [
    'a node that lacks an effect of its taint',
    (it) => {
      const node = {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'one', labels: { 'node-restriction.kubernetes.io/pool': 'bookinfo' } },
      };
      it.add({ ...node, spec: { taints: [{ key: 'palisade.dev/pool', value: 'bookinfo', effect: 'NoSchedule' }] } });
    },
    'broken nodes: every tenant -> bookinfo',
    'Node one /spec/taints/0',
  ],
  [
    'the name of a node, and no node selector',
    (it) => {
      it.pod('bookinfo', 'details-v1').affinity = {};
      delete it.find('Namespace', '', 'bookinfo').metadata.annotations['scheduler.alpha.kubernetes.io/node-selector'];
      it.pod('bookinfo', 'details-v1').nodeName = 'worker-1';
    },
    'not proven nodes: bookinfo -> anybody else',
    'Deployment.apps bookinfo/details-v1 /spec/template/spec',
  ],
  [
    'no node affinity, nor a node selector of the namespace',
    (it) => {
      it.pod('bookinfo', 'details-v1').affinity = {};
      delete it.find('Namespace', '', 'bookinfo').metadata.annotations['scheduler.alpha.kubernetes.io/node-selector'];
    },
    'broken nodes: bookinfo -> anybody else',
    'Deployment.apps bookinfo/details-v1 /spec/template/spec',
  ],
  [
    'a ClusterRoleBinding to edit',
    (it) => it.add(bind('ClusterRoleBinding', undefined, 'extra', ['ClusterRole', 'edit'], ADMINS)),
    WHOLE,
    BINDING,
  ],
  ['the verb bind', everywhere(rbac(['bind', 'create'], 'clusterroles', 'clusterrolebindings')), WHOLE, RULE],
  ['the verb escalate', everywhere(rbac(['escalate', 'update'], 'clusterroles')), WHOLE, RULE],
  ['the verb impersonate', everywhere(core(['impersonate'], 'users', 'groups')), WHOLE, RULE],
  ['exec everywhere', everywhere(core(['create'], 'pods/exec')), WHOLE, RULE],
  ['nodes/proxy', everywhere(core(['get'], 'nodes/proxy')), WHOLE, RULE],
  [
    'the group of another tenant',
    (it) => it.add(bind('RoleBinding', 'ops', 'guests', ['Role', 'tenant-owner'], ADMINS)),
    'open by consent permissions: bookinfo, ops -> bookinfo, ops',
    'RoleBinding.rbac.authorization.k8s.io ops/guests /subjects/0',
  ],
  [
    'a ServiceAccount of another tenant',
    (it) => it.add(bind('RoleBinding', 'ops', 'guests', ['Role', 'tenant-owner'], DETAILS)),
    'broken permissions: bookinfo -> ops',
    'RoleBinding.rbac.authorization.k8s.io ops/guests /subjects/0',
  ],
  [
    'Secrets of another tenant',
    (it) =>
      it.add(role('Role', 'ops', 'reader', core(['get'], 'secrets')), bind('RoleBinding', 'ops', 'guests', ['Role', 'reader'], DETAILS)),
    'broken permissions: bookinfo -> ops',
    'Role.rbac.authorization.k8s.io ops/reader /rules/0',
  ],
  [
    'a role that adds itself to edit, which a tenant has',
    (it) =>
      it.add(
        role('ClusterRole', undefined, 'extra', core(['update'], 'namespaces'), { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' }),
        bind('RoleBinding', 'bookinfo', 'editors', ['ClusterRole', 'edit'], ADMINS),
      ),
    'broken permissions: bookinfo -> every tenant',
    RULE,
  ],
  [
    'a role that nobody knows, everywhere',
    (it) => it.add(bind('ClusterRoleBinding', undefined, 'extra', ['ClusterRole', 'of-an-operator'], DETAILS)),
    'not proven permissions: bookinfo -> every tenant',
    'ClusterRoleBinding.rbac.authorization.k8s.io extra /roleRef/name',
  ],
  [
    'a policy of an administrator that accepts everything',
    (it) =>
      it.add({
        ...{ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name: 'open' } },
        spec: {
          ...{ priority: 1, subject: { namespaces: {} } },
          ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }],
          egress: [{ action: 'Allow', to: [{ namespaces: {} }] }],
        },
      }),
    'broken network: ops -> bookinfo',
    'AdminNetworkPolicy.policy.networking.k8s.io open /spec/ingress/0',
  ],
  [
    'a pod without a namespace',
    (it) => it.add({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lost' }, spec: { containers: [] } }),
    'broken network: anybody else -> (no namespace)',
    'Pod lost /metadata/namespace',
  ],
  [
    'policies that a tenant writes itself, where another lets everybody in',
    (it) => {
      it.find('NetworkPolicy', 'online-boutique', 'adservice').spec.ingress[0].from = [
        { namespaceSelector: { matchLabels: { 'palisade.dev/tenant': 'bookinfo' } } },
      ];
      it.add(
        role('Role', 'bookinfo', 'networker', { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['create'] }),
        bind('RoleBinding', 'bookinfo', 'networkers', ['Role', 'networker'], ADMINS),
      );
    },
    'broken network: bookinfo -> online-boutique',
    `${POLICY} online-boutique/adservice /spec/ingress/0`,
  ],
];

describe('every mistake is named, with the object and the field to blame', () => {
  test.each(MISTAKES)('%s', (_what, make, verdict, blamed) => {
    const example = new Example();
    make(example);
    const proof = example.proof();
    const all = [...proof.openings, ...proof.hostile.flatMap(({ openings }) => openings)].map(told);
    const found = all.filter(([head]) => head === verdict);
    expect(found.length === 0 ? all : [verdict]).toEqual([verdict]);
    expect(found.flatMap(([, ...reasons]) => reasons)).toContainEqual(expect.stringContaining(blamed));
    // What is known of fewer plugins proves no more.
    const unsure = example.proof({ ...FACTS, podNodeSelector: 'unknown', podTolerationRestriction: 'unknown' });
    expect(STANDINGS.indexOf(unsure.standing)).toBeGreaterThanOrEqual(STANDINGS.indexOf(proof.standing));
    expect(proof.standing).toBe(/^(open by consent|not proven|broken)/.exec(verdict)?.[0]);
  });
});

test('the name of a node that the affinity of the pod refuses is no mistake of isolation: its kubelet asks for that, too', () => {
  const example = new Example();
  example.pod('bookinfo', 'details-v1').nodeName = 'worker-1';
  expect(example.proof().openings.map((each) => each.standing)).toEqual(['open by consent', 'open by consent', 'open by consent']);
});

test('policies that the network plugin does not enforce close nothing', () => {
  const proof = proofOf(manifests, { ...FACTS, cni: 'flannel' });
  expect(proof.counts.network).toEqual({ isolated: 0, 'open by consent': 0, 'not proven': 0, broken: 6 });
  expect(proof.openings[0]?.text).toBe('the network plugin flannel does not enforce network policies');
});

test('odd objects do not stop it', () => {
  const odd = [null, 7, 'text', [], {}, [null], { a: null }];
  for (const value of odd) {
    for (const kind of ['Namespace', 'NetworkPolicy', 'Pod', 'RoleBinding', 'ClusterRole', 'Node', 'Service', 'ServiceAccount']) {
      const example = new Example();
      const apiVersion = kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : /Role/.test(kind) ? VERSION : 'v1';
      const metadata = { name: value, namespace: value, labels: value, annotations: value };
      example.add({ apiVersion, kind, metadata, spec: value, rules: value, subjects: value, roleRef: value });
      example.add({
        apiVersion,
        kind,
        metadata: { name: 'odd', namespace: 'odd' },
        spec: { podSelector: value, ingress: [value], containers: value },
      });
      expect(() => example.proof()).not.toThrow();
    }
  }
});
