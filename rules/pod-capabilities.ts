import { listAt } from '../analysis/manifest';
import { containersOf, podOf } from '../analysis/pods';
import type { Rule } from './rule';

/**
 * Capabilities other than NET_BIND_SERVICE.
 *
 * **Restricted field:** `securityContext.capabilities.add` of each container. **Allowed values:** undefined, `NET_BIND_SERVICE`.
 */
export const podCapabilities: Rule = {
  id: 'pod-capabilities',
  title: 'containers add no capability but NET_BIND_SERVICE',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'PSS', id: 'restricted/capabilities' },
    { source: 'CIS', id: '5.2.9' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  remediation: 'remove the capability; listen on a port above 1023 instead of binding a low one',

  *check({ manifests }) {
    for (const manifest of manifests) {
      const pod = podOf(manifest.object);
      if (pod === undefined) continue;
      for (const { name, container, pointer } of containersOf(pod)) {
        const added = listAt(container, 'securityContext', 'capabilities', 'add').filter((capability) => capability !== 'NET_BIND_SERVICE');
        if (added.length === 0) continue;
        yield {
          manifest,
          pointer: `${pointer}/securityContext/capabilities/add`,
          message: `container '${name}' must not include ${added.map((capability) => `"${capability}"`).join(', ')} in securityContext.capabilities.add`,
        };
      }
    }
  },
};
