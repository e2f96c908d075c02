import type { StartOptions } from './control-plane';

type Otherwise = Pick<StartOptions, 'platform' | 'controlPlane'>;

/**
 * Suites whose control plane is not the one of a `ControlPlane` without options, in what, and why; those of `hardening-options.test.ts` apart, which
 * are about options.
 */
export const OTHERWISE = {
  attacks: {
    because: 'it shows what Kubernetes does not refuse by itself; hardening.test.ts shows that the plugin refuses it',
    options: { platform: { admissionPlugins: { DenyServiceExternalIPs: false } } },
  },
  loosened: {
    because: 'it shows what is through when RBAC is not what refuses; pools.test.ts shows that the plugins refuse it',
    options: { platform: { admissionPlugins: { PodNodeSelector: false, PodTolerationRestriction: false } } },
  },
  'pools, without the plugins': {
    because: 'it compares what holds without them with what holds with them',
    options: { platform: { admissionPlugins: { PodNodeSelector: false, PodTolerationRestriction: false } } },
  },
  placement: {
    because: 'its pods, in the namespace default, have nothing but what decides where they may land',
    options: {
      controlPlane: { admission: { podSecurity: { exemptNamespaces: { default: 'pods that only stand for where they may land' } } } },
    },
  },
} as const satisfies Readonly<Record<string, { readonly because: string; readonly options: Otherwise }>>;
