import { at, groupOf, listAt, type Manifest } from '../manifest';
import { type PodContainer, podsIn, type RunningPod } from './pods';

/** What a probe does, and its field. */
export const PROBE_ACTIONS = ['exec', 'grpc', 'httpGet', 'tcpSocket'] as const;

/** Whether a container has a probe that asks something: a command, or a port in one of three ways. */
export function hasProbe(container: unknown, probe: string): boolean {
  return PROBE_ACTIONS.some((action) => {
    if (action === 'exec') return listAt(container, probe, action, 'command').length > 0;
    const port = at(container, probe, action, 'port');
    return typeof port === 'number' || (typeof port === 'string' && port !== '');
  });
}

/** Seconds of failures that a probe bears, by default three in ten seconds each. */
export function patienceOf(probe: unknown): number {
  const [failures, period] = [at(probe, 'failureThreshold'), at(probe, 'periodSeconds')];
  return (typeof failures === 'number' ? failures : 3) * (typeof period === 'number' ? period : 10);
}

/** A container that is meant to run until it is stopped. */
export interface ServingContainer extends PodContainer {
  readonly manifest: Manifest;
}

/** The main containers of pods that are restarted whenever they end: those of jobs end by themselves. */
export function servingContainersIn(manifests: readonly Manifest[]): readonly ServingContainer[] {
  return podsIn(manifests)
    .filter(isServing)
    .flatMap(({ manifest, containers }) => containers.filter(({ role }) => role === 'main').map((each) => ({ ...each, manifest })));
}

function isServing({ manifest: { object }, pod }: RunningPod): boolean {
  if (groupOf(object) === 'batch' || object.kind === 'PodTemplate') return false;
  return object.kind !== 'Pod' || (at(pod.spec, 'restartPolicy') ?? 'Always') === 'Always';
}
