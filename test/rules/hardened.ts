import { container, type Refused } from './given';

/** What the restricted standard asks of a container by itself. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Another container, to which nobody objects. */
export const NEIGHBOUR = container({ name: 'web', securityContext: RESTRICTED });

/** A row about the container `cart`, whose finds are told by where it is. */
interface Row extends Pick<Refused, 'what' | 'facts' | 'absent'> {
  readonly cart: Readonly<Record<string, unknown>>;
  readonly pod?: Readonly<Record<string, unknown>>;
  readonly finds: (pointer: string) => Refused['finds'];
}

/** A row in every list of containers of every kind, beside a container that holds to what the row does not. */
export function besideOthers({ what, cart, pod, facts, finds, absent }: Row): readonly Refused[] {
  const each = container({ name: 'cart', ...cart });
  const places: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    ['a container', '/containers/1', { containers: [NEIGHBOUR, each] }],
    ['an init container', '/initContainers/0', { containers: [NEIGHBOUR], initContainers: [each] }],
    ['a sidecar', '/initContainers/0', { containers: [NEIGHBOUR], initContainers: [{ ...each, restartPolicy: 'Always' }] }],
    ['an ephemeral container', '/ephemeralContainers/0', { containers: [NEIGHBOUR], ephemeralContainers: [each] }],
  ];
  return places.map(([place, pointer, lists]) => ({
    what: `${what}, in ${place}`,
    pod: { ...pod, ...lists },
    finds: finds(pointer),
    absent,
    ...(facts === undefined ? {} : { facts }),
  }));
}
