import { at, groupOf, type KubernetesObject, type Manifest } from '../analysis/manifest';

/** An object as exemptions name it, `Deployment.apps shop/cart`; its source where there is none, because it cannot be read. */
export function objectText({ object, source }: Manifest): string {
  if (object.kind === '') return source;
  const group = groupOf(object);
  return `${object.kind}${group === '' ? '' : `.${group}`} ${nameText(object)}`;
}

/** `namespace/name`, or what there is of it. */
function nameText({ metadata }: KubernetesObject): string {
  const namespace = wordOf(at(metadata, 'namespace'));
  const name = wordOf(at(metadata, 'name')) ?? generated(wordOf(at(metadata, 'generateName')));
  return `${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function generated(prefix: string | undefined): string {
  return prefix === undefined ? '(no name)' : `${prefix}*`;
}

/** What a manifest says where a name should be: not always a string. */
export function wordOf(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'string' ? (value ?? undefined) : JSON.stringify(value);
}
