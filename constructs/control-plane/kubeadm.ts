import { slug } from '../names';
import type { NodePool } from '../node-pool';
import { type Problems, shown } from '../problems';
import { yamlStream } from '../yaml';
import type { Composition } from './composition';
import { flagPairs } from './flags';
import { kubeadmDefaults } from './kubeadm-defaults';
import { hostPort } from './members';
import { mountsOf } from './mounts';
import type { Component, ConfigDocument, Flags, HostFile, Member } from './part';
import { places } from './places';
import { poolsOf } from './pools';

/** Where kubeadm finds what it changes in the pods of the control plane. */
const PATCHES = '/etc/kubernetes/patches';

/** Where a host finds the authority of the cluster that it joins, and what it may ask there for an hour. */
const DISCOVERY = '/etc/kubernetes/discovery.conf';

/** For how long the token is good that `kubeadm init` makes; nobody needs it. */
const TOKEN_TTL = '15m0s';

/** The version of kubeadm's own configuration that knows flags given several times. */
const LISTS_SINCE = 31;

/**
 * What `kubeadm init` and `kubeadm join` are given: `init.yaml` for the first member, one file for each other member and for each node
 * pool, and `node.yaml` for nodes of no pool. None has a token: a host joins with a kubeconfig that is made for it.
 *
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4
 */
export function kubeadmFiles(composition: Composition): readonly HostFile[] {
  const { surroundings } = composition;
  const [first, ...others] = surroundings.members;
  const files: HostFile[] = first === undefined ? [] : [{ path: 'kubeadm/init.yaml', text: () => initText(composition, first) }];
  for (const member of others) {
    files.push({ path: `kubeadm/members/${member.name}.yaml`, text: () => memberText(composition, member) });
  }
  for (const pool of [undefined, ...poolsOf(surroundings)]) {
    const path = pool === undefined ? 'kubeadm/node.yaml' : `kubeadm/pools/${pool.name}.yaml`;
    files.push({ path, text: () => nodeText(composition, pool) });
  }
  return [...files, ...patches(composition)];
}

/** Problems of what kubeadm cannot be told. */
export function checkKubeadm(problems: Problems, { flags, surroundings }: Composition): void {
  if (surroundings.minor >= LISTS_SINCE) return;
  for (const component of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'] as const) {
    for (const [name, value] of Object.entries(flags[component])) {
      if (typeof value === 'string' || value.length < 2) continue;
      problems.add(
        `kubeadm gives a flag once before Kubernetes 1.${LISTS_SINCE}, got ${value.length} values for ${component} --${name}: name one, target 1.${LISTS_SINCE}, or leave 'kubeadm' out of forms`,
      );
    }
  }
}

function apiVersionOf({ surroundings }: Composition): string {
  return `kubeadm.k8s.io/${surroundings.minor >= LISTS_SINCE ? 'v1beta4' : 'v1beta3'}`;
}

function initText(composition: Composition, first: Member): string {
  const { surroundings, kubelet, kubeProxy } = composition;
  const single = surroundings.singleMember === undefined ? [] : [`One member, because: ${surroundings.singleMember}`, ''];
  const head = [
    ...single,
    `The first member. As root on ${first.name}, after install.sh:`,
    '',
    '  kubeadm init --config init.yaml --skip-token-print',
    '',
    'Each other member then needs the authorities of this one, over a channel that is trusted: ca.crt, ca.key, sa.pub, sa.key,',
    'front-proxy-ca.crt, front-proxy-ca.key, etcd/ca.crt and etcd/ca.key of /etc/kubernetes/pki, with their permissions.',
    `Every host that joins needs ${DISCOVERY}, for root alone; it is good for an hour:`,
    '',
    '  umask 077; kubeadm kubeconfig user --config init.yaml --client-name node-joiner \\',
    '    --org system:bootstrappers:kubeadm:default-node-token --validity-period 1h > discovery.conf',
  ];
  const apiVersion = apiVersionOf(composition);
  const init = {
    apiVersion,
    kind: 'InitConfiguration',
    bootstrapTokens: [{ description: 'made by kubeadm init, used by nobody', ttl: TOKEN_TTL }],
    localAPIEndpoint: endpointOn(composition, first),
    nodeRegistration: { name: first.name },
    ...(kubeProxy === undefined ? { skipPhases: ['addon/kube-proxy'] } : {}),
    ...patchesField(composition),
  };
  const documents: ConfigDocument[] = [init, clusterConfiguration(composition, apiVersion)];
  for (const document of [kubelet, kubeProxy]) if (document !== undefined) documents.push(document());
  return commented(head, documents);
}

