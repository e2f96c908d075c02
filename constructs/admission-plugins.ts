import { checkKeys, type Problems, shown } from './problems';

/** Admission plugins on which isolation rests, all off by default in Kubernetes: `true` for on, `false` for off. */
export interface AdmissionPlugins {
  /**
   * Adds the node selector of the namespace to each of its pods.
   *
   * @default - not known, which proves nothing
   */
  readonly PodNodeSelector?: boolean;

  /**
   * Adds the tolerations of the namespace to its pods, and refuses others.
   *
   * @default - not known, which proves nothing
   */
  readonly PodTolerationRestriction?: boolean;

  /**
   * Tolerates taints that are named like the extended resources which a pod asks for.
   *
   * @default - not known, which proves nothing
   */
  readonly ExtendedResourceToleration?: boolean;

  /**
   * Refuses Services with `externalIPs`, by which a tenant takes the traffic of others.
   *
   * @default - not known, which proves nothing
   */
  readonly DenyServiceExternalIPs?: boolean;
}

const PLUGINS: Readonly<Record<keyof AdmissionPlugins, true>> = {
  PodNodeSelector: true,
  PodTolerationRestriction: true,
  ExtendedResourceToleration: true,
  DenyServiceExternalIPs: true,
};

/** Adds a problem for what is no plugin, or neither on nor off. */
export function checkAdmissionPlugins(problems: Problems, plugins: AdmissionPlugins | undefined): void {
  if (plugins === undefined) return;
  if (typeof plugins !== 'object' || plugins === null || Array.isArray(plugins)) {
    problems.add(`admissionPlugins must be true or false by name, such as { PodNodeSelector: true }, got ${shown(plugins)}`);
    return;
  }
  checkKeys(problems, 'admissionPlugins', plugins, PLUGINS);
  for (const [plugin, isOn] of Object.entries(plugins)) {
    if (!Object.hasOwn(PLUGINS, plugin) || isOn === undefined || typeof isOn === 'boolean') continue;
    problems.add(`admissionPlugins.${plugin} must be true or false, got ${shown(isOn)}`);
  }
}
