import type { AdmissionPlugins } from '../admission-plugins';
import type { Problems } from '../problems';
import { yamlStream } from '../yaml';
import { type EventRateLimitProps, eventRateLimits } from './admission-events';
import { type ImagePolicyProps, imagePolicy } from './admission-images';
import { type PodSecurityDefaults, type PodSecurityDefaultsProps, podSecurityDefaults } from './admission-pod-security';
import {
  type PodNodeSelectorProps,
  type PodTolerationRestrictionProps,
  podNodeSelector,
  podTolerationRestriction,
  selectorProblem,
} from './admission-pods';
import type { ConfigDocument, Flags, HostFile, Part, Surroundings } from './part';
import { places } from './places';
import { objectOf, switchOf, wordsOf } from './shape';

const BY_CHOICE = ['LimitPodHardAntiAffinityTopology', 'OwnerReferencesPermissionEnforcement'] as const;
const DISPENSABLE = ['DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds'] as const;

export interface AdmissionProps {
  /**
   * Plugins that few need: `LimitPodHardAntiAffinityTopology` refuses pods that keep others off more than a node,
   * `OwnerReferencesPermissionEnforcement` owner references by who may not delete the object.
   *
   * @default []
   */
  readonly enable?: readonly (typeof BY_CHOICE)[number][];

  /** Plugins that Kubernetes has on and that can be done without. @default [] */
  readonly disable?: readonly (typeof DISPENSABLE)[number][];

  /**
   * Whether the registry is asked before each start, so that nobody runs a private image only because a node has it. Without it, whoever
   * knows the name of somebody else's image can run and read it.
   *
   * @default true
   */
  readonly alwaysPullImages?: boolean;

  /** What is asked of pods where a namespace does not say. @default - `restricted`, but for kube-system */
  readonly podSecurity?: PodSecurityDefaultsProps;

  /** How many events are taken. @default - see each */
  readonly eventRateLimit?: EventRateLimitProps;

  /** A webhook that decides which images may run. @default - none is asked */
  readonly imagePolicy?: ImagePolicyProps;

  /** Defaults of `PodNodeSelector`. @default - none; tenants' namespaces have their own */
  readonly podNodeSelector?: PodNodeSelectorProps;

  /** Defaults of `PodTolerationRestriction`. @default - none; tenants' namespaces have their own */
  readonly podTolerationRestriction?: PodTolerationRestrictionProps;
}

const KEYS: Readonly<Record<keyof AdmissionProps, true>> = {
  enable: true,
  disable: true,
  alwaysPullImages: true,
  podSecurity: true,
  eventRateLimit: true,
  imagePolicy: true,
  podNodeSelector: true,
  podTolerationRestriction: true,
};

/**
 * Plugins without which a tenant is not held. Kubernetes has all but `NodeRestriction` and `EventRateLimit` on; they are named so that
 * no other version does otherwise.
 */
const ALWAYS = ['EventRateLimit', 'LimitRanger', 'NamespaceLifecycle', 'NodeRestriction', 'PodSecurity', 'ResourceQuota', 'ServiceAccount'];

/** What is on where the platform's `admissionPlugins` do not say. */
const UNLESS_SAID: Readonly<Required<AdmissionPlugins>> = {
  PodNodeSelector: true,
  PodTolerationRestriction: true,
  ExtendedResourceToleration: false,
  DenyServiceExternalIPs: true,
};

const PATH = `${places.apiServer}/admission.yaml`;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --admission-control-config-file': 'elevation: a namespace that nobody labelled admits restricted pods alone',
  'kube-apiserver --disable-admission-plugins': 'availability: nothing sets what the platform sets otherwise',
  'kube-apiserver --enable-admission-plugins':
    'elevation: what a tenant writes is held to its nodes, images and limits, and a kubelet to its own pods',
  'apiserver/admission.yaml:EventRateLimit': 'denial of service: events of one namespace do not fill etcd, nor hold up others',
  'apiserver/admission.yaml:ImagePolicyWebhook': 'tampering: no image runs that nobody vouches for, an answer that is missing included',
  'apiserver/admission.yaml:PodNodeSelector': 'elevation: pods of a namespace stay on the nodes that are meant for it',
  'apiserver/admission.yaml:PodSecurity': 'elevation: no pod reaches the host, unless its namespace was let on purpose',
  'apiserver/admission.yaml:PodTolerationRestriction': 'elevation: no pod tolerates the taints that keep nodes for somebody else',
};

