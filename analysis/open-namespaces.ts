import { type Selector, selectorText } from './selectors';

/** Words for a selector that new and unlabelled namespaces are selected by, too; `undefined` for one that names its namespaces. */
export function openNamespaces(selector: Selector): string | undefined {
  if (!selector.isValid) return undefined;
  if (selector.requirements.every(({ key, operator }) => operator === 'Exists' && key === 'kubernetes.io/metadata.name')) {
    return 'every namespace, expected one by its label kubernetes.io/metadata.name';
  }
  const isOpen = selector.requirements.every(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist');
  return isOpen ? `every namespace with '${selectorText(selector)}', those without such a label included` : undefined;
}
