import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import { labelsOf, type Selector } from '../selectors';
import type { Directory, PodsEndpoint } from './endpoints';

/** A Service, and the pods and ports that it leads to. */
export interface ResolvedService {
  readonly manifest: Manifest;
  /** `shop/cart`. */
  readonly name: string;
  readonly namespace: string;
  readonly pods: readonly PodsEndpoint[];
  readonly ports: readonly ServicePort[];
  /** Where it leads is not said by its selector: it has none, or is a name of something else. */
  readonly isElsewhere: boolean;
}

/** A port of a Service. */
export interface ServicePort {
  readonly number: number;
  readonly protocol: string;
  readonly target: number | string;
}

/** Services with the pods that they select; policies are asked about the ports of pods, never about those of Services. */
export function servicesIn(manifests: readonly Manifest[], { namespaces }: Directory): readonly ResolvedService[] {
  return ofKind(manifests, '', 'Service').map((manifest) => {
    const { object } = manifest;
    const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
    const labels = labelsOf(at(object, 'spec', 'selector'));
    const isElsewhere = labels.size === 0 || at(object, 'spec', 'type') === 'ExternalName';
    const selector: Selector = {
      requirements: [...labels].map(([key, value]) => ({ key, operator: 'In', values: new Set([value]) })),
      isValid: !isElsewhere,
    };
    return {
      manifest,
      name: `${namespace === '' ? '' : `${namespace}/`}${stringAt(object, 'metadata', 'name') ?? ''}`,
      namespace,
      pods: isElsewhere ? [] : (namespaces.get(namespace)?.pods.select(selector) ?? []),
      ports: listAt(object, 'spec', 'ports').flatMap(portAt),
      isElsewhere,
    };
  });
}

/** A port that says nothing else leads to the same number. */
function portAt(port: unknown): readonly ServicePort[] {
  const number = at(port, 'port');
  const target = at(port, 'targetPort') ?? number;
  if (typeof number !== 'number' || (typeof target !== 'number' && typeof target !== 'string')) return [];
  return [{ number, protocol: stringAt(port, 'protocol') ?? 'TCP', target }];
}

/** The numbers that a port of a Service means on pods: one, or those that have its name. */
export function targetsOf({ target, protocol }: ServicePort, { ports }: PodsEndpoint): readonly number[] {
  if (typeof target === 'number') return [target];
  return ports.flatMap(({ name, number, protocol: own }) =>
    name === target && own === protocol && typeof number === 'number' ? [number] : [],
  );
}
