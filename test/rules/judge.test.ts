import type { KubernetesObject } from '../../analysis/manifest';
import { declaredAt, type ScopedExemption } from '../../rules/exemption';
import { imageDigest } from '../../rules/image-digest';
import { judge } from '../../rules/judge';
import { podPrivileged } from '../../rules/pod-privileged';
import { clusterOf, container, deployment, object } from './given';

const unpinned = deployment({ containers: [container({ image: 'redis:alpine' })] });
const annotated = (value: string, rule = 'image-digest'): KubernetesObject => ({
  ...unpinned,
  metadata: { ...unpinned.metadata, annotations: { [`palisade.dev/exempt.${rule}`]: value } },
});
const exemption = (change: Partial<ScopedExemption> = {}): ScopedExemption => ({
  rule: 'image-digest',
  reason: 'legacy',
  owner: 'team',
  expires: '2030-12-31',
  scope: {},
  declared: declaredAt('palisade.yaml'),
  ...change,
});
const judged = (given: KubernetesObject, exemptions: readonly ScopedExemption[], rules = [imageDigest]) => {
  const { findings, exempted } = judge(clusterOf([given]), { rules, exemptions, today: '2026-06-15' });
  return [
    ...findings.map(({ rule, message }) => `${rule.id}: ${message}`),
    ...exempted.map(({ finding }) => `exempted: ${finding.rule.id}`),
  ];
};
const FINDING = "image-digest: the image 'redis:alpine' of container 'cart' has no digest, expected registry/name:tag@sha256:…";

test.each<[what: string, given: KubernetesObject, exemptions: readonly ScopedExemption[], expected: readonly string[]]>([
  ['a finding that nobody accepts', unpinned, [], [FINDING]],
  ['one that somebody accepts', unpinned, [exemption()], ['exempted: image-digest']],
  ['one that the object itself says to be accepted', annotated('until 2030-12-31, team: legacy'), [], ['exempted: image-digest']],
  [
    'an annotation that has expired',
    annotated('until 2026-06-14, team: legacy'),
    [],
    ["exemption-valid: the exemption from 'image-digest' expired on 2026-06-14: clear the finding, or renew it with a reason", FINDING],
  ],
  [
    'an annotation that cannot be read',
    annotated('because'),
    [],
    ["exemption-valid: the exemption from 'image-digest' reads 'because', expected 'until 2030-01-31, owner: reason (ticket)'", FINDING],
  ],
  [
    'an annotation of a rule that can never be exempted',
    annotated('until 2030-12-31, team: x', 'manifest-readable'),
    [],
    [
      "exemption-valid: the rule 'manifest-readable' can never be exempted: write one plain object per document; render templates before they are checked",
      FINDING,
    ],
  ],
  [
    'an exemption that covers nothing',
    deployment(),
    [exemption()],
    ["exemption-valid: the exemption from 'image-digest' covers no finding, remove it"],
  ],
  ['an exemption of a rule that is not asked', unpinned, [exemption({ rule: 'pod-privileged' })], [FINDING]],
  [
    'an exemption of a rule that is not asked, and that has expired',
    unpinned,
    [exemption({ rule: 'pod-privileged', expires: '2026-01-01' })],
    ["exemption-valid: the exemption from 'pod-privileged' expired on 2026-01-01: clear the finding, or renew it with a reason", FINDING],
  ],
])('%s', (_what, given, exemptions, expected) => {
  expect(judged(given, exemptions)).toEqual(expected);
});

test('an annotation covers the object that carries it, and no other', () => {
  const { findings } = judge(clusterOf([annotated('until 2030-12-31, team: legacy'), unpinned]), {
    rules: [imageDigest],
    exemptions: [],
    today: '2026-06-15',
  });
  expect(findings.map(({ manifest }) => manifest.source)).toEqual(['1']);
});

test('all rules are asked when none are named', () => {
  const bad = object('v1', 'Pod', 'x', { spec: { containers: [container({ image: 'redis', securityContext: { privileged: true } })] } });
  const ids = new Set(judge(clusterOf([bad]), { exemptions: [], today: '2026-06-15' }).findings.map(({ rule }) => rule.id));
  expect([...ids]).toEqual(expect.arrayContaining([imageDigest.id, podPrivileged.id]));
});
