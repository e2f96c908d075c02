import { POD_GAPS, REQUEST_GAPS, SECRET_GAP } from '../../cluster/attacks-gaps';
import { KEPT_BY_KUBELET, namedByProof, namedFor } from '../../cluster/attacks-named';
import { bare, deployment, NAMESPACE } from '../../cluster/attacks-pods';
import { grantOf, LOOSENED } from '../../cluster/loosened-rows';
import { CHURN, type End, ROGUES } from '../../cluster/pools-rogues';

// What a real API server does not refuse, with the objects that the tests of it send: whether the proof names it.

const ends = (end: End, node: string) => 'runs' in end && !end.runs.includes(node);
const bookinfo = { tenant: 'bookinfo', objects: [] };

test.each([
  ...POD_GAPS.map(({ attempt, change }) => [attempt, deployment('gap', change)] as const),
  ...REQUEST_GAPS.map(({ attempt, request }) => [attempt, request.body] as const),
])('%s', (attempt, object) => {
  expect(namedByProof(namedFor(attempt), { tenant: NAMESPACE, objects: [object], plugins: 'on' })).toMatch(/\S{3}/);
});

test.each(ROGUES.filter(([, , without]) => ends(without, 'bookinfo-1')))("bookinfo's pod that asks %s", (asks, pod) => {
  expect(namedByProof(namedFor(asks), { ...bookinfo, objects: [bare('rogue', { pod }, 'bookinfo')] })).toMatch(/^nodes: /);
});

test.each(ROGUES.filter(([, , , with_]) => ends(with_, 'bookinfo-1')))("bookinfo's pod that asks %s, with the plugins", (_, pod) => {
  const attack = { ...bookinfo, objects: [bare('rogue', { pod }, 'bookinfo')], plugins: 'on' as const };
  expect(namedByProof(KEPT_BY_KUBELET, attack)).toMatch(/^nothing: /);
});

test(`${CHURN.attempt}`, () => {
  const object = deployment('churn', { pod: CHURN.pod }, { namespace: 'bookinfo' });
  expect(namedByProof(namedFor(CHURN.attempt), { ...bookinfo, objects: [object] })).toMatch(/^nodes: /);
});

test(`${SECRET_GAP.attempt}`, () => {
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['create', 'get'] }];
  const grants = grantOf({ within: 'bookinfo', rules }, 'bookinfo-admins');
  expect(namedByProof(namedFor(SECRET_GAP.attempt), { ...bookinfo, grants })).toMatch(/^the power /);
});

test.each(LOOSENED.map((row) => [row.attempt, row] as const))('of a tenant that is granted more: %s', (_, row) => {
  expect(namedByProof(row.named, { ...bookinfo, grants: grantOf(row, 'bookinfo-admins') })).not.toMatch(/^nothing: /);
});

describe('a row of the table', () => {
  const pod = bare('rogue', { pod: { nodeSelector: { zone: 'a' } } }, 'bookinfo');
  test.each([
    ['that the proof does not tell', { aspect: 'nodes', opening: 'it sings' }, 'the proof does not tell of the opening'],
    ['that the proof always tells', { assumption: 'kernel', about: 'containers' }, 'in any case'],
    ['of a power that the tenant lacks', { power: 'exec' }, 'the proof does not tell of the power exec'],
    ['of nothing, where there is something', { nothing: 'nothing: it is said to be harmless' }, 'the proof does tell of it'],
  ] as const)('%s is a mistake', (_, named, message) => {
    expect(() => namedByProof(named, { ...bookinfo, objects: [pod] })).toThrow(message);
  });

  test('that is not there is a mistake', () => {
    expect(() => namedFor('a walk in the park')).toThrow("how the proof names 'a walk in the park' is not in the table");
  });
});
