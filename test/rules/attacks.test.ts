import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../analysis/manifest';
import { caseOf } from '../../cli/court';
import { rules } from '../../rules';
import { judge } from '../../rules/judge';
import { POD_GAPS, REQUEST_GAPS, SECRET_GAP } from '../cluster/attacks-gaps';
import { deployment } from '../cluster/attacks-pods';
import { CHURN, ROGUES } from '../cluster/pools-rogues';
import type { Gap } from '../cluster/record';

// What Kubernetes does not refuse, with the objects of the tests that say so of a real API server: whether the rules see it.

const ROOT = join(__dirname, '../..');
const court = caseOf([join(ROOT, 'dist')], { config: join(ROOT, 'palisade.yaml'), 'as-of': '2027-01-01' });

/** What `palisade check dist` blames an object for that is applied beside the example. */
function blamed(object: object): readonly string[] {
  const attack = { object, source: 'attack' } as Manifest;
  const cluster = { ...court.cluster, manifests: [...court.cluster.manifests, attack] };
  const { findings } = judge(cluster, { rules: court.rules, exemptions: [], today: court.today });
  const name = JSON.stringify(attack.object.metadata.name).slice(1, -1);
  return findings
    .filter(({ manifest, message }) => manifest === attack || message.includes(`'${name}'`))
    .map(({ rule, pointer, message }) => `${rule.id} ${pointer} ${message}`);
}

interface Attack extends Gap {
  readonly object: object;
  /** The same without what is wrong with it. */
  readonly instead: object;
}

const bookinfo = { namespace: 'bookinfo' };
const taint = { key: 'palisade.dev/pool', operator: 'Equal', value: 'bookinfo' };
const settled = {
  nodeSelector: { 'node-restriction.kubernetes.io/pool': 'bookinfo' },
  tolerations: [
    { ...taint, effect: 'NoSchedule' },
    { ...taint, effect: 'NoExecute' },
  ],
};
const rogue = (pod: object) => ({
  object: deployment('gap', { pod: { tolerations: settled.tolerations, ...pod } }, bookinfo),
  instead: deployment('gap', { pod: settled }, bookinfo),
});

const ATTACKS: readonly Attack[] = [
  ...POD_GAPS.map(({ change, instead, ...gap }) => ({ ...gap, object: deployment('gap', change), instead: deployment('gap', instead) })),
  ...[...REQUEST_GAPS, SECRET_GAP].map(({ request, ...gap }) => ({ ...gap, object: request.body })),
  ...ROGUES.map(([asks, pod, , , flaggedBy]) => ({ attempt: `bookinfo's pod that asks ${asks}`, fix: '', flaggedBy, ...rogue(pod) })),
  { ...CHURN, ...rogue(CHURN.pod) },
];

describe.each(ATTACKS)('$attempt', ({ object, instead, flaggedBy }) => {
  const before = new Set(blamed(instead));
  const found = blamed(object).filter((finding) => !before.has(finding));

  if (flaggedBy.startsWith('nothing: ')) {
    test('is flagged by nothing', () => {
      expect(found).toEqual([]);
      expect(flaggedBy).toMatch(/^nothing: \S.{20,}[^.]$/);
    });
  } else {
    test(`is flagged by ${flaggedBy}`, () => {
      expect(rules.map(({ id }) => id)).toContain(flaggedBy);
      expect(found.map((finding) => finding.split(' ')[0])).toContain(flaggedBy);
      expect([...before].map((finding) => finding.split(' ')[0])).not.toContain(flaggedBy);
    });
  }
});

test('no gap is told but those of the tables', () => {
  const files = readdirSync(join(ROOT, 'test/cluster')).filter((name) => name.endsWith('.ts') && name !== 'report.test.ts');
  const telling = files.filter((name) => /flaggedBy: ['`"]/.test(readFileSync(join(ROOT, 'test/cluster', name), 'utf8')));
  expect(telling).toEqual(['attacks-gaps.ts', 'pools-rogues.ts']);
});

test('each attack is one row', () => {
  expect(new Set(ATTACKS.map(({ attempt }) => attempt)).size).toBe(ATTACKS.length);
});

test('the example without an attack has no finding', () => {
  const { findings } = judge(court.cluster, { rules: court.rules, exemptions: [], today: court.today });
  expect(findings.map(({ rule, message }) => `${rule.id} ${message}`)).toEqual([]);
});
