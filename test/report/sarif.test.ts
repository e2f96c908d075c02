import { nothing as unread } from '../../analysis/reading/documents';
import type { Report } from '../../report/report';
import { sarifText } from '../../report/sarif';
import type { ScopedExemption } from '../../rules/exemption';
import type { Finding } from '../../rules/rule';
import {
  built,
  cart,
  exemption,
  finding,
  hostile,
  imageDigest,
  inFile,
  many,
  nothing,
  podReplicas,
  ruleNamed,
  SCOPE,
  small,
  UNSAFE,
} from './given';
import { judgeOfDraft04, sarifSchema } from './schema';

const problems = judgeOfDraft04(sarifSchema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly unknown[];
}

function runOf(report: Report) {
  const { runs } = JSON.parse(sarifText(report, '0.1.0'));
  expect(runs).toHaveLength(1);
  return runs[0];
}

function resultsOf(report: Report): readonly Result[] {
  return runOf(report).results;
}

function reportOf(findings: readonly Finding[]): Report {
  return { findings, exempted: [], scope: SCOPE };
}

test.each([
  ['a small report', small],
  ['an empty one', nothing],
  ['a hostile one', hostile],
  ['a long one', many(1000)],
  ['one of a file that cannot be read', reportOf([finding(imageDigest, unread('a b.yaml'), '', 'a tab')])],
  ['one without rules', { ...nothing, scope: { ...SCOPE, rules: [] } }],
])('%s is what the standard describes', (_what, report) => {
  expect(problems(sarifText(report, '0.1.0'))).toEqual([]);
});

test('the schema of the standard refuses what it should', () => {
  const log = JSON.parse(sarifText(small, '0.1.0'));
  log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'k8s/<x>.yaml';
  log.runs[0].results[0].level = 'fatal';
  log.runs[0].more = 1;
  expect(problems(JSON.stringify(log))).toEqual([
    '/runs/0 must NOT have additional properties',
    '/runs/0/results/0/level must be equal to one of the allowed values',
    '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri must match format "uri-reference"',
  ]);
});

test('a result in full', () => {
  expect(resultsOf(small)[0]).toEqual({
    ruleId: 'image-digest',
    ruleIndex: 0,
    level: 'error',
    message: { text: "Deployment.apps shop/cart: the image 'cart:1' has no digest" },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'k8s/cart.yaml' }, region: { startLine: 12, startColumn: 11 } },
        logicalLocations: [
          { fullyQualifiedName: 'Deployment.apps shop/cart', kind: 'resource' },
          { fullyQualifiedName: 'Deployment.apps shop/cart spec.template.spec.containers[0].image', kind: 'property' },
        ],
      },
    ],
    partialFingerprints: {
      'palisade/v1': 'image-digest Deployment.apps shop/cart /spec/template/spec/containers/[cart]/image',
      primaryLocationLineHash: '1094c2efcd665dde:1',
    },
    suppressions: [],
  });
});

test('a rule in full', () => {
  expect(runOf(small).tool.driver.rules[0]).toEqual({
    id: 'image-digest',
    shortDescription: { text: 'Images are pinned by digest.' },
    fullDescription: { text: 'A tag can be moved to another image.' },
    help: {
      text: 'A tag can be moved to another image. Whoever writes to the registry runs in the cluster.\n\nTo repair: append the digest.',
      markdown:
        'A tag can be moved to another image. Whoever writes to the registry runs in the cluster.\n\n**To repair:** append the digest.',
    },
    helpUri: 'https://attack.mitre.org/techniques/T1204/003/',
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['security', 'stride/tampering', 'cis/5.5.1', 'mitre/T1204.003', 'nsa/scan-images'],
      precision: 'high',
      'security-severity': '8.0',
    },
  });
});

test('a finding without a file is where its construct is', () => {
  expect(resultsOf(small)[3]?.locations).toEqual([
    {
      logicalLocations: [
        { fullyQualifiedName: 'shop/job/pod', kind: 'construct' },
        { fullyQualifiedName: 'Pod shop/job', kind: 'resource' },
        { fullyQualifiedName: 'Pod shop/job spec.containers[0].image', kind: 'property' },
      ],
    },
  ]);
});

test.each([
  ['an error', 'error', ['tampering'], '8.0'],
  ['an error of availability', 'error', ['denial-of-service'], '5.5'],
  ['a warning', 'warning', ['spoofing'], '5.0'],
  ['a warning of availability', 'warning', ['denial-of-service'], '3.0'],
  ['a warning of availability and more', 'warning', ['denial-of-service', 'tampering'], '5.0'],
  ['an error without a category', 'error', [], '8.0'],
] as const)('%s has its security severity', (_what, severity, threats, score) => {
  const rule = ruleNamed('any', { severity, references: threats.map((id) => ({ source: 'STRIDE', id })) });
  expect(runOf({ ...nothing, scope: { ...SCOPE, rules: [rule] } }).tool.driver.rules[0].properties['security-severity']).toBe(score);
});

test('columns are counted as JavaScript counts them', () => {
  expect(runOf(small).columnKind).toBe('utf16CodeUnits');
});

