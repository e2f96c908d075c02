import type { IConstruct } from 'constructs';
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

/** Whether the construct is defined below a platform, which writes more than manifests. */
export function hasPlatform(construct: IConstruct): boolean {
  return profiles.has(construct.node.root);
}
