import { at, stringAt } from '../manifest';
import { READING_LIMITS, type ReadingLimits, type Unreadable, valuesIn } from '../reading/documents';
import { etcdEnvironmentPrograms, flagFilePrograms, processPrograms } from './commands';
import { type DistributionFile, distributionOf, distributionPrograms } from './distributions';
import { documentsByPath } from './document-index';
import { etcdProgram } from './etcd-config';
import { follower } from './following';
import { isKubeadm, type Kinds, kubeadmPrograms } from './kubeadm';
import type { OddLine, Permissions } from './listing';
import type { ConfigDocument, HostText, Program } from './program';
import { podPrograms } from './static-pods';
import { isUnit, unitPrograms } from './units';

/** What the files of a host, or of several, say about its control plane. */
export interface HostFacts {
  /** Every program that a file starts or configures, in the order of the files. */
  readonly programs: readonly Program[];
  /** Configuration files: audit policy, admission, encryption, authentication, authorization. */
  readonly documents: readonly ConfigDocument[];
  /** The files as they were given. */
  readonly files: readonly HostText[];
  /** Who may read and write what; `undefined` where nobody said. */
  readonly permissions: ReadonlyMap<string, Permissions> | undefined;
  readonly odd: readonly OddLine[];
  readonly unreadable: readonly Unreadable[];
  /** The version that the files are for, such as 33, where one of them says. */
  readonly minor: number | undefined;
}

/** What is said of files besides their text. */
export interface Listed {
  readonly entries: ReadonlyMap<string, Permissions>;
  readonly odd: readonly OddLine[];
}

const CONFIGURED: ReadonlyMap<string, 'kubelet' | 'kube-proxy'> = new Map([
  ['KubeletConfiguration', 'kubelet'],
  ['KubeProxyConfiguration', 'kube-proxy'],
] as const);

/** Reads files of hosts, whoever wrote them; what says nothing about a control plane is left alone. */
export function hostFactsOf(files: readonly HostText[], listed?: Listed, limits: ReadingLimits = READING_LIMITS): HostFacts {
  const unreadable: Unreadable[] = [];
  const read = files.map((file) => readOne(file, limits, unreadable));
  const documents = read.flatMap((each) => each.documents);
  const withCluster = read.filter(({ kinds }) => kinds.has('ClusterConfiguration'));
  // Two clusters: a node that joins belongs to neither for sure.
  const cluster = withCluster.length === 1 ? withCluster[0]?.kinds : undefined;
  const follow = follower(files);
  const byPath = documentsByPath(documents);
  const started = [
    ...read.flatMap(({ kinds, programs }) => [...kubeadmPrograms(kinds, cluster), ...programs]),
    ...distributionPrograms(read.flatMap(({ distributions }) => distributions)),
    ...unitPrograms(files, (path) => follow(path)),
  ].map((program) => configured(program, byPath, follow));
  const used = new Set(started.flatMap(({ config }) => (typeof config === 'string' ? [] : [config.path])));
  const orphans = documents.filter(({ kind, path }) => CONFIGURED.has(kind) && !used.has(path)).map(configuredOnly);
  return {
    programs: [...started, ...orphans],
    documents,
    files,
    permissions: listed?.entries,
    odd: listed?.odd ?? [],
    unreadable,
    minor: minorOf(documents),
  };
}

interface Read {
  readonly documents: readonly ConfigDocument[];
  /** Of kubeadm, and of the programs it configures. */
  readonly kinds: Kinds;
  readonly programs: readonly Program[];
  readonly distributions: readonly DistributionFile[];
}

const NOTHING: Read = { documents: [], kinds: new Map(), programs: [], distributions: [] };

/** Lists of processes have no extension, as `cmdline` has none, or one for plain text. */
const PROCESSES = /(^|\/)[^./]+$|\.(txt|log|out)$/i;

function plainPrograms(file: HostText): readonly Program[] {
  const programs = [...flagFilePrograms(file), ...etcdEnvironmentPrograms(file)];
  return programs.length === 0 && PROCESSES.test(file.path) ? processPrograms(file) : programs;
}

function readOne(file: HostText, limits: ReadingLimits, unreadable: Unreadable[]): Read {
  if (isUnit(file)) return NOTHING;
  if (!/\.(ya?ml|json)$/i.test(file.path)) return { ...NOTHING, programs: plainPrograms(file) };
  const { values, unreadable: broken } = valuesIn(file.text, file.path, limits);
  unreadable.push(...broken);
  const documents = values.flatMap(({ value, place }): readonly ConfigDocument[] => {
    const [apiVersion, kind] = [stringAt(value, 'apiVersion'), stringAt(value, 'kind')];
    return apiVersion === undefined || kind === undefined ? [] : [{ path: file.path, host: file.host, apiVersion, kind, value, place }];
  });
  const kinds = new Map(
    documents.filter(({ apiVersion, kind }) => isKubeadm(apiVersion) || CONFIGURED.has(kind)).map((each) => [each.kind, each]),
  );
  return {
    documents,
    kinds,
    programs: [
      ...documents
        .filter(({ kind }) => kind === 'Pod' || kind === 'DaemonSet' || kind === 'Deployment' || kind === 'StatefulSet')
        .flatMap(podPrograms),
      ...values.flatMap((value) => etcdProgram(value) ?? []),
    ],
    distributions: values.flatMap((value) => distributionOf(file, value) ?? []),
  };
}

/** A program with the file that its `--config` names. */
function configured(
  program: Program,
  documents: ReadonlyMap<string, readonly ConfigDocument[]>,
  follow: (path: string, mounts?: Program['mounts']) => HostText | undefined,
): Program {
  const kind = program.name === 'kubelet' ? 'KubeletConfiguration' : program.name === 'kube-proxy' ? 'KubeProxyConfiguration' : undefined;
  const path = program.flags.get('config')?.at(-1)?.value;
  if (kind === undefined || path === undefined || program.config !== 'none') return program;
  const file = follow(path, program.mounts)?.path;
  const document = documents.get(file ?? '')?.find((each) => each.kind === kind);
  return { ...program, config: document ?? 'unseen' };
}

function configuredOnly(document: ConfigDocument): Program {
  const name = CONFIGURED.get(document.kind) ?? 'kubelet';
  return { name, place: document.place(''), manager: undefined, flags: new Map(), config: document, mounts: [] };
}

/** The lowest version that a file of kubeadm names. */
function minorOf(documents: readonly ConfigDocument[]): number | undefined {
  const minors = documents
    .filter(({ kind }) => kind === 'ClusterConfiguration')
    .flatMap(({ value }) => {
      const version = at(value, 'kubernetesVersion');
      const minor = /(?:^|[^\d.])v?1\.(\d+)/.exec(typeof version === 'string' ? version : '')?.[1];
      return minor === undefined ? [] : [Number(minor)];
    });
  return minors.length === 0 ? undefined : Math.min(...minors);
}
