import type { IConstruct } from 'constructs';
import type { AdmissionPlugins } from './admission-plugins';
import { Problems } from './problems';
import { type ClusterProfile, profile } from './profile';

const profiles = new WeakMap<IConstruct, ClusterProfile>();
const DEFAULTS = profile({}, new Problems('cluster profile'));

/** The profile of the cluster that a construct is written for: its platform's, or the defaults below a plain cdk8s `App`. */
export function profileOf(construct: IConstruct): ClusterProfile {
  return profiles.get(construct.node.root) ?? DEFAULTS;
}

/** Makes the profile known to every construct below the root. */
export function setProfile(root: IConstruct, clusterProfile: ClusterProfile): void {
  profiles.set(root, clusterProfile);
}

const plugins = new WeakMap<IConstruct, AdmissionPlugins>();

/** Which admission plugins are on: what the control plane is written with, where there is one, and otherwise what the profile says. */
export function admissionPluginsOf(construct: IConstruct): AdmissionPlugins {
  return plugins.get(construct.node.root) ?? profileOf(construct).admissionPlugins;
}

/** Makes the admission plugins of a control plane the fact for everything below the root. */
export function setAdmissionPlugins(root: IConstruct, admissionPlugins: AdmissionPlugins): void {
  plugins.set(root, admissionPlugins);
}

/** Whether the construct is defined below a platform, which writes more than manifests. */
export function hasPlatform(construct: IConstruct): boolean {
  return profiles.has(construct.node.root);
}
