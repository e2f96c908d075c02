import { at, listAt } from './manifest';

/** The labels of a pod or namespace. */
export type Labels = ReadonlyMap<string, string>;

/** What one line of a selector asks of labels. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'DoesNotExist' | 'Exists' | 'In' | 'NotIn';
  readonly values: ReadonlySet<string>;
}

/** What a label selector asks: all of its requirements. One that no API server would take selects nothing. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  readonly isValid: boolean;
}

export const EVERYTHING: Selector = { requirements: [], isValid: true };
const NOTHING: Selector = { requirements: [], isValid: false };
const NO_VALUES: ReadonlySet<string> = new Set();
const OPERATORS: ReadonlySet<unknown> = new Set(['DoesNotExist', 'Exists', 'In', 'NotIn']);

/**
 * Reads a label selector; one that is not written selects everything.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorOf(value: unknown): Selector {
  if (value === undefined || value === null) return EVERYTHING;
  if (!isRecord(value)) return NOTHING;
  const requirements: Requirement[] = [];
  const labels = at(value, 'matchLabels') ?? {};
  const expressions = at(value, 'matchExpressions') ?? [];
  if (!isRecord(labels) || !Array.isArray(expressions)) return NOTHING;
  for (const [key, wanted] of Object.entries(labels)) {
    const text = textOf(wanted);
    if (text === undefined) return NOTHING;
    requirements.push({ key, operator: 'In', values: new Set([text]) });
  }
  for (const expression of expressions) {
    const key = at(expression, 'key');
    const operator = at(expression, 'operator');
    const values = listAt(expression, 'values').map(textOf);
    const isAboutValues = operator === 'In' || operator === 'NotIn';
    if (typeof key !== 'string' || !OPERATORS.has(operator) || isAboutValues !== values.length > 0 || values.includes(undefined))
      return NOTHING;
    requirements.push({
      key,
      operator: operator as Requirement['operator'],
      values: isAboutValues ? new Set(values as string[]) : NO_VALUES,
    });
  }
  return requirements.length === 0 ? EVERYTHING : new ReadSelector(requirements);
}

/** The labels that an object's `metadata.labels` gives it. */
export function labelsOf(value: unknown): Labels {
  const labels = new Map<string, string>();
  if (!isRecord(value)) return labels;
  for (const [key, each] of Object.entries(value)) {
    const text = textOf(each);
    if (text !== undefined) labels.set(key, text);
  }
  return labels;
}

/** Whether a selector selects what has these labels. Both negative operators select what lacks the key. */
export function selects({ requirements, isValid }: Selector, labels: Labels): boolean {
  return isValid && requirements.every((requirement) => holds(requirement, labels.get(requirement.key)));
}

/** Whether a selector selects whatever it is asked about, now and later. */
export function selectsAll({ requirements, isValid }: Selector): boolean {
  return isValid && requirements.length === 0;
}

/** Both selectors' requirements. */
export function both(a: Selector, b: Selector): Selector {
  return { requirements: [...a.requirements, ...b.requirements], isValid: a.isValid && b.isValid };
}

/** A selector that keeps its key: there are several for each policy. */
class ReadSelector implements Selector {
  readonly requirements: readonly Requirement[];
  readonly isValid = true;
  #key: string | undefined;

  constructor(requirements: readonly Requirement[]) {
    this.requirements = requirements;
  }

  key(): string {
    this.#key ??= keyOf(this);
    return this.#key;
  }
}

/** The same text for selectors that ask the same. */
export function selectorKey(selector: Selector): string {
  return selector instanceof ReadSelector ? selector.key() : keyOf(selector);
}

function keyOf({ requirements, isValid }: Selector): string {
  const parts = requirements.map(({ key, operator, values }) => JSON.stringify([key, operator, ...[...values].sort()]));
  return isValid ? [...new Set(parts)].sort().join() : 'nothing';
}

/** `app=cart, tier in (web, db), !debug`: as kubectl writes it. */
export function selectorText({ requirements }: Selector): string {
  return requirements
    .map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      const [first, ...rest] = values;
      if (operator === 'In' && rest.length === 0) return `${key}=${first}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].join(', ')})`;
    })
    .join(', ');
}

interface Entry<Item> {
  readonly item: Item;
  readonly labels: Labels;
}

/** What has a key: all of it, and by value. */
interface Drawer<Item> {
  readonly all: Entry<Item>[];
  readonly byValue: Map<string, Entry<Item>[]>;
}

/** Things with labels, to be found by selectors without looking at all of them. */
export class LabelIndex<Item> {
  readonly #entries: readonly Entry<Item>[];
  readonly #all: readonly Item[];
  readonly #drawers = new Map<string, Drawer<Item>>();
  readonly #answers = new Map<string, readonly Item[]>();

  constructor(items: readonly (readonly [item: Item, labels: Labels])[]) {
    this.#entries = items.map(([item, labels]) => ({ item, labels }));
    this.#all = items.map(([item]) => item);
    for (const entry of this.#entries) {
      for (const [key, value] of entry.labels) {
        const drawer = this.#drawers.get(key) ?? { all: [], byValue: new Map<string, Entry<Item>[]>() };
        this.#drawers.set(key, drawer);
        drawer.all.push(entry);
        const list = drawer.byValue.get(value);
        if (list === undefined) drawer.byValue.set(value, [entry]);
        else list.push(entry);
      }
    }
  }

  /** What a selector selects, in the order of the index; the same list for selectors that ask the same. */
  select(selector: Selector): readonly Item[] {
    if (selectsAll(selector)) return this.#all;
    const key = selectorKey(selector);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const likely = selector.isValid ? this.#fewest(selector) : [];
    const found = likely.filter(({ labels }) => selects(selector, labels)).map(({ item }) => item);
    this.#answers.set(key, found);
    return found;
  }

  /** The shortest list that one requirement leaves; everything where none can be looked up. */
  #fewest({ requirements }: Selector): readonly Entry<Item>[] {
    let fewest = this.#entries;
    for (const { key, operator, values } of requirements) {
      if (operator !== 'In' && operator !== 'Exists') continue;
      const drawer = this.#drawers.get(key);
      const [first, ...rest] = values;
      // Several values are looked up by their key: the order of the index stays.
      const list = first === undefined || rest.length > 0 ? drawer?.all : drawer?.byValue.get(first);
      if (list === undefined) return [];
      if (list.length < fewest.length) fewest = list;
    }
    return fewest;
  }
}

function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.has(value);
    case 'NotIn':
      return value === undefined || !values.has(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** A null is an empty text to the API server, where one is asked for. */
function textOf(value: unknown): string | undefined {
  if (value === null) return '';
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
