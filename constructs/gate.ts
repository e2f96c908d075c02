import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct, IValidation } from 'constructs';
import { hostFactsOf } from '../analysis/control-plane/facts';
import { isClusterScoped, type KubernetesObject, type Manifest } from '../analysis/manifest';
import { isolationText } from '../report/isolation';
import { summaryText } from '../report/summary';
import { findingText } from '../report/text';
import { annotationOf, declaredAt, noteOf, type ScopedExemption } from '../rules/exemption';
import { judge as judged } from '../rules/judge';
import type { Cluster, ExistingObject, Finding } from '../rules/rule';
import { declarationsAt } from './declarations';
import { hostFilesAt } from './host-files';
import { enforcesNetworkPolicy } from './profile';
import { admissionPluginsOf, profileOf } from './profile-of';

/** A chart's objects as they will be written, in the order in which they will be. */
export interface ChartOutput {
  readonly chart: Chart;
  readonly manifests: readonly Manifest[];
}

/** The output of an app, and what is wrong with it. */
export interface Judgement {
  readonly charts: readonly ChartOutput[];
  /** What was judged. */
  readonly cluster: Cluster;
  /** Why it must not be written, each with its construct path; empty if it may. */
  readonly problems: readonly string[];
  /** What is weaker than it could be, and written all the same. */
  readonly warnings: readonly Finding[];
  /** Exemptions and how many findings each covers. */
  readonly exempted: readonly { readonly exemption: ScopedExemption; readonly findings: number }[];
}

/** Hears how many of all objects are rendered. */
export type Progress = (done: number, all: number) => void;

const late = new WeakMap<IConstruct, (() => void)[]>();

/** Has objects defined that depend on every other construct, before each judgement of the app; those that are there already are kept. */
export function beforeJudging(construct: IConstruct, define: () => void): void {
  const { root } = construct.node;
  late.set(root, [...(late.get(root) ?? []), define]);
}

/** Renders each object of an app once, and judges all of them together. */
export function judge(app: App, today: string, progress: Progress = () => {}): Judgement {
  for (const define of late.get(app) ?? []) define();
  const { charts, sources, exemptions, existing } = collect(app, progress);
  const manifests = charts.flatMap((output) => output.manifests);
  const profile = profileOf(app);
  const hostFiles = hostFilesAt(app);
  const cluster: Cluster = {
    manifests,
    unreadable: [],
    complete: true,
    minor: Number(profile.kubernetesVersion.split('.')[1]),
    cni: { name: profile.cni, enforcesNetworkPolicy: enforcesNetworkPolicy(profile) },
    admissionPlugins: admissionPluginsOf(app),
    controlPlane: hostFiles === undefined ? undefined : hostFactsOf(hostFiles),
    ingress: { ingressHosts: profile.ingressHosts, ingressExternalNames: profile.ingressExternalNames },
    securityModule: profile.securityModule,
    registries: profile.registries,
    existing,
  };
  const { findings, exempted } = judged(cluster, { exemptions, today });
  const counts = new Map<ScopedExemption, number>();
  for (const { finding, exemption } of exempted) {
    annotate(finding.manifest, sources.get(finding.manifest), exemption);
    counts.set(exemption, (counts.get(exemption) ?? 0) + 1);
  }
  return {
    charts,
    cluster,
    problems: findings.filter(({ rule }) => rule.severity === 'error').map(findingText),
    warnings: findings.filter(({ rule }) => rule.severity === 'warning'),
    exempted: [...counts].map(([exemption, covered]) => ({ exemption, findings: covered })),
  };
}

interface Collected {
  readonly charts: readonly ChartOutput[];
  readonly sources: ReadonlyMap<Manifest, ApiObject>;
  readonly exemptions: readonly ScopedExemption[];
  readonly existing: readonly ExistingObject[];
}

/** One walk over the tree. */
function collect(app: App, progress: Progress): Collected {
  const objects = new Map<Chart, ApiObject[]>();
  const exemptions: ScopedExemption[] = [];
  const existing: ExistingObject[] = [];
  for (const construct of app.node.findAll()) {
    const declared = declarationsAt(construct);
    for (const { field, ...exemption } of declared.exemptions) {
      const scope = { construct: construct.node.path, ...(field === undefined ? {} : { field }) };
      exemptions.push({ ...exemption, scope, declared: declaredAt(construct.node.path) });
    }
    existing.push(
      ...declared.existing.map((object) => ({
        group: '',
        namespace: isClusterScoped(object.kind) ? undefined : namespaceAt(construct),
        ...object,
      })),
    );
    if (Chart.isChart(construct) && !objects.has(construct)) objects.set(construct, []);
    if (ApiObject.isApiObject(construct)) objects.get(construct.chart)?.push(construct);
  }
  const all = [...objects.values()].reduce((sum, members) => sum + members.length, 0);
  const sources = new Map<Manifest, ApiObject>();
  const charts = [...objects].map(([chart, members]) => ({
    chart,
    manifests: inOrder(members).map((member) => {
      const manifest = { object: withoutOwnNotes(member), source: member.node.path };
      sources.set(manifest, member);
      if (sources.size % 1000 === 0) progress(sources.size, all);
      return manifest;
    }),
  }));
  return { charts, sources, exemptions, existing };
}

