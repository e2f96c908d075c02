import { pluginsIn } from '../analysis/control-plane/admission-plugins';
import type { Place } from '../analysis/manifest';
import { cniOf } from '../analysis/network/cni';
import { nothing } from '../analysis/reading/documents';
import { rules } from '../rules';
import { annotatedExemptions, isDate, type ScopedExemption } from '../rules/exemption';
import { type Judgement, judge } from '../rules/judge';
import { PROFILES, type Profile, rulesOf } from '../rules/profile';
import type { Cluster, Rule } from '../rules/rule';
import { type Config, minorFor, NEWEST, readConfig } from './config';
import { type Reading, readFiles } from './files';
import { controlPlaneIn } from './host-files';
import { type PluginValues, pluginsOf } from './plugins';

/** The options that every command which judges manifests has. */
export const COURT_OPTIONS = {
  config: { type: 'string' },
  'kubernetes-version': { type: 'string' },
  profile: { type: 'string' },
  complete: { type: 'boolean' },
  'as-of': { type: 'string' },
} as const;

export const COURT_USAGE = `  --config FILE               default: palisade.yaml, if there is one here
  --kubernetes-version 1.N    the version that the manifests are for; default: kubernetesVersion in the configuration, or 1.${NEWEST}
  --profile PROFILE           ${PROFILES.join(' | ')}; default: profile in the configuration, or all
  --complete                  the files are all that is applied: what they refer to and do not contain is missing
  --as-of DATE                the day that exemptions are judged by, as YYYY-MM-DD; default: today`;

/** Those options, as they were given. */
export interface CourtValues extends PluginValues {
  readonly config?: string;
  readonly 'kubernetes-version'?: string;
  readonly profile?: string;
  readonly complete?: boolean;
  readonly 'as-of'?: string;
}

/** Files, what they are judged by, and what came of it. */
export interface Case {
  readonly reading: Reading;
  readonly cluster: Cluster;
  readonly config: Config;
  readonly profile: Profile;
  readonly rules: readonly Rule[];
  readonly today: string;
  /** Every exemption that was found, in the files and in the configuration. */
  exemptions(): readonly ScopedExemption[];
  judge(): Judgement;
}

/**
 * Reads the files and the configuration.
 *
 * @throws when an option, the configuration or a path is not what it has to be
 */
export function caseOf(paths: readonly string[], values: CourtValues): Case {
  if (paths.length === 0) throw new Error("nothing to judge: give files, folders, or '-' for standard input, such as 'dist'");
  const config = readConfig(values.config);
  const minor = minorFor(values['kubernetes-version'], config);
  const profile = PROFILES.find((known) => known === (values.profile ?? config.profile));
  if (profile === undefined) throw new Error(`--profile must be one of ${PROFILES.join(', ')}, got '${values.profile}'`);
  const today = values['as-of'] ?? new Date().toISOString().slice(0, 10);
  if (!isDate(today)) throw new Error(`--as-of must be a date such as 2030-01-31, got '${today}'`);
  const reading = readFiles(paths, config.limits);
  const controlPlane = controlPlaneIn(paths, config.limits);
  const cluster: Cluster = {
    manifests: reading.manifests,
    unreadable: reading.unreadable,
    complete: values.complete ?? config.complete,
    minor,
    cni: config.cni === undefined ? undefined : cniOf(config.cni),
    admissionPlugins: { ...pluginsIn(controlPlane), ...pluginsOf(values, config.admissionPlugins) },
    controlPlane,
    ingress: config.ingress,
    securityModule: config.securityModule,
    registries: config.registries,
    existing: config.existing,
  };
  const configured = config.exemptions.map(({ place, object, field, ...exemption }) => ({
    ...exemption,
    scope: { ...(object === undefined ? {} : { object }), ...(field === undefined ? {} : { field }) },
    declared: { manifest: { ...nothing(config.file ?? ''), place: (): Place => place }, pointer: '' },
  }));
  const asked = rulesOf(profile, rules);
  return {
    reading,
    cluster,
    config,
    profile,
    rules: asked,
    today,
    exemptions: () => [...configured, ...annotatedExemptions(reading.manifests).exemptions],
    judge: () => judge(cluster, { rules: asked, exemptions: configured, today }),
  };
}
