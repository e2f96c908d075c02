/**
 * API groups of files that programs read at their start, and that no API server serves: their documents look like objects and are none.
 *
 * A group stands for the ones below it: `config.k8s.io` for `kubelet.config.k8s.io` and `apiserver.config.k8s.io`.
 */
const GROUPS = [
  'audit.k8s.io',
  'config.k8s.io',
  'config.palisade.dev',
  'credentialprovider.kubelet.k8s.io',
  'eventratelimit.admission.k8s.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'kustomize.config.k8s.io',
  'podtolerationrestriction.admission.k8s.io',
  'resourcequota.admission.k8s.io',
] as const;

/** A group that stands for itself: the ones below it, such as `flowcontrol.apiserver.k8s.io`, are served. */
const ALONE = 'apiserver.k8s.io';

/** Whether a document of this version and kind is the configuration of a program, not an object of a cluster. */
export function isConfigurationFile(apiVersion: string, kind: string): boolean {
  // A kubeconfig.
  if (apiVersion === 'v1') return kind === 'Config';
  const slash = apiVersion.indexOf('/');
  const group = apiVersion.slice(0, slash);
  return slash > 0 && (group === ALONE || GROUPS.some((known) => group === known || group.endsWith(`.${known}`)));
}
