import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECLINED } from './declined';
import { install } from './install';
import { type Declined, document, lineOf, type Outcome, problemsOf, type Run } from './judge';
import { readCheckov, readKubeLinter, readKubeScore, readKubescape, readKubesec, readPolaris, readTrivy, readTrivyChecks } from './read';
import { KUBERNETES, SCANNERS } from './table';

const ROOT = join(__dirname, '../..');

describe('what is declined', () => {
  const finding = { check: 'probes', object: 'Deployment shop/cart', message: 'no probe' };
  const row = (more: Partial<Declined> = {}): Declined => ({
    scanner: 'lint',
    check: 'probes',
    objects: 'any',
    reason: 'a reason',
    ...more,
  });

  test.each<[string, readonly Declined[], readonly string[]]>([
    ['nothing', [], ["'probes' in 'Deployment shop/cart': no probe"]],
    ['the check, anywhere', [row()], []],
    ['the check, in that object', [row({ objects: ['Deployment shop/cart'] })], []],
    [
      'the check, in another object',
      [row({ objects: ['Deployment shop/web'] })],
      [
        "'probes' in 'Deployment shop/cart': no probe",
        "'probes' finds nothing in 'Deployment shop/web' any more: remove that from declined.ts",
      ],
    ],
    ['another check', [row(), row({ check: 'limits' })], ["'limits' finds nothing any more: remove it from declined.ts"]],
    ['the check of another scanner', [row({ scanner: 'score' })], ["'probes' in 'Deployment shop/cart': no probe"]],
  ])('is held against the findings: %s', (_, declined, problems) => {
    expect(problemsOf('lint', [finding], declined)).toEqual(problems);
  });

  test('names scanners that there are, each check once, with a reason', () => {
    const names = SCANNERS.map(({ name }) => name);
    expect(DECLINED.filter(({ scanner }) => !names.includes(scanner))).toEqual([]);
    const keys = DECLINED.map(({ scanner, check }) => `${scanner} ${check}`);
    expect(keys).toEqual([...new Set(keys)]);
    expect(DECLINED.filter(({ reason, objects }) => reason.length < 30 || reason.endsWith('.') || objects.length === 0)).toEqual([]);
  });

  test('is what docs/scanners.md says, about the version that the example is for', () => {
    const text = readFileSync(join(ROOT, 'docs/scanners.md'), 'utf8');
    const ran = (name: string) => new RegExp(`^\\| ${name} \\| \\d`, 'm').test(text);
    const outcomes = SCANNERS.map(
      ({ name }): Outcome =>
        ran(name) ? { scanner: name, version: '1', checks: 1, declined: 1, problems: [] } : { scanner: name, notRun: '' },
    );
    const declinedIn = (whole: string) => whole.slice(whole.indexOf('## Declined checks'));
    expect(declinedIn(text)).toBe(declinedIn(document(outcomes, DECLINED, KUBERNETES)));
    expect(readFileSync(join(ROOT, 'main.ts'), 'utf8')).toContain(`kubernetesVersion: '${KUBERNETES}'`);
  });
});

test('a scanner is named in one line, whatever came of it', () => {
  expect(
    [
      { scanner: 'lint', version: '1.2.3', checks: 7, declined: 2, problems: ['x'] },
      { scanner: 'score', failed: 'no network\nat all' },
      { scanner: 'scan', notRun: 'nobody has it' },
    ].map(lineOf),
  ).toEqual(['lint 1.2.3: 7 checks run, 1 findings, 2 checks declined', 'score: failed: no network', 'scan: not run: nobody has it']);
});

describe('a scanner that is not installed here', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'palisade-scanners-'));
    delete process.env['PALISADE_SCANNERS_BIN'];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const find = () => install('lint', { given: 'lint from its makers' }, () => {});

  test('is named, with how to get it', () => {
    expect(find()).toEqual({
      missing:
        'it is not among those that are installed here, and PALISADE_SCANNERS_BIN is not set; get lint from its makers, and set PALISADE_SCANNERS_BIN to its directory',
    });
  });

  test('is named when the given directory does not have it', () => {
    process.env['PALISADE_SCANNERS_BIN'] = directory;
    expect(find()).toEqual({ missing: expect.stringContaining(`PALISADE_SCANNERS_BIN (${directory}) has no program 'lint'`) });
  });

  test('is taken from the given directory', () => {
    process.env['PALISADE_SCANNERS_BIN'] = directory;
    writeFileSync(join(directory, 'lint'), '#!/bin/sh\necho "lint $1 v1.2.3-beta"\n', { mode: 0o755 });
    expect(find()).toEqual({ command: [join(directory, 'lint')], version: '1.2.3-beta' });
  });
});

