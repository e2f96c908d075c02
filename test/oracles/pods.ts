import fc from 'fast-check';

/** A pod as JSON, of the types that the API server would decode. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string | null>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A field of a pod, or of one of its containers if it has that one, and its value; `undefined` takes the field away. */
interface Change {
  readonly container?: readonly [list: string, index: number];
  readonly path: readonly string[];
  readonly value: unknown;
}

type Values = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const FLAGS = fc.constantFrom(true, false, null, undefined);
const PROFILES = fc.constantFrom(
  undefined,
  null,
  {},
  ...['RuntimeDefault', 'Localhost', 'Unconfined', 'runtime/default', '', null].map((type) => ({ type })),
);
const HOSTS = fc.constantFrom({}, { host: '' }, { host: null }, { host: '127.0.0.1' }, { host: '169.254.169.254' });
const ACTIONS = fc.oneof(
  HOSTS.map((host) => ({ httpGet: { port: 8080, ...host } })),
  HOSTS.map((host) => ({ tcpSocket: { port: 8080, ...host } })),
  fc.constantFrom(null, {}, { exec: { command: ['true'] } }, { httpGet: null }),
);
const CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
  'ALL',
  'BPF',
  'CAP_CHOWN',
  'NET_ADMIN',
  'NET_RAW',
  'SYS_ADMIN',
  'all',
  'net_bind_service',
  '',
  null,
];
const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
  'kernel.msgmax',
  'net.core.somaxconn',
  'net/ipv4/tcp_syncookies',
  '',
];
const VOLUMES = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'],
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo'],
  ...['glusterfs', 'hostPath', 'iscsi', 'nfs', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos'],
  'vsphereVolume',
];

/** What a pod and a container may both say in a security context. */
const OF_BOTH: Values = {
  'securityContext.appArmorProfile': PROFILES,
  'securityContext.runAsNonRoot': FLAGS,
  'securityContext.runAsUser': fc.constantFrom(0, 1, 10001, null, undefined),
  'securityContext.seLinuxOptions': fc.oneof(
    fc.constantFrom(null, {}, { level: 's0:c1' }, { user: 'system_u' }, { role: 'system_r' }, { user: '', role: '' }, { user: null }),
    fc
      .constantFrom('container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', '', null)
      .map((type) => ({ type })),
  ),
  'securityContext.seccompProfile': PROFILES,
  'securityContext.windowsOptions': fc.oneof(
    fc.constantFrom(null, {}),
    FLAGS.map((hostProcess) => ({ hostProcess })),
  ),
};

const OF_CONTAINER: Values = {
  ...OF_BOTH,
  'lifecycle.postStart': ACTIONS,
  'lifecycle.preStop': ACTIONS,
  livenessProbe: ACTIONS,
  name: fc.constantFrom('cart', 'web', undefined),
  ports: fc.array(fc.constantFrom(null, {}, ...[0, 80, null, undefined].map((hostPort) => ({ containerPort: 8080, hostPort }))), {
    maxLength: 2,
  }),
  readinessProbe: ACTIONS,
  securityContext: fc.constantFrom(undefined, null, {}),
  'securityContext.allowPrivilegeEscalation': FLAGS,
  'securityContext.capabilities': fc.constantFrom(undefined, null, {}),
  'securityContext.capabilities.add': fc.oneof(
    fc.array(fc.constantFrom(...CAPABILITIES), { maxLength: 3 }),
    fc.constantFrom(null, undefined, ['NET_BIND_SERVICE']),
  ),
  'securityContext.capabilities.drop': fc.constantFrom(null, undefined, [], ['ALL'], ['NET_RAW', 'ALL'], ['NET_RAW'], ['all'], [null]),
  'securityContext.privileged': FLAGS,
  'securityContext.procMount': fc.constantFrom('Default', 'Unmasked', '', null, undefined),
  startupProbe: ACTIONS,
};

