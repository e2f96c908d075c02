import type { Chart } from 'cdk8s';
import type { AdmissionPlugins } from '../admission-plugins';
import type { NodePool } from '../node-pool';
import type { ClusterProfile } from '../profile';

/** The programs of a control plane and of its nodes. */
export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'kubelet', 'kube-proxy'] as const;
export type Component = (typeof COMPONENTS)[number];

/** Flags of one program, without dashes, in the order in which they are written; a list where a flag is given several times. */
export type Flags = Readonly<Record<string, string | readonly string[]>>;

/** A file below `dist/control-plane/`. */
export interface HostFile {
  /** Below `dist/control-plane/`, with `/`. */
  readonly path: string;
  /** Asked for when it is written, when every tenant is known. */
  readonly text: () => string;
  readonly mode?: 'executable';
  /** Where it is put on hosts, absolute. @default - nowhere: it is run, applied or read elsewhere */
  readonly installedAt?: string;
  /** Its permissions there. @default '0600' */
  readonly permissions?: '0600' | '0640' | '0644' | '0700' | '0755';
  /** The hosts that it is put on. @default 'control-plane' */
  readonly hosts?: 'control-plane' | 'every-node' | 'jump-host' | 'load-balancer';
  /** Only nodes of this pool get it; `hosts` is then `every-node`. @default - all of them */
  readonly pool?: string;
  /** The programs that read it: what runs in a container gets it mounted, read-only. */
  readonly readBy?: readonly Component[];
}

/** A directory on the hosts of the control plane that is not made by kubeadm. */
export interface HostDirectory {
  /** Absolute. */
  readonly path: string;
  readonly permissions: '0700' | '0750' | '0755';
  /** Who owns it: `root`, or a user that the node check asks for. */
  readonly owner: string;
  readonly writtenBy: readonly Component[];
  readonly readBy?: readonly Component[];
}

/** Flags of several programs. */
export type ComponentFlags = Readonly<Partial<Record<Component, Flags>>>;

/** A configuration document of a program, `apiVersion` and `kind` included. */
export type ConfigDocument = Readonly<Record<string, unknown>>;

/**
 * What one concern of a hardened control plane adds. Two parts that give the same flag of a program are a mistake in the code, unless one
 * of them says that it `replaces` the other's.
 */
export interface Part {
  readonly flags?: ComponentFlags;
  /** Flags that differ from member to member, such as addresses; kubeadm, k3s and RKE2 work them out by themselves. */
  readonly memberFlags?: (member: Member) => ComponentFlags;
  /** Flags of other parts that must not be given beside this one: `anonymous-auth` beside an AuthenticationConfiguration that says it. */
  readonly replaces?: Readonly<Partial<Record<Component, readonly string[]>>>;
  readonly files?: readonly HostFile[];
  readonly directories?: readonly HostDirectory[];
  /** Directories that programs read and that somebody else fills: certificates, the sockets of plugins. */
  readonly reads?: Readonly<Partial<Record<Component, readonly string[]>>>;
  /** What kubeadm hands to every kubelet and to kube-proxy; asked for when it is written. */
  readonly documents?: { readonly kubelet?: () => ConfigDocument; readonly kubeProxy?: () => ConfigDocument };
  /** Defines objects of the cluster in the control plane's own chart, with `new KubeObject(chart, …)`. */
  readonly objects?: (chart: Chart) => void;
  /** Who else than the cluster says who somebody is, by URL. */
  readonly issuers?: readonly string[];
  /** Which of the plugins on which isolation rests are on. */
  readonly admissionPlugins?: Required<AdmissionPlugins>;
  /** The threat that each flag or field is there for, one short sentence, by `<component> --<flag>` or `<file>:<field>`. */
  readonly reasons?: Readonly<Record<string, string>>;
}

/** A host of the control plane. */
export interface Member {
  /** Its host name, a DNS subdomain. */
  readonly name: string;
  /** Its address, IPv4 or IPv6. */
  readonly address: string;
}

/** A tenant's namespace, as the control plane has to know it. */
export interface TenantFacts {
  readonly tenant: string;
  readonly namespace: string;
  readonly podSecurity: 'baseline' | 'privileged' | 'restricted';
  readonly pools: readonly NodePool[];
}

/** What every part of a control plane is written for. */
export interface Surroundings {
  readonly profile: ClusterProfile;
  /** The minor version: `33` for 1.33. */
  readonly minor: number;
  readonly clusterName: string;
  /** Where clients reach the API server: a load balancer, or a name that resolves to all members. */
  readonly endpoint: { readonly host: string; readonly port: number };
  readonly members: readonly Member[];
  /** Why there is only one of them, where there is. */
  readonly singleMember: string | undefined;
  /** The exact release, such as `v1.33.4`; `undefined` for the newest of the minor version. */
  readonly release: string | undefined;
  /** Every tenant's namespace; only to be asked while files are written, when all of them are defined. */
  tenants(): readonly TenantFacts[];
}
