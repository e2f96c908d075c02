import { existsSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { ADMISSION_PLUGINS, type AdmissionPlugins } from '../analysis/admission-plugins';
import { at, listAt, type Place } from '../analysis/manifest';
import { nearest } from '../analysis/nearest';
import { CNIS } from '../analysis/network/cni';
import { INGRESS_EXTERNAL_NAMES, INGRESS_HOSTS, type IngressFacts } from '../analysis/proof/hostile-traffic';
import { READING_LIMITS } from '../analysis/reading/documents';
import { placesIn } from '../analysis/reading/places';
import type { Exemption } from '../rules/exemption';
import { PROFILES, type Profile } from '../rules/profile';
import type { ExistingObject } from '../rules/rule';
import { type FileLimits, shownPath } from './files';

/** What `palisade.yaml` says; the command line wins over it. */
export interface Config {
  readonly file: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly cni: string | undefined;
  readonly securityModule: 'apparmor' | 'selinux' | undefined;
  readonly admissionPlugins: AdmissionPlugins;
  readonly ingress: IngressFacts;
  readonly profile: Profile;
  readonly complete: boolean;
  readonly registries: readonly string[];
  readonly existing: readonly ExistingObject[];
  readonly exemptions: readonly ConfiguredExemption[];
  readonly limits: FileLimits;
}

/** An exemption for manifests that others own. */
export interface ConfiguredExemption extends Exemption {
  readonly object?: string;
  readonly field?: string;
  /** Where it is written. */
  readonly place: Place;
}

export const CONFIG_FILE = 'palisade.yaml';

/** Every key, with what a value of it has to be. */
const KEYS: Readonly<Record<string, readonly [what: string, is: (value: unknown) => boolean]>> = {
  kubernetesVersion: ['a version such as 1.33, in quotes', (value) => typeof value === 'string' && minorOf(value) !== undefined],
  cni: [`one of ${CNIS.join(', ')}`, (value) => typeof value === 'string' && CNIS.includes(value)],
  securityModule: ['apparmor or selinux', (value) => value === 'apparmor' || value === 'selinux'],
  admissionPlugins: [
    'a map of on and off, each a list of plugins',
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ],
  ingressHosts: [`one of ${INGRESS_HOSTS.join(', ')}`, (value) => INGRESS_HOSTS.some((known) => known === value)],
  ingressExternalNames: [`one of ${INGRESS_EXTERNAL_NAMES.join(', ')}`, (value) => INGRESS_EXTERNAL_NAMES.some((known) => known === value)],
  profile: [`one of ${PROFILES.join(', ')}`, (value) => PROFILES.some((profile) => profile === value)],
  complete: ['true or false', (value) => typeof value === 'boolean'],
  registries: ['a list of prefixes such as registry.example.com/', isListOf((value) => typeof value === 'string' && value !== '')],
  existing: ['a list of objects with kind and name', isListOf((value) => isText(at(value, 'kind')) && isText(at(value, 'name')))],
  exemptions: ['a list of exemptions', isListOf((value) => typeof value === 'object' && value !== null && !Array.isArray(value))],
  limits: ['a map of depth, values and mebibytes', (value) => typeof value === 'object' && value !== null && !Array.isArray(value)],
};

const EXEMPTION_KEYS = ['rule', 'reason', 'owner', 'expires', 'ticket', 'object', 'field'];
const EXISTING_KEYS = ['group', 'kind', 'namespace', 'name', 'keys'];
const LIMITS: FileLimits = { ...READING_LIMITS, mebibytes: 64 };

/**
 * The configuration in a file; the defaults when there is no `palisade.yaml` here and none was named.
 *
 * @throws with everything that is wrong in it, each with its line
 */
export function readConfig(named: string | undefined): Config {
  const file = named ?? CONFIG_FILE;
  if (!existsSync(file)) {
    if (named !== undefined) throw new Error(`no such file: ${named}`);
    return configOf({}, undefined, () => ({ file, line: 1, column: 1 }));
  }
  const text = readFileSync(file, 'utf8');
  const value = parsed(text, file) ?? {};
  const places = placesIn(text, shownPath(file));
  const problems = problemsIn(value);
  if (problems.length > 0) {
    const lines = problems.map(([pointer, problem]) => `${shownPath(file)}:${places(pointer).line}: ${problem}`);
    throw new Error(lines.join('\n'));
  }
  return configOf(value as Readonly<Record<string, never>>, shownPath(file), places);
}

function parsed(text: string, file: string): unknown {
  try {
    return loadAll(text)[0];
  } catch (error) {
    throw new Error(`${shownPath(file)} is not YAML: ${error instanceof Error ? error.message : error}`);
  }
}

function problemsIn(value: unknown): readonly (readonly [pointer: string, problem: string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [['', 'expected a map of settings']];
  return Object.entries(value).flatMap(([key, given]): (readonly [string, string])[] => {
    const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (known === undefined) return [[`/${key}`, `unknown key '${key}', expected ${Object.keys(KEYS).join(', ')}`]];
    if (!known[1](given)) return [[`/${key}`, `${key} must be ${known[0]}, got ${JSON.stringify(given)}`]];
    if (key === 'limits') {
      return Object.entries(given as object).flatMap(([limit, most]): [string, string][] =>
        Object.hasOwn(LIMITS, limit) && Number.isInteger(most) && most > 0
          ? []
          : [
              [
                `/limits/${limit}`,
                `limits.${limit} must be one of depth, values, mebibytes and a whole number above 0, got ${JSON.stringify(most)}`,
              ],
            ],
      );
    }
    if (key === 'admissionPlugins') return [...pluginProblems(given)];
    if (key !== 'exemptions' && key !== 'existing') return [];
    const allowed = key === 'exemptions' ? EXEMPTION_KEYS : EXISTING_KEYS;
    return (given as object[]).flatMap((item, index) =>
      Object.entries(item).flatMap(([field, content]): [string, string][] => {
        const pointer = `/${key}/${index}/${field}`;
        if (!allowed.includes(field)) return [[pointer, `unknown key '${field}' of ${key}, expected ${allowed.join(', ')}`]];
        if (field === 'keys' ? !isListOf(isText)(content) : typeof content !== 'string') {
          return [
            [
              pointer,
              `${field} must be ${field === 'keys' ? 'a list of texts' : 'a text, in quotes if need be'}, got ${JSON.stringify(content)}`,
            ],
          ];
        }
        return [];
      }),
    );
  });
}

const SWITCHES = ['on', 'off'];

function pluginProblems(given: unknown): readonly (readonly [pointer: string, problem: string])[] {
  const on = new Set(listAt(given, 'on'));
  return Object.entries(given as object).flatMap(([key, plugins]): readonly (readonly [string, string])[] => {
    const pointer = `/admissionPlugins/${key}`;
    if (!SWITCHES.includes(key)) return [[pointer, `unknown key '${key}' of admissionPlugins, expected ${SWITCHES.join(', ')}`]];
    if (!Array.isArray(plugins)) return [[pointer, `admissionPlugins.${key} must be a list of plugins, got ${JSON.stringify(plugins)}`]];
    return plugins.flatMap((plugin, index): readonly (readonly [string, string])[] => {
      const isKnown = ADMISSION_PLUGINS.some((known) => known === plugin);
      if (isKnown && key === 'off' && on.has(plugin)) return [[`${pointer}/${index}`, `${plugin} cannot be both on and off`]];
      if (isKnown) return [];
      const near = typeof plugin === 'string' ? nearest(plugin, ADMISSION_PLUGINS) : undefined;
      const help = near === undefined ? '' : `, did you mean ${near}?`;
      const message = `admissionPlugins.${key} must name some of ${ADMISSION_PLUGINS.join(', ')}, got ${JSON.stringify(plugin)}${help}`;
      return [[`${pointer}/${index}`, message]];
    });
  });
}

function pluginsIn(given: unknown): AdmissionPlugins {
  const known = (key: string) => ADMISSION_PLUGINS.filter((plugin) => listAt(given, key).includes(plugin));
  return Object.fromEntries([...known('on').map((plugin) => [plugin, true]), ...known('off').map((plugin) => [plugin, false])]);
}

function configOf(value: Readonly<Record<string, never>>, file: string | undefined, places: (pointer: string) => Place): Config {
  const { kubernetesVersion, cni, securityModule, admissionPlugins, ingressHosts, ingressExternalNames, profile } = value;
  const { complete, registries, existing, exemptions, limits } = value;
  return {
    file,
    kubernetesVersion,
    cni,
    securityModule,
    admissionPlugins: pluginsIn(admissionPlugins),
    ingress: { ingressHosts, ingressExternalNames },
    profile: profile ?? 'all',
    complete: complete ?? false,
    registries: registries ?? [],
    existing: ((existing ?? []) as ExistingObject[]).map((object) => ({ ...object, group: object.group ?? '' })),
    exemptions: ((exemptions ?? []) as Exemption[]).map((exemption, index) => ({ ...exemption, place: places(`/exemptions/${index}`) })),
    limits: { ...LIMITS, ...((limits ?? {}) as object) },
  };
}

function isListOf(is: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(is);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The newest version of Kubernetes that the rules know. */
export const NEWEST = 37;

/**
 * The version that is judged for: what the command line says, or else the configuration, or the newest one.
 *
 * @throws for what is no version, and for one to come
 */
export function minorFor(given: string | undefined, { kubernetesVersion }: Config): number {
  const version = given ?? kubernetesVersion ?? `1.${NEWEST}`;
  const minor = minorOf(version);
  if (minor === undefined || minor > NEWEST) {
    throw new Error(`--kubernetes-version must be a version from 1.0 to 1.${NEWEST}, got '${version}'`);
  }
  return minor;
}

/** `33` for `1.33`, `v1.33` or `1.33.4`; `undefined` for what is no version of Kubernetes. */
function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d{1,3})(\.\d+)?([-+].*)?$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
