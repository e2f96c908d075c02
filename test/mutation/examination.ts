import type { KubernetesObject, Manifest } from '../../analysis/manifest';
import { documentsIn, nothing } from '../../analysis/reading/documents';
import { judge } from '../../rules/judge';
import type { Cluster, Finding, Rule, Violation } from '../../rules/rule';
import { ownerOf, type Path, without } from './mutations';
import { type Trace, traced, wasAsked } from './trace';

/** What a rule says of the objects as they are, and what it asked of them to say so. */
interface Testimony {
  readonly rule: Rule;
  readonly trace: Trace;
  readonly said: readonly { readonly index: number; readonly pointer: string; readonly message: string }[];
}

/** Objects that can be judged again and again, each time with some fields of one of them gone. */
export interface Examination {
  readonly objects: readonly KubernetesObject[];
  /** What is found when the fields are gone. Rules that never asked for what has changed are not asked again: they would say the same. */
  findingsWithout(index: number, paths: readonly Path[]): readonly Finding[];
  /** The same, asking every rule. */
  findingsOfAll(index: number, paths: readonly Path[]): readonly Finding[];
}

/** Objects are judged without their places in files, which nothing here is about. */
export function examinationOf(cluster: Cluster, rules: readonly Rule[], today: string): Examination {
  const objects = cluster.manifests.map(({ object }) => object);
  const kept: readonly Manifest[] = cluster.manifests.map(({ object, source }) => ({ object, source }));
  const testimonies = rules.map((rule) => testimonyOf(rule, cluster));

  const changed = (index: number, paths: readonly Path[]) => {
    const text = JSON.stringify(without(objects[index] ?? nothing('').object, paths));
    const { manifests, unreadable } = documentsIn(text, kept[index]?.source ?? '');
    const own = manifests.map(({ object, source }) => ({ object, source }));
    return {
      ...cluster,
      manifests: [...kept.slice(0, index), ...own, ...kept.slice(index + 1)],
      unreadable: [...cluster.unreadable, ...unreadable],
    };
  };
  const findingsOfAll = (index: number, paths: readonly Path[]) => judge(changed(index, paths), { rules, exemptions: [], today }).findings;

  return {
    objects,
    findingsOfAll,
    findingsWithout(index, paths) {
      const object = objects[index];
      const judged = changed(index, paths);
      // What is no longer an object, or another one, is everybody's business.
      if (object === undefined || judged.manifests.length !== kept.length || paths.some((path) => path.length < 2)) {
        return findingsOfAll(index, paths);
      }
      const places = paths.map((path) => [ownerOf(object, path), `${path.at(-1)}`] as const);
      const asked = testimonies.flatMap((testimony) => {
        if (places.some(([owner, key]) => wasAsked(testimony.trace, owner, key))) return onlyAbout(judged, index, testimony);
        // Who said nothing says nothing again. An exemption from such a rule is found whatever is taken away.
        return testimony.said.length === 0 ? [] : repeating(testimony, judged.manifests);
      });
      return judge(judged, { rules: asked, exemptions: [], today }).findings;
    },
  };
}

/** Each rule has stand-ins of its own: what another rule has already asked, and remembers, would not be seen. */
function testimonyOf(rule: Rule, cluster: Cluster): Testimony {
  const trace: Trace = new Map();
  const manifests = cluster.manifests.map(({ object, source }) => ({ object: traced(object, trace), source }));
  const positions = new Map(manifests.map((manifest, index) => [manifest as Manifest, index]));
  const said = [...rule.check({ ...cluster, manifests })].map(({ manifest, pointer, message }) => ({
    index: positions.get(manifest) ?? -1,
    pointer,
    message,
  }));
  return { rule, trace, said };
}

/** Rules that look at every field of every object, at one after the other: what they say of the others stays. */
const ONE_BY_ONE = new Set(['object-schema']);

function onlyAbout(cluster: Cluster, index: number, { rule, said }: Testimony): Rule {
  const manifests = cluster.manifests.slice(index, index + 1);
  return ONE_BY_ONE.has(rule.id) && said.length === 0 ? { ...rule, check: () => rule.check({ ...cluster, manifests }) } : rule;
}

/** A rule that says what it said before. */
function repeating({ rule, said }: Testimony, manifests: readonly Manifest[]): Rule {
  const violations: readonly Violation[] = said.map(({ index, pointer, message }) => ({
    manifest: manifests[index] ?? nothing(''),
    pointer,
    message,
  }));
  return { ...rule, check: () => violations };
}
