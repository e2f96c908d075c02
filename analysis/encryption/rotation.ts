import { type Configuration, type Entry, encoded, type Provider, providersOf, type Rotation, type Slot, slotsOf } from './configuration';
import { type Left, leftOf, type Stored } from './evidence';
import type { Plan } from './plan';
import { covers } from './resources';
import { shownId } from './weaknesses';

/** The steps of a rotation, in their order. */
export const STEPS = ['add', 'promote', 'remove'] as const;
export type Step = (typeof STEPS)[number];

/** A file and where in a rotation it is. */
export interface State {
  readonly configuration: Configuration;
  readonly rotation: Rotation | undefined;
}

/** The file after a step, or why the step may not be taken yet. */
export type Taken = { readonly state: State; readonly slots: readonly string[] } | { readonly refused: readonly string[] };

/** A new file for a plan. Of a cluster that already stores its objects as they are, the first file still writes them so: all members must be able to read first. */
export function firstState(plan: Plan, isExisting: boolean, newSecret: () => string): State {
  const slots = plan.providers.flatMap((provider) => slotsOf({ resources: [], providers: [providerFor(provider, 'key1', newSecret)] }));
  if (!isExisting) return { configuration: { entries: [entry(plan.resources, slots)] }, rotation: undefined };
  const encrypting = slots.filter(({ id }) => id !== 'identity');
  const [first] = encrypting as [Slot];
  return { configuration: { entries: [entry(plan.resources, [IDENTITY, ...encrypting])] }, rotation: { step: 'add', slot: first.id } };
}

/**
 * Every member learns to read with something new: a key, or the plan's first provider. Resources of the plan that were not encrypted
 * come in, still written as they are. `only` leaves alone what has none of these resources.
 */
