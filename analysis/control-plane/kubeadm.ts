import { at, listAt, pointerKey, stringAt } from '../manifest';
import type { DocumentValue } from '../reading/documents';
import { kubeadmFlags, kubeadmKubelet } from './kubeadm-defaults';
import { type ConfigDocument, type Given, type Mount, type Program, type ProgramName, withDefaults } from './program';

/** Documents of one file, by kind. */
export type Kinds = ReadonlyMap<string, ConfigDocument>;

/** Whether a document configures kubeadm. */
export function isKubeadm(apiVersion: string): boolean {
  return apiVersion.startsWith('kubeadm.k8s.io/');
}

const PARTS: readonly (readonly [name: ProgramName, field: readonly string[]])[] = [
  ['kube-apiserver', ['apiServer']],
  ['kube-controller-manager', ['controllerManager']],
  ['kube-scheduler', ['scheduler']],
  ['etcd', ['etcd', 'local']],
];

/**
 * The programs that `kubeadm init` and `kubeadm join` start from a file: those of the control plane from a ClusterConfiguration, a kubelet
 * from an InitConfiguration or JoinConfiguration.
 *
 * @param kinds the file's documents
 * @param cluster the documents of the file that has the ClusterConfiguration; `undefined` where none was given
 */
export function kubeadmPrograms(kinds: Kinds, cluster: Kinds | undefined): readonly Program[] {
  const own = kinds.get('ClusterConfiguration');
  const join = kinds.get('JoinConfiguration');
  const init = kinds.get('InitConfiguration');
  const node = init ?? join;
  // What joins is configured by the cluster; kubeadm init by the documents beside it.
  const settings = own === undefined ? cluster : kinds;
  const kubelet = own === undefined && node === undefined ? [] : [kubeletOf(node ?? own, settings)];
  const proxy = own === undefined ? [] : proxyOf(own, kinds);
  return [...(own === undefined ? [] : controlPlaneOf(own)), ...kubelet.flatMap((program) => program ?? []), ...proxy];
}

function controlPlaneOf(document: ConfigDocument): readonly Program[] {
  const { value, place } = document;
  const defaults = kubeadmFlags(certificatesOf(document), stringAt(value, 'etcd', 'local', 'dataDir') || '/var/lib/etcd');
  const external = at(value, 'etcd', 'external');
  return PARTS.filter(([name]) => name !== 'etcd' || external === undefined || external === null).map(([name, path]): Program => {
    const given = argsAt(document, [...path, 'extraArgs']);
    const pointer = `/${path.join('/')}`;
    const adjusted = name === 'kube-apiserver' ? apiServerDefaults(defaults[name], given, external) : defaults[name];
    const flags = withDefaults(adjusted, given, place(pointer), 'kubeadm');
    return { name, place: place(pointer), manager: 'kubeadm', flags, config: 'none', mounts: mountsAt(value, path) };
  });
}

/** The file of an external etcd wins over the local one; structured authorization is given instead of modes. */
function apiServerDefaults(
  defaults: Readonly<Record<string, string>>,
  given: readonly (readonly [string, Given])[],
  external: unknown,
): Readonly<Record<string, string>> {
  const without = (names: readonly string[]) => Object.fromEntries(Object.entries(defaults).filter(([name]) => !names.includes(name)));
  const structured = given.some(([name]) => name === 'authorization-config');
  if (external === undefined || external === null) return structured ? without(['authorization-mode']) : defaults;
  const files = { 'etcd-cafile': 'caFile', 'etcd-certfile': 'certFile', 'etcd-keyfile': 'keyFile' };
  const named = Object.entries(files).flatMap(([flag, field]) => {
    const file = stringAt(external, field);
    return file === undefined ? [] : [[flag, file] as const];
  });
  return { ...without([...Object.keys(files), ...(structured ? ['authorization-mode'] : [])]), ...Object.fromEntries(named) };
}

function kubeletOf(node: ConfigDocument | undefined, settings: Kinds | undefined): Program | undefined {
  if (node === undefined) return undefined;
  const path = ['nodeRegistration', 'kubeletExtraArgs'];
  const flags = withDefaults({}, argsAt(node, path), node.place('/nodeRegistration'), 'kubeadm');
  const cluster = settings?.get('ClusterConfiguration');
  const config = cluster === undefined ? 'unseen' : filledKubelet(cluster, settings?.get('KubeletConfiguration'));
  return { name: 'kubelet', place: node.place('/nodeRegistration'), manager: 'kubeadm', flags, config, mounts: [] };
}

/** A KubeletConfiguration as kubeadm writes it to the host. */
function filledKubelet(cluster: ConfigDocument, written: ConfigDocument | undefined): ConfigDocument {
  const defaults = kubeadmKubelet(certificatesOf(cluster));
  const base = written ?? { ...cluster, apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', value: {} };
  const value = { ...asMap(merged(defaults, base.value)), rotateCertificates: true };
  return { ...base, value };
}

/** What is written over what is filled in, at any depth that the second has. */
function merged(defaults: unknown, written: unknown): unknown {
  if (written === undefined || written === null || written === '') return defaults;
  if (!isMap(defaults) || !isMap(written)) return written;
  const filled = Object.entries(defaults).map(([key, value]) => [key, merged(value, at(written, key))] as const);
  return { ...written, ...Object.fromEntries(filled) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function proxyOf(cluster: ConfigDocument, kinds: Kinds): readonly Program[] {
  const disabled = at(cluster.value, 'proxy', 'disabled') === true;
  if (disabled) return [];
  const written = kinds.get('KubeProxyConfiguration');
  const place = (written ?? cluster).place('');
  const config = written ?? { ...cluster, apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', value: {} };
  return [{ name: 'kube-proxy', place, manager: 'kubeadm', flags: new Map(), config, mounts: [] }];
}

/** Where certificates are kept. */
export function certificatesOf({ value }: DocumentValue): string {
  return (stringAt(value, 'certificatesDir') || '/etc/kubernetes/pki').replace(/\/+$/, '');
}

/** Arguments as v1beta4 lists them, `[{ name, value }]`, or as v1beta3 maps them. */
function argsAt(document: ConfigDocument, path: readonly string[]): readonly (readonly [string, Given])[] {
  const pointer = `/${path.map(pointerKey).join('/')}`;
  const found = at(document.value, ...path);
  if (Array.isArray(found)) {
    return found.flatMap((item, index) => {
      const name = stringAt(item, 'name');
      return name === undefined
        ? []
        : [[name, { value: textOf(at(item, 'value')), place: document.place(`${pointer}/${index}/value`) }] as const];
    });
  }
  return Object.entries(asMap(found)).map(([name, value]) => {
    return [name, { value: textOf(value), place: document.place(`${pointer}/${pointerKey(name)}`) }] as const;
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : (JSON.stringify(value) ?? '');
}

function mountsAt(value: unknown, path: readonly string[]): readonly Mount[] {
  return listAt(value, ...path, 'extraVolumes').flatMap((volume) => {
    const [host, container] = [stringAt(volume, 'hostPath'), stringAt(volume, 'mountPath')];
    return host === undefined || container === undefined ? [] : [{ host, container }];
  });
}
