import { nothing as unread } from '../../analysis/reading/documents';
import { jsonText } from '../../report/json';
import { finding, hostile, imageDigest, many, nothing, SCOPE, small, UNSAFE } from './given';
import { judgeOf, reportSchema } from './schema';

const problems = judgeOf(reportSchema);

test.each([
  ['a small report', small],
  ['an empty one', nothing],
  ['a hostile one', hostile],
  ['a long one', many(1000)],
  ['one of a file that cannot be read', { findings: [finding(imageDigest, unread('a.yaml'), '', 'a tab')], exempted: [], scope: SCOPE }],
])('%s is what the published schema describes', (_what, report) => {
  expect(problems(jsonText(report, '0.1.0'))).toEqual([]);
});

test('the schema refuses what it does not describe, at every level', () => {
  const report = JSON.parse(jsonText(small, '0.1.0'));
  report.more = 1;
  report.scope.more = 1;
  report.findings[0].more = 1;
  report.findings[0].object.more = 1;
  report.findings[0].place.line = 0;
  report.exempted[0].exemption.expires = 'tomorrow';
  delete report.rules[0].why;
  expect([...problems(JSON.stringify(report))].sort()).toEqual(
    [
      ' must NOT have additional properties',
      '/exempted/0/exemption/expires must match format "date"',
      '/findings/0/object must NOT have additional properties',
      '/findings/0/object must be null',
      '/findings/0/object must match a schema in anyOf',
      '/findings/0/place must be null',
      '/findings/0/place must match a schema in anyOf',
      '/findings/0/place/line must be >= 1',
      '/findings/0 must NOT have additional properties',
      "/rules/0 must have required property 'why'",
      '/scope must NOT have additional properties',
    ].sort(),
  );
});

test('every field of the schema has a description', () => {
  const undescribed: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (path.endsWith('/properties') || path.endsWith('/$defs'))
        if (!Object.hasOwn(child, 'description')) undescribed.push(`${path}/${key}`);
      visit(child, `${path}/${key}`);
    }
  };
  visit(reportSchema, '');
  expect(undescribed).toEqual([]);
});

test('a finding says everything, in an order that stays', () => {
  expect(JSON.stringify(JSON.parse(jsonText(small, '0.1.0')).findings[0], null, 2)).toBe(`{
  "rule": "image-digest",
  "severity": "error",
  "message": "the image 'cart:1' has no digest",
  "object": {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "namespace": "shop",
    "name": "cart",
    "identity": "Deployment.apps shop/cart"
  },
  "source": "k8s/cart.yaml",
  "pointer": "/spec/template/spec/containers/0/image",
  "field": "spec.template.spec.containers[0].image",
  "place": {
    "file": "k8s/cart.yaml",
    "line": 12,
    "column": 11
  },
  "fingerprint": "image-digest Deployment.apps shop/cart /spec/template/spec/containers/[cart]/image"
}`);
});

test('a finding without a file has no place; an exempted one has its exemption', () => {
  const { findings, exempted } = JSON.parse(jsonText(small, '0.1.0'));
  expect(findings[3]).toMatchObject({ source: 'shop/job/pod', place: null });
  expect(exempted[0].exemption).toEqual({ reason: 'binds a raw socket', owner: 'shop-team', expires: '2030-12-31', ticket: 'SHOP-7' });
});

test('an empty report in full', () => {
  expect(JSON.parse(jsonText(nothing, '0.1.0'))).toEqual({
    schemaVersion: 1,
    tool: { name: 'palisade', version: '0.1.0' },
    scope: {
      kubernetes: '1.33',
      profile: 'all',
      files: 2,
      objects: 3,
      others: 0,
      rules: ['image-digest', 'pod-replicas', 'pod-capabilities'],
    },
    summary: { errors: 0, warnings: 0, exempted: 0 },
    findings: [],
    exempted: [],
    rules: [],
  });
});

test('the rules that found something are told once, those that found nothing only by name', () => {
  const { rules } = JSON.parse(jsonText({ ...small, exempted: [] }, '0.1.0'));
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(['image-digest', 'pod-replicas']);
  expect(rules[1]).toEqual({
    id: 'pod-replicas',
    title: 'apps run twice',
    severity: 'warning',
    exemptible: 'with a reason',
    remediation: 'set `spec.replicas` to 2 or more',
    why: 'One pod is none while its node restarts.',
    attack: 'Draining one node takes the app down.',
    references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  });
});

test('a hostile manifest is quoted to the letter, and paints no terminal', () => {
  const text = jsonText(hostile, '0.1.0');
  expect(text).not.toMatch(UNSAFE);
  expect(JSON.parse(text).findings.map(({ message }: { message: string }) => message)).toEqual(
    hostile.findings.map(({ message }) => message),
  );
});

test('a name that is no string is written as JSON', () => {
  expect(JSON.parse(jsonText(hostile, '0.1.0')).findings[1].object).toMatchObject({ namespace: null, name: '{"toString":1}' });
});
