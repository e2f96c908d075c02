import { imageDigest } from './image-digest';
import { imageRegistry } from './image-registry';
import { limitsFit } from './limits-fit';
import { networkPolicyEnforced } from './network-policy-enforced';
import { objectIdentity } from './object-identity';
import { objectLabels } from './object-labels';
import { objectName } from './object-name';
import { podCapabilities } from './pod-capabilities';
import { portExists } from './port-exists';
import { quotaFits } from './quota-fits';
import { referenceExists } from './reference-exists';
import type { Rule } from './rule';
import { volumeExists } from './volume-exists';

/** All rules, by id. */
export const rules: readonly Rule[] = [
  imageDigest,
  imageRegistry,
  limitsFit,
  networkPolicyEnforced,
  objectIdentity,
  objectLabels,
  objectName,
  podCapabilities,
  portExists,
  quotaFits,
  referenceExists,
  volumeExists,
];
