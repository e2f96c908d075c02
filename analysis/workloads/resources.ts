import { at } from '../manifest';
import { amountOf } from '../quantity';
import { spelt } from '../reading/spelling';
import type { RunningPod } from './pods';

/** A container without some of the resources that it should state. */
export interface Unstated {
  /** JSON pointer inside the manifest's object. */
  readonly pointer: string;
  /** `resources.limits.cpu unset, resources.limits.memory '0'`. */
  readonly what: string;
  readonly container: string;
}

type Wanted = readonly (readonly [kind: 'requests' | 'limits', resource: string])[];

/** Since this version a pod may state processor and memory for all its containers together. */
const POD_LEVEL = 34;

/**
 * The containers that state no amount above zero for each wanted resource; zero is as good as nothing to kubelet and runtime. Ephemeral
 * containers cannot have resources.
 *
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function unstatedIn({ pod, containers }: RunningPod, wanted: Wanted, minor: number): readonly Unstated[] {
  const shared =
    minor < POD_LEVEL ? [] : wanted.filter(([kind, resource]) => resource !== 'ephemeral-storage' && isStated(pod.spec, kind, resource));
  return containers.flatMap(({ name, container, pointer, role }) => {
    const missing = role === 'ephemeral' ? [] : wanted.filter((each) => !shared.includes(each) && !isStated(container, ...each));
    const [first] = missing;
    if (first === undefined) return [];
    return {
      pointer: missing.length === 1 ? `${pointer}/resources/${first.join('/')}` : `${pointer}/resources`,
      what: missing
        .map(([kind, resource]) => `resources.${kind}.${resource} ${spelt(at(container, 'resources', kind, resource))}`)
        .join(', '),
      container: name,
    };
  });
}

function isStated(owner: unknown, kind: string, resource: string): boolean {
  return (amountOf(at(owner, 'resources', kind, resource)) ?? 0) > 0;
}
