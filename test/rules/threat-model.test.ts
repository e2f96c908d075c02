import type { KubernetesObject } from '../../analysis/manifest';
import { rules } from '../../rules';
import { type Judgement, judge } from '../../rules/judge';
import { ruleCompletes } from '../../rules/rule-completes';
import { type Inquiry, inquiryOf } from '../../rules/threat-facts';
import { bareThreatModel, type MitigationResult, type ThreatState, threatModelOf } from '../../rules/threat-model';
import { threats } from '../../rules/threats';
import { clusterOf, container, deployment, IMAGE, object } from './given';

const TODAY = '2030-06-01';
const TOLD = { registries: ['registry.example.com/'] };
const everything: Inquiry = { rules: new Set(rules.map(({ id }) => id)), doubts: new Map() };

/** Without a digest, and without a version either. */
const UNPINNED = 'registry.example.com/shop/cart:1.4.2';
const LATEST = 'registry.example.com/shop/cart:latest';

function app(name: string, images: readonly string[], annotations: Readonly<Record<string, string>> = {}): KubernetesObject {
  const { spec, ...rest } = deployment({ containers: images.map((image, index) => container({ name: `c${index}`, image })) });
  return { ...rest, spec, metadata: { name, namespace: 'shop', annotations } };
}

const accepted = (rule: string, until = '2030-12-31') => ({ [`palisade.dev/exempt.${rule}`]: `until ${until}, shop team: being moved` });

function judged(objects: readonly KubernetesObject[], ids: readonly string[], inquiry = everything, shown = 5) {
  const cluster = clusterOf(objects, TOLD);
  const judgement = judge(cluster, { rules: rules.filter(({ id }) => ids.includes(id)), exemptions: [], today: TODAY });
  return threatModelOf(cluster.manifests, judgement, inquiry, shown);
}

function stateOf(model: { readonly threats: readonly ThreatState[] }, id: string): ThreatState {
  const state = model.threats.find(({ threat }) => threat.id === id);
  if (state === undefined) throw new Error(`no threat '${id}'`);
  return state;
}

function resultOf(state: ThreatState, rule: string): MitigationResult {
  const result = state.mitigations.find(({ mitigation }) => mitigation.rules.includes(rule))?.result;
  if (result === undefined) throw new Error(`nothing was judged by '${rule}'`);
  return result;
}

const counts = ({ standing, total, held, accepted: exempted, open, undecided }: MitigationResult) => [
  standing,
  { total, held, accepted: exempted, open, undecided },
];

const IMAGE_RULES = ['image-digest', 'image-tag', 'image-registry'];

describe('a threat', () => {
  test.each([
    ['is mitigated where nothing is found', [app('cart', [IMAGE])], 'mitigated'],
    ['is open where an error is found', [app('cart', [UNPINNED])], 'open'],
    ['is partly mitigated where that is accepted', [app('cart', [UNPINNED], accepted('image-digest'))], 'partly'],
    ['is open where it was accepted until yesterday', [app('cart', [UNPINNED], accepted('image-digest', '2030-05-31'))], 'open'],
    ['is open where another rule was accepted', [app('cart', [UNPINNED], accepted('image-tag'))], 'open'],
    ['is partly mitigated where a warning is left, too', [app('cart', [LATEST], accepted('image-digest'))], 'partly'],
    ['does not arise where nothing needs a mitigation', [object('v1', 'ConfigMap', 'cart')], 'does not arise'],
    ['does not arise where there is nothing', [], 'does not arise'],
  ])('%s', (_, objects, status) => {
    expect(stateOf(judged(objects, IMAGE_RULES), 'swapped-image').status).toBe(status);
  });

  test.each([
    ['is open where only warnings are found, but nothing holds', [app('cart', [IMAGE])], 'open'],
    [
      'is partly mitigated where it holds on one object',
      [app('cart', [IMAGE]), deployment({ containers: [container({ securityContext: { readOnlyRootFilesystem: true } })] })],
      'partly',
    ],
  ])('%s', (_, objects, status) => {
    expect(stateOf(judged(objects, ['root-filesystem-read-only']), 'changed-at-runtime').status).toBe(status);
  });

  test('lies outside where no manifest can do anything about it, whatever there is', () => {
    expect(stateOf(judged([], []), 'no-audit-log').status).toBe('outside');
    expect(stateOf(judged([app('cart', [UNPINNED])], IMAGE_RULES), 'no-audit-log').status).toBe('outside');
  });

  test('names the exemptions that weaken it, each once', () => {
    const state = stateOf(judged([app('cart', [UNPINNED, UNPINNED], accepted('image-digest'))], IMAGE_RULES), 'swapped-image');
    expect(state.exemptions.map(({ rule, owner, expires }) => [rule, owner, expires])).toEqual([
      ['image-digest', 'shop team', '2030-12-31'],
    ]);
    expect(resultOf(state, 'image-digest').exempted).toHaveLength(2);
  });

  test('is not weakened by exemptions from other rules', () => {
    const model = judged([app('cart', [UNPINNED], accepted('image-digest'))], IMAGE_RULES);
    expect(model.threats.filter(({ exemptions }) => exemptions.length > 0).map(({ threat }) => threat.id)).toEqual(['swapped-image']);
  });
});

