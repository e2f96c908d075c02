import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { guard } from '../gate';
import { setHostFiles } from '../host-files';
import { checkObjectName } from '../names';
import type { OutputFile } from '../output';
import { checkKeys, Problems, shown, unused } from '../problems';
import { hasPlatform, profileOf, setAdmissionPlugins } from '../profile-of';
import { TenantNamespace } from '../tenant-namespace';
import { checkIssuers } from './authentication';
import { type Composition, compose } from './composition';
import { CONCERN_KEYS, type ConcernProps, partsOf } from './concerns';
import { checkComposition, checkForms, type Form, hostFiles } from './forms';
import { endpointOf, type MembersProps, membersOf } from './members';
import type { Surroundings } from './part';

export interface ControlPlaneProps extends MembersProps, ConcernProps {
  /** The cluster's name, a DNS subdomain. @default 'kubernetes' */
  readonly clusterName?: string;

  /**
   * The release that kubeadm installs, such as `v1.33.4`: one of the platform's minor version.
   *
   * @default - the newest of it, which kubeadm asks the internet for
   */
  readonly release?: string;

  /** For whom configuration is written: kubeadm, the programs themselves, k3s, RKE2. @default - all of them */
  readonly forms?: readonly Form[];
}

const KEYS: Readonly<Record<keyof ControlPlaneProps, true>> = {
  endpoint: true,
  members: true,
  singleMember: true,
  clusterName: true,
  release: true,
  forms: true,
  ...CONCERN_KEYS,
};

const controlPlanes = new WeakMap<IConstruct, ControlPlane>();

/**
 * The hosts below the workloads: configuration of a hardened control plane and its nodes, made for the same profile and tenants.
 *
 * The files for hosts are written below `control-plane/`; objects of the cluster that belong to it are a chart like any other.
 */
export class ControlPlane extends Chart {
  readonly surroundings: Surroundings;
  /** Flags, files and directories, as they are written in every form. */
  readonly composition: Composition;
  readonly forms: readonly Form[];

  /** The control plane of the platform that a construct belongs to, or `undefined`. */
  static tryOf(construct: IConstruct): ControlPlane | undefined {
    return controlPlanes.get(construct.node.root);
  }

  /** @throws {PalisadeError} for props that cannot be or that weaken it, and for a second one of a platform */
  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, unused(scope, id), { disableResourceNameHashes: true });
    const problems = new Problems(this.node.path);
    checkKeys(problems, 'a ControlPlane', props, KEYS);
    const given: ControlPlaneProps = props ?? ({} as ControlPlaneProps);
    const { root } = this.node;
    const other = controlPlanes.get(root);
    if (other !== undefined) problems.add(`the control plane is already defined at '${other.node.path}', expected one for each platform`);
    problems.expect(hasPlatform(this), 'a ControlPlane must be defined below a Platform, which writes its files; got a plain App');
    const clusterName = given.clusterName ?? 'kubernetes';
    checkObjectName(problems, 'clusterName', clusterName);
    const profile = profileOf(this);
    const { release } = given;
    if (release !== undefined && !new RegExp(`^v${profile.kubernetesVersion.replace('.', '\\.')}\\.\\d+$`).test(`${release}`))
      problems.add(
        `release must be one of Kubernetes ${profile.kubernetesVersion}, such as 'v${profile.kubernetesVersion}.4', got ${shown(release)}`,
      );
    const members = membersOf(problems, given, profile);
    this.forms = checkForms(problems, given.forms);
    this.surroundings = {
      profile,
      minor: Number(profile.kubernetesVersion.split('.')[1]),
      clusterName,
      endpoint: endpointOf(problems, given.endpoint, members),
      members,
      singleMember: given.singleMember,
      release: given.release,
      tenants: () => tenantsOf(root),
    };
    const parts = partsOf(given, this.surroundings, problems);
    this.composition = compose(parts, this.surroundings);
    checkComposition(problems, this.composition, this.forms);
    checkIssuers(
      problems,
      parts.flatMap(({ issuers }) => issuers ?? []),
      this.composition.flags['kube-apiserver']['service-account-issuer'],
    );
    problems.refuse();
    for (const { objects, admissionPlugins } of parts) {
      objects?.(this);
      if (admissionPlugins !== undefined) setAdmissionPlugins(root, admissionPlugins);
    }
    controlPlanes.set(root, this);
    setHostFiles(this, () => this.hostFiles);
    guard(this);
  }

  /** The files for hosts, below the output directory. */
  get hostFiles(): readonly OutputFile[] {
    return hostFiles(this.composition, this.forms).map(({ path, text, mode }) => ({ path: `control-plane/${path}`, text, mode }));
  }
}

function tenantsOf(root: IConstruct): ReturnType<Surroundings['tenants']> {
  return root.node
    .findAll()
    .filter((construct) => TenantNamespace.isTenantNamespace(construct))
    .map(({ tenant, namespace, podSecurity, pools }) => ({ tenant, namespace, podSecurity, pools }));
}
