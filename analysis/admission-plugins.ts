import type { Known, PlacementFacts } from './placement/pods';
import type { TrafficFacts } from './proof/hostile-traffic';

/** The admission plugins that decide where pods may land, and what Services may take, all of them off by default in Kubernetes. */
export const ADMISSION_PLUGINS = [
  'PodNodeSelector',
  'PodTolerationRestriction',
  'ExtendedResourceToleration',
  'DenyServiceExternalIPs',
] as const;
export type AdmissionPlugin = (typeof ADMISSION_PLUGINS)[number];

/** Which of them are on, and which are off; what nobody says is not known. */
export type AdmissionPlugins = Readonly<Partial<Record<AdmissionPlugin, boolean>>>;

/** What the analyses of nodes and of Services ask of the plugins. */
export function pluginFacts(plugins: AdmissionPlugins = {}): Omit<PlacementFacts, 'minor'> & TrafficFacts {
  const known = (plugin: AdmissionPlugin): Known => (plugins[plugin] === undefined ? 'unknown' : plugins[plugin] ? 'on' : 'off');
  return {
    podNodeSelector: known('PodNodeSelector'),
    podTolerationRestriction: known('PodTolerationRestriction'),
    extendedResourceToleration: known('ExtendedResourceToleration'),
    denyServiceExternalIPs: known('DenyServiceExternalIPs'),
  };
}
