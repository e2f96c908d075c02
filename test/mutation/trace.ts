/** What was asked of objects and lists: the keys, or everything. */
export type Trace = Map<object, Set<string> | 'everything'>;

/**
 * A stand-in for a value, that notes which of its keys are asked for; of a list, any question is one about all of it.
 *
 * What a function does cannot depend on a key that it never asked for.
 */
export function traced<Value>(value: Value, trace: Trace): Value {
  const copies = new WeakMap<object, unknown>();
  const wrap = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each;
    const known = copies.get(each);
    if (known !== undefined) return known;
    const note = (key: string | symbol) => {
      if (typeof key === 'symbol') return;
      const keys = trace.get(each) ?? new Set<string>();
      if (keys === 'everything') return;
      trace.set(each, keys);
      keys.add(key);
    };
    const noteAll = () => trace.set(each, 'everything');
    const noted = Array.isArray(each) ? noteAll : note;
    const copy = new Proxy(each, {
      get(target, key) {
        noted(key);
        return wrapProperty(target, key);
      },
      has(target, key) {
        noted(key);
        return Reflect.has(target, key);
      },
      getOwnPropertyDescriptor(target, key) {
        noted(key);
        const found = Reflect.getOwnPropertyDescriptor(target, key);
        return found === undefined ? undefined : { ...found, value: wrap(found.value) };
      },
      ownKeys(target) {
        noteAll();
        return Reflect.ownKeys(target);
      },
    });
    copies.set(each, copy);
    return copy;
  };
  const wrapProperty = (target: object, key: string | symbol) => {
    const found: unknown = Reflect.get(target, key);
    return Object.hasOwn(target, key) ? wrap(found) : found;
  };
  return wrap(value) as Value;
}

/** Whether a key of an object, or an item of a list, was asked for. */
export function wasAsked(trace: Trace, owner: object, key: string): boolean {
  const keys = trace.get(owner);
  return keys === 'everything' || (keys?.has(key) ?? false);
}