describe('what is not known lowers a threat', () => {
  const sound = [app('cart', [IMAGE])];

  test('a rule that was not asked', () => {
    const asked = { ...everything, rules: new Set(IMAGE_RULES.slice(1)) };
    const state = stateOf(judged(sound, IMAGE_RULES, asked), 'swapped-image');
    expect(state.status).toBe('not known');
    expect(counts(resultOf(state, 'image-digest'))).toEqual(['not known', { total: 1, held: 0, accepted: 0, open: 0, undecided: 1 }]);
    expect(resultOf(state, 'image-digest').doubts).toEqual(["'image-digest' was not asked"]);
    expect(counts(resultOf(state, 'image-tag'))).toEqual(['held', { total: 1, held: 1, accepted: 0, open: 0, undecided: 0 }]);
  });

  test('a rule that was not told what it has to know', () => {
    const inquiry = inquiryOf(clusterOf(sound, { registries: [] }), rules);
    const state = stateOf(judged(sound, IMAGE_RULES, inquiry), 'swapped-image');
    expect(state.status).toBe('not known');
    expect(resultOf(state, 'image-registry').doubts).toEqual([
      "'image-registry' was not told which registries are allowed (registries in palisade.yaml)",
    ]);
  });

  test('a rule that failed', () => {
    const manifests = clusterOf(sound).manifests;
    const failed = { object: { apiVersion: '', kind: '', metadata: {} }, source: 'image-tag' };
    const judgement: Judgement = { findings: [{ manifest: failed, pointer: '', message: 'failed', rule: ruleCompletes }], exempted: [] };
    const state = stateOf(threatModelOf(manifests, judgement, everything), 'swapped-image');
    expect(state.status).toBe('not known');
    expect(resultOf(state, 'image-tag').doubts).toEqual(["'image-tag' failed"]);
    expect(resultOf(state, 'image-digest').doubts).toEqual([]);
  });

  test('a document that cannot be read', () => {
    const cluster = clusterOf(sound, {
      ...TOLD,
      unreadable: [{ manifest: { object: sound[0] as KubernetesObject, source: 'x' }, pointer: '', message: 'no YAML' }],
    });
    const judgement = judge(cluster, { rules, exemptions: [], today: TODAY });
    const model = threatModelOf(cluster.manifests, judgement, everything);
    expect(model.threats.filter(({ status }) => status === 'mitigated' || status === 'partly')).toEqual([]);
  });

  test('but not what is found: it is open all the same', () => {
    const asked = { ...everything, rules: new Set(['image-digest']) };
    expect(stateOf(judged([app('cart', [UNPINNED])], ['image-digest'], asked), 'swapped-image').status).toBe('open');
  });

  test('and not a threat that nothing here is exposed to', () => {
    expect(stateOf(judged([], [], { ...everything, rules: new Set() }), 'foreign-volume').status).toBe('does not arise');
  });
});

