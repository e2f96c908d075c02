import type { KubernetesObject } from '../../analysis/manifest';
import { mayLand } from '../../analysis/placement/landing';
import { placementOf } from '../../analysis/placement/placement';
import { PLAIN_FACTS } from '../oracles/placement-rows';
import { eventually, read } from './attacks-asking';
import { nodeObject } from './nodes';
import { OTHERWISE } from './otherwise';
import { isRefused, NODES, OF_KUBELETS, objectOf, pinnedName, pinnedTo, type Row, rows } from './placement-rows';
import { record } from './record';
import { onEachVersion } from './suite';

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly reason?: string }[] };
}
interface DaemonSet {
  readonly metadata: { readonly name: string };
  readonly status: Readonly<Record<string, number | undefined>>;
}

const CONTROLLERS = [
  ...['serviceaccount-controller', 'serviceaccount-token-controller', 'root-ca-certificate-publisher-controller'],
  ...['daemonset-controller', 'taint-eviction-controller'],
];
const ALL = rows();
const NAMES = NODES.map(({ name }) => name);

onEachVersion(
  'placement',
  { ...OTHERWISE.placement.options, parts: ['controllers', 'scheduler'], controllers: CONTROLLERS },
  (cluster, version) => {
    const minor = Number(version.split('.')[1]);
    const holds = (sentence: string) => record({ fact: 'holds', version, area: 'scheduling', sentence });
    const objects = [...NODES.map(nodeObject), ...ALL.map(objectOf)];
    const { pods: scheduled, groups } = placementOf(
      objects.map((object) => ({ object: object as unknown as KubernetesObject, source: 'table' })),
      { ...PLAIN_FACTS, minor },
    );
    const podOf = new Map(scheduled.map((pod) => [pod.running.manifest.object.metadata.name, pod]));
    const groupOf = new Map(groups.map((group) => [group.nodeName, group]));
    /** What Palisade says of a row and a node. */
    const said = (row: Row, node: string) => {
      const [pod, group] = [podOf.get(row.name), groupOf.get(node)];
      if (pod === undefined || group === undefined) throw new Error(`Palisade does not see ${row.name} or ${node}`);
      return mayLand(pod, group).answer;
    };

    /** The node that a pod ended on, `waits`, or `removed`. */
    const ends = new Map<string, string>();
    /** The nodes that a DaemonSet has a pod on. */
    const ran = new Map<string, readonly string[]>();
    let refused: readonly Row[] = [];
    let accepted: readonly Row[] = [];
    const endOf = (name: string) => ends.get(name) ?? 'removed';
    const ofScheduler = () => accepted.filter(({ kind, pod }) => kind === 'Pod' && pod.nodeName === undefined);
    const allowed = (row: Row) => NAMES.filter((node) => said(row, node) === 'yes');

    beforeAll(async () => {
      const send = (verb: 'create' | 'replace', items: readonly object[]) =>
        cluster.kubectl([verb, '-f', '-', '--validate=false'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
      // The API server adds a taint to a new node, which goes with the second writing.
      expect(send('create', NODES.map(nodeObject))).toMatchObject({ status: 0, stderr: '' });
      expect(send('replace', NODES.map(nodeObject))).toMatchObject({ status: 0, stderr: '' });
      const { stderr } = send('create', ALL.map(objectOf));
      refused = ALL.filter(({ name }) => stderr.includes(`"${name}" is invalid`));
      accepted = ALL.filter((row) => !refused.includes(row));
      const pinned = ofScheduler().flatMap((row) => NAMES.map((node) => pinnedTo(row, node)));
      expect(send('create', pinned)).toMatchObject({ status: 0, stderr: '' });
      const podsNow = () => read<{ items: readonly Pod[] }>(cluster, 'get', 'pods').items;
      const isAtRest = ({ spec, status }: Pod) =>
        spec.nodeName !== undefined || status.conditions?.some(({ reason }) => reason === 'Unschedulable');
      await eventually(
        'all pods to come to rest',
        () => {
          const found = podsNow();
          const count = (name: string) => found.filter(({ metadata }) => metadata.labels['row'] === name).length;
          const sets = read<{ items: readonly DaemonSet[] }>(cluster, 'get', 'daemonsets').items;
          const isDone = ({ metadata: { name }, status }: DaemonSet) =>
            status['observedGeneration'] === 1 && status['desiredNumberScheduled'] === count(name);
          return (found.every(isAtRest) && sets.every(isDone)) || undefined;
        },
        60,
      );
      // What may not stay is removed at once, but not by those who schedule it.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const found = podsNow();
      for (const { metadata, spec } of found) ends.set(metadata.name, spec.nodeName ?? 'waits');
      for (const { name, kind } of accepted) {
        const own = found.filter(({ metadata }) => metadata.labels['row'] === name);
        if (kind === 'DaemonSet') ran.set(name, own.map(({ spec }) => spec.nodeName ?? 'waits').sort());
      }
    }, 180_000);

    test('what the API server refuses is what the list says', () => {
      expect(refused.map(({ what }) => what).sort()).toEqual(
        ALL.filter((row) => isRefused(row, version))
          .map(({ what }) => what)
          .sort(),
      );
      expect(refused.length + accepted.length).toBe(ALL.length);
    });

    test('each pod, pinned to each node, runs there where Palisade says so, and waits where it says no', () => {
      const tally = { yes: 0, no: 0, unknown: 0 };
      const wrong = ofScheduler().flatMap((row) =>
        NAMES.flatMap((node) => {
          const answer = said(row, node);
          tally[answer]++;
          // Only a pod that has run there is removed from there.
          const ended = endOf(pinnedName(row, node));
          const landed = { [node]: 'yes', removed: 'yes', waits: 'no' }[ended] ?? ended;
          return landed === answer ? [] : [{ pod: row.what, node, answer, ended }];
        }),
      );
      expect(wrong).toEqual([]);
      const removed = ofScheduler().flatMap((row) =>
        NAMES.flatMap((node) => (endOf(pinnedName(row, node)) === 'removed' ? [`${row.what}, on ${node}`] : [])),
      );
      expect(removed).toEqual(['tolerationSeconds, of a taint with NoExecute, on worker-2']);
      expect(tally).toEqual({ yes: expect.any(Number), no: expect.any(Number), unknown: 0 });
      expect(Math.min(tally.yes, tally.no)).toBeGreaterThan(200);
      holds(
        `${ofScheduler().length} pods pinned to each of ${NAMES.length} nodes ran on ${tally.yes} and waited on ${tally.no}: where Palisade says ` +
          'that they may land, and nowhere else',
      );
    });

    test('each pod, left to the scheduler, runs on one of the nodes that Palisade says, and waits exactly where there is none', () => {
      const wrong = ofScheduler().flatMap((row) => {
        const [may, ended] = [allowed(row), endOf(row.name)];
        // Removed is what has landed, see above.
        const isRight = may.length === 0 ? ended === 'waits' : may.includes(ended) || (ended === 'removed' && may.includes('worker-2'));
        return isRight ? [] : [{ pod: row.what, may, ended }];
      });
      expect(wrong).toEqual([]);
      expect(ofScheduler().filter((row) => allowed(row).length === 0).length).toBeGreaterThan(5);
      expect(ofScheduler().filter(({ name }) => endOf(name) === 'removed').length).toBeLessThan(2);
      holds(`the same ${ofScheduler().length} pods, left to the scheduler, ran on a node that Palisade says, or waited where it says none`);
    });

    test('each DaemonSet has a pod on exactly the nodes that Palisade says', () => {
      const sets = accepted.filter(({ kind }) => kind === 'DaemonSet');
      expect(sets.map((row) => [row.what, ran.get(row.name)])).toEqual(sets.map((row) => [row.what, [...allowed(row)].sort()]));
      expect(sets.length).toBeGreaterThan(7);
      holds(`${sets.length} DaemonSets had a pod on exactly the nodes that Palisade says`);
    });

    test('each pod that names its node stays there, or is removed, as Palisade says; but for what only a kubelet looks at', () => {
      const named = accepted.filter(({ kind, pod }) => kind === 'Pod' && pod.nodeName !== undefined);
      const wrong = named.flatMap((row) => {
        const [may, ended] = [allowed(row), endOf(row.name)];
        return (may.length === 0 ? ended === 'removed' : String(may) === ended) ? [] : [{ pod: row.what, may, ended }];
      });
      expect(wrong).toEqual(OF_KUBELETS.map((pod) => ({ pod, may: [], ended: 'worker-1' })));
      expect(named.filter(({ name }) => endOf(name) === 'removed').length).toBeGreaterThan(1);
      holds(`${named.length - wrong.length} pods that name their node stayed there, or were removed, as Palisade says`);
    });
  },
);
