import { at, listAt, pointerKey } from '../manifest';
import type { Labels } from '../selectors';
import { entriesAt } from './entries';
import { type Answer, allOf, oneOf, type Reason, type Verdict, type Where } from './reason';
import { isInt64 } from './scheduling';

/** What is known of nodes: their labels, and whether those are all. */
export interface NodeFacts {
  /** `undefined` for nodes that only have something in common. */
  readonly nodeName: string | undefined;
  readonly labels: Labels;
  readonly isComplete: boolean;
}

/** A label that a node selector asks for. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  /** Whether the pod has it for certain, or only where an admission plugin is on that nobody spoke of. */
  readonly isSure: boolean;
  readonly where: Where;
}

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** One of the alternatives of a required node affinity: everything in it has to hold. */
export interface Term {
  readonly pointer: string;
  readonly expressions: readonly Expression[];
  readonly fields: readonly Expression[];
  /** Why no node matches it, whatever its labels; `undefined` for a sound term. */
  readonly problem: string | undefined;
}

/** What a pod asks of its node: all pairs, and one of the terms. */
export interface NodeDemand {
  readonly pairs: readonly Pair[];
  /** `undefined` where there is no required affinity; an empty list matches nothing. */
  readonly terms: readonly Term[] | undefined;
  /** The required affinity. */
  readonly where: Where;
}

const REQUIRED = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);

/** What the specification of a pod asks of nodes. Preferred affinity asks nothing. */
export function nodeDemandOf(podSpec: unknown, { manifest, pointer }: Where): NodeDemand {
  const pairs = entriesAt(podSpec, 'nodeSelector').flatMap(([key, given]): Pair[] => {
    const value = textOf(given);
    if (value === undefined) return [];
    return [{ key, value, isSure: true, where: { manifest, pointer: `${pointer}/nodeSelector/${pointerKey(key)}` } }];
  });
  const where = { manifest, pointer: [pointer, ...REQUIRED].join('/') };
  const required = at(podSpec, ...REQUIRED) ?? undefined;
  const terms = listAt(required, 'nodeSelectorTerms').map((term, index) => termOf(term, `${where.pointer}/nodeSelectorTerms/${index}`));
  return { pairs, terms: required === undefined ? undefined : terms, where };
}

/**
 * Whether nodes are what a pod asks for. An empty term matches no node, and neither does one that cannot be read.
 *
 * https://github.com/kubernetes/component-helpers/blob/v0.37.2/scheduling/corev1/nodeaffinity/nodeaffinity.go
 */
export function matchOf(demand: NodeDemand, node: NodeFacts): Verdict {
  const found = demand.pairs.map((pair) => pairMatch(pair, node));
  if (demand.terms !== undefined) found.push(termsMatch(demand.terms, node, demand.where));
  const answer = allOf(found.map((each) => each.answer));
  return { answer, reasons: found.flatMap((each) => (each.answer === answer ? each.reasons : [])) };
}

function pairMatch({ key, value, isSure, where }: Pair, node: NodeFacts): Verdict {
  const answer = holds({ key, operator: 'In', values: [value] }, node);
  if (answer === 'yes') return { answer, reasons: [] };
  if (!isSure) return unknown(`whether PodNodeSelector is on, and adds '${key}=${value}', is not known`, where);
  if (answer === 'unknown') return unknown(`whether the nodes have '${key}=${value}' is not known`, where);
  return { answer, reasons: [{ text: `the node selector asks for '${key}=${value}'`, where }] };
}

function termsMatch(terms: readonly Term[], node: NodeFacts, where: Where): Verdict {
  if (terms.length === 0) return { answer: 'no', reasons: [{ text: 'the required affinity has no term, which matches no node', where }] };
  const answers = terms.map((term) => termMatch(term, node));
  const answer = oneOf(answers);
  if (answer === 'yes') return { answer, reasons: [] };
  return {
    answer,
    reasons: terms.flatMap((term, index) => (answers[index] === answer ? termReason(term, index, answer, node, where) : [])),
  };
}

function unknown(text: string, where: Where): Verdict {
  return { answer: 'unknown', reasons: [{ text, where }] };
}

/**
 * Whether what a pod asks for lets it on nodes that are not the given ones: none of their label sets, none of their names. `where` is the
 * first alternative that does.
 */
