import { rotationIn } from '../../analysis/encryption/configuration';
import { planOf } from '../../analysis/encryption/plan';
import { configurationOf, given } from '../../analysis/encryption/reading';
import { guessable, weaknesses } from '../../analysis/encryption/weaknesses';
import { ROWS, refusals } from '../oracles/encryption-rows';

const KEY = 'h1bZ0xVqvTn0kQ4bq3X8n2m9Yw7c5R1tUo6pLsAeDfE=';
const OTHER = 'Zk3R9vWcN1yXqLr7uTt2oBp5sEdG8hJmQa4iVf6wKxM=';
const PLAN = `apiVersion: config.palisade.dev/v1
kind: EncryptionPlan
config: /etc/kubernetes/encryption/config.yaml
members: [cp-1, cp-2, cp-3]
resources: [secrets]
providers: [{ type: secretbox }]
`;

test.each(ROWS.map(({ what, text, loads }) => [what, loads ? 'loads' : 'is refused', text] as const))('%s: %s', (_what, verdict, text) => {
  expect(refusals(text).length === 0 ? 'loads' : 'is refused').toBe(verdict);
});

/** A file with one entry. */
const file = (...providers: readonly string[]) => entries(['[secrets]', ...providers]);
const entries = (...all: readonly (readonly string[])[]) =>
  `apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n${all
    .map(([resources, ...providers]) => `- { resources: ${resources}, providers: [${providers.join(', ')}] }\n`)
    .join('')}`;
const keyed = (type: string, ...keys: readonly (readonly [string, string])[]) =>
  `{ ${type}: { keys: [${keys.map(([name, secret]) => `{ name: "${name}", secret: ${secret} }`).join(', ')}] } }`;
const box = keyed('secretbox', ['key1', KEY]);
const kms = '{ kms: { apiVersion: v2, name: vault, endpoint: "unix:///run/kms/socket.sock" } }';
const identity = '{ identity: {} }';

function said(text: string, plan?: string): readonly string[] {
  const found = given(text, 'config.yaml');
  if (found.given === undefined) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  return weaknesses(configurationOf(found.given), plan === undefined ? undefined : planOf(plan).plan, rotationIn(text)).map(
    ({ kind, at, message }) => `${kind} ${at}: ${message}`,
  );
}

test.each([
  ['secretbox', file(box)],
  ['kms, with the key of before', file(kms, box)],
  ['identity at the end', file(box, identity)],
  ['two keys', file(keyed('secretbox', ['key1', KEY], ['key2', OTHER]))],
  ['one key for two entries', entries(['[secrets]', box], ['[configmaps]', box])],
  ['events as they are', entries(['[events, leases.coordination.k8s.io]', identity], ["['*.*']", box])],
  ['secrets among all of the core group', entries(["['*.']", box])],
])('nothing is wrong with %s', (_what, text) => {
  expect(said(text)).toEqual([]);
});

