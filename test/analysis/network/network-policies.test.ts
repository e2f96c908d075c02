import type { KubernetesObject, Manifest } from '../../../analysis/manifest';
import { allowedBy, ciliumPoliciesIn, openPods, policiesIn } from '../../../analysis/network/cilium-policies';
import { addressesOf, networkPoliciesIn, podDirectory, podsOf, portFits, rulesOf } from '../../../analysis/network/network-policies';
import { selectsAll } from '../../../analysis/selectors';

type Fields = Readonly<Record<string, unknown>>;

const manifestsOf = (...objects: KubernetesObject[]): Manifest[] => objects.map((object, index) => ({ object, source: `${index}` }));
const policy = (spec: unknown, namespace = 'shop'): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'cart', namespace },
  spec,
});
const cilium = (fields: Fields, kind = 'CiliumNetworkPolicy'): KubernetesObject => ({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: kind === 'CiliumNetworkPolicy' ? { name: 'cart', namespace: 'shop' } : { name: 'cart' },
  ...fields,
});
const pod = (name: string, labels: unknown, namespace: string | undefined = 'shop', spec: unknown = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: labels as never },
  spec,
});
const first = (object: KubernetesObject) => {
  const [found] = policiesIn(manifestsOf(object));
  if (found === undefined) throw new Error('no policy');
  return found;
};
const named = (pods: readonly { readonly manifest: Manifest }[]) => pods.map(({ manifest }) => manifest.object.metadata.name);

describe('a NetworkPolicy isolates', () => {
  test.each([
    ['ingress, if nothing is said', {}, ['ingress']],
    ['ingress, if types are an empty list', { policyTypes: [] }, ['ingress']],
    ['both, if there is a rule of egress', { egress: [{}] }, ['ingress', 'egress']],
    ['ingress, if the list of egress is empty', { egress: [] }, ['ingress']],
    ['ingress, if egress is null', { egress: null }, ['ingress']],
    ['what the types list', { policyTypes: ['Egress'] }, ['egress']],
    ['what the types list, in spite of rules', { policyTypes: ['Ingress'], egress: [{}] }, ['ingress']],
    ['both', { policyTypes: ['Egress', 'Ingress'] }, ['ingress', 'egress']],
    ['ingress, if the specification is none', null, ['ingress']],
  ])('%s', (_what, spec, isolated) => {
    expect([...first(policy(spec)).isolates]).toEqual(isolated);
  });
});

describe('a policy of Cilium isolates', () => {
  test.each([
    ['nothing without rules', {}, []],
    ['nothing by empty lists', { ingress: [], egress: [] }, []],
    ['by an empty rule', { ingress: [{}] }, ['ingress']],
    ['by a denial', { egressDeny: [{}] }, ['egress']],
    ['what it is told', { enableDefaultDeny: { ingress: true, egress: false }, egress: [{}] }, ['ingress']],
  ])('%s', (_what, spec, isolated) => {
    expect([...first(cilium({ spec })).isolates]).toEqual(isolated);
  });
});