function clusterConfiguration(composition: Composition, apiVersion: string): ConfigDocument {
  const { surroundings } = composition;
  const { profile, clusterName, endpoint, members } = surroundings;
  const names = [endpoint.host, ...members.flatMap(({ name, address }) => [name, address])];
  const etcdFlags = argsOf(composition, 'etcd');
  return {
    apiVersion,
    kind: 'ClusterConfiguration',
    clusterName,
    kubernetesVersion: surroundings.release ?? `stable-${profile.kubernetesVersion}`,
    controlPlaneEndpoint: hostPort(endpoint.host, endpoint.port),
    certificatesDir: '/etc/kubernetes/pki',
    networking: { dnsDomain: 'cluster.local', podSubnet: profile.podCidrs.join(','), serviceSubnet: profile.serviceCidrs.join(',') },
    apiServer: { certSANs: [...new Set(names)], ...podFields(composition, 'kube-apiserver') },
    controllerManager: podFields(composition, 'kube-controller-manager'),
    scheduler: podFields(composition, 'kube-scheduler'),
    etcd: { local: { dataDir: places.etcdData, ...(etcdFlags === undefined ? {} : { extraArgs: etcdFlags }) } },
  };
}

function podFields(composition: Composition, component: Component): ConfigDocument {
  const extraArgs = argsOf(composition, component);
  // What lies in the directory of certificates, kubeadm mounts itself.
  const mounts = mountsOf(composition, component).filter(({ path }) => !`${path}/`.startsWith('/etc/kubernetes/pki/'));
  const extraVolumes = mounts.map(({ path, readOnly }) => ({
    name: slug('', path),
    hostPath: path,
    mountPath: path,
    readOnly,
    pathType: 'DirectoryOrCreate',
  }));
  return { ...(extraArgs === undefined ? {} : { extraArgs }), ...(extraVolumes.length === 0 ? {} : { extraVolumes }) };
}

/** Flags that kubeadm does not give by itself, in the form of its version. */
function argsOf(composition: Composition, component: Component): unknown {
  const known = kubeadmDefaults(composition.surroundings)[component] ?? {};
  const flags: Flags = Object.fromEntries(Object.entries(composition.flags[component]).filter(([name, value]) => known[name] !== value));
  const pairs = flagPairs(flags);
  if (pairs.length === 0) return undefined;
  return composition.surroundings.minor >= LISTS_SINCE ? pairs.map(([name, value]) => ({ name, value })) : Object.fromEntries(pairs);
}

function endpointOn({ surroundings }: Composition, { address }: Member): ConfigDocument {
  return { advertiseAddress: address, bindPort: surroundings.profile.apiServer.port };
}

function memberText(composition: Composition, member: Member): string {
  const head = [
    `A member that joins. As root on ${member.name}, after install.sh, with the authorities of the first member (see init.yaml)`,
    `and with ${DISCOVERY}:`,
    '',
    `  kubeadm join --config ${member.name}.yaml && rm ${DISCOVERY}`,
  ];
  return commented(head, [
    {
      ...joining(composition),
      controlPlane: { localAPIEndpoint: endpointOn(composition, member) },
      nodeRegistration: { name: member.name },
      ...patchesField(composition),
    },
  ]);
}

function nodeText(composition: Composition, pool: NodePool | undefined): string {
  const file = pool === undefined ? 'node.yaml' : `${pool.name}.yaml`;
  const head = [
    `${pool === undefined ? 'A node of no pool' : `A node of the pool ${shown(pool.name)}`}. As root on the node, after install.sh, with ${DISCOVERY} (see init.yaml):`,
    '',
    `  kubeadm join --config ${file} && rm ${DISCOVERY}`,
    ...(pool === undefined ? [] : ['', `Then \`nodes/${pool.name}.sh assign NODE\`: a node cannot give itself the labels of its pool.`]),
  ];
  const taints = (pool?.tolerations ?? []).map(({ key, value, effect }) => ({ key, value, effect }));
  return commented(head, [{ ...joining(composition), ...(pool === undefined ? {} : { nodeRegistration: { taints } }) }]);
}

function joining(composition: Composition): ConfigDocument {
  return { apiVersion: apiVersionOf(composition), kind: 'JoinConfiguration', discovery: { file: { kubeConfigPath: DISCOVERY } } };
}

/** Whether the health of the API server is told to nobody who does not say who they are, the kubelet's probes included. */
function probesAreRefused({ flags }: Composition): boolean {
  return flags['kube-apiserver']['anonymous-auth'] === 'false';
}

function patchesField(composition: Composition): ConfigDocument {
  return probesAreRefused(composition) ? { patches: { directory: PATCHES } } : {};
}

/** The kubelet's probes have no credentials: where the API server would refuse them, they ask whether it listens. */
function patches(composition: Composition): readonly HostFile[] {
  const [first] = composition.surroundings.members;
  if (!probesAreRefused(composition) || first === undefined) return [];
  const name = 'kube-apiserver+strategic.yaml';
  const tcpSocket = { port: composition.surroundings.profile.apiServer.port };
  const probe = { httpGet: null, tcpSocket };
  const container = { name: 'kube-apiserver', livenessProbe: probe, readinessProbe: probe, startupProbe: probe };
  const text = () =>
    commented(
      ["The kubelet's probes have no credentials, and the API server answers nobody without."],
      [{ spec: { containers: [container] } }],
    );
  return [{ path: `kubeadm/patches/${name}`, installedAt: `${PATCHES}/${name}`, permissions: '0600', text }];
}

function commented(head: readonly string[], documents: readonly ConfigDocument[]): string {
  return `${head.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${yamlStream(documents)}`;
}