const CART = { kind: 'Deployment', metadata: { namespace: 'shop', name: 'cart' } };
const POD = { grade: 10, skipped: false, check: { id: 'fine' } };

describe.each<[string, (answer: unknown) => Run, unknown]>([
  [
    'kube-score',
    readKubeScore,
    [
      {
        type_meta: { kind: 'Deployment' },
        object_meta: CART.metadata,
        checks: [
          POD,
          { ...POD, check: { id: 'skipped' }, grade: 0, skipped: true },
          { check: { id: 'bad' }, grade: 5, skipped: false, comments: [{ summary: 'it is bad' }] },
        ],
      },
    ],
  ],
  [
    'trivy-checks',
    readTrivyChecks,
    { checks: ['bad', 'fine'], findings: [{ check: 'bad', kind: 'Deployment', ...CART.metadata, message: 'it is bad' }] },
  ],
  [
    'checkov',
    readCheckov,
    {
      results: {
        passed_checks: [{ check_id: 'fine', resource: 'Deployment.shop.cart' }],
        failed_checks: [{ check_id: 'bad', resource: 'Deployment.shop.cart', check_name: 'it is bad' }],
        skipped_checks: [],
        parsing_errors: [],
      },
    },
  ],
  [
    'kube-linter',
    readKubeLinter,
    {
      Checks: [{ name: 'bad' }, { name: 'fine' }],
      Reports: [
        {
          Check: 'bad',
          Diagnostic: { Message: 'it is bad' },
          Object: { K8sObject: { Namespace: 'shop', Name: 'cart', GroupVersionKind: { Kind: 'Deployment' } } },
        },
      ],
    },
  ],
  [
    'polaris',
    readPolaris,
    {
      Results: [
        {
          Kind: 'Deployment',
          Namespace: 'shop',
          Name: 'cart',
          Results: { fine: { Success: true } },
          PodResult: { Results: {}, ContainerResults: [{ Results: { bad: { Success: false, Message: 'it is bad' } } }] },
        },
        { Kind: 'Service', Namespace: 'shop', Name: 'cart', Results: {}, PodResult: null },
      ],
    },
  ],
  [
    'kubesec',
    readKubesec,
    [
      {
        object: 'Deployment/cart.shop',
        valid: true,
        scoring: { critical: [], advise: [{ id: 'bad', reason: 'it is bad' }], passed: [{ id: 'fine' }] },
      },
      { object: 'Service/cart.shop', valid: false, message: 'This resource kind is not supported by kubesec' },
    ],
  ],
  [
    'trivy',
    readTrivy,
    {
      Results: [
        {
          Misconfigurations: [
            { ID: 'fine', Status: 'PASS' },
            { ID: 'bad', Status: 'FAIL', Namespace: 'builtin', Message: 'it is bad' },
          ],
        },
      ],
    },
  ],
  [
    'kubescape',
    readKubescape,
    {
      resources: [{ resourceID: 'r', object: CART }],
      results: [
        {
          resourceID: 'r',
          controls: [
            { controlID: 'fine', status: { status: 'passed' } },
            { controlID: 'unknown', status: { status: 'skipped' } },
            { controlID: 'bad', name: 'it is bad', status: { status: 'failed' } },
          ],
        },
      ],
    },
  ],
])('an answer of %s', (name, read, answer) => {
  test('tells the checks that judged, and what they found', () => {
    const { checks, findings } = read(answer);
    expect([...checks].sort()).toEqual(['bad', 'fine']);
    // Trivy names the object in its message, if at all.
    const object = name === 'trivy' ? '' : 'Deployment shop/cart';
    expect(findings).toEqual([{ check: 'bad', object, message: 'it is bad' }]);
  });

  test.each([['nothing'], [{ passed: 0, failed: 0 }]])('is not one without findings when it is %j', (other) => {
    expect(() => read(other)).toThrow("expected a list in the scanner's answer");
  });
});

test('what checkov skips or cannot parse is a finding', () => {
  const results = {
    passed_checks: [],
    failed_checks: [],
    skipped_checks: [{ check_id: 'CKV_K8S_8', resource: 'Deployment.shop.cart', check_name: 'Liveness' }],
    parsing_errors: ['dist/shop.yaml'],
  };
  expect(readCheckov({ results }).findings.map(({ check, object }) => [check, object])).toEqual([
    ['CKV_K8S_8', 'Deployment shop/cart'],
    ['parsing_errors', 'dist/shop.yaml'],
  ]);
});

test.each([
  ['AVD-KSV-0017', 'KSV-0017'],
  ['KSV-0017', 'KSV-0017'],
  ['KSV017', 'KSV-0017'],
])('%s of trivy is %s', (ID, check) => {
  expect([...readTrivy({ Results: [{ Misconfigurations: [{ ID, Status: 'PASS' }] }] }).checks]).toEqual([check]);
});
