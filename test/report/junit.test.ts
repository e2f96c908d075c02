import { junitText } from '../../report/junit';
import { cart, finding, hostile, imageDigest, many, nothing, podCapabilities, SCOPE, small, UNSAFE } from './given';

test('a suite for each file, a case for each object and rule, and one for each rule that holds', () => {
  expect(junitText(small)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="palisade" tests="5" failures="3" errors="0" skipped="1" time="0">
  <testsuite name="k8s/cart.yaml" tests="3" failures="2" errors="0" skipped="1" time="0">
    <testcase name="image-digest" classname="Deployment.apps shop/cart" file="k8s/cart.yaml" line="12" time="0">
      <failure type="error" message="the image &apos;cart:1&apos; has no digest, and 1 more">the image &apos;cart:1&apos; has no digest  spec.template.spec.containers[0].image  k8s/cart.yaml:12:11
the image &apos;proxy:1&apos; has no digest  spec.template.spec.containers[1].image  k8s/cart.yaml:14:11
fix: append the digest</failure>
    </testcase>
    <testcase name="pod-replicas" classname="Deployment.apps shop/cart" file="k8s/cart.yaml" line="6" time="0">
      <failure type="warning" message="the app runs once, expected 2 pods or more">the app runs once, expected 2 pods or more  spec.replicas  k8s/cart.yaml:6:3
fix: set \`spec.replicas\` to 2 or more</failure>
    </testcase>
    <testcase name="pod-capabilities" classname="Deployment.apps shop/cart" file="k8s/cart.yaml" line="1" time="0">
      <skipped message="until 2030-12-31, shop-team: binds a raw socket (SHOP-7)"/>
    </testcase>
  </testsuite>
  <testsuite name="shop/job/pod" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="image-digest" classname="Pod shop/job" time="0">
      <failure type="error" message="the image &apos;job&apos; has no digest">the image &apos;job&apos; has no digest  spec.containers[0].image
fix: append the digest</failure>
    </testcase>
  </testsuite>
  <testsuite name="rules that hold" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="pod-capabilities: containers add no capability" classname="palisade" time="0"/>
  </testsuite>
</testsuites>`);
});

test('a green run has as many cases as rules', () => {
  expect(junitText(nothing)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="palisade" tests="3" failures="0" errors="0" skipped="0" time="0">
  <testsuite name="rules that hold" tests="3" failures="0" errors="0" skipped="0" time="0">
    <testcase name="image-digest: images are pinned by digest" classname="palisade" time="0"/>
    <testcase name="pod-replicas: apps run twice" classname="palisade" time="0"/>
    <testcase name="pod-capabilities: containers add no capability" classname="palisade" time="0"/>
  </testsuite>
</testsuites>`);
});

test('without rules there is no suite', () => {
  expect(
    junitText({ ...nothing, scope: { ...SCOPE, rules: [] } })
      .split('\n')
      .slice(1),
  ).toEqual(['<testsuites name="palisade" tests="0" failures="0" errors="0" skipped="0" time="0">', '</testsuites>']);
});

test('a rule that found something and is exempted elsewhere fails there and is skipped here', () => {
  const report = { ...small, findings: [finding(podCapabilities, cart, '', 'adds SYS_ADMIN')] };
  expect(junitText(report)).toContain('tests="4" failures="1" errors="0" skipped="1"');
});

test('of many findings of one rule in one object, the first hundred are told', () => {
  const findings = many(250).findings.map((each) => ({ ...each, manifest: cart }));
  const text = junitText({ findings, exempted: [], scope: SCOPE });
  expect(text.match(/<testcase name="image-digest"/g)).toHaveLength(1);
  expect(text).toContain('message="pod 0 has no digest, and 249 more"');
  expect(text.match(/^.*pod \d+ has no digest {2}/gm)).toHaveLength(100);
  expect(text).toContain('\n… and 150 more\nfix: ');
});

describe('a hostile manifest', () => {
  const text = junitText(hostile);

  test('has no character that XML 1.0 forbids', () => {
    // https://www.w3.org/TR/xml/#charsets
    expect(text).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
    expect(text).not.toMatch(UNSAFE);
  });

  test('opens no element, ends no attribute and writes no entity of its own', () => {
    const attribute = '[a-z]+="[^"<>&]*(&(amp|lt|gt|quot|apos);[^"<>&]*)*"';
    const tag = new RegExp(`</?(testsuites|testsuite|testcase|failure|skipped)( ${attribute})*/?>`, 'g');
    const rest = text.replace('<?xml version="1.0" encoding="UTF-8"?>', '').replace(tag, '');
    expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)/);
  });

  test.each([
    ['the end of a section', ']]>', ']]&gt;'],
    ['an element', '<script>', '&lt;script&gt;'],
    ['an entity', '&amp;', '&amp;amp;'],
    ['quotes', `"'`, '&quot;&apos;'],
    ['a null', '\u0000', '\\u0000'],
    ['an escape sequence', '\u001b[31m', '\\u001b[31m'],
    ['a line break', 'a\nb', 'a\\u000ab'],
    ['half of a surrogate pair', 'a\udc00b', 'a\\udc00b'],
    ['what is no character', '\uffff', '\\uffff'],
    ['a character beyond 16 bits', '🚢', '🚢'],
  ])('cannot write %s', (_what, message, shown) => {
    expect(junitText({ findings: [finding(imageDigest, cart, '', message)], exempted: [], scope: SCOPE })).toContain(`message="${shown}"`);
  });
});