export function leavesOf(
  demand: NodeDemand,
  own: readonly Labels[],
  ownNames: ReadonlySet<string>,
): { readonly answer: Answer; readonly where: Where; readonly term: number | undefined } {
  let unknown: { readonly answer: Answer; readonly where: Where; readonly term: number | undefined } | undefined;
  for (const [index, term] of (demand.terms ?? [undefined]).entries()) {
    if (term?.problem !== undefined) continue;
    const expressions = term?.expressions ?? [];
    const sure = boundsOf(demand, expressions, 'sure');
    if (sure === undefined || isWithin(sure, own)) continue;
    const where = term === undefined ? demand.where : { ...demand.where, pointer: term.pointer };
    const names = namesOf(term?.fields ?? []);
    if (names?.every((name) => ownNames.has(name))) continue;
    const found = { where, term: term === undefined ? undefined : index + 1 };
    const possible = boundsOf(demand, expressions, 'possible');
    // A node that is named may be one of them.
    if (names === undefined && possible !== undefined && !isWithin(possible, own)) return { ...found, answer: 'yes' };
    unknown ??= { ...found, answer: 'unknown' };
  }
  return unknown ?? { answer: 'no', where: demand.where, term: undefined };
}

/** The labels, each one value, that every node which the pod asks for must have one of: for a term without any, nothing. */
export function boundsIn(demand: NodeDemand): readonly ReadonlyMap<string, ReadonlySet<string>>[] {
  return (demand.terms ?? [undefined]).flatMap((term) =>
    term?.problem === undefined ? (boundsOf(demand, term?.expressions ?? [], 'sure') ?? []) : [],
  );
}

/** `pool in (a, b)`: an expression as kubectl writes it. */
function expressionText({ key, operator, values }: Expression): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'Gt':
    case 'Lt':
      return `${key}${operator === 'Gt' ? '>' : '<'}${values[0]}`;
    default:
      if (operator === 'In' && values.length === 1) return `${key}=${values[0]}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(', ')})`;
  }
}

function termReason(term: Term, index: number, answer: 'no' | 'unknown', node: NodeFacts, { manifest }: Where): readonly Reason[] {
  const where = { manifest, pointer: term.pointer };
  if (term.problem !== undefined) return [{ text: `term ${index + 1} of the affinity matches no node: ${term.problem}`, where }];
  const failed = [
    ...term.expressions.filter((expression) => holds(expression, node) === answer),
    ...term.fields.filter((field) => fieldHolds(field, node) === answer),
  ];
  const asked = failed.map((expression) => `'${expressionText(expression)}'`).join(' and ');
  if (answer === 'no') return [{ text: `term ${index + 1} of the affinity asks for ${asked}`, where }];
  return [{ text: `whether the nodes have ${asked}, of term ${index + 1} of the affinity, is not known`, where }];
}

function termOf(term: unknown, pointer: string): Term {
  const [expressions, fields] = [listAt(term, 'matchExpressions'), listAt(term, 'matchFields')].map((list) => list.map(expressionOf));
  const all = [...(expressions ?? []), ...(fields ?? [])];
  const problems = [...(expressions ?? []).map(expressionProblem), ...(fields ?? []).map(fieldProblem)];
  const problem = all.length === 0 ? 'it is empty' : problems.find((each) => each !== undefined);
  const sound = (list: typeof expressions) => (problem === undefined ? ((list ?? []) as readonly Expression[]) : []);
  return { pointer, expressions: sound(expressions), fields: sound(fields), problem };
}

function expressionOf(expression: unknown): Expression | undefined {
  const [key, operator] = [textOf(at(expression, 'key') ?? null), textOf(at(expression, 'operator') ?? null)];
  const values = listAt(expression, 'values').map(textOf);
  if (key === undefined || operator === undefined || values.includes(undefined)) return undefined;
  return { key, operator, values: values as string[] };
}

function expressionProblem(expression: Expression | undefined): string | undefined {
  if (expression === undefined) return 'it has a key, an operator or a value that is no text';
  const { key, operator, values } = expression;
  if (!OPERATORS.has(operator)) return `it has the operator '${operator}', expected ${[...OPERATORS].join(', ')}`;
  if (!isLabelKey(key)) return `'${key}' is no key of a label`;
  const unfit = values.find((value) => !isLabelValue(value));
  if (unfit !== undefined) return `'${unfit}' is no value of a label`;
  const expected = operator === 'Gt' || operator === 'Lt' ? 'one' : operator === 'In' || operator === 'NotIn' ? 'some' : 'no';
  const count = values.length === 1 ? 'one' : values.length === 0 ? 'no' : 'several';
  if (expected === 'some' ? count === 'no' : count !== expected) return `${operator} of '${key}' has ${count} values, expected ${expected}`;
  if (expected === 'one' && numberOf(values[0]) === undefined) return `${operator} of '${key}' has '${values[0]}', expected a whole number`;
  return undefined;
}

