import type { Chart } from 'cdk8s';
import { KubeObject, type Subject } from '../../imports/k8s';
import { type SubjectName, subject } from '../access';
import { tenantLabels } from '../labels';
import { type Problems, shown } from '../problems';
import type { Part, Surroundings } from './part';
import { objectOf, switchOf, textOf } from './shape';

export interface BootstrapProps {
  /**
   * Whether a shared token is enough for a node to ask for its certificate. What is written for kubeadm joins with a kubeconfig that is
   * good for an hour instead.
   *
   * @default false
   */
  readonly tokens?: boolean;

  /**
   * The group that may ask for the certificate of a node and be given it, for hosts that kubeadm does not set up: `system:bootstrappers`,
   * or one below it. kubeadm, k3s and RKE2 bind groups of their own.
   *
   * @default - nobody is bound
   */
  readonly group?: string;

  /**
   * Who approves the serving certificates of kubelets, as `serviceaccount:NAMESPACE/NAME`: Kubernetes itself approves none, as it cannot
   * know whether a node may have the addresses that it asks for. Needs an exemption from `rbac-csr-approval`.
   *
   * @default - people, with `kubectl certificate approve`
   */
  readonly servingApprover?: SubjectName;
}

const KEYS: Readonly<Record<keyof BootstrapProps, true>> = { tokens: true, group: true, servingApprover: true };
const RBAC = 'rbac.authorization.k8s.io';
const CSR_ROLES = 'system:certificates.k8s.io:certificatesigningrequests';
const APPROVER = 'palisade:kubelet-serving-approver';

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --enable-bootstrap-token-auth': 'spoofing: a token in a script or a ticket does not make a host a node',
};

/** https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/ */
export function bootstrapPart(props: BootstrapProps | undefined, { profile }: Surroundings, problems: Problems): Part {
  const { tokens, group, servingApprover } = objectOf(problems, 'bootstrap', props, KEYS);
  const isOn = switchOf(problems, 'bootstrap.tokens', tokens, false);
  if (group !== undefined && !/^system:bootstrappers(:[a-z0-9]([-a-z0-9:]*[a-z0-9])?)?$/.test(textOf(group)))
    problems.add(
      `bootstrap.group must be 'system:bootstrappers' or one below it such as 'system:bootstrappers:workers', got ${shown(group)}`,
    );
  const approver = approverOf(problems, servingApprover);
  const labels = { ...profile.labels, ...tenantLabels('control-plane') };
  const objects = (chart: Chart): void => {
    const bind = (id: string, role: string, ...subjects: readonly Subject[]) => {
      const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: role };
      new KubeObject(chart, id, `${RBAC}/v1/ClusterRoleBinding`, { name: `palisade:${id}`, labels }, { roleRef, subjects });
    };
    if (group !== undefined) {
      const bootstrappers = { apiGroup: RBAC, kind: 'Group', name: group };
      bind('node-bootstrapper', 'system:node-bootstrapper', bootstrappers);
      bind('node-client-approval', `${CSR_ROLES}:nodeclient`, bootstrappers);
      bind('node-client-renewal', `${CSR_ROLES}:selfnodeclient`, { apiGroup: RBAC, kind: 'Group', name: 'system:nodes' });
    }
    if (approver !== undefined) {
      new KubeObject(chart, 'kubelet-serving-approver-role', `${RBAC}/v1/ClusterRole`, { name: APPROVER, labels }, { rules: APPROVES });
      bind('kubelet-serving-approver', APPROVER, approver);
    }
  };
  return { flags: { 'kube-apiserver': { 'enable-bootstrap-token-auth': `${isOn}` } }, objects, reasons };
}

/** What it takes to approve requests of one signer, and of no other. */
const APPROVES = [
  { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
  { apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['kubernetes.io/kubelet-serving'], verbs: ['approve'] },
];

function approverOf(problems: Problems, name: SubjectName | undefined): Subject | undefined {
  if (name === undefined) return undefined;
  if (typeof name === 'string' && name.startsWith('serviceaccount:')) return subject(problems, 'bootstrap.servingApprover', name);
  problems.add(`bootstrap.servingApprover must be 'serviceaccount:NAMESPACE/NAME', got ${shown(name)}`);
  return undefined;
}
