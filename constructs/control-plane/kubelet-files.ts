import type { NodePool } from '../node-pool';
import { yamlStream } from '../yaml';
import type { Composition } from './composition';
import type { ConfigDocument, HostFile } from './part';
import { places } from './places';
import { poolsOf } from './pools';

/**
 * The kubelet's configuration as a file for each node pool, and `default.yaml` for all other hosts. kubeadm hands the same to every
 * kubelet, without what is different in a pool. Only to be asked while files are written, when every pool is known.
 */
export function kubeletFiles(composition: Composition): readonly HostFile[] {
  const { kubelet } = composition;
  if (kubelet === undefined) return [];
  const file = (pool: NodePool | undefined, path: string): HostFile => ({
    path,
    text: () => text(pool, kubelet()),
    installedAt: places.kubeletConfig,
    permissions: '0600',
    hosts: 'every-node',
    ...(pool === undefined ? {} : { pool: pool.name }),
  });
  // A pool may be called `default`: its file then stands one directory lower, as those of all pools do.
  return [
    file(undefined, 'kubelet/default.yaml'),
    ...poolsOf(composition.surroundings).map((pool) => file(pool, `kubelet/pools/${pool.name}.yaml`)),
  ];
}

/** The configuration of the kubelets of a pool: taints from the first moment on, and no pods but those of the API server. */
export function kubeletConfiguration(document: ConfigDocument, pool: NodePool | undefined): ConfigDocument {
  if (pool === undefined) return document;
  const { staticPodPath: _, ...rest } = document;
  const taints = pool.tolerations.map(({ key, value, effect }) => ({ key, value, effect }));
  return { ...rest, ...(taints.length === 0 ? {} : { registerWithTaints: taints }) };
}

function text(pool: NodePool | undefined, document: ConfigDocument): string {
  const head = [
    pool === undefined ? 'The kubelet of a host that is in no pool.' : `The kubelet of a node of the pool '${pool.name}'.`,
    '',
    '  kubelet --config=/var/lib/kubelet/config.yaml --kubeconfig=/etc/kubernetes/kubelet.conf \\',
    '    --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf',
    '',
    'Its serving certificate is asked for, and has to be approved by somebody who knows the node: kubectl certificate approve.',
    ...(pool === undefined
      ? []
      : [
          `Then \`nodes/${pool.name}.sh assign NODE\`: a kubelet cannot give itself labels that start with node-restriction.kubernetes.io.`,
        ]),
  ];
  return `${head.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${yamlStream([kubeletConfiguration(document, pool)])}`;
}
