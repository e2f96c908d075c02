import fc from 'fast-check';
import { type Configuration, configurationText, type Entry, rotationIn, type Slot, slotsOf } from '../../analysis/encryption/configuration';
import { behind, listingOf, type Stored } from '../../analysis/encryption/evidence';
import { type Plan, planOf } from '../../analysis/encryption/plan';
import { configurationOf, given } from '../../analysis/encryption/reading';
import { add, firstState, promote, remove, type State, type Taken } from '../../analysis/encryption/rotation';

const MEMBERS = ['cp-1', 'cp-2', 'cp-3'];
const KMS = "{ type: kms, name: vault, endpoint: 'unix:///run/kms/socket.sock' }";

function plan(providers = '{ type: secretbox }', resources = 'secrets'): Plan {
  const { plan, problems } = planOf(
    `apiVersion: config.palisade.dev/v1\nkind: EncryptionPlan\nconfig: /etc/e.yaml\nmembers: [${MEMBERS}]\nresources: [${resources}]\nproviders: [${providers}]\n`,
  );
  if (plan === undefined) throw new Error(problems.join('\n'));
  return plan;
}

let drawn = 0;
const newSecret = () => {
  drawn += 1;
  return `secret ${drawn}`;
};

function taken(step: Taken): State {
  if ('refused' in step) throw new Error(step.refused.join('\n'));
  return step.state;
}
const refused = (step: Taken) => ('refused' in step ? step.refused : []);
const ids = ({ configuration }: State) => configuration.entries.map((entry) => `${entry.resources}: ${slotsOf(entry).map(({ id }) => id)}`);
const state = (configuration: Configuration, rotation?: State['rotation']): State => ({ configuration, rotation });
const entry = (resources: readonly string[], ...providers: Entry['providers']): Entry => ({ resources, providers });
const box = (...names: readonly string[]) => ({ type: 'secretbox' as const, keys: names.map((name) => ({ name, secret: `of ${name}` })) });
const identity = { type: 'identity' as const };
const NOTHING: readonly Stored[] = [];

test('a rotation from beginning to end', () => {
  const first = firstState(plan(), false, newSecret);
  expect(ids(first)).toEqual(['secrets: secretbox/key1']);
  const added = taken(add(first, plan(), newSecret));
  expect(ids(added)).toEqual(['secrets: secretbox/key1,secretbox/key2']);
  const promoted = taken(promote(added, undefined, []));
  expect(ids(promoted)).toEqual(['secrets: secretbox/key2,secretbox/key1']);
  const removed = taken(remove(promoted, plan(), undefined, [], NOTHING));
  expect(ids(removed)).toEqual(['secrets: secretbox/key2']);
  expect(removed.rotation).toBeUndefined();
  expect(ids(taken(add(removed, plan(), newSecret)))).toEqual(['secrets: secretbox/key2,secretbox/key1']);
});

test('what was never encrypted is read by everybody before anybody writes otherwise', () => {
  const first = firstState(plan(), true, newSecret);
  expect(ids(first)).toEqual(['secrets: identity,secretbox/key1']);
  const promoted = taken(promote(first, undefined, []));
  expect(ids(promoted)).toEqual(['secrets: secretbox/key1,identity']);
  expect(ids(taken(remove(promoted, plan(), undefined, [], NOTHING)))).toEqual(['secrets: secretbox/key1']);
});

test('a plan with identity keeps it at the end', () => {
  const kept = plan('{ type: secretbox }, { type: identity }');
  const promoted = taken(promote(taken(add(firstState(kept, false, newSecret), kept, newSecret)), undefined, []));
  expect(ids(promoted)).toEqual(['secrets: secretbox/key2,secretbox/key1,identity']);
  const removed = taken(remove(promoted, kept, undefined, [], NOTHING));
  expect(ids(removed)).toEqual(['secrets: secretbox/key2,identity']);
  expect(ids(taken(remove(removed, kept, 'identity', [], NOTHING)))).toEqual(['secrets: secretbox/key2']);
});