test('each result names its rule by id and by index, even one that speaks without being asked', () => {
  const failing = ruleNamed('rule-completes');
  const run = runOf(reportOf([finding(failing, cart, '', 'the rule failed'), ...small.findings]));
  expect(run.results.map(({ ruleId, ruleIndex }: Result) => run.tool.driver.rules[ruleIndex].id === ruleId)).toEqual(Array(5).fill(true));
});

describe('an exempted finding is suppressed', () => {
  const suppressed = (scope: Partial<ScopedExemption>) => {
    const given = { ...exemption, ...scope };
    return resultsOf({ ...small, exempted: [{ finding: finding(imageDigest, cart, '', 'x'), exemption: given }] }).at(-1)?.suppressions;
  };
  const justification = 'until 2030-12-31, shop-team: binds a raw socket (SHOP-7)';

  test('by whom, why and until when', () => {
    expect(suppressed({})).toEqual([{ kind: 'external', status: 'accepted', justification }]);
  });

  test('in its source, at the annotation', () => {
    const declared = { manifest: cart, pointer: '/spec/replicas' };
    const location = { physicalLocation: { artifactLocation: { uri: 'k8s/cart.yaml' }, region: { startLine: 6, startColumn: 3 } } };
    expect(suppressed({ scope: { manifest: cart }, declared })).toEqual([
      { kind: 'inSource', status: 'accepted', justification, location },
    ]);
  });

  test('in its source, in code', () => {
    expect(suppressed({ scope: { construct: 'shop' }, declared: { manifest: built, pointer: '' } })).toEqual([
      { kind: 'inSource', status: 'accepted', justification },
    ]);
  });

  test('outside of it', () => {
    expect(suppressed({ scope: { object: 'Pod shop/job' } })).toEqual([{ kind: 'external', status: 'accepted', justification }]);
  });

  test('and the others say that they are not', () => {
    expect(resultsOf(small).map(({ suppressions }) => suppressions.length)).toEqual([0, 0, 0, 0, 1]);
  });
});

test('two findings on one line are told apart', () => {
  const results = resultsOf(
    reportOf([finding(imageDigest, cart, '/spec', 'no limit of CPU'), finding(imageDigest, cart, '/spec', 'no limit of memory')]),
  );
  const prints = results.map(({ partialFingerprints }) => partialFingerprints);
  expect(prints.map((each) => each['palisade/v1'])).toEqual([
    'image-digest Deployment.apps shop/cart /spec',
    'image-digest Deployment.apps shop/cart /spec #2',
  ]);
  expect(new Set(prints.map((each) => each['primaryLocationLineHash'])).size).toBe(2);
});

test.each([
  ['placeholders', 'uses {0} and {}', 'uses {{0}} and {{}}'],
  ['links', 'see [here](https://evil.example)', 'see [here] (https://evil.example)'],
  ['lines', 'one\ntwo', 'one\\u000atwo'],
])('a message has no %s', (_what, message, text) => {
  expect(resultsOf(reportOf([finding(imageDigest, cart, '', message)]))[0]?.message.text).toBe(`Deployment.apps shop/cart: ${text}`);
});

test('a hostile manifest paints no terminal', () => {
  expect(sarifText(hostile, '0.1.0')).not.toMatch(UNSAFE);
});

describe('the limits of GitHub', () => {
  const { findings: errors } = many(20_000);
  const { findings: warnings } = many(6_000, podReplicas);
  const exempted = [{ finding: finding(imageDigest, cart, '', 'x'), exemption }];

  test('25,000 results: all are told', () => {
    const run = runOf(reportOf([...errors, ...warnings.slice(0, 5000)]));
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
  });

  test('more results: the most important ones are told, and how many are not', () => {
    const run = runOf({ findings: [...warnings, ...errors], exempted, scope: SCOPE });
    expect(run.results).toHaveLength(25_000);
    expect(run.results.filter(({ ruleId }: Result) => ruleId === 'image-digest')).toHaveLength(20_000);
    expect(run.invocations[0].toolExecutionNotifications).toEqual([
      {
        level: 'warning',
        message: { text: '1001 results are left out, because code scanning takes at most 25000: the JSON report has all of them' },
      },
    ]);
  });

  test('20 tags a rule, the most general first', () => {
    const references = Array.from({ length: 30 }, (_, index) => ({ source: 'CIS', id: `5.1.${index}` }) as const);
    const rule = ruleNamed('any', { references: [...references, { source: 'STRIDE', id: 'tampering' }] });
    const { tags } = runOf({ ...nothing, scope: { ...SCOPE, rules: [rule] } }).tool.driver.rules[0].properties;
    expect(tags).toHaveLength(20);
    expect(tags.slice(0, 3)).toEqual(['security', 'stride/tampering', 'cis/5.1.0']);
  });
});

test('a path is a URI', () => {
  const odd = inFile('k8s/ü 100%#1.yaml', cart.object);
  expect(resultsOf(reportOf([finding(imageDigest, odd, '', 'x')]))[0]?.locations[0]).toMatchObject({
    physicalLocation: { artifactLocation: { uri: 'k8s/%C3%BC%20100%25%231.yaml' } },
  });
});