export function add({ configuration, rotation }: State, plan: Plan, newSecret: () => string, only?: readonly string[]): Taken {
  if (rotation !== undefined) return { refused: [`a rotation is under way: '${nextOf(rotation)}' of '${shownId(rotation.slot)}' is next`] };
  const [wanted] = plan.providers;
  const { entries } = configuration;
  const busy = entries.flatMap((each) => slotsOf(each).slice(1)).find(({ id }) => id !== 'identity');
  if (busy !== undefined)
    return {
      refused: [
        `'${shownId(busy.id)}' of an earlier rotation is still there: end that one first, with '--step promote --key …' or '--step remove'`,
      ],
    };
  const all = entries.flatMap(slotsOf);
  if (wanted === undefined || wanted.type === 'identity') return { refused: ['the plan has no provider that encrypts'] };
  if (wanted.type === 'kms' && all.some(({ provider }) => provider.type === 'kms' && provider.name === wanted.name))
    return {
      refused: [
        `the plan's kms provider '${wanted.name}' is already there: its keys are rotated in the key management service itself; other resources need one of another name, at the same endpoint`,
      ],
    };
  const taken = new Set(all.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${wanted.type}/key${number}`)) number += 1;
  const [slot] = slotsOf({ resources: [], providers: [providerFor(wanted, `key${number}`, newSecret)] }) as [Slot];
  const isNamed = (resources: readonly string[]) => only === undefined || resources.some((resource) => only.includes(resource));
  const isMeant = (each: Entry) => isNamed(each.resources) && (covered(plan, each) || slotsOf(each)[0]?.id !== 'identity');
  const fresh = missing(plan, configuration).filter((resource) => isNamed([resource]));
  const count = entries.filter(isMeant).length + (fresh.length === 0 ? 0 : 1);
  if (count === 0) return { refused: ['no entry and no resource of the plan is meant'] };
  if (wanted.type === 'kms' && count > 1)
    return {
      refused: [
        `API servers take a kms provider in one entry only, and '${wanted.name}' would be in ${count}: name resources of one with --resource`,
      ],
    };
  const grown = entries.map((each) => {
    const [first, ...others] = slotsOf(each) as [Slot, ...Slot[]];
    return isMeant(each) ? entry(each.resources, [first, slot, ...others]) : each;
  });
  const after = fresh.length === 0 ? grown : [...grown, entry(fresh, [IDENTITY, slot])];
  return { state: { configuration: { entries: after }, rotation: { step: 'add', slot: slot.id } }, slots: [slot.id] };
}

/**
 * The new one writes. `everywhere` says why the file as it is now may not be on all members; a member without it could not read what the
 * others write from now on.
 */
export function promote({ configuration, rotation }: State, key: string | undefined, everywhere: readonly string[]): Taken {
  const id = key === undefined ? (rotation?.step === 'add' ? rotation.slot : undefined) : idOf(configuration, key);
  if (id === undefined) {
    const next = rotation === undefined ? "there is no note of a step 'add' in the file" : `'${nextOf(rotation)}' is next`;
    return {
      refused: [key === undefined ? `${next}: name what is to write with --key` : `nothing in the file is called '${shownId(key)}'`],
    };
  }
  if (id === 'identity') return { refused: ["'identity' must not write: what is encrypted stays so"] };
  const { entries } = configuration;
  if (!entries.some((each) => slotsOf(each).some((slot, index) => index > 0 && slot.id === id)))
    return { refused: [`'${shownId(id)}' already writes`] };
  if (everywhere.length > 0) return { refused: everywhere };
  const after = entries.map((each) => {
    const slots = slotsOf(each);
    const own = slots.filter((slot) => slot.id === id);
    return own.length === 0 ? each : entry(each.resources, identityLast([...own, ...slots.filter((slot) => slot.id !== id)]));
  });
  return { state: { configuration: { entries: after }, rotation: { step: 'promote', slot: id } }, slots: [id] };
}

/**
 * What is no longer needed goes: all but the first of each entry, and but `identity` where the plan keeps it, or one that is named.
 * `everywhere` as above: a member with an older file would still write with what goes. `stored` is everything in etcd.
 */
export function remove(
  { configuration, rotation }: State,
  plan: Plan,
  key: string | undefined,
  everywhere: readonly string[],
  stored: readonly Stored[],
): Taken {
  if (rotation?.step === 'add')
    return { refused: [`'promote' of '${shownId(rotation.slot)}' is next: what it takes the place of is still in use`] };
  const named = key === undefined ? undefined : idOf(configuration, key);
  if (key !== undefined && named === undefined) return { refused: [`nothing in the file is called '${shownId(key)}'`] };
  const { entries } = configuration;
  if (rotation === undefined && named === undefined && entries.some((each) => encryptingIn(each) > 1))
    return { refused: ["there is no note of a step 'promote' in the file: name what is to go with --key"] };
  const keepsIdentity = plan.providers.some(({ type }) => type === 'identity');
  const goneFrom = (each: Entry) =>
    slotsOf(each).filter(({ id }, index) => index > 0 && (named === undefined ? id !== 'identity' || !keepsIdentity : id === named));
  if (named !== undefined && entries.some((each) => slotsOf(each)[0]?.id === named))
    return { refused: [`'${shownId(named)}' writes: promote another one first`] };
  const slots = [...new Set(entries.flatMap(goneFrom).map(({ id }) => id))];
  if (slots.length === 0) return { refused: ['there is nothing to remove'] };
  if (everywhere.length > 0) return { refused: everywhere };
  const left = leftOf(configuration, goneFrom, stored);
  if (left.length > 0) return { refused: left.map(toldLeft) };
  const after = entries.map((each) => {
    const gone = goneFrom(each);
    return gone.length === 0
      ? each
      : entry(
          each.resources,
          slotsOf(each).filter((slot) => !gone.includes(slot) && !gone.some(({ id }) => id === slot.id)),
        );
  });
  const isOver = after.every((each) => encryptingIn(each) <= 1);
  return { state: { configuration: { entries: after }, rotation: isOver ? undefined : rotation }, slots };
}

const IDENTITY: Slot = { id: 'identity', prefix: '', provider: { type: 'identity' } };

function entry(resources: readonly string[], slots: readonly Slot[]): Entry {
  return { resources, providers: providersOf(slots) };
}

function encryptingIn(each: Entry): number {
  return slotsOf(each).filter(({ id }) => id !== 'identity').length;
}

function identityLast(slots: readonly Slot[]): readonly Slot[] {
  return [...slots.filter(({ id }) => id !== 'identity'), ...slots.filter(({ id }) => id === 'identity').slice(0, 1)];
}

function providerFor(planned: Plan['providers'][number], name: string, newSecret: () => string): Provider {
  if (planned.type === 'identity') return { type: 'identity' };
  return planned.type === 'kms' ? planned : { type: planned.type, keys: [{ name, secret: newSecret() }] };
}

function missing(plan: Plan, { entries }: Configuration): readonly string[] {
  return plan.resources.filter((resource) => !entries.some(({ resources }) => resources.some((each) => covers(each, resource))));
}

function covered(plan: Plan, { resources }: Entry): boolean {
  return plan.resources.some((resource) => resources.some((each) => covers(each, resource) || covers(resource, each)));
}

/** The id that somebody means: in full, or by its name where that is the only one. */
function idOf({ entries }: Configuration, key: string): string | undefined {
  const ids = [...new Set(entries.flatMap(slotsOf).map(({ id }) => id))];
  if (ids.includes(key)) return key;
  const named = ids.filter((id) => id.endsWith(`/${encoded(key)}`));
  return named.length === 1 ? named[0] : undefined;
}

function nextOf({ step }: Rotation): Step {
  return step === 'add' ? 'promote' : 'remove';
}

function toldLeft({ id, count }: Left): string {
  const objects = `${count} ${count === 1 ? 'object is' : 'objects are'}`;
  return id === 'identity'
    ? `${objects} still stored as they are: write them again first`
    : `${objects} still stored under '${shownId(id)}': write them again first`;
}
