import { createHash } from 'node:crypto';
import type { DeploymentSpec, PodSpec } from '../imports/k8s';
import type { Built, RunAs } from './container';
import { seconds } from './duration';
import { DOMAIN } from './labels';
import { checkObjectName } from './names';
import { type NodePool, poolAffinity } from './node-pool';
import { checkWord, type Problems, shown } from './problems';
import type { ClusterProfile } from './profile';
import type { SecureAppProps } from './secure-app-props';
import { has, since } from './target';

/** What of an app is already decided. */
interface Decided {
  readonly app: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly runAs: RunAs;
    readonly tenant: { readonly pools: readonly NodePool[] };
  };
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly replicas: number;
  readonly own: Built;
  readonly init: readonly Built[];
  readonly sidecars: readonly Built[];
  readonly profile: ClusterProfile;
}

/** An app's Deployment, without the volumes and mounts that later calls may add. */
export function deploymentSpec(problems: Problems, props: SecureAppProps, decided: Decided): DeploymentSpec {
  const { app, selector, replicas, own, init, sidecars } = decided;
  const { revisionHistory = 5 } = props;
  problems.expect(
    Number.isInteger(revisionHistory) && revisionHistory >= 0,
    `revisionHistory must be a whole number of 0 or more, got ${shown(revisionHistory)}`,
  );
  const mounted = [own, ...init, ...sidecars].flatMap((built) => built.mounted);
  const exclusive = mounted.some(({ claim }) => claim !== undefined && !claim.spec.accessModes?.includes('ReadWriteMany'));
  return {
    replicas,
    revisionHistoryLimit: revisionHistory,
    selector,
    // The new pod could not mount what the old one still holds.
    strategy: exclusive ? { type: 'Recreate' } : { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }, type: 'RollingUpdate' },
    template: {
      metadata: { annotations: podAnnotations(decided), labels: app.labels },
      spec: podSpec(problems, props, decided),
    },
  };
}

/** A checksum of the app's files, so that a change of them rolls out, and AppArmor for clusters that know it as annotation only. */
function podAnnotations({ own, init, sidecars, profile }: Decided): Record<string, string> | undefined {
  const all = [own, ...init, ...sidecars];
  const files = all.flatMap(({ mounted }) => mounted.flatMap((mount) => (mount.files === undefined ? [] : [mount.files])));
  const annotations: Record<string, string> = {};
  if (files.length > 0)
    annotations[`${DOMAIN}/config-checksum`] = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  if (profile.securityModule === 'apparmor' && !has(profile.kubernetesVersion, 'AppArmor field')) {
    for (const { container } of all) annotations[`container.apparmor.security.beta.kubernetes.io/${container.name}`] = 'runtime/default';
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

function podSpec(problems: Problems, props: SecureAppProps, { app, selector, own, init, sidecars, profile }: Decided): PodSpec {
  const { kubernetesVersion: version } = profile;
  const { user, group } = app.runAs;
  const pools = poolsOf(problems, app, props.nodes);
  const native = has(version, 'native sidecars');
  // Sidecars come first, so that the other init containers have them too.
  const before = [
    ...(native ? sidecars.map(({ container }) => ({ ...container, restartPolicy: 'Always' as const })) : []),
    ...init.map(({ container }) => container),
  ];
  const beside = native ? [] : sidecars.map(({ container }) => container);
  for (const [what, name] of Object.entries({ priorityClass: props.priorityClass, runtimeClass: props.runtimeClass })) {
    if (name !== undefined) checkObjectName(problems, what, name);
  }
  if (props.priorityClass?.startsWith('system-'))
    problems.add(`priorityClass must not be one of the cluster's own, which evict everybody else's pods, got '${props.priorityClass}'`);
  for (const secret of props.pullSecrets ?? []) checkObjectName(problems, 'pullSecrets', secret);
  const spread = { labelSelector: selector, matchLabelKeys: ['pod-template-hash'], maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' };
  return {
    affinity: {
      nodeAffinity: nodeAffinity(pools),
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { labelSelector: selector, topologyKey: 'kubernetes.io/hostname' }, weight: 100 },
        ],
      },
    },
    automountServiceAccountToken: false,
    containers: [own.container, ...beside],
    // Names with two dots are asked for as they stand, without trying the search domains first.
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    enableServiceLinks: false,
    ...(userNamespace(problems, props, profile) === 'own' ? { hostUsers: false } : {}),
    ...(props.pullSecrets === undefined || props.pullSecrets.length === 0
      ? {}
      : { imagePullSecrets: props.pullSecrets.map((name) => ({ name })) }),
    ...(before.length === 0 ? {} : { initContainers: before }),
    ...(props.priorityClass === undefined ? {} : { priorityClassName: props.priorityClass }),
    restartPolicy: 'Always',
    ...(props.runtimeClass === undefined ? {} : { runtimeClassName: props.runtimeClass }),
    securityContext: {
      ...(profile.securityModule === 'apparmor' && has(version, 'AppArmor field')
        ? { appArmorProfile: { type: 'RuntimeDefault' as const } }
        : {}),
      fsGroup: group,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsGroup: group,
      runAsNonRoot: true,
      runAsUser: user,
      seLinuxOptions: { type: 'container_t' },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: app.name,
    terminationGracePeriodSeconds: seconds(problems, 'terminationGracePeriod', props.terminationGracePeriod ?? 30, 1),
    ...(pools.every((pool) => pool.tolerations.length === 0) ? {} : { tolerations: pools.flatMap((pool) => pool.tolerations) }),
    topologySpreadConstraints: [
      { ...spread, topologyKey: 'topology.kubernetes.io/zone' },
      { ...spread, topologyKey: 'kubernetes.io/hostname' },
    ],
  };
}

function poolsOf(problems: Problems, { tenant }: Decided['app'], nodes: NodePool | readonly NodePool[] | undefined): readonly NodePool[] {
  if (nodes === undefined) return tenant.pools;
  const wanted = [nodes].flat();
  if (wanted.length === 0) problems.add("nodes must name at least one of the tenant's pools, got none");
  for (const pool of wanted) {
    const known = tenant.pools.map(({ name }) => name);
    if (!tenant.pools.some((own) => own.name === pool.name && own.holder === pool.holder))
      problems.add(`nodes must be among the tenant's pools (${known.join(', ') || 'it has none'}), got '${pool.name}'`);
  }
  return wanted;
}

/** Linux nodes, as the security context is Linux's, and of the pools if there are any. */
function nodeAffinity(pools: readonly NodePool[]) {
  const linux = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
  const pinned = poolAffinity(pools);
  return {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: pinned === undefined ? [linux] : [linux, pinned] }],
    },
  };
}

function userNamespace(
  problems: Problems,
  { userNamespace: wanted }: SecureAppProps,
  { kubernetesVersion: version }: ClusterProfile,
): 'host' | 'own' {
  checkWord(problems, 'userNamespace', wanted, ['host', 'own']);
  const usual = has(version, 'user namespaces');
  if (wanted === 'own' && !usual) {
    problems.add(
      `userNamespace 'own' is off by default before Kubernetes ${since('user namespaces')}, where the API server drops it without a word; the platform's kubernetesVersion is ${version}`,
    );
  }
  return wanted ?? (usual ? 'own' : 'host');
}
