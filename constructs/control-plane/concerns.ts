import { type Problems, shown } from '../problems';
import { type AccessProps, accessPart } from './access';
import { type AdmissionProps, admissionPart } from './admission';
import { type AuditProps, auditPart } from './audit';
import { type AuditdProps, auditdPart } from './auditd';
import { type AuthenticationProps, authenticationPart } from './authentication';
import { type AuthorizationProps, authorizationPart } from './authorization';
import { type BootstrapProps, bootstrapPart } from './bootstrap';
import { type ControllerManagerProps, controllerManagerPart } from './controller-manager';
import { type EncryptionProps, encryptionPart } from './encryption';
import { type EtcdProps, etcdPart } from './etcd';
import { type FairnessProps, fairnessPart } from './fairness';
import { type KubeProxyProps, kubeProxyPart } from './kube-proxy';
import { type KubeletProps, kubeletPart } from './kubelet';
import type { Part, Surroundings } from './part';
import { type RuntimeClassesProps, runtimeClassesPart } from './runtime-classes';
import { type SchedulerProps, schedulerPart } from './scheduler';
import { type ServiceAccountsProps, serviceAccountsPart } from './service-accounts';
import { type ServingProps, servingPart } from './serving';

/** A control plane's props, concern by concern; each has a secure default. */
export interface ConcernProps {
  /** How the API server is reached, and how it reaches others: addresses, certificates, TLS, limits. @default - see each */
  readonly serving?: ServingProps;
  /** Who is believed to be whom: issuers of users' tokens, and what is answered to nobody. @default - client certificates alone */
  readonly authentication?: AuthenticationProps;
  /** Who may do what. @default - `Node` and `RBAC` */
  readonly authorization?: AuthorizationProps;
  /** What is refused and added when objects are written. @default - see each */
  readonly admission?: AdmissionProps;
  /** Which requests are written down, and where. @default - see each */
  readonly audit?: AuditProps;
  /** What the kernels of hosts write down. @default - see each */
  readonly auditd?: AuditdProps;
  /** How nodes come in. @default - without shared tokens, by what kubeadm binds */
  readonly bootstrap?: BootstrapProps;
  /** How the API server's time is divided, so that no tenant takes all of it. @default - see each */
  readonly fairness?: FairnessProps;
  /** Other runtimes for pods, by name, such as sandboxes. @default {} */
  readonly runtimeClasses?: RuntimeClassesProps;
  /** Tokens of workloads: issuers and keys. How long they last is the platform's `maxTokenSeconds`. @default - see each */
  readonly serviceAccounts?: ServiceAccountsProps;
  /** @default - see each */
  readonly controllerManager?: ControllerManagerProps;
  /** @default - see each */
  readonly scheduler?: SchedulerProps;
  /** @default - see each */
  readonly etcd?: EtcdProps;
  /** What runs pods, on every node. @default - see each */
  readonly kubelet?: KubeletProps;
  /** What leads connections to Services, on every node. @default - see each */
  readonly kubeProxy?: KubeProxyProps;
  /** What is encrypted in etcd, and by what. @default - Secrets, by secretbox */
  readonly encryption?: EncryptionProps;
  /** The ways to the API server and to the hosts: firewalls, an nginx in front, a jump host. @default - none of them is written */
  readonly access?: AccessProps;
}

type Concern<Props> = (props: Props | undefined, surroundings: Surroundings, problems: Problems) => Part;

/** Every concern, in the order in which flags and files are written: to add one is a property above and a line here. */
const CONCERNS: { readonly [Name in keyof ConcernProps]-?: Concern<NonNullable<ConcernProps[Name]>> } = {
  serving: servingPart,
  authentication: authenticationPart,
  authorization: authorizationPart,
  admission: admissionPart,
  bootstrap: bootstrapPart,
  fairness: fairnessPart,
  runtimeClasses: runtimeClassesPart,
  audit: auditPart,
  auditd: auditdPart,
  serviceAccounts: serviceAccountsPart,
  controllerManager: controllerManagerPart,
  scheduler: schedulerPart,
  etcd: etcdPart,
  kubelet: kubeletPart,
  kubeProxy: kubeProxyPart,
  encryption: encryptionPart,
  access: accessPart,
};

export const CONCERN_KEYS = Object.fromEntries(Object.keys(CONCERNS).map((name) => [name, true])) as Readonly<
  Record<keyof ConcernProps, true>
>;

/** What all concerns add together. Props that cannot be are problems. */
export function partsOf(props: ConcernProps, surroundings: Surroundings, problems: Problems): readonly Part[] {
  return (Object.keys(CONCERNS) as (keyof ConcernProps)[]).map((name) => {
    const concern = CONCERNS[name] as Concern<unknown>;
    const given: unknown = props[name];
    const sound = given === undefined || (typeof given === 'object' && given !== null && !Array.isArray(given));
    if (!sound) problems.add(`${name} must be an object of options, got ${shown(given)}`);
    return concern(sound ? given : undefined, surroundings, problems);
  });
}
