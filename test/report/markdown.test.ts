import { markdownText } from '../../report/markdown';
import { exemption, finding, hostile, imageDigest, many, nothing, podReplicas, ruleNamed, SCOPE, small } from './given';

/** What is left of a text without its inline code: all that a renderer takes for markup. */
function markup(text: string): string {
  return text.replace(/`[^`\n]*`/g, '');
}

test('a summary, a table for each severity, what is exempted, and how to repair it', () => {
  expect(markdownText(small)).toBe(`<!-- palisade report -->
## Palisade: 3 errors, 1 warning, 1 exempted

3 objects in 2 files, 1 other document not judged; 3 rules, profile all, Kubernetes 1.33.

### 3 errors

| Rule | Object | Where | Finding |
| --- | --- | --- | --- |
| \`image-digest\` | \`Deployment.apps shop/cart\` | \`k8s/cart.yaml:12:11\` | \`the image 'cart:1' has no digest\` |
| \`image-digest\` | \`Deployment.apps shop/cart\` | \`k8s/cart.yaml:14:11\` | \`the image 'proxy:1' has no digest\` |
| \`image-digest\` | \`Pod shop/job\` | \`shop/job/pod\` \`spec.containers[0].image\` | \`the image 'job' has no digest\` |

### 1 warning

| Rule | Object | Where | Finding |
| --- | --- | --- | --- |
| \`pod-replicas\` | \`Deployment.apps shop/cart\` | \`k8s/cart.yaml:6:3\` | \`the app runs once, expected 2 pods or more\` |

### 1 exempted

| Rule | Object | Where | Until | Owner | Reason |
| --- | --- | --- | --- | --- | --- |
| \`pod-capabilities\` | \`Deployment.apps shop/cart\` | \`k8s/cart.yaml:1:1\` | \`2030-12-31\` | \`shop-team\` | \`binds a raw socket (SHOP-7)\` |

<details>
<summary>How to repair</summary>

- **\`image-digest\`**: append the digest. A tag can be moved to another image. Whoever writes to the registry runs in the cluster.
- **\`pod-replicas\`**: set \`spec.replicas\` to 2 or more. One pod is none while its node restarts. Draining one node takes the app down.

</details>`);
});

test('nothing found is a summary', () => {
  expect(markdownText(nothing)).toBe(`<!-- palisade report -->
## Palisade: 0 errors, 0 warnings, 0 exempted

3 objects in 2 files; 3 rules, profile all, Kubernetes 1.33.`);
});

test.each([
  [10, false],
  [11, true],
])('a table of %d rows is folded: %s', (count, folded) => {
  expect(markdownText(many(count)).includes(`<summary>${count} errors</summary>`)).toBe(folded);
});

describe('a hostile manifest', () => {
  const text = markdownText(hostile);

  test('has all its words in code', () => {
    expect(text).toContain('<script>');
    expect(markup(text)).not.toMatch(/script|alert|everyone|https?:|evil|\[|&|\{|#1/);
  });

  test('adds neither lines nor cells', () => {
    const columns = text
      .split('\n')
      .filter((each) => each.startsWith('|'))
      .map((each) => each.split('|').length - 2);
    expect(columns).toEqual([4, 4, 4, 4, 4, 4, 6, 6, 6]);
    expect(text.split('\n').filter((each) => each.startsWith('#'))).toEqual([
      '## Palisade: 1 error, 1 warning, 1 exempted',
      '### 1 error',
      '### 1 warning',
      '### 1 exempted',
    ]);
  });

  test.each([
    ['a backtick', 'a`b', 'a\\u0060b'],
    ['three of them', '```', '\\u0060\\u0060\\u0060'],
    ['a cell', 'a | b', 'a \\u007c b'],
    ['an escaped cell', 'a \\| b', 'a \\\\u007c b'],
    ['a backslash at the end', 'a\\', 'a\\'],
    ['a line break', 'a\nb', 'a\\u000ab'],
    ['a mention', '@everyone', '@everyone'],
    ['an issue', '#1', '#1'],
    ['a comment', '<!-- x', '<!-- x'],
    ['the end of the fold', '</details>', '</details>'],
  ])('cannot write %s', (_what, message, shown) => {
    const report = {
      findings: [finding(imageDigest, hostile.exempted[0]?.finding.manifest ?? fail(), '', message)],
      exempted: [],
      scope: SCOPE,
    };
    expect(markdownText(report)).toContain(`| \`Pod shop/job\` | \`shop/job/pod\` | \`${shown}\` |\n`);
  });

  test('can leave a cell empty, but not the table', () => {
    const report = {
      findings: [finding(imageDigest, hostile.exempted[0]?.finding.manifest ?? fail(), '', ' ')],
      exempted: [],
      scope: SCOPE,
    };
    expect(markdownText(report)).toContain('| `Pod shop/job` | `shop/job/pod` |  |\n');
  });
});

test('the words of a rule are text, but for their code', () => {
  const rule = ruleNamed('any', { remediation: 'set `a|b` to <name>, *not* to [x](y) or a_b' });
  const text = markdownText({ ...nothing, findings: [finding(rule, many(1).findings[0]?.manifest ?? fail(), '', 'x')] });
  expect(text).toContain('set `a\\u007cb` to \\<name\\>, \\*not\\* to \\[x\\](y) or a\\_b.');
});

describe('what is too much for a comment', () => {
  const long = (count: number, rule = imageDigest) =>
    many(count, rule).findings.map((each) => ({ ...each, message: `${each.message} ${'x'.repeat(10_000)}` }));
  const rules = Array.from({ length: 500 }, (_, index) => ruleNamed(`rule-${index}`, { why: 'y'.repeat(300) }));
  const report = {
    findings: [...long(10_000), ...long(3_000, podReplicas), ...rules.map((rule) => ({ ...(many(1).findings[0] ?? fail()), rule }))],
    exempted: long(2_000).map((each) => ({ finding: each, exemption })),
    scope: SCOPE,
  };
  const text = markdownText(report);

  test('is cut, each part with how much is left out', () => {
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('### 10,500 errors');
    expect(text).toContain('### 3,000 warnings');
    expect(text).toContain('### 2,000 exempted');
    expect(text.match(/… and [\d,]+ more( rules)?\n/g)).toHaveLength(4);
  });

  test('adds up', () => {
    const parts = text.split('\n### ').slice(1);
    const sums = parts.map((part) => {
      const rows = part.split('\n').filter((each) => each.startsWith('| `')).length;
      return rows + Number(/… and ([\d,]+) more\n/.exec(part)?.[1]?.replace(',', ''));
    });
    expect(sums).toEqual([10_500, 3_000, 2_000]);
  });

  test('closes what it opens', () => {
    expect(text.match(/<details>/g)).toHaveLength(4);
    expect(text.match(/<\/details>/g)).toHaveLength(4);
  });
});

function fail(): never {
  throw new Error('the report has no finding');
}