describe('rules', () => {
  test('of a direction that the policy is not about say nothing', () => {
    expect(rulesOf(first(policy({ policyTypes: ['Ingress'], egress: [{}] })), 'egress')).toEqual([]);
  });

  test('without peers or ports are for all of them, with empty or null lists as well', () => {
    const rules = rulesOf(first(policy({ ingress: [{}, { from: [], ports: [] }, { from: null, ports: null }, null] })), 'ingress');
    expect(rules.map(({ peers, ports }) => [peers, ports])).toEqual(Array(4).fill([undefined, undefined]));
    expect(rules.map(({ pointer }) => pointer)).toEqual([0, 1, 2, 3].map((index) => `/spec/ingress/${index}`));
  });

  test('have peers of the own namespace, of others, and addresses', () => {
    const peers = [
      { podSelector: {} },
      { namespaceSelector: {} },
      { namespaceSelector: {}, podSelector: {} },
      { ipBlock: { cidr: '10.0.0.0/8' } },
      {},
    ];
    const [rule] = rulesOf(first(policy({ ingress: [{ from: peers }] })), 'ingress');
    expect(rule?.peers?.map((peer) => (peer.kind === 'pods' ? [peer.namespaces === undefined, selectsAll(peer.pods)] : peer.kind))).toEqual(
      [[true, true], [false, true], [false, true], 'block', 'unknown'],
    );
  });

  test('have blocks without what is left out of them', () => {
    const [rule] = rulesOf(
      first(policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/9', 'none'] } }] }] })),
      'egress',
    );
    const [peer] = rule?.peers ?? [];
    expect(peer?.kind === 'block' ? addressesOf(peer).map(({ first: from }) => from) : undefined).toEqual([(10n << 24n) + (1n << 23n)]);
  });

  test.each([
    ['TCP by itself', { port: 80 }, { number: 80, protocol: 'TCP' }, true],
    ['not UDP by itself', { port: 80 }, { number: 80, protocol: 'UDP' }, false],
    ['a range to its end', { port: 80, endPort: 90 }, { number: 90, protocol: 'TCP' }, true],
    ['nothing beyond a range', { port: 80, endPort: 90 }, { number: 91, protocol: 'TCP' }, false],
    ['a name', { port: 'http' }, { name: 'http', number: 8080, protocol: 'TCP' }, true],
    ['a name of its protocol only', { port: 'dns', protocol: 'UDP' }, { name: 'dns', number: 53, protocol: 'TCP' }, false],
    ['no number by a name', { port: '8080' }, { number: 8080, protocol: 'TCP' }, false],
    ['all of a protocol', { protocol: 'SCTP' }, { number: 7, protocol: 'SCTP' }, true],
  ])('let through %s', (_what, port, declared, fits) => {
    const [rule] = rulesOf(first(policy({ ingress: [{ ports: [port] }] })), 'ingress');
    expect(rule?.ports?.map((each) => portFits(each, declared))).toEqual([fits]);
  });
});

describe('rules of Cilium', () => {
  const rulesIn = (rule: unknown) => allowedBy(first(cilium({ spec: { endpointSelector: {}, ingress: [rule] } })), 'ingress');

  test('that say nothing are for nobody, and those about ports alone for everybody', () => {
    expect(rulesIn({})).toEqual([]);
    expect(rulesIn({ toPorts: [{ ports: [{ port: '80' }] }] }).map(({ peers }) => peers)).toEqual([undefined]);
    expect(rulesIn({ fromEndpoints: [] }).map(({ peers }) => peers)).toEqual([[]]);
  });

  test.each([
    ['a number', { port: '80', protocol: 'TCP' }, { number: 80, protocol: 'TCP' }, true],
    ['any protocol by itself', { port: '53' }, { number: 53, protocol: 'UDP' }, true],
    ['every port by 0', { port: '0', protocol: 'UDP' }, { number: 7, protocol: 'UDP' }, true],
    ['a name', { port: 'http' }, { name: 'http', number: 8080, protocol: 'TCP' }, true],
    ['a range', { port: '80', endPort: 90 }, { number: 85, protocol: 'TCP' }, true],
    ['nothing else', { port: '80', endPort: 0 }, { number: 81, protocol: 'TCP' }, false],
  ])('let through %s', (_what, port, declared, fits) => {
    expect(rulesIn({ toPorts: [{ ports: [port] }] }).map(({ ports }) => ports?.some((each) => portFits(each, declared)))).toEqual([fits]);
  });

  test('find namespaces by the labels that Cilium gives endpoints', () => {
    const matchLabels = { 'k8s:app': 'web', 'k8s:io.kubernetes.pod.namespace': 'web', 'io.cilium.k8s.namespace.labels.team': 'a' };
    const [rule] = rulesIn({ fromEndpoints: [{ matchLabels }] });
    const [peer] = rule?.peers ?? [];
    expect(
      peer?.kind === 'pods' ? [peer.pods, peer.namespaces].map((selector) => selector?.requirements.map(({ key }) => key)) : undefined,
    ).toEqual([['app'], ['kubernetes.io/metadata.name', 'team']]);
  });
});

describe('pods', () => {
  const pods = [
    pod('cart', { app: 'cart' }),
    pod('web', { app: 'web' }),
    pod('bare', undefined),
    pod('twin', { app: 'cart' }, 'bank'),
    pod('agent', { app: 'cart' }, 'shop', { hostNetwork: true }),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank', labels: { team: 'b' } } },
  ];
  const selected = (object: KubernetesObject) => {
    const manifests = manifestsOf(object, ...pods);
    const [found] = policiesIn(manifests);
    return found === undefined ? undefined : named(podsOf(podDirectory(manifests), found));
  };
  const NOT_WEB = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] };
  const TEAM = { matchLabels: { 'io.cilium.k8s.namespace.labels.team': 'b' } };

  test.each([
    ['all of the namespace, without those of the host', policy({ podSelector: {} }), ['cart', 'web', 'bare']],
    ['all, without a selector', policy({}), ['cart', 'web', 'bare']],
    ['by label, of the own namespace alone', policy({ podSelector: { matchLabels: { app: 'cart' } } }), ['cart']],
    ['those that lack the key', policy({ podSelector: NOT_WEB }), ['cart', 'bare']],
    ['of another namespace', policy({ podSelector: {} }, 'bank'), ['twin']],
    ['of a namespace that has none', policy({ podSelector: {} }, 'void'), []],
    ['none, by a selector that is none', policy({ podSelector: 'app' }), []],
    ['of Cilium', cilium({ spec: { endpointSelector: { matchLabels: { 'any:app': 'cart' } } } }), ['cart']],
    [
      'of Cilium, for the cluster',
      cilium({ spec: { endpointSelector: {} } }, 'CiliumClusterwideNetworkPolicy'),
      ['cart', 'web', 'bare', 'twin'],
    ],
    ['of Cilium, by labels of the namespace', cilium({ spec: { endpointSelector: TEAM } }, 'CiliumClusterwideNetworkPolicy'), ['twin']],
    ['of Cilium, that are nodes', cilium({ spec: { nodeSelector: {} } }, 'CiliumClusterwideNetworkPolicy'), []],
  ])('%s', (_what, object, names) => {
    expect(selected(object)).toEqual(names);
  });

  test('are open in a direction that no policy closes', () => {
    const manifests = manifestsOf(policy({ podSelector: { matchLabels: { app: 'cart' } } }), ...pods);
    expect(named(openPods(manifests, 'ingress'))).toEqual(['web', 'bare', 'twin']);
    expect(named(openPods(manifests, 'egress'))).toEqual(['cart', 'web', 'bare', 'twin']);
  });
});

test('an object of Cilium may hold several policies, and one of another group is none', () => {
  expect(ciliumPoliciesIn(manifestsOf(cilium({ spec: {}, specs: [{}, null] }))).map(({ pointer }) => pointer)).toEqual([
    '/spec',
    '/specs/0',
    '/specs/1',
  ]);
  expect(networkPoliciesIn(manifestsOf({ ...policy({}), apiVersion: 'projectcalico.org/v3' }))).toEqual([]);
});
