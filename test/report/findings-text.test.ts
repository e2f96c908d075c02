import { nothing as unread } from '../../analysis/reading/documents';
import { findingsText } from '../../report/findings-text';
import { built, cart, exemption, finding, HOSTILE, hostile, imageDigest, many, nothing, podReplicas, SCOPE, small, UNSAFE } from './given';

const escapeSequences = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

test('findings by object, each with place and remedy, then what is exempted, then a summary', () => {
  expect(findingsText(small, 'plain')).toBe(`Deployment.apps shop/cart  k8s/cart.yaml
  error    image-digest  the image 'cart:1' has no digest
           spec.template.spec.containers[0].image  k8s/cart.yaml:12:11
  error    image-digest  the image 'proxy:1' has no digest
           spec.template.spec.containers[1].image  k8s/cart.yaml:14:11
           fix: append the digest
  warning  pod-replicas  the app runs once, expected 2 pods or more
           spec.replicas  k8s/cart.yaml:6:3
           fix: set \`spec.replicas\` to 2 or more

Pod shop/job  shop/job/pod
  error    image-digest  the image 'job' has no digest
           spec.containers[0].image
           fix: append the digest

Exempted
  pod-capabilities until 2030-12-31, shop-team: binds a raw socket (SHOP-7)
    Deployment.apps shop/cart  spec.template.spec.containers[0].securityContext  k8s/cart.yaml:1:1

3 errors, 1 warning, 1 exempted; 3 objects in 2 files, 1 other document not judged; 3 rules, profile all, Kubernetes 1.33`);
});

test('nothing found is one line', () => {
  expect(findingsText(nothing, 'plain')).toBe(
    '0 errors, 0 warnings, 0 exempted; 3 objects in 2 files; 3 rules, profile all, Kubernetes 1.33',
  );
});

test('what cannot be read stands under its file', () => {
  const unreadable = { ...unread('k8s/broken.yaml'), place: () => ({ file: 'k8s/broken.yaml', line: 3, column: 1 }) };
  const findings = [finding(imageDigest, unreadable, '', 'a tab indents this line, expected spaces')];
  expect(findingsText({ findings, exempted: [], scope: SCOPE }, 'plain').split('\n\n')[0]).toBe(`k8s/broken.yaml
  error    image-digest  a tab indents this line, expected spaces
           k8s/broken.yaml:3:1
           fix: append the digest`);
});

test('an object itself has no field, and without a file no place', () => {
  const findings = [finding(podReplicas, built, '', 'the pod is alone')];
  expect(findingsText({ findings, exempted: [], scope: SCOPE }, 'plain').split('\n\n')[0]).toBe(`Pod shop/job  shop/job/pod
  warning  pod-replicas  the pod is alone
           fix: set \`spec.replicas\` to 2 or more`);
});

test('one remedy does for all the objects that need it in a row', () => {
  const text = findingsText(many(100), 'plain');
  expect(text.match(/fix: /g)).toHaveLength(1);
  expect(text.match(/pod \d+ has no digest/g)).toHaveLength(100);
});

test('the remedy is repeated where another rule spoke in between', () => {
  const findings = [finding(imageDigest, cart, '', 'one'), finding(podReplicas, cart, '', 'two'), finding(imageDigest, built, '', 'three')];
  expect(findingsText({ findings, exempted: [], scope: SCOPE }, 'plain').match(/fix: append the digest/g)).toHaveLength(2);
});

test('an exemption is told once, with the first dozen of what it covers', () => {
  const exempted = many(1015).findings.map((each) => ({ finding: each, exemption }));
  const text = findingsText({ findings: [], exempted, scope: SCOPE }, 'plain');
  expect(text.match(/binds a raw socket/g)).toHaveLength(1);
  expect(text).toContain('    Pod shop/pod-11  spec  k8s/pods.yaml:1:1\n    … and 1,003 more\n');
});

test('a message as long as a manifest is told in part', () => {
  const findings = [finding(imageDigest, built, '', `the image '${'x'.repeat(100_000)}' has no digest`)];
  const text = findingsText({ findings, exempted: [], scope: SCOPE }, 'plain');
  expect(text.length).toBeLessThan(2000);
  expect(text).toContain('xxx…\n');
});

test('colours paint the same words', () => {
  const painted = findingsText(small, 'colour');
  expect(painted.replace(escapeSequences, '')).toBe(findingsText(small, 'plain'));
  expect(painted).toContain('\u001b[1mDeployment.apps shop/cart\u001b[0m');
  expect(painted).toContain('\u001b[31merror\u001b[0m');
  expect(painted).toContain('\u001b[33mwarning\u001b[0m');
});

test.each([
  ['errors', small, '\u001b[31m3 errors, '],
  ['only warnings', { ...small, findings: small.findings.slice(2, 3) }, '\u001b[33m0 errors, '],
  ['nothing', nothing, '\u001b[32m0 errors, '],
])('the summary has the colour of %s', (_what, report, start) => {
  expect(findingsText(report, 'colour').split('\n').at(-1)).toContain(start);
});

describe('a hostile manifest', () => {
  test('paints nothing', () => {
    expect(findingsText(hostile, 'plain')).not.toMatch(UNSAFE);
    expect(findingsText(hostile, 'colour').replace(escapeSequences, '')).not.toMatch(UNSAFE);
  });

  test('adds no line', () => {
    const lines = findingsText(hostile, 'plain').split('\n');
    expect(HOSTILE).toContain('\n## all fine');
    expect(lines.filter((each) => each.startsWith('## '))).toEqual([]);
    expect(lines).toHaveLength(14);
  });
});
