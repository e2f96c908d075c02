import { checkKeys, type Problems, shown } from '../problems';
import { checkWhole } from './checks';
import type { Flags, Part, Surroundings } from './part';
import { pki } from './places';
import { type TlsProps, tlsFlags, tlsOf } from './tls';

export interface ControllerManagerProps extends TlsProps {
  /** How many pods that have ended are kept, 1 to 12500; the oldest are removed when there are more. @default 1000 */
  readonly endedPods?: number;

  /** For how many days certificates are signed that kubelets and others ask for, 1 to 365. They renew theirs in time. @default 90 */
  readonly certificateDays?: number;

  /** Whether each node gets a part of the pods' ranges; network plugins that hand out addresses by themselves do without. @default true */
  readonly allocateNodeCidrs?: boolean;
}

const KEYS: Readonly<Record<keyof ControllerManagerProps, true>> = {
  minTls: true,
  cipherSuites: true,
  endedPods: true,
  certificateDays: true,
  allocateNodeCidrs: true,
};

const KUBECONFIG = '/etc/kubernetes/controller-manager.conf';

export const reasons: Readonly<Record<string, string>> = {
  'kube-controller-manager --allocate-node-cidrs': 'spoofing: pods have addresses of a range by which policies know them',
  'kube-controller-manager --authentication-kubeconfig': 'disclosure: who asks it for metrics is asked who they are',
  'kube-controller-manager --authorization-kubeconfig': 'disclosure: only who has the right reads its metrics',
  'kube-controller-manager --bind-address': 'disclosure: only the host itself reaches its metrics',
  'kube-controller-manager --client-ca-file': 'spoofing: only certificates of this authority are believed',
  'kube-controller-manager --cluster-cidr': 'spoofing: pods have addresses of a range by which policies know them',
  'kube-controller-manager --cluster-name': 'tampering: what it makes outside is told from what another cluster made',
  'kube-controller-manager --cluster-signing-cert-file': 'spoofing: kubelets are known by certificates, not by tokens that are shared',
  'kube-controller-manager --cluster-signing-duration': 'spoofing: the key of a lost node does not open anything for long',
  'kube-controller-manager --cluster-signing-key-file': 'spoofing: kubelets are known by certificates, not by tokens that are shared',
  'kube-controller-manager --kubeconfig': 'elevation: it acts as itself, with the rights of a controller manager',
  'kube-controller-manager --leader-elect': 'tampering: two of them never work on one thing at once',
  'kube-controller-manager --profiling': 'disclosure: nobody reads its memory, command line and timing',
  'kube-controller-manager --requestheader-client-ca-file': 'spoofing: only the front proxy may say who somebody is',
  'kube-controller-manager --root-ca-file': 'spoofing: pods can tell the API server from somebody in between',
  'kube-controller-manager --service-account-private-key-file': 'spoofing: tokens are signed with a key that nothing else uses',
  'kube-controller-manager --service-cluster-ip-range': 'spoofing: Services get addresses that policies keep apart from the internet',
  'kube-controller-manager --terminated-pod-gc-threshold': 'denial of service: pods that have ended do not fill etcd',
  'kube-controller-manager --tls-cipher-suites': 'disclosure: no cipher that is broken, and none without forward secrecy',
  'kube-controller-manager --tls-min-version': 'disclosure: no version of TLS that is broken',
  'kube-controller-manager --use-service-account-credentials': 'elevation: each controller has its own few rights, not those of all',
};

/** The controllers of Kubernetes itself. */
export function controllerManagerPart(props: ControllerManagerProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'controllerManager', given, KEYS);
  const tls = tlsOf(problems, 'controllerManager', given);
  const { allocateNodeCidrs = true } = given;
  if (typeof allocateNodeCidrs !== 'boolean')
    problems.add(`controllerManager.allocateNodeCidrs must be true or false, got ${shown(allocateNodeCidrs)}`);
  const ended = checkWhole(problems, 'controllerManager.endedPods', given.endedPods ?? 1000, 1, 12_500);
  const days = checkWhole(problems, 'controllerManager.certificateDays', given.certificateDays ?? 90, 1, 365);
  const { profile, clusterName } = surroundings;
  const flags: Flags = {
    kubeconfig: KUBECONFIG,
    'authentication-kubeconfig': KUBECONFIG,
    'authorization-kubeconfig': KUBECONFIG,
    'bind-address': '127.0.0.1',
    ...tlsFlags(tls),
    'client-ca-file': pki.authority,
    'requestheader-client-ca-file': pki.frontProxy.authority,
    'root-ca-file': pki.authority,
    'service-account-private-key-file': pki.serviceAccounts.key,
    'use-service-account-credentials': 'true',
    'cluster-signing-cert-file': pki.authority,
    'cluster-signing-key-file': pki.authorityKey,
    'cluster-signing-duration': `${days * 24}h`,
    'cluster-name': clusterName,
    ...(allocateNodeCidrs ? { 'allocate-node-cidrs': 'true', 'cluster-cidr': profile.podCidrs.join(',') } : {}),
    'service-cluster-ip-range': profile.serviceCidrs.join(','),
    'leader-elect': 'true',
    'terminated-pod-gc-threshold': `${ended}`,
    profiling: 'false',
  };
  return { flags: { 'kube-controller-manager': flags }, reasons };
}