test('another provider, and more resources, come in the same way', () => {
  const wider = plan('{ type: aescbc }', 'secrets, configmaps');
  const added = taken(add(firstState(plan(), false, newSecret), wider, newSecret));
  expect(ids(added)).toEqual(['secrets: secretbox/key1,aescbc/key1', 'configmaps: identity,aescbc/key1']);
  const promoted = taken(promote(added, undefined, []));
  expect(ids(promoted)).toEqual(['secrets: aescbc/key1,secretbox/key1', 'configmaps: aescbc/key1,identity']);
  expect(ids(taken(remove(promoted, wider, undefined, [], NOTHING)))).toEqual(['secrets: aescbc/key1', 'configmaps: aescbc/key1']);
});

test('kms of one name is in one entry only, as API servers want it', () => {
  const wider = plan(KMS, 'secrets, configmaps');
  const first = firstState(plan(), false, newSecret);
  expect(refused(add(first, wider, newSecret))).toEqual([
    "API servers take a kms provider in one entry only, and 'vault' would be in 2: name resources of one with --resource",
  ]);
  const added = taken(add(first, wider, newSecret, ['secrets']));
  expect(ids(added)).toEqual(['secrets: secretbox/key1,kms/vault']);
  const removed = taken(remove(taken(promote(added, undefined, [])), wider, undefined, [], NOTHING));
  const other = plan(KMS.replace('vault', 'vault-2'), 'secrets, configmaps');
  expect(ids(taken(add(removed, other, newSecret, ['configmaps'])))).toEqual(['secrets: kms/vault', 'configmaps: identity,kms/vault-2']);
  expect(refused(add(removed, other, newSecret, ['pods']))).toEqual(['no entry and no resource of the plan is meant']);
});

test('entries that are meant to stay as they are do', () => {
  const before = state({ entries: [entry(['events'], identity), entry(['*.*'], box('key1'))] });
  expect(ids(taken(add(before, plan(), newSecret)))).toEqual(['events: identity', '*.*: secretbox/key1,secretbox/key2']);
});

test('the file says which step it is in, and reads as it was meant', () => {
  const real = () => Buffer.from(newSecret().padEnd(32)).toString('base64');
  const added = taken(add(firstState(plan(KMS), false, real), plan(), real));
  const text = configurationText(added.configuration, added.rotation);
  expect(rotationIn(text)).toEqual({ step: 'add', slot: 'secretbox/key1' });
  const found = given(text, 'config.yaml');
  expect(found.given && configurationOf(found.given)).toMatchObject({
    entries: [{ providers: [{ type: 'kms', name: 'vault' }, { type: 'secretbox' }] }],
  });
});