describe('each object counts once', () => {
  const five = [
    app('clean', [IMAGE]),
    app('twice', [UNPINNED, UNPINNED]),
    app('agreed', [UNPINNED], accepted('image-digest')),
    app('half', [UNPINNED, UNPINNED], {
      'palisade.dev/exempt.image-digest': 'until 2030-12-31 at /spec/template/spec/containers/0, shop team: being moved',
    }),
    object('v1', 'ConfigMap', 'no-workload'),
  ];

  test('as clean, accepted, or open if anything is open', () => {
    const result = resultOf(stateOf(judged(five, IMAGE_RULES), 'swapped-image'), 'image-digest');
    expect(counts(result)).toEqual(['open', { total: 4, held: 1, accepted: 1, open: 2, undecided: 0 }]);
    expect([result.findings.length, result.exempted.length]).toEqual([3, 2]);
  });

  test('those on which it holds are shown with their place, and the rest is counted', () => {
    const three = [app('a', [IMAGE]), app('b', [UNPINNED]), app('c', [IMAGE]), app('d', [IMAGE])];
    const result = resultOf(stateOf(judged(three, IMAGE_RULES, everything, 2), 'swapped-image'), 'image-digest');
    expect(result.shown.map(({ manifest, pointer }) => [manifest.object.metadata.name, pointer])).toEqual([
      ['a', '/spec/template/spec'],
      ['c', '/spec/template/spec'],
    ]);
    expect(result.count).toBe(3);
  });

  test('an object that is blamed for others is counted with them', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const agent = object('apps/v1', 'DaemonSet', 'flannel', {
      spec: { template: { spec: { containers: [{ name: 'flannel', image: 'ghcr.io/flannel-io/flannel:v0.27.4' }] } } },
    });
    const at = (objects: readonly KubernetesObject[]) => {
      const cluster = clusterOf(objects, { cni: undefined });
      const judgement = judge(cluster, { rules: rules.filter(({ id }) => id === 'network-policy-enforced'), exemptions: [], today: TODAY });
      return counts(
        resultOf(stateOf(threatModelOf(cluster.manifests, judgement, everything), 'lateral-movement'), 'network-policy-enforced'),
      );
    };
    expect(at([namespace])).toEqual(['held', { total: 1, held: 1, accepted: 0, open: 0, undecided: 0 }]);
    expect(at([namespace, agent])).toEqual(['open', { total: 2, held: 1, accepted: 0, open: 1, undecided: 0 }]);
  });

  test('what brings a mitigation about is shown in the place of what needs it', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const policy = (name: string, spec: unknown) => object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec });
    const denial = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
    const objects = [namespace, policy('deny', denial), policy('open', { ...denial, ingress: [{}] })];
    const result = resultOf(stateOf(judged(objects, ['namespace-default-deny']), 'lateral-movement'), 'namespace-default-deny');
    expect(counts(result)).toEqual(['held', { total: 1, held: 1, accepted: 0, open: 0, undecided: 0 }]);
    expect([result.count, result.shown.map(({ manifest }) => manifest.object.metadata.name)]).toEqual([1, ['deny']]);
  });
});

test('rules about tenants that prove nothing leave a doubt, in the words of the proof', () => {
  const namespace = (name: string, annotations = {}) => ({
    ...{ apiVersion: 'v1', kind: 'Namespace' },
    metadata: { name, labels: { 'palisade.dev/tenant': name }, annotations },
  });
  const pinned = (name: string) => namespace(name, { 'scheduler.alpha.kubernetes.io/node-selector': `pool=${name}` });
  const cluster = clusterOf([pinned('shop'), pinned('bank'), deployment()], TOLD);
  expect(inquiryOf(cluster, rules).doubts.get('tenant-nodes-isolated')).toMatch(/^not all is proven: \S/);
  expect(
    inquiryOf(
      cluster,
      rules.filter(({ id }) => id !== 'tenant-nodes-isolated'),
    ).doubts.get('tenant-nodes-isolated'),
  ).toBeUndefined();
  expect(inquiryOf(clusterOf([deployment()], TOLD), rules).doubts).toEqual(new Map());
});

test('without manifests every threat is there, and nothing is judged', () => {
  expect(bareThreatModel.threats.map(({ threat }) => threat)).toEqual(threats);
  const results = bareThreatModel.threats.flatMap(({ status, mitigations }) => [status, ...mitigations.map(({ result }) => result)]);
  expect(new Set(results)).toEqual(new Set([undefined]));
});

test('the order of the findings changes no status and no count', () => {
  const objects = [app('a', [UNPINNED]), app('b', [IMAGE]), app('c', [LATEST], accepted('image-tag'))];
  const told = (given: readonly KubernetesObject[]) =>
    judged(given, IMAGE_RULES).threats.map(({ status, mitigations }) => [
      status,
      ...mitigations.map(({ result }) => result && counts(result)),
    ]);
  expect(told([...objects].reverse())).toEqual(told(objects));
});
