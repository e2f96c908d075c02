import { applyExample, create, eventually, read, refusal, send } from './attacks-asking';
import { KEPT_BY_KUBELET, namedByProof, namedFor } from './attacks-named';
import { ADMINISTRATOR, BOOKINFO_OWNER, REPLICASET_CONTROLLER } from './attacks-people';
import { bare, deployment } from './attacks-pods';
import { post } from './attacks-requests';
import { OTHERWISE } from './otherwise';
import { CHURN, type End, ROGUES } from './pools-rogues';
import { script } from './pools-script';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string; readonly nodeSelector?: Readonly<Record<string, string>> };
  readonly status: { readonly phase: string; readonly conditions?: readonly { readonly reason?: string; readonly message?: string }[] };
}

const NAMESPACE = 'bookinfo';
const NODES = ['boutique-1', 'bookinfo-1', 'shared-1', 'free-1'];

describe.each([
  ['without', OTHERWISE['pools, without the plugins'].options],
  ['with', {}],
])('%s the admission plugins PodNodeSelector and PodTolerationRestriction', (plugins, options) => {
  onEachVersion('pods and pools', { versions: [VERSIONS[0]], nodes: NODES, ...options }, (cluster, version) => {
    const podsOf = (namespace: string) => read<{ items: readonly Pod[] }>(cluster, 'get', 'pods', '-n', namespace).items;
    /** How often the controller manager has removed such pods from a node whose taint NoExecute they do not tolerate. */
    const evictions = (namespace: string, name: string) =>
      read<{ items: readonly { involvedObject: { name: string } }[] }>(
        cluster,
        ...['get', 'events', '-n', namespace, '--field-selector', 'reason=TaintManagerEviction'],
      ).items.filter(({ involvedObject }) => involvedObject.name.startsWith(name)).length;
    const holds = (sentence: string) =>
      record({ fact: 'holds', version, area: 'nodes', sentence: `${sentence}, ${plugins} the admission plugins` });

    beforeAll(() => {
      const pools = { 'online-boutique': 'boutique-1', bookinfo: 'bookinfo-1', general: 'shared-1' };
      for (const [pool, node] of Object.entries(pools)) expect(script(cluster, pool, ['assign', node])).toMatchObject({ status: 0 });
      applyExample(cluster);
    });

    test.each([
      ['online-boutique', 'boutique-1', 32],
      ['bookinfo', 'bookinfo-1', 18],
      ['ops', 'shared-1', 5],
    ])("all pods of the example's %s run on %s", async (namespace, node, count) => {
      await eventually(`the pods of ${namespace}`, () => {
        const pods = podsOf(namespace);
        return (pods.length === count && pods.every(({ status }) => status.phase === 'Running')) || undefined;
      });
      expect([...new Set(podsOf(namespace).map(({ spec }) => spec.nodeName))]).toEqual([node]);
      holds(`all pods of ${namespace} run on the nodes of its pool`);
    });

    describe('a pod of bookinfo that asks', () => {
      const refusals = new Map<string, string>();
      const found = new Map<string, Pod>();
      const rogues = ROGUES.map((row, index) => [...row, `rogue-${index}`] as const);
      const atRest = ({ status }: Pod) => status.phase === 'Running' || status.conditions?.some(({ reason }) => reason === 'Unschedulable');

      beforeAll(async () => {
        for (const [, pod, , , , name] of rogues) {
          const answer = send(cluster, REPLICASET_CONTROLLER, post(`/api/v1/namespaces/${NAMESPACE}/pods`, bare(name, { pod }, NAMESPACE)));
          if (answer.status !== 0) refusals.set(name, refusal(answer).replace(name, 'NAME'));
        }
        await eventually('all pods to come to rest', () => podsOf(NAMESPACE).every(atRest) || undefined);
        // A fake node runs a pod at once, and before the controller manager has looked at it.
        await new Promise((resolve) => setTimeout(resolve, 3000));
        for (const pod of podsOf(NAMESPACE)) found.set(pod.metadata.name, pod);
      });

      const endOf = (name: string): End => {
        const message = refusals.get(name);
        const pod = found.get(name);
        if (message !== undefined)
          return { refused: message.includes('toleration') ? 'PodTolerationRestriction' : 'PodNodeSelector', message };
        if (pod === undefined) return { removed: true };
        if (pod.spec.nodeName !== undefined) return { runs: [pod.spec.nodeName] };
        return { waits: pod.status.conditions?.find(({ reason }) => reason === 'Unschedulable')?.message ?? '' };
      };

      test.each(rogues)('%s', (asks, pod, without, with_, flaggedBy, name) => {
        const expected = plugins === 'with' ? with_ : without;
        const attempt = `bookinfo's pod that asks ${asks}`;
        const end = endOf(name);
        if ('runs' in expected) {
          expect(expected.runs).toContain('runs' in end && end.runs[0]);
          if (expected.runs.includes('bookinfo-1')) return;
          const fix =
            plugins === 'with'
              ? 'the kubelet: its admission wants the node selector that PodNodeSelector has added; a fake node has no kubelet'
              : 'the admission plugins PodNodeSelector and PodTolerationRestriction, which read what Palisade writes on the namespace';
          const named = plugins === 'with' ? KEPT_BY_KUBELET : namedFor(asks);
          const namedBy = namedByProof(named, {
            ...{ tenant: NAMESPACE, objects: [bare(name, { pod }, NAMESPACE)], plugins: plugins === 'with' ? 'on' : 'off' },
          });
          record({ fact: 'gap', version, attempt: `${attempt}, ${plugins} the admission plugins`, fix, flaggedBy, namedBy });
        } else if ('waits' in expected) {
          expect(end).toEqual({ waits: expect.stringContaining(expected.waits) });
          record({ fact: 'refused', version, attempt, layer: 'scheduler', message: expected.waits });
        } else if ('removed' in expected) {
          expect(end).toEqual(expected);
          expect(evictions(NAMESPACE, name)).toBe(1);
          const message = `Marking for deletion Pod ${NAMESPACE}/NAME`;
          record({ fact: 'refused', version, attempt, layer: 'NoExecute (controller manager; a kubelet, too)', message });
        } else {
          expect(end).toEqual(expected);
          record({ fact: 'refused', version, attempt, layer: expected.refused, message: expected.message });
        }
      });

      if (plugins === 'with') {
        test('by name for a node that others share has a selector by which its kubelet would refuse it', () => {
          const pods = [...found.values()].filter(({ spec }) => spec.nodeName === 'shared-1');
          expect(pods.map(({ spec }) => spec.nodeSelector)).toEqual([{ 'node-restriction.kubernetes.io/pool': 'bookinfo' }]);
        });
      }
    });

    test('a Deployment that names a node of another tenant makes pods for as long as they are removed: a gap', async () => {
      create(cluster, BOOKINFO_OWNER, deployment('churn', { pod: CHURN.pod }, { namespace: NAMESPACE }));
      await eventually('the fifth pod to be removed', () => evictions(NAMESPACE, 'churn') >= 5 || undefined);
      expect(cluster.kubectl(['delete', 'deployment', 'churn', '-n', NAMESPACE])).toMatchObject({ status: 0 });
      const { pod, ...gap } = CHURN;
      const sent = deployment('churn', { pod }, { namespace: NAMESPACE });
      const namedBy = namedByProof(namedFor(gap.attempt), { tenant: NAMESPACE, objects: [sent] });
      record({ fact: 'gap', version, ...gap, namedBy });
    });

    test('assigning a node removes what runs there and does not belong', async () => {
      const pod = bare('settled', { pod: { nodeSelector: { 'kubernetes.io/hostname': 'free-1' } } }, 'default');
      create(cluster, ADMINISTRATOR, pod);
      await eventually('the pod to run', () => podsOf('default').find(({ status }) => status.phase === 'Running'));
      expect(script(cluster, 'online-boutique', ['assign', 'free-1'])).toMatchObject({ status: 0 });
      await eventually('the pod to be removed', () => podsOf('default').length === 0 || undefined);
      expect(evictions('default', 'settled')).toBe(1);
      holds('assigning a node removes the pods there that do not tolerate its taint');
    });
  });
});
