import { ADMISSION_PLUGINS, type AdmissionPlugins } from '../admission-plugins';
import type { Place } from '../manifest';
import type { HostFacts } from './facts';
import { itemsOf, lastOf, type Program } from './program';

/** The plugins that manifests rely on and that are on where nobody says. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/ */
const ON_BY_DEFAULT = new Set([
  'LimitRanger',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionWebhook',
  'NamespaceLifecycle',
  'PodSecurity',
  'Priority',
  'ResourceQuota',
  'RuntimeClass',
  'ServiceAccount',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionWebhook',
]);

const ON = 'enable-admission-plugins';
const OFF = 'disable-admission-plugins';
/** The flag of old, which names all that are on. */
const ALL = 'admission-control';

/** An API server that does not run a plugin, and where that is decided. */
export interface PluginOff {
  readonly program: Program;
  /** In words: `--disable-admission-plugins`. */
  readonly origin: string;
  readonly place: Place;
}

/** The API servers that files start. */
export function apiServersIn(facts: HostFacts | undefined): readonly Program[] {
  return (facts?.programs ?? []).filter(({ name }) => name === 'kube-apiserver');
}

/** The first API server that does not run a plugin; `undefined` where all do, or none is in the files. */
export function pluginOff(facts: HostFacts | undefined, plugin: string): PluginOff | undefined {
  for (const program of apiServersIn(facts)) {
    if (isOn(program, plugin)) continue;
    const flag = [ALL, OFF, ON].find(
      (name) => lastOf(program, name) !== undefined && (name !== OFF || itemsOf(program, OFF).includes(plugin)),
    );
    const given = flag === undefined ? undefined : lastOf(program, flag);
    return { program, origin: flag === undefined ? `no --${ON}` : `--${flag}`, place: given?.place ?? program.place };
  }
  return undefined;
}

/** What all API servers agree upon; of the rest nothing is known. */
export function pluginsIn(facts: HostFacts | undefined): AdmissionPlugins {
  const programs = apiServersIn(facts);
  if (programs.length === 0) return {};
  const known = ADMISSION_PLUGINS.flatMap((plugin) => {
    const on = programs.filter((program) => isOn(program, plugin)).length;
    return on > 0 && on < programs.length ? [] : [[plugin, on > 0] as const];
  });
  return Object.fromEntries(known);
}

/** A plugin that is named as on and as off is on: the API server asks for the first. https://github.com/kubernetes/apiserver/blob/master/pkg/server/options/admission.go */
function isOn(program: Program, plugin: string): boolean {
  if (lastOf(program, ALL) !== undefined) return itemsOf(program, ALL).includes(plugin);
  if (itemsOf(program, ON).includes(plugin)) return true;
  return ON_BY_DEFAULT.has(plugin) && !itemsOf(program, OFF).includes(plugin);
}
