import { at, groupOf, identityOf, type KubernetesObject, listAt, type Manifest, pointerKey } from '../analysis/manifest';
import { LabelIndex, type Labels, labelsOf, type Selector, selectorKey, selectorOf, selectorText, selects } from '../analysis/selectors';
import { type PodTemplate, podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * For every pod whose labels a controller of its namespace selects that did not make it. Services, policies and budgets may select the pods
 * of many; a controller has its own. Jobs are made a selector that nobody else has.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export const selectorExclusive: Rule = {
  id: 'selector-exclusive',
  title: 'controllers select no pods but their own',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'NSA', id: 'network separation' },
    { source: 'MITRE', id: 'T1036.005' },
  ],
  reads: ['spec.selector.**', 'pod.metadata.labels.**', 'metadata.ownerReferences'],
  remediation: 'give the pods a label of their own, such as app.kubernetes.io/instance, and select by it',
  why: 'Controllers that select the same pods count, adopt and delete those of each other, and what opens for the labels of one app is open to the other.',
  attack:
    'A pod with the labels of the payment service may connect to whatever policies open for that one, and gets a share of its requests.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mail
spec:
  selector:
    matchLabels:
      tier: mail
  template:
    metadata:
      labels:
        app: cart
        tier: mail`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mail
spec:
  selector:
    matchLabels:
      app: mail
  template:
    metadata:
      labels:
        app: mail`,
  },

  *check({ manifests }) {
    for (const workers of workersIn(manifests)) {
      const index = new LabelIndex(workers.map((worker) => [worker, worker.labels] as const));
      const told = new Set<Worker>();
      for (const [first, second] of ownersOf(workers)) {
        for (const worker of index.select(first.selector)) {
          const owner = first.identity === worker.identity ? second : first;
          if (owner === undefined || told.has(worker)) continue;
          // Of two that select each other's, the later one is told.
          const isMutual = worker.selector !== undefined && selects(worker.selector, owner.labels);
          if (isMutual && owner.position > worker.position) continue;
          told.add(worker);
          yield { manifest: worker.manifest, pointer: pointerIn(worker, owner.selector), message: messageOf(owner) };
        }
      }
    }
  },
};

/** What runs pods, and how it finds them again. */
interface Worker {
  readonly manifest: Manifest;
  readonly identity: string;
  readonly pod: PodTemplate;
  readonly labels: Labels;
  /** `undefined` for what selects no pods, or none in particular. */
  readonly selector: Selector | undefined;
  readonly position: number;
}

type Owner = Worker & { readonly selector: Selector };

/** What runs pods, by namespace: without templates that nothing runs, and without what some controller has made of another. */
function workersIn(manifests: readonly Manifest[]): Iterable<readonly Worker[]> {
  const namespaces = new Map<string, Worker[]>();
  for (const [position, { manifest, pod }] of podsIn(manifests).entries()) {
    const { object } = manifest;
    if (object.kind === 'PodTemplate' || listAt(object, 'metadata', 'ownerReferences').length > 0) continue;
    const labels = labelsOf(pod.metadata.labels);
    const worker = { manifest, identity: identityOf(object), pod, labels, selector: selectorIn(object, pod), position };
    const { namespace = '' } = object.metadata;
    const list = namespaces.get(namespace);
    if (list === undefined) namespaces.set(namespace, [worker]);
    else list.push(worker);
  }
  return namespaces.values();
}

/** The first two of those that ask the same. */
function ownersOf(workers: readonly Worker[]): Iterable<readonly [first: Owner, second?: Owner]> {
  const owners = new Map<string, readonly [Owner, Owner?]>();
  for (const worker of workers) {
    if (!isOwner(worker)) continue;
    const key = selectorKey(worker.selector);
    const [first, second] = owners.get(key) ?? [];
    if (first === undefined) owners.set(key, [worker]);
    else if (second === undefined && first.identity !== worker.identity) owners.set(key, [first, worker]);
  }
  return owners.values();
}

function isOwner(worker: Worker): worker is Owner {
  return worker.selector !== undefined;
}

/** Of a Job it is made up by the API server; the oldest kinds take the labels of the template where they have none. */
function selectorIn(object: KubernetesObject, { metadata }: PodTemplate): Selector | undefined {
  if (!/^(DaemonSet|Deployment|ReplicaSet|ReplicationController|StatefulSet)$/.test(object.kind)) return undefined;
  const written = at(object, 'spec', 'selector') ?? undefined;
  const isOld = groupOf(object) !== 'apps';
  if (written === undefined && !isOld) return undefined;
  const isMap = object.kind === 'ReplicationController';
  const selector = selectorOf(written === undefined ? { matchLabels: metadata.labels } : isMap ? { matchLabels: written } : written);
  return selector.isValid && selector.requirements.length > 0 ? selector : undefined;
}

/** The label that is asked for, or all where it is one that is not there. */
function pointerIn({ pod, labels }: Worker, { requirements }: Selector): string {
  const asked = requirements.find(({ key, operator }) => labels.has(key) && (operator === 'In' || operator === 'Exists'));
  return `${pod.pointer.replace(/spec$/, 'metadata/labels')}${asked === undefined ? '' : `/${pointerKey(asked.key)}`}`;
}

function messageOf({ manifest, selector }: Owner): string {
  const { kind, metadata } = manifest.object;
  return `${kind} '${metadata.name ?? ''}' selects the pods by '${selectorText(selector)}', expected labels that only their own controller selects`;
}
