import { at, pointerSteps } from '../analysis/manifest';

/** The field at a JSON pointer as people write it: `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`; `''` for the object itself. */
export function fieldText(object: unknown, pointer: string): string {
  let owner = object;
  let text = '';
  for (const step of pointerSteps(pointer)) {
    if (isIndex(owner, step)) text += `[${step}]`;
    else if (!/^[A-Za-z_][\w-]*$/.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
    owner = at(owner, step);
  }
  return text;
}

/** A number is a key of a mapping, too; where nothing is written, it is taken for an index. */
function isIndex(owner: unknown, step: string): boolean {
  return (owner === undefined || Array.isArray(owner)) && /^(0|[1-9]\d*)$/.test(step);
}