describe('a step waits for the one before', () => {
  const first = firstState(plan(), false, newSecret);
  const added = taken(add(first, plan(), newSecret));
  const promoted = taken(promote(added, undefined, []));
  const stored = (...prefixes: readonly string[]): readonly Stored[] =>
    prefixes.map((prefix, index) => ({ key: `/registry/secrets/shop/s${index}`, prefix }));
  const NEW = 'k8s:enc:secretbox:v1:key2:';
  const OLD = 'k8s:enc:secretbox:v1:key1:';
  const two = state({ entries: [entry(['secrets'], box('key1', 'key2'))] });

  test.each<readonly [string, Taken, readonly string[]]>([
    ['add after add', add(added, plan(), newSecret), ["a rotation is under way: 'promote' of 'secretbox/key2' is next"]],
    ['add after promote', add(promoted, plan(), newSecret), ["a rotation is under way: 'remove' of 'secretbox/key2' is next"]],
    [
      'add, with keys from before',
      add(two, plan(), newSecret),
      ["'secretbox/key2' of an earlier rotation is still there: end that one first, with '--step promote --key …' or '--step remove'"],
    ],
    [
      'add of the same kms',
      add(firstState(plan(KMS), false, newSecret), plan(KMS), newSecret),
      [
        "the plan's kms provider 'vault' is already there: its keys are rotated in the key management service itself; other resources need one of another name, at the same endpoint",
      ],
    ],
    [
      'promote without add',
      promote(first, undefined, []),
      ["there is no note of a step 'add' in the file: name what is to write with --key"],
    ],
    ['promote after promote', promote(promoted, undefined, []), ["'remove' is next: name what is to write with --key"]],
    ['promote of what writes', promote(promoted, 'key2', []), ["'secretbox/key2' already writes"]],
    ['promote of what is not there', promote(added, 'key3', []), ["nothing in the file is called 'key3'"]],
    [
      'back to identity',
      promote(state({ entries: [entry(['secrets'], box('key1'), identity)] }), 'identity', []),
      ["'identity' must not write: what is encrypted stays so"],
    ],
    ['promote before everybody has the file', promote(added, undefined, ['a', 'b']), ['a', 'b']],
    [
      'remove after add',
      remove(added, plan(), undefined, [], NOTHING),
      ["'promote' of 'secretbox/key2' is next: what it takes the place of is still in use"],
    ],
    [
      'remove without a note',
      remove(two, plan(), undefined, [], NOTHING),
      ["there is no note of a step 'promote' in the file: name what is to go with --key"],
    ],
    ['remove of what writes', remove(promoted, plan(), 'key2', [], NOTHING), ["'secretbox/key2' writes: promote another one first"]],
    ['remove of what is not there', remove(promoted, plan(), 'key3', [], NOTHING), ["nothing in the file is called 'key3'"]],
    ['remove of nothing', remove(first, plan(), undefined, [], NOTHING), ['there is nothing to remove']],
    ['remove before everybody has the file', remove(promoted, plan(), undefined, ['a'], NOTHING), ['a']],
    [
      'remove with objects left',
      remove(promoted, plan(), undefined, [], stored(NEW, OLD, OLD)),
      ["2 objects are still stored under 'secretbox/key1': write them again first"],
    ],
    [
      'remove with an object as it was',
      remove(promoted, plan(), undefined, [], stored(NEW, 'plain')),
      ['1 object is still stored as they are: write them again first'],
    ],
    [
      'remove with an object of no key',
      remove(promoted, plan(), undefined, [], stored(NEW, 'k8s:enc:aescbc:v1:key1:')),
      ["1 object is still stored under 'a key that is not in the file': write them again first"],
    ],
    [
      'remove with an object of another resource under it',
      remove(promoted, plan(), undefined, [], [{ key: '/registry/configmaps/a/b', prefix: OLD }]),
      ["1 object is still stored under 'secretbox/key1': write them again first"],
    ],
  ])('%s', (_what, step, reasons) => {
    expect(refused(step)).toEqual(reasons);
  });

  test.each([
    ['everything under the new one', stored(NEW, NEW)],
    [
      'what is not encrypted is of other resources',
      [...stored(NEW), { key: '/registry/configmaps/a/b', prefix: 'plain' }, { key: '/registry/secretsx/a', prefix: 'plain' }],
    ],
    ['nothing stored', NOTHING],
  ])('it goes on with %s', (_what, listing) => {
    expect(refused(remove(promoted, plan(), undefined, [], listing))).toEqual([]);
  });

  test('without a note, two keys are rotated by their names', () => {
    const named = taken(promote(two, 'key2', []));
    expect(ids(named)).toEqual(['secrets: secretbox/key2,secretbox/key1']);
    expect(ids(taken(remove(state(named.configuration), plan(), 'secretbox/key1', [], NOTHING)))).toEqual(['secrets: secretbox/key2']);
  });
});