/** What is refused and added when objects are written. */
export function admissionPart(props: AdmissionProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = objectOf(problems, 'admission', props, KEYS);
  const isolation = { ...UNLESS_SAID, ...said(surroundings.profile.admissionPlugins) };
  for (const [plugin, field] of [
    ['PodNodeSelector', 'podNodeSelector'],
    ['PodTolerationRestriction', 'podTolerationRestriction'],
  ] as const) {
    if (given[field] === undefined || isolation[plugin]) continue;
    problems.add(`admission.${field} is for a plugin that is off: the platform's admissionPlugins say ${plugin}: false`);
  }
  const images = given.imagePolicy === undefined ? undefined : imagePolicy(problems, given.imagePolicy);
  const podSecurity = podSecurityDefaults(problems, given.podSecurity, surroundings);
  const configured: readonly (readonly [string, ConfigDocument])[] = [
    ['EventRateLimit', eventRateLimits(problems, given.eventRateLimit)],
    ...optional('ImagePolicyWebhook', images, ({ configuration }) => configuration),
    ...optional('PodNodeSelector', given.podNodeSelector, (own) => podNodeSelector(problems, own)),
    ['PodSecurity', podSecurity.configuration],
    ...optional('PodTolerationRestriction', given.podTolerationRestriction, (own) => podTolerationRestriction(problems, own)),
  ];
  const plugins = [
    ...ALWAYS,
    ...Object.entries(isolation).flatMap(([plugin, isOn]) => (isOn ? [plugin] : [])),
    ...(switchOf(problems, 'admission.alwaysPullImages', given.alwaysPullImages, true) ? ['AlwaysPullImages'] : []),
    ...(given.imagePolicy === undefined ? [] : ['ImagePolicyWebhook']),
    ...wordsOf(problems, 'admission.enable', given.enable, BY_CHOICE),
  ].sort();
  const disabled = [...wordsOf(problems, 'admission.disable', given.disable, DISPENSABLE)].sort();
  const flags: Flags = {
    'enable-admission-plugins': plugins.join(','),
    ...(disabled.length === 0 ? {} : { 'disable-admission-plugins': disabled.join(',') }),
    'admission-control-config-file': PATH,
  };
  return {
    flags: { 'kube-apiserver': flags },
    files: [admissionFile(configured, podSecurity)],
    ...(images === undefined ? {} : { reads: { 'kube-apiserver': images.directories } }),
    admissionPlugins: isolation,
    objects: (chart) =>
      chart.node.addValidation({
        validate: () =>
          surroundings
            .tenants()
            .flatMap((tenant) => [...tenantProblem(tenant, podSecurity), ...selectorProblem(given.podNodeSelector, tenant)]),
      }),
    reasons,
  };
}

/** What is said of each plugin, without those of which nothing is. */
function said(plugins: AdmissionPlugins): AdmissionPlugins {
  return Object.fromEntries(Object.entries(plugins).filter(([, isOn]) => isOn !== undefined));
}

function optional<Props>(
  plugin: string,
  props: Props | undefined,
  configuration: (props: Props) => ConfigDocument,
): readonly (readonly [string, ConfigDocument])[] {
  return props === undefined ? [] : [[plugin, configuration(props)]];
}

/** Labels say what a tenant's pods may; an exemption here would say otherwise, where nobody looks for it. */
function tenantProblem({ namespace }: { readonly namespace: string }, { exempt }: PodSecurityDefaults): readonly string[] {
  if (!Object.hasOwn(exempt, namespace)) return [];
  return [
    `admission.podSecurity.exemptNamespaces must not name the namespace '${namespace}' of a tenant: give it podSecurity: 'privileged' and an exemption instead`,
  ];
}

function admissionFile(configured: readonly (readonly [string, ConfigDocument])[], { exempt }: PodSecurityDefaults): HostFile {
  const head = Object.entries(exempt).map(([namespace, reason]) => `# Pod Security Admission passes over ${namespace}: ${reason}\n`);
  const plugins = configured.map(([name, configuration]) => ({ name, configuration }));
  const document = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins };
  return {
    path: 'apiserver/admission.yaml',
    text: () => `${head.join('')}${yamlStream([document])}`,
    installedAt: PATH,
    permissions: '0600',
    hosts: 'control-plane',
    readBy: ['kube-apiserver'],
  };
}
