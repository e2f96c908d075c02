import { checkKeys, type Problems } from '../problems';
import type { Flags, Part, Surroundings } from './part';
import { type TlsProps, tlsFlags, tlsOf } from './tls';

export interface SchedulerProps extends TlsProps {}

const KEYS: Readonly<Record<keyof SchedulerProps, true>> = { minTls: true, cipherSuites: true };

const KUBECONFIG = '/etc/kubernetes/scheduler.conf';

export const reasons: Readonly<Record<string, string>> = {
  'kube-scheduler --authentication-kubeconfig': 'disclosure: who asks it for metrics is asked who they are',
  'kube-scheduler --authorization-kubeconfig': 'disclosure: only who has the right reads its metrics',
  'kube-scheduler --bind-address': 'disclosure: only the host itself reaches its metrics',
  'kube-scheduler --kubeconfig': 'elevation: it acts as itself, with the rights of a scheduler',
  'kube-scheduler --leader-elect': 'tampering: two of them never place one pod',
  'kube-scheduler --profiling': 'disclosure: nobody reads its memory, command line and timing',
  'kube-scheduler --tls-cipher-suites': 'disclosure: no cipher that is broken, and none without forward secrecy',
  'kube-scheduler --tls-min-version': 'disclosure: no version of TLS that is broken',
};

/** What places pods on nodes. It asks the API server whose certificates to believe, and needs none of them on the host. */
export function schedulerPart(props: SchedulerProps | undefined, _surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'scheduler', given, KEYS);
  const flags: Flags = {
    kubeconfig: KUBECONFIG,
    'authentication-kubeconfig': KUBECONFIG,
    'authorization-kubeconfig': KUBECONFIG,
    'bind-address': '127.0.0.1',
    ...tlsFlags(tlsOf(problems, 'scheduler', given)),
    'leader-elect': 'true',
    profiling: 'false',
  };
  return { flags: { 'kube-scheduler': flags }, reasons };
}