const AT = 'resources[0].providers';
const KEYS = `${AT}[0].secretbox.keys`;
test.each([
  [
    'identity first',
    file(identity, box),
    [`weak ${AT}[0]: the first provider must encrypt, got identity: what is written is stored as it is`],
  ],
  [
    'identity first, after the step that adds',
    `# rotation: add secretbox/key1\n${file(identity, box)}`,
    [
      `weak ${AT}[0]: the first provider must encrypt, got identity: what is written is stored as it is: the step 'promote' of 'secretbox/key1' is to come`,
    ],
  ],
  [
    'identity in between',
    file(box, identity, kms),
    [`weak ${AT}: identity must be the last provider, as it only reads what is not encrypted`],
  ],
  [
    'identity twice',
    file(box, identity, identity),
    [`weak ${AT}: identity must be the last provider, as it only reads what is not encrypted`, `weak ${AT}: identity must be there once`],
  ],
  ['other resources only', entries(['[configmaps]', box]), ["weak resources: 'secrets' must be encrypted, got no entry that has it in it"]],
  [
    'a resource in two entries',
    entries(['[secrets]', box], ['[secrets]', kms]),
    ["weak resources[1].resources: 'secrets' must be in one entry, got it in an earlier one too, which is the one that writes"],
  ],
  ['aescbc', file(keyed('aescbc', ['key1', KEY])), [`note ${AT}[0]: aescbc is open to padding oracles: secretbox or kms are not`]],
  [
    'aesgcm',
    file(keyed('aesgcm', ['key1', KEY])),
    [
      `weak ${AT}[0]: a key of aesgcm must be replaced before 200,000 writes, and no plan says who sees to it (rotatedBy): take secretbox or kms`,
    ],
  ],
  [
    'a socket without a file',
    file(kms.replace('/run/kms/socket.sock', '/@vault')),
    [
      `weak ${AT}: the endpoint of kms must be a socket in a directory, such as 'unix:///run/kms-plugin/socket.sock', which only root may open`,
    ],
  ],
  [
    'two keys of one name',
    file(keyed('secretbox', ['key1', KEY], ['key1', OTHER])),
    [`weak ${KEYS}[1]: must have a name of its own, got 'key1' twice`],
  ],
  [
    'one key under two names',
    file(keyed('secretbox', ['key1', KEY], ['key2', KEY])),
    [`weak ${KEYS}[1]: must be another key: one of this file has the same secret under another name or provider`],
  ],
  [
    'one key for two providers',
    file(box, keyed('aescbc', ['key1', KEY])),
    [`weak ${AT}[1].aescbc.keys[0]: must be another key: one of this file has the same secret under another name or provider`],
  ],
  [
    'one name for two keys, in two entries',
    entries(['[secrets]', box], ['[configmaps]', keyed('secretbox', ['key1', OTHER])]),
    [
      `weak resources[1].providers[0].secretbox.keys[0]: must not have the name of another key in this file, got 'key1': nobody can tell what is stored under which`,
    ],
  ],
  [
    'a colon in a name',
    file(keyed('secretbox', ['a:b', KEY])),
    [`weak ${KEYS}[0]: must have a name without ':', which ends it in what is stored`],
  ],
  ['a secret for a name', file(keyed('secretbox', [OTHER, KEY])), [`weak ${KEYS}[0]: must have a name that cannot be taken for a key`]],
])('%s is told', (_what, text, problems) => {
  expect(said(text)).toEqual(problems);
});

test.each([
  ['zeros', new Uint8Array(32), 'is one byte over and over'],
  ['a count', Uint8Array.from({ length: 32 }, (_, index) => index + 250), 'only counts'],
  ['a password', Buffer.from('correct horse battery staple 123'), 'is readable text: make it of random bytes'],
  ['hexadecimal digits', Buffer.from('9f86d081884c7d659a2feaa0c55ad015'), 'is readable text: make it of random bytes'],
  ['sixteen different bytes', Uint8Array.from({ length: 32 }, (_, index) => (index * index * 7) % 23), 'has few different bytes'],
  [
    'one half twice',
    Buffer.concat([Buffer.from(KEY, 'base64').subarray(0, 12), Buffer.from(KEY, 'base64').subarray(0, 12)]),
    'has few different bytes',
  ],
  ['random bytes', Buffer.from(KEY, 'base64'), undefined],
  ['other random bytes', Buffer.from(OTHER, 'base64'), undefined],
  ['16 random bytes', Buffer.from(KEY, 'base64').subarray(0, 16), undefined],
])('a secret of %s', (_what, bytes, expected) => {
  expect(guessable(new Uint8Array(bytes))).toBe(expected);
});

