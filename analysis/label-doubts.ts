import { type Labels, type Requirement, type Selector, selects, selectsAll } from './selectors';

/** How sure a match is: `maybe` where it depends on what nobody here knows. */
export type Match = 'yes' | 'maybe' | 'no';

/** The weaker of some matches. */
export function weakest(...matches: readonly Match[]): Match {
  return matches.includes('no') ? 'no' : matches.includes('maybe') ? 'maybe' : 'yes';
}

/** Whether a selector selects something of which some labels are known, and others may be there as well. */
export function maySelect({ requirements, isValid }: Selector, known: Labels, isComplete: boolean): Match {
  const selector = { requirements, isValid };
  if (isComplete || !isValid) return selects(selector, known) ? 'yes' : 'no';
  const [ofKnown, ofOthers] = [requirements.filter(({ key }) => known.has(key)), requirements.filter(({ key }) => !known.has(key))];
  if (!selects({ requirements: ofKnown, isValid }, known) || !isSatisfiable({ requirements: ofOthers, isValid })) return 'no';
  return ofOthers.length === 0 ? 'yes' : 'maybe';
}

/** Whether there are labels that all of the selectors select: what somebody who chooses labels can have. */
export function isSatisfiable(...selectors: readonly Selector[]): boolean {
  if (selectors.some(({ isValid }) => !isValid)) return false;
  const byKey = new Map<string, Requirement[]>();
  for (const requirement of selectors.flatMap(({ requirements }) => requirements)) {
    byKey.set(requirement.key, [...(byKey.get(requirement.key) ?? []), requirement]);
  }
  return [...byKey.values()].every(isSatisfiableForKey);
}

/** Whether one key can have a value, or none, that meets every requirement. */
function isSatisfiableForKey(requirements: readonly Requirement[]): boolean {
  const wanted = requirements.filter(({ operator }) => operator === 'In');
  const mustExist = wanted.length > 0 || requirements.some(({ operator }) => operator === 'Exists');
  if (requirements.some(({ operator }) => operator === 'DoesNotExist')) return !mustExist;
  const [first] = wanted;
  // Without a list of values there is always one more value.
  if (first === undefined) return true;
  return [...first.values].some((value) =>
    requirements.every(({ operator, values }) => (operator === 'In' ? values.has(value) : operator !== 'NotIn' || !values.has(value))),
  );
}

/** Whether whatever the narrow selector selects is sure to be selected by the wide one: told by its requirements being there, too. */
export function implies(narrow: Selector, wide: Selector): boolean {
  if (selectsAll(wide)) return true;
  if (!wide.isValid || !narrow.isValid) return false;
  return wide.requirements.every((wanted) => narrow.requirements.some((given) => given.key === wanted.key && entails(given, wanted)));
}

function entails(given: Requirement, wanted: Requirement): boolean {
  const values = [...given.values];
  switch (wanted.operator) {
    case 'Exists':
      return given.operator === 'In' || given.operator === 'Exists';
    case 'DoesNotExist':
      return given.operator === 'DoesNotExist';
    case 'In':
      return given.operator === 'In' && values.every((value) => wanted.values.has(value));
    case 'NotIn':
      if (given.operator === 'DoesNotExist') return true;
      if (given.operator === 'In') return values.every((value) => !wanted.values.has(value));
      return given.operator === 'NotIn' && [...wanted.values].every((value) => given.values.has(value));
  }
}