describe('where etcd keeps what may not be read as it is any more', () => {
  const plain = (key: string): readonly Stored[] => [{ key, prefix: 'plain' }];
  const reading = (...resources: readonly string[]) => state({ entries: [entry(resources, box('key1'), identity)] });
  const left = (before: State, listing: readonly Stored[]) => refused(remove(before, plan(), 'identity', [], listing)).length > 0;

  test.each([
    ['secrets', '/registry/secrets/a/b', true],
    ['secrets', '/k8s/secrets/a/b', true],
    ['services', '/registry/services/specs/a/b', true],
    ['services', '/registry/services/endpoints/a/b', false],
    ['endpoints', '/registry/services/endpoints/a/b', true],
    ['nodes', '/registry/minions/a', true],
    ['replicationcontrollers', '/registry/controllers/a/b', true],
    ['ingresses.networking.k8s.io', '/registry/ingress/a/b', true],
    ['deployments.apps', '/registry/deployments/a/b', true],
    ['widgets.example.com', '/registry/example.com/widgets/a/b', true],
    ['widgets.example.com', '/registry/example.org/widgets/a/b', false],
    ['*.', '/registry/pods/a/b', true],
    ['*.', '/registry/minions/a', true],
    ['*.', '/registry/services/specs/a/b', true],
    ['*.', '/registry/deployments/a/b', false],
    ['*.example.com', '/registry/example.com/widgets/a/b', true],
    ['*.example.com', '/registry/pods/a/b', false],
    ['*.apps', '/registry/deployments/a/b', true],
    ['*.apps', '/registry/pods/a/b', true],
    ['*.*', '/registry/pods/a/b', true],
    ['*.*', '/registry/ranges/serviceips', false],
    ['*.*', '/registry/masterleases/10.0.0.1', false],
  ])('%s: %s', (resource, key, isLeft) => {
    expect(left(reading(resource), plain(key))).toBe(isLeft);
  });

  test('what an earlier entry leaves as it is, is not asked of everything', () => {
    const before = state({ entries: [entry(['events'], identity), entry(['*.*'], box('key1'), identity)] });
    expect(refused(remove(before, plan(), 'identity', [], plain('/registry/events/a/b')))).toEqual([
      "'identity' writes: promote another one first",
    ]);
    expect(refused(remove(before, plan(), undefined, [], plain('/registry/events/a/b')))).toEqual([]);
    expect(refused(remove(before, plan(), undefined, [], plain('/registry/pods/a/b')))).toHaveLength(1);
  });
});