/** The namespace that an object declared at a construct is in: its chart's, or none outside charts. */
function namespaceAt(construct: IConstruct): string | undefined {
  return construct.node.scopes.findLast((scope): scope is Chart => Chart.isChart(scope))?.namespace;
}

/** Objects in the order of their creation, but each after those of its chart that it depends on. */
function inOrder(members: readonly ApiObject[]): readonly ApiObject[] {
  if (members.every((member) => member.node.scopes.every((scope) => scope.node.dependencies.length === 0))) return members;
  const ordered = new Set<ApiObject>();
  const visiting = new Set<ApiObject>();
  const visit = (member: ApiObject): void => {
    if (ordered.has(member) || visiting.has(member)) return;
    visiting.add(member);
    for (const scope of member.node.scopes) {
      for (const target of scope.node.dependencies) {
        for (const needed of target.node.findAll()) if (ApiObject.isApiObject(needed) && needed.chart === member.chart) visit(needed);
      }
    }
    ordered.add(member);
  };
  members.forEach(visit);
  return [...ordered];
}

/** The annotations that an earlier judgement of the same app has written: they are no exemptions of their own. */
const notes = new WeakMap<ApiObject, Set<string>>();

/** The object as it is written, less what the gate itself has added to it. */
function withoutOwnNotes(member: ApiObject): KubernetesObject {
  const object = member.toJson() as KubernetesObject & { metadata: { annotations?: Record<string, string> } };
  for (const key of notes.get(member) ?? []) delete object.metadata.annotations?.[key];
  return object;
}

/** Writes the exemption into the object, so that whoever reads the YAML sees it, and `palisade check` honours it. */
function annotate(manifest: Manifest, source: ApiObject | undefined, exemption: ScopedExemption): void {
  // It stands there already.
  if (source === undefined || exemption.scope.manifest !== undefined) return;
  const key = annotationOf(exemption.rule);
  const { metadata } = manifest.object as { metadata: { annotations?: Record<string, string> } };
  const before = metadata.annotations?.[key]?.split('\n') ?? [];
  const note = noteOf(exemption);
  if (before.includes(note)) return;
  const text = [...before, note].join('\n');
  source.metadata.addAnnotation(key, text);
  notes.set(source, (notes.get(source) ?? new Set()).add(key));
  const annotations = { ...metadata.annotations, [key]: text };
  metadata.annotations = Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));
  // The other keys of `metadata` keep their order: `annotations` is the first in the alphabet.
  if (Object.keys(metadata)[0] !== 'annotations') {
    const { annotations: written, ...rest } = metadata;
    (manifest.object as { metadata: object }).metadata = { annotations: written, ...rest };
  }
}

/** The gate as cdk8s's own validation: a plain `App` asks it before it writes anything. */
class Gate implements IValidation {
  #passed = false;

  constructor(
    private readonly app: App,
    private readonly today: () => string,
  ) {}

  /** What the construct's other validations say, when the app is judged already. */
  besides(construct: IConstruct): string[] {
    const passed = this.#passed;
    this.#passed = true;
    try {
      return construct.node.validate();
    } finally {
      this.#passed = passed;
    }
  }

  validate(): string[] {
    // cdk8s asks once for the app and once more for each chart, all in one turn: a pass holds until that turn is over.
    if (this.#passed) return [];
    const { problems } = judge(this.app, this.today());
    this.#passed = problems.length === 0;
    queueMicrotask(() => {
      this.#passed = false;
    });
    return [...problems];
  }
}

const gates = new WeakMap<IConstruct, Gate>();

/** Makes every synthesis of the app pass the gate first. */
export function guard(construct: IConstruct, today: () => string = () => new Date().toISOString().slice(0, 10)): void {
  const { root } = construct.node;
  if (gates.has(root)) return;
  const gate = new Gate(root as App, today);
  gates.set(root, gate);
  root.node.addValidation(gate);
}

/** What constructs say of themselves, besides the gate, with their paths. */
export function validationsOf(app: App): readonly string[] {
  const gate = gates.get(app);
  return app.node.findAll().flatMap((construct) => {
    const said = gate !== undefined && construct === app ? gate.besides(construct) : construct.node.validate();
    return construct === app ? said : said.map((error) => `[${construct.node.path}] ${error}`);
  });
}

/** The words that end a synthesis. */
export function summaryOf(synthesis: {
  readonly cluster: Cluster;
  readonly exempted: Judgement['exempted'];
  readonly warnings: readonly Finding[];
  readonly files: number;
  readonly milliseconds: number;
}): string {
  const { cluster, ...rest } = synthesis;
  return summaryText({ manifests: cluster.manifests, isolation: isolationText(cluster), ...rest });
}