function fieldProblem(field: Expression | undefined): string | undefined {
  if (field === undefined) return 'it has a key, an operator or a value that is no text';
  if (field.operator !== 'In' && field.operator !== 'NotIn')
    return `matchFields has the operator '${field.operator}', expected In or NotIn`;
  return field.values.length === 1 ? undefined : `matchFields has ${field.values.length} values, expected one`;
}

function termMatch(term: Term, node: NodeFacts): Answer {
  if (term.problem !== undefined) return 'no';
  return allOf([...term.expressions.map((each) => holds(each, node)), ...term.fields.map((each) => fieldHolds(each, node))]);
}

function holds(expression: Expression, { labels, isComplete }: NodeFacts): Answer {
  const value = labels.get(expression.key);
  if (value === undefined && !isComplete) return 'unknown';
  return admits(expression, value) ? 'yes' : 'no';
}

/** Whether an expression admits a label of this value, or no such label. */
function admits({ operator, values }: Expression, value: string | undefined): boolean {
  const [number, limit] = [numberOf(value), numberOf(values[0])];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return number !== undefined && limit !== undefined && number > limit;
    default:
      return number !== undefined && limit !== undefined && number < limit;
  }
}

/** Nodes have no field but their name; every other one is empty. */
function fieldHolds({ key, operator, values }: Expression, { nodeName }: NodeFacts): Answer {
  if (key === 'metadata.name' && nodeName === undefined) return 'unknown';
  const isEqual = (key === 'metadata.name' ? nodeName : '') === values[0];
  return isEqual === (operator === 'In') ? 'yes' : 'no';
}

/** For each label that is narrowed down to some values, these; `undefined` where nothing is left. */
function boundsOf(
  { pairs }: NodeDemand,
  expressions: readonly Expression[],
  which: 'sure' | 'possible',
): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const bounds = new Map<string, ReadonlySet<string>>();
  const narrow = (key: string, values: readonly string[]) => {
    const known = bounds.get(key);
    bounds.set(key, new Set(known === undefined ? values : values.filter((value) => known.has(value))));
  };
  for (const { key, value, isSure } of pairs) if (isSure || which === 'possible') narrow(key, [value]);
  for (const { key, operator, values } of expressions) if (operator === 'In') narrow(key, values);
  for (const expression of expressions) {
    const known = bounds.get(expression.key);
    if (known !== undefined) bounds.set(expression.key, new Set([...known].filter((value) => admits(expression, value))));
  }
  return [...bounds.values()].some(({ size }) => size === 0) ? undefined : bounds;
}

/** Whatever the bounds leave open is taken to be possible: more combinations than these are not looked at. */
const MOST_COMBINATIONS = 4096;

/** Whether every node within the bounds has all labels of one of the sets. */
function isWithin(bounds: ReadonlyMap<string, ReadonlySet<string>>, sets: readonly Labels[]): boolean {
  // A set that asks for one label is looked up; only those with several need combinations.
  const single = (set: Labels) => set.size === 1;
  for (const [key, values] of bounds) {
    if ([...values].every((value) => sets.some((set) => single(set) && set.get(key) === value))) return true;
  }
  const keys = [...new Set(sets.flatMap((set) => [...set.keys()]))].filter((key) => bounds.has(key));
  let combinations: Labels[] = [new Map()];
  for (const key of keys) {
    combinations = combinations.flatMap((labels) => [...(bounds.get(key) ?? [])].map((value) => new Map([...labels, [key, value]])));
    if (combinations.length > MOST_COMBINATIONS) return false;
  }
  return combinations.every((labels) => sets.some((set) => set.size > 0 && [...set].every(([key, value]) => labels.get(key) === value)));
}

/** The names that the fields of a term leave; `undefined` for any. */
function namesOf(fields: readonly Expression[]): readonly string[] | undefined {
  const named = fields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In').flatMap(({ values }) => values);
  return named.length === 0 ? undefined : named;
}

/** A number as Go's `strconv.ParseInt` reads it. */
function numberOf(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?\d{1,400}$/.test(text)) return undefined;
  const number = BigInt(text.replace(/^\+/, ''));
  return isInt64(number) ? number : undefined;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  const isPrefixed = prefix === undefined || (prefix.length <= 253 && DOMAIN.test(prefix));
  return more.length === 0 && isPrefixed && name.length <= 63 && NAME.test(name);
}

function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && NAME.test(value));
}

/** A null is an empty text to the API server, where one is asked for. */
function textOf(value: unknown): string | undefined {
  if (value === null) return '';
  return typeof value === 'string' ? value : undefined;
}
