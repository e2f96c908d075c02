import { at, listAt, stringAt } from '../manifest';

/** What keeps pods off a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/**
 * Whether a toleration of a pod tolerates a taint, as the scheduler decides it: an empty effect is any effect, an empty key any key,
 * no operator is `Equal`. `Lt` and `Gt` compare whole numbers, and only newer clusters know them.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function tolerates(toleration: unknown, taint: Taint): boolean {
  const { effect, key, operator, value } = tolerationOf(toleration);
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  switch (operator) {
    case 'Exists':
      return true;
    case 'Equal':
      return key !== '' && value === taint.value;
    case 'Lt':
      return key !== '' && isWhole(value) && isWhole(taint.value) && BigInt(taint.value) < BigInt(value);
    case 'Gt':
      return key !== '' && isWhole(value) && isWhole(taint.value) && BigInt(taint.value) > BigInt(value);
    default:
      return false;
  }
}

/**
 * Whether a toleration of a whitelist contains another one, as the plugin PodTolerationRestriction compares them: it takes a missing
 * operator as `Equal` on the side of the whitelist only.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/util/tolerations/tolerations.go
 */
export function contains(whitelisted: unknown, toleration: unknown): boolean {
  const [allowed, given] = [tolerationOf(whitelisted), tolerationOf(toleration)];
  const seconds = [at(whitelisted, 'tolerationSeconds') ?? undefined, at(toleration, 'tolerationSeconds') ?? undefined] as const;
  const operators = [stringAt(whitelisted, 'operator') ?? '', stringAt(toleration, 'operator') ?? ''] as const;
  const { effect, key, operator, value } = allowed;
  const isSame = key === given.key && value === given.value && effect === given.effect;
  if (isSame && operators[0] === operators[1] && seconds[0] === seconds[1]) return true;
  if (key !== given.key && !isWildcard(whitelisted)) return false;
  if (effect !== given.effect && effect !== '') return false;
  if (effect === 'NoExecute' && seconds[0] !== undefined && !(Number(seconds[1]) <= Number(seconds[0]))) return false;
  if (operator === 'Equal') return operators[1] === 'Equal' && value === given.value;
  return operator === 'Exists';
}

/** Whether a toleration tolerates every taint there is, at least of one effect. */
export function isWildcard(toleration: unknown): boolean {
  const { key, operator } = tolerationOf(toleration);
  return key === '' && operator === 'Exists';
}

/** A toleration, each of its fields a text. */
export interface Toleration {
  readonly effect: string;
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

const completed = new WeakMap<object, Toleration>();

/** A toleration with what Kubernetes assumes where nothing is written. */
export function tolerationOf(toleration: unknown): Toleration {
  if (typeof toleration !== 'object' || toleration === null) return { effect: '', key: '', operator: 'Equal', value: '' };
  const known = completed.get(toleration);
  if (known !== undefined) return known;
  const [effect = '', key = ''] = [stringAt(toleration, 'effect'), stringAt(toleration, 'key')];
  const [operator = '', value = ''] = [stringAt(toleration, 'operator'), stringAt(toleration, 'value')];
  const found = { effect, key, operator: operator || 'Equal', value };
  completed.set(toleration, found);
  return found;
}

/** Whether a pod runs on nodes with a label only: by its node selector, or because each of its required terms asks for it. */
export function requiresLabel(podSpec: unknown, key: string, value: string): boolean {
  return requiredValues(podSpec, key)?.every((one) => one === value) ?? false;
}

/**
 * The values of a label of which the nodes that a pod may run on have one: that of its node selector, or those that each of its required
 * terms lists; `undefined` where it may run on nodes with others, or with none. An empty term matches no node, and preferred terms bind
 * nobody.
 *
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export function requiredValues(podSpec: unknown, key: string): readonly string[] | undefined {
  const selected = stringAt(podSpec, 'nodeSelector', key);
  if (selected !== undefined) return [selected];
  const terms = listAt(podSpec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms').filter(
    (term) => listAt(term, 'matchExpressions').length > 0 || listAt(term, 'matchFields').length > 0,
  );
  const values = terms.map((term) =>
    listAt(term, 'matchExpressions')
      .filter((expression) => at(expression, 'key') === key && at(expression, 'operator') === 'In')
      .map((expression) => listAt(expression, 'values').filter((one) => typeof one === 'string'))
      .filter(({ length }) => length > 0)
      // All of a term's expressions hold together: the narrowest one says the most.
      .sort((one, other) => one.length - other.length)
      .at(0),
  );
  const given = values.filter((list) => list !== undefined);
  return given.length === 0 || given.length < values.length ? undefined : [...new Set(given.flat())];
}

/** Whether a text is a number that `Lt` and `Gt` of tolerations compare: 64 bits, no sign but minus, no leading zero. */
export function isWhole(text: string): boolean {
  return /^(0|-?[1-9]\d{0,18})$/.test(text) && isInt64(BigInt(text));
}

/** Whether a whole number has room in 64 bits. */
export function isInt64(number: bigint): boolean {
  return BigInt.asIntN(64, number) === number;
}