describe('evidence', () => {
  const LISTING = '/registry/namespaces/kube-system plain\n/registry/secrets/a/b k8s:enc:kms:v2:vault:\n';

  test('a whole listing is believed', () => {
    expect(listingOf(`${LISTING}total 2\n`)).toEqual({
      stored: [
        { key: '/registry/namespaces/kube-system', prefix: 'plain' },
        { key: '/registry/secrets/a/b', prefix: 'k8s:enc:kms:v2:vault:' },
      ],
      problems: [],
    });
  });

  test.each([
    ['nothing', '', "its last line must be 'total N': the listing is not whole"],
    ['a listing that was cut short', LISTING, "its last line must be 'total N': the listing is not whole"],
    ['a listing without a line', `${LISTING}total 3\n`, 'it must have the 3 lines that its last one tells, got 2'],
    [
      'a listing of secrets alone',
      `${LISTING.split('\n')[1]}\ntotal 1\n`,
      "it must be of everything below '/registry/', got nothing of the namespace 'kube-system'",
    ],
    [
      'a listing with values',
      `${LISTING}/registry/secrets/a/c {"data":{}}\ntotal 3\n`,
      "line 3 must be such as '/registry/secrets/shop/cart k8s:enc:secretbox:v1:key1:'",
    ],
  ])('%s is none', (_what, text, problem) => {
    expect(listingOf(text).problems).toEqual([problem]);
  });

  const [HASH, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
  const METRIC = (hash: string) =>
    `apiserver_encryption_config_controller_last_config_info{apiserver_id_hash="sha256:${'c'.repeat(64)}",hash="sha256:${hash}"} 1`;
  test.each([
    ['everybody has it', MEMBERS.map((member) => `${member} ${HASH}  /etc/e.yaml`).join('\n'), []],
    ['API servers say so', MEMBERS.map((member) => `${member} ${METRIC(HASH)}`).join('\n'), []],
    [
      'an API server says otherwise',
      [`cp-1 ${METRIC(HASH)}`, `cp-2 ${METRIC(OTHER)}`, `cp-3 ${METRIC(HASH)}`].join('\n'),
      ["'cp-2' has another file than this one"],
    ],
    ['one is missing', `cp-1 ${HASH}\ncp-3 ${HASH}`, ["nothing is said of 'cp-2'"]],
    ['one has another', `cp-1 ${HASH}\ncp-2 ${OTHER}\ncp-3 ${HASH}`, ["'cp-2' has another file than this one"]],
    ['one has two', `cp-1 ${HASH}\ncp-2 ${HASH}\ncp-2 ${OTHER}\ncp-3 ${HASH}`, ["'cp-2' has another file than this one"]],
    ['one could not be asked', `cp-1 ${HASH}\ncp-2 \ncp-3 ${HASH}`, ["nothing is said of 'cp-2'"]],
    [
      'a hash that is longer',
      MEMBERS.map((member) => `${member} ${HASH}a`).join('\n'),
      MEMBERS.map((member) => `nothing is said of '${member}'`),
    ],
  ])('%s', (_what, text, problems) => {
    expect(behind(MEMBERS, text, HASH)).toEqual(problems);
  });
});

/** API servers that each have one file or the next, and what they stored: upstream's rules of reading and writing, in a few lines. */
class Cluster {
  readonly #files: Configuration[];
  readonly #objects = new Map<number, { readonly slot: Slot; readonly secret: string }>();

  constructor(first: Configuration | undefined) {
    this.#files = MEMBERS.map(() => first ?? { entries: [{ resources: ['secrets'], providers: [identity] }] });
  }

  write(member: number, object: number): void {
    const [slot] = this.#slots(member) as [Slot];
    this.#objects.set(object, { slot, secret: secretOf(slot) });
  }

  roll(member: number, file: Configuration): void {
    this.#files[member] = file;
  }

  /** Members that cannot read something that is stored. */
  lockedOut(): readonly string[] {
    return MEMBERS.filter((_, member) =>
      [...this.#objects.values()].some(
        ({ slot, secret }) => !this.#slots(member).some((own) => own.prefix === slot.prefix && secretOf(own) === secret),
      ),
    );
  }

  /** Who has the file, as a note of hashes would say it. */
  behind(file: Configuration): readonly string[] {
    return MEMBERS.filter((_, member) => this.#files[member] !== file);
  }

  stored(): readonly Stored[] {
    return [...this.#objects].map(([object, { slot }]) => ({ key: `/registry/secrets/a/s${object}`, prefix: slot.prefix || 'plain' }));
  }

  get objects(): readonly number[] {
    return [...this.#objects.keys()];
  }

  #slots(member: number): readonly Slot[] {
    return slotsOf((this.#files[member] as Configuration).entries.find(({ resources }) => resources.includes('secrets')) as Entry);
  }
}

function secretOf({ provider }: Slot): string {
  return 'keys' in provider ? (provider.keys[0]?.secret ?? '') : 'name' in provider ? provider.name : '';
}

/** Which member does what next, and to which object. */
const event = fc.record({ member: fc.nat(2), object: fc.nat(5), does: fc.constantFrom('writes', 'writes', 'rolls') });
const schedule = fc.array(event, { maxLength: 12 });

/** Rolls a file out in some order, with writes in between, and calls back after everything that happens. */
function rollOut(
  cluster: Cluster,
  file: Configuration,
  events: readonly { member: number; object: number; does: string }[],
  isWhole: boolean,
  seen: () => void,
): void {
  for (const { member, object, does } of events) {
    if (does === 'rolls') cluster.roll(member, file);
    else cluster.write(member, object);
    seen();
  }
  if (!isWhole) return;
  for (const member of MEMBERS.keys()) {
    cluster.roll(member, file);
    seen();
  }
}

const GOALS = ['{ type: secretbox }', KMS, '{ type: aescbc }', '{ type: secretbox }, { type: identity }'].map((providers) =>
  plan(providers),
);

describe('nobody is locked out', () => {
  test('in any order of members and any writes in between, from any start, a rotation that waits for its proofs can always be read by everybody', () => {
    let rotations = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('new', 'existing', 'unencrypted'),
        fc.array(fc.tuple(fc.constantFrom(...GOALS), schedule, schedule, schedule, schedule), { minLength: 1, maxLength: 3 }),
        (start, rounds) => {
          let now = firstState(plan(), start !== 'new', newSecret);
          const cluster = new Cluster(start === 'unencrypted' ? undefined : now.configuration);
          const check = () => expect(cluster.lockedOut()).toEqual([]);
          rollOut(cluster, now.configuration, [], start === 'unencrypted', check);
          for (const [goal, ...events] of rounds) {
            // Whatever is tried too early is refused, or harms nobody.
            for (const [index, step] of [
              () => (now.rotation === undefined ? add(now, goal, newSecret) : undefined),
              () => promote(now, undefined, cluster.behind(now.configuration)),
              () => remove(now, goal, undefined, cluster.behind(now.configuration), cluster.stored()),
            ].entries()) {
              const result = step();
              if (result === undefined) continue;
              if ('refused' in result) {
                if (index === 2) {
                  for (const object of cluster.objects) cluster.write(0, object);
                  check();
                  const again = remove(now, goal, undefined, cluster.behind(now.configuration), cluster.stored());
                  if ('refused' in again) continue;
                  now = again.state;
                } else continue;
              } else now = result.state;
              rollOut(cluster, now.configuration, events[index] ?? [], true, check);
              if (index === 2) rotations += 1;
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(rotations).toBeGreaterThan(150);
  });

  /** The same world without one of the checks: somebody has to be locked out, or the property above says nothing. */
  test.each<readonly [string, (cluster: Cluster, first: State, roll: (file: Configuration, isWhole?: boolean) => void) => void]>([
    [
      'without add',
      (_cluster, first, roll) =>
        roll({
          entries: [
            entry(
              ['secrets'],
              ...(taken(promote(taken(add(first, plan(), newSecret)), undefined, [])).configuration.entries[0] as Entry).providers,
            ),
          ],
        }),
    ],
    [
      'promoted before everybody can read',
      (_cluster, first, roll) => {
        const added = taken(add(first, plan(), newSecret));
        roll(added.configuration, false);
        roll(taken(promote(added, undefined, [])).configuration);
      },
    ],
    [
      'removed before everything is written again',
      (_cluster, first, roll) => {
        const added = taken(add(first, plan(), newSecret));
        roll(added.configuration);
        const promoted = taken(promote(added, undefined, []));
        roll(promoted.configuration);
        roll(taken(remove(promoted, plan(), undefined, [], NOTHING)).configuration);
      },
    ],
    [
      'removed while a member still writes with the old key',
      (cluster, first, roll) => {
        const added = taken(add(first, plan(), newSecret));
        roll(added.configuration);
        const promoted = taken(promote(added, undefined, []));
        cluster.roll(0, promoted.configuration);
        for (const object of cluster.objects) cluster.write(0, object);
        roll(taken(remove(promoted, plan(), undefined, [], cluster.stored())).configuration);
      },
    ],
  ])('and somebody is, %s', (_what, story) => {
    let isLockedOut = false;
    fc.assert(
      fc.property(fc.array(schedule, { minLength: 4, maxLength: 4 }), (schedules) => {
        const first = firstState(plan(), false, newSecret);
        const cluster = new Cluster(first.configuration);
        cluster.write(0, 0);
        let round = 0;
        const seen = () => {
          isLockedOut ||= cluster.lockedOut().length > 0;
        };
        story(cluster, first, (file, isWhole = true) => {
          rollOut(cluster, file, schedules[round] ?? [], isWhole, seen);
          round += 1;
        });
      }),
      { numRuns: 100, seed: 1 },
    );
    expect(isLockedOut).toBe(true);
  });
});
