import { checkName } from '../names';
import { checkWord, type Problems, shown } from '../problems';
import type { ConfigDocument, Surroundings } from './part';
import { entriesOf, lineOf, objectOf } from './shape';

const LEVELS = ['baseline', 'restricted'] as const;

/** What Pod Security Admission asks of pods in namespaces whose labels do not say. */
export interface PodSecurityDefaultsProps {
  /** What is refused. @default 'restricted' */
  readonly enforce?: (typeof LEVELS)[number];

  /** What is written to the audit log. @default 'restricted' */
  readonly audit?: (typeof LEVELS)[number];

  /** What the one who asks is warned of. @default 'restricted' */
  readonly warn?: (typeof LEVELS)[number];

  /**
   * Namespaces whose pods are not looked at, and why each: for what labels on the namespace cannot say. Never a tenant's.
   *
   * @default {} - besides kube-system, where the pods of the control plane and of the network are
   */
  readonly exemptNamespaces?: Readonly<Record<string, string>>;
}

const KEYS: Readonly<Record<keyof PodSecurityDefaultsProps, true>> = { enforce: true, audit: true, warn: true, exemptNamespaces: true };

/** Where the pods of the control plane itself are. */
const SYSTEM = { 'kube-system': 'the control plane, the network and kube-proxy use the host, and are why there is a cluster' } as const;

/** Defaults of Pod Security Admission: its configuration, and which namespaces it passes over. */
export interface PodSecurityDefaults {
  readonly configuration: ConfigDocument;
  /** Why each namespace is passed over. */
  readonly exempt: Readonly<Record<string, string>>;
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/ */
export function podSecurityDefaults(
  problems: Problems,
  props: PodSecurityDefaultsProps | undefined,
  { profile }: Surroundings,
): PodSecurityDefaults {
  const what = 'admission.podSecurity';
  const { enforce = 'restricted', audit = 'restricted', warn = 'restricted', exemptNamespaces } = objectOf(problems, what, props, KEYS);
  for (const [mode, level] of Object.entries({ enforce, audit, warn })) checkWord(problems, `${what}.${mode}`, level, LEVELS);
  const given = entriesOf(problems, `${what}.exemptNamespaces`, exemptNamespaces, "{ 'calico-system': 'its pods set up the network' }");
  const own = given.map(([namespace, reason]) => {
    checkName(problems, `a namespace of ${what}.exemptNamespaces`, namespace);
    if (Object.hasOwn(SYSTEM, namespace)) problems.add(`${what}.exemptNamespaces must not say ${shown(namespace)}, which is exempt anyway`);
    return [namespace, lineOf(problems, `the reason for '${namespace}' in ${what}.exemptNamespaces`, reason)] as const;
  });
  const exempt = { ...SYSTEM, ...Object.fromEntries(own) };
  const version = `v${profile.kubernetesVersion}`;
  return {
    exempt,
    configuration: {
      apiVersion: 'pod-security.admission.config.k8s.io/v1',
      kind: 'PodSecurityConfiguration',
      defaults: { enforce, 'enforce-version': version, audit, 'audit-version': version, warn, 'warn-version': version },
      exemptions: { usernames: [], runtimeClasses: [], namespaces: Object.keys(exempt).sort() },
    },
  };
}
