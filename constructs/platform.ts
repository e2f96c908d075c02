import { App } from 'cdk8s';
import { ControlPlane } from './control-plane/control-plane';
import { type ChartOutput, guard, judge, summaryOf, validationsOf } from './gate';
import { byText } from './names';
import { nodeScript } from './node-script';
import { type OutputFile, writeFiles } from './output';
import { checkKeys, PalisadeError, Problems } from './problems';
import { type ClusterProfile, type ClusterProfileProps, PROFILE_KEYS, profile } from './profile';
import { setProfile } from './profile-of';
import { TenantNamespace } from './tenant-namespace';
import { yamlStream } from './yaml';

export interface PlatformProps extends ClusterProfileProps {
  /**
   * Directory that the output is written to.
   *
   * @default - what `palisade synth` or `cdk8s synth` says, otherwise `dist`
   */
  readonly outdir?: string;

  /**
   * The day by which exemptions are judged, as `YYYY-MM-DD`.
   *
   * @default - the day of the synthesis, in UTC
   */
  readonly today?: string;
}

const KEYS: Readonly<Record<keyof PlatformProps, true>> = { ...PROFILE_KEYS, outdir: true, today: true };

/**
 * A cluster and what is written for it: the root of the constructs.
 *
 * `synth()` renders each object once, judges all of them, and writes either everything or nothing: one file per chart, a script per
 * node pool below `nodes/`, files for hosts below `control-plane/` where one is defined, and a `Kustomization` that lists the files of
 * the charts. The last is without extension, so that `kubectl apply -f` passes it over and `kubectl apply -k` finds it.
 */
export class Platform extends App {
  readonly profile: ClusterProfile;
  readonly #today: () => string;

  /** @throws {PalisadeError} for a profile that cannot be right */
  constructor(props: PlatformProps = {}) {
    super({ outdir: props.outdir });
    const problems = new Problems('platform');
    checkKeys(problems, 'a Platform', props, KEYS);
    const { today } = props;
    problems.expect(today === undefined || isDay(today), `today must be a date such as 2030-01-31, got '${today}'`);
    this.profile = profile(props, problems);
    this.#today = () => today ?? new Date().toISOString().slice(0, 10);
    setProfile(this, this.profile);
    guard(this, this.#today);
  }

  /**
   * Judges the output and writes it.
   *
   * @throws {PalisadeError} with every finding and its construct path; then nothing was written, and what was there is as it was
   */
  override synth(): void {
    const start = performance.now();
    const progress = progressOf(process.stderr, start);
    const { charts, cluster, problems, warnings, exempted } = judge(this, this.#today(), (done, all) =>
      progress(`rendered ${done} of ${all} objects`),
    );
    const manifests = chartFiles(charts);
    const files = [...manifests, ...poolScripts(charts), ...(ControlPlane.tryOf(this)?.hostFiles ?? []), kustomization(manifests)];
    const refused = [...problems, ...clashes(charts), ...validationsOf(this)];
    progress(`writing ${files.length} files`);
    if (refused.length === 0) writeFiles(this.outdir, files);
    progress('');
    if (refused.length > 0) throw new PalisadeError(refused);
    const summary = { cluster, exempted, warnings, files: files.length, milliseconds: performance.now() - start };
    // Only where somebody ran a command: libraries and tests are left in peace.
    if (process.env.CDK8S_OUTDIR !== undefined) process.stderr.write(`${summaryOf(summary)}\n`);
  }
}

function fileOf({ chart }: ChartOutput): string {
  return `${chart.node.path.replaceAll('/', '-')}.k8s.yaml`;
}

function chartFiles(charts: readonly ChartOutput[]): readonly OutputFile[] {
  return charts
    .filter(({ manifests }) => manifests.length > 0)
    .map((output) => ({ path: fileOf(output), text: () => yamlStream(output.manifests.map(({ object }) => object)) }));
}

function poolScripts(charts: readonly ChartOutput[]): readonly OutputFile[] {
  const pools = charts.flatMap(({ chart }) => (TenantNamespace.isTenantNamespace(chart) ? chart.pools : []));
  const byName = new Map(pools.map((pool) => [pool.name, pool]));
  return [...byName.values()].map((pool) => ({ path: `nodes/${pool.name}.sh`, text: () => nodeScript(pool), mode: 'executable' }));
}

function kustomization(manifests: readonly OutputFile[]): OutputFile {
  const resources = manifests.map(({ path }) => path).sort(byText);
  return {
    path: 'Kustomization',
    text: () => yamlStream([{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }]),
  };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** Charts that would be written to one file, and different pools that have one name. */
function clashes(charts: readonly ChartOutput[]): string[] {
  const problems: string[] = [];
  const paths = new Map<string, string>();
  const holders = new Map<string, string>();
  for (const output of charts) {
    const { chart } = output;
    const other = paths.get(fileOf(output));
    if (other !== undefined)
      problems.push(`[${chart.node.path}] would be written to ${fileOf(output)} as '${other}' is: rename one of the two`);
    paths.set(fileOf(output), chart.node.path);
    for (const { name, holder } of TenantNamespace.isTenantNamespace(chart) ? chart.pools : []) {
      const known = holders.get(name) ?? holder;
      if (known !== holder)
        problems.push(
          `[${chart.node.path}] the node pool '${name}' belongs to '${known}' elsewhere and to '${holder}' here: rename one of the two`,
        );
      holders.set(name, known);
    }
  }
  return problems;
}

/** How long a synthesis may take before it says what it is at. */
const PATIENCE_MS = 500;

/** Says on a terminal what a long synthesis is at; nothing in a pipe. */
function progressOf(stream: NodeJS.WriteStream, start: number): (phase: string) => void {
  if (!stream.isTTY || process.env.CDK8S_OUTDIR === undefined) return () => {};
  return (phase) => {
    if (performance.now() - start > PATIENCE_MS) stream.write(`\r\u001b[K${phase}`);
  };
}