const OF_POD: Values = {
  ...OF_BOTH,
  hostIPC: FLAGS,
  hostNetwork: FLAGS,
  hostPID: FLAGS,
  hostUsers: FLAGS,
  os: fc.constantFrom(undefined, null, {}, { name: 'linux' }, { name: 'windows' }),
  securityContext: fc.constantFrom(undefined, null, {}),
  'securityContext.sysctls': fc.oneof(
    fc.array(
      fc.constantFrom(...SYSCTLS).map((name) => ({ name, value: '1' })),
      { maxLength: 2 },
    ),
    fc.constantFrom(null, [null]),
  ),
  volumes: fc.array(
    fc.oneof(
      fc.constantFrom(null, {}, { hostPath: null, nfs: null }),
      fc.constantFrom(...VOLUMES).map((type) => ({ [type]: {} })),
    ),
    { maxLength: 3 },
  ),
};

const ANNOTATIONS = fc.dictionary(
  fc.constantFrom(
    'container.apparmor.security.beta.kubernetes.io/cart',
    'container.apparmor.security.beta.kubernetes.io/nobody',
    'container.seccomp.security.alpha.kubernetes.io/',
    'container.seccomp.security.alpha.kubernetes.io/cart',
    'container.seccomp.security.alpha.kubernetes.io/nobody',
    'example.com/team',
    'seccomp.security.alpha.kubernetes.io/pod',
  ),
  fc.constantFrom('', 'docker/default', 'localhost/', 'localhost/cart', 'runtime/default', 'runtime/default ', 'unconfined', null),
  { maxKeys: 2 },
);

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Pods that are restricted, or say next to nothing, but for a few fields of theirs or of their containers. */
export const pods: fc.Arbitrary<Pod> = fc
  .record({
    annotations: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: ANNOTATIONS }),
    hardened: fc.boolean(),
    containers: fc.integer({ min: 1, max: 2 }),
    initContainers: fc.integer({ min: 0, max: 2 }),
    ephemeralContainers: fc.integer({ min: 0, max: 1 }),
    userNamespace: fc.constantFrom({}, {}, {}, { hostUsers: false }),
    windows: fc.constantFrom({}, {}, {}, { os: { name: 'windows' } }),
    changes: fc.array(fc.oneof(changesOf(OF_POD), ...LISTS.map((list) => changesOf(OF_CONTAINER, list))), { maxLength: 6 }),
  })
  .map(({ annotations, hardened, userNamespace, windows, changes, ...counts }) => {
    const spec: Record<string, unknown> = { ...userNamespace, ...windows };
    if (hardened) spec['securityContext'] = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    for (const [list, count] of Object.entries(counts)) {
      if (count > 0) spec[list] = Array.from({ length: count }, (_, index) => container(list, index, hardened));
    }
    for (const each of changes) apply(spec, each);
    return { metadata: { name: 'cart', annotations: { ...annotations } }, spec };
  });

function container(list: string, index: number, hardened: boolean): Record<string, unknown> {
  const name = list === 'containers' && index === 0 ? 'cart' : `${list.toLowerCase()}-${index}`;
  const sidecar = list === 'initContainers' && index === 1 ? { restartPolicy: 'Always' } : {};
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return { name, image: 'cart', ...sidecar, ...(hardened ? { securityContext } : {}) };
}

function changesOf(values: Values, list?: string): fc.Arbitrary<Change> {
  const changes = fc.oneof(
    ...Object.entries(values).map(([path, value]) => value.map((chosen) => ({ path: path.split('.'), value: chosen }))),
  );
  if (list === undefined) return changes;
  return fc.tuple(fc.nat(1), changes).map(([index, change]) => ({ ...change, container: [list, index] as const }));
}

function apply(spec: Record<string, unknown>, { container: place, path, value }: Change): void {
  let owner: Record<string, unknown> | undefined = spec;
  if (place !== undefined) owner = (spec[place[0]] as Record<string, unknown>[] | undefined)?.[place[1]];
  if (owner === undefined) return;
  for (const step of path.slice(0, -1)) {
    owner[step] ??= {};
    owner = owner[step] as Record<string, unknown>;
  }
  const last = path.at(-1) ?? '';
  if (value === undefined) delete owner[last];
  else owner[last] = structuredClone(value);
}
