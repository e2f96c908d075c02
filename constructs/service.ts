import type { ServiceSpec } from '../imports/k8s';
import { isIPv4 } from './cidr';
import type { Port } from './ports';
import { type ClusterProfile, hasIPv6 } from './profile';

/** A Service inside the cluster for ports of the pods that have the labels. */
export function serviceSpec(
  ports: readonly Port[],
  selector: Readonly<Record<string, string>>,
  profile: ClusterProfile,
  kind: 'cluster-ip' | 'headless',
): ServiceSpec {
  const dualStack = hasIPv6(profile) && profile.podCidrs.some(isIPv4);
  return {
    type: 'ClusterIP',
    ...(kind === 'headless' ? { clusterIP: 'None' } : {}),
    ...(dualStack ? { ipFamilyPolicy: 'PreferDualStack' } : {}),
    ports: ports.map(({ name, protocol, servicePort }) => ({ name, port: servicePort, protocol, targetPort: name })),
    selector,
  };
}