describe('beside a plan', () => {
  test.each([
    ['as planned', file(box), PLAN, []],
    [
      'another writer',
      file(box),
      PLAN.replace('{ type: secretbox }', '{ type: kms, name: vault, endpoint: unix:///run/kms/socket.sock }'),
      [`weak ${AT}[0]: the plan wants 'kms' to write, got 'secretbox'`],
    ],
    [
      'another kms',
      file(kms),
      PLAN.replace('{ type: secretbox }', '{ type: kms, name: vault, endpoint: unix:///run/safe/socket.sock }'),
      [`weak ${AT}[0]: the plan wants 'kms' to write, got 'kms'`],
    ],
    [
      'more to encrypt',
      file(box),
      PLAN.replace('[secrets]', '[secrets, configmaps]'),
      ["weak resources: 'configmaps' must be encrypted, got no entry that has it in it"],
    ],
    [
      'plain text still read',
      file(box, identity),
      PLAN,
      [`note ${AT}: what is not encrypted is still read, which the plan does not ask for: the step 'remove' ends it`],
    ],
    ['plain text read as planned', file(box, identity), PLAN.replace(' }]', ' }, { type: identity }]'), []],
    [
      'a rotation',
      `# rotation: promote secretbox/key2\n${file(keyed('secretbox', ['key2', OTHER], ['key1', KEY]))}`,
      PLAN,
      [`note ${AT}: 2 keys are in use (secretbox/key2, secretbox/key1): a rotation is under way, after its step 'promote'`],
    ],
    [
      'aesgcm with a promise',
      file(keyed('aesgcm', ['key1', KEY])),
      PLAN.replace('secretbox', "aesgcm, rotatedBy: 'a CronJob, each Sunday'"),
      [],
    ],
  ])('%s', (_what, text, plan, problems) => {
    expect(planOf(plan).problems).toEqual([]);
    expect(said(text, plan)).toEqual(problems);
  });

  test.each([
    ['no YAML', '{', 'the plan must be one document of YAML'],
    ['a list', '[]', "the plan must have apiVersion 'config.palisade.dev/v1' and kind 'EncryptionPlan'"],
    [
      'another kind',
      PLAN.replace('EncryptionPlan', 'Plan'),
      "the plan must have apiVersion 'config.palisade.dev/v1' and kind 'EncryptionPlan'",
    ],
    ['a path that a shell would read otherwise', PLAN.replace('/config.yaml', '/$(id)'), 'config must be the absolute path of a file'],
    [
      'a member that a shell would read otherwise',
      PLAN.replace('cp-2', '"cp-2; id"'),
      'members must be a list of different names, at least one',
    ],
    ['no members', PLAN.replace('cp-1, cp-2, cp-3', ''), 'members must be a list of different names, at least one'],
    [
      'a resource that a shell would read otherwise',
      PLAN.replace('[secrets]', '["secrets; id"]'),
      'resources must be a list of different names, at least one',
    ],
    ['identity only', PLAN.replace('secretbox', 'identity'), "the first provider must encrypt, got 'identity'"],
    [
      'identity in between',
      PLAN.replace(' }]', ' }, { type: identity }, { type: aescbc }]'),
      "the provider 'identity' must be the last one",
    ],
    [
      'an unknown provider',
      PLAN.replace('secretbox', 'rot13'),
      'providers[0] must be one of secretbox, aescbc, aesgcm, kms, identity, with what belongs to it',
    ],
    [
      'aesgcm without a promise',
      PLAN.replace('secretbox', 'aesgcm'),
      'providers[0] must be one of secretbox, aescbc, aesgcm, kms, identity, with what belongs to it',
    ],
    [
      'kms over the network',
      PLAN.replace('secretbox', 'kms, name: a, endpoint: "https://a"'),
      'providers[0] must be one of secretbox, aescbc, aesgcm, kms, identity, with what belongs to it',
    ],
  ])('%s is no plan', (_what, text, problem) => {
    expect(planOf(text)).toEqual({ plan: undefined, problems: [problem] });
  });
});

test('what is wrong is told with its line, and without a word that may be a key', () => {
  const secret = OTHER.slice(0, 20);
  const wrong = [
    `a: b\n${secret}: [`,
    file(`{ secretbox: { keys: [{ name: a, ${secret}: b }] } }`),
    file(`{ secretbox: { keys: { key1: ${OTHER} } } }`),
    file(keyed('secretbox', ['key1', `'${OTHER}x'`])),
    file(keyed('secretbox', ['key1', OTHER]).replace('secretbox', OTHER.slice(0, -1))),
    file(`{ kms: { apiVersion: v2, name: "${OTHER}:", endpoint: "unix:///a" } }`),
    file(`{ kms: { apiVersion: "${OTHER}", name: a, endpoint: "${OTHER}", timeout: "${OTHER}" } }`),
  ];
  for (const text of wrong) {
    const told = refusals(text);
    expect(told.length).toBeGreaterThan(0);
    expect(told.join('\n')).not.toContain(OTHER.slice(0, 12));
  }
  const found = given(file(keyed('secretbox', ['', KEY])).replace('providers: [', 'providers: [\n    '), 'config.yaml');
  expect(found.lineOf('resources[0].providers[0]')).toBe(5);
});
