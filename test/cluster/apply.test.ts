import { basename, join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { type Changes, countObjects, type Example, example, filesOf } from './example';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS, type Version } from './versions';

const NEWEST = VERSIONS[0];
const CILIUM_CRD = join(__dirname, '..', '..', 'imports', 'crds', 'ciliumnetworkpolicies.yaml');

type Mode = 'client-side' | 'server-side';

/** What is applied to the server of a version, and how: the example for that version and, on the newest one, the committed output. */
const outputsFor = (version: Version): [string, Changes, Mode][] => {
  const target = { kubernetesVersion: version };
  return [
    ...(version === NEWEST
      ? ([
          ['the committed dist', {}, 'client-side'],
          ['the committed dist', {}, 'server-side'],
        ] as [string, Changes, Mode][])
      : ([['the example', target, 'client-side']] as [string, Changes, Mode][])),
    ['the example', target, 'server-side'],
    ['the example for Cilium', { ...target, cni: 'cilium' }, 'server-side'],
  ];
};

/** An object as the API server gives it back. */
interface Live {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly [key: string]: unknown };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: unknown;
}

/**
 * What client-side apply says of the ServiceAccount `default`, which Kubernetes makes in a new namespace before we can. It is kubectl's own word
 * on an annotation that it adds at once; the API server does not warn, and with `--server-side` nobody does.
 */
const ABOUT_DEFAULT =
  /^Warning: resource serviceaccounts\/default is missing the kubectl\.kubernetes\.io\/last-applied-configuration annotation which is required by kubectl apply\. .* The missing annotation will be patched automatically\.\n/gm;

// Kubernetes replaces the selector of a PodDisruptionBudget as a whole, so that kubectl sends it each time and says 'configured' of no change.
const NOTHING_CHANGED = /^\S+ unchanged$|^poddisruptionbudget\.policy\/\S+ configured$/;

const lines = (text: string) => text.split('\n').filter(Boolean);

/** Applies a file or all files at the top of a directory, as strictly as kubectl can; returns what it said of each object. */
function apply(cluster: ControlPlane, path: string, mode: Mode): readonly string[] {
  const { status, stdout, stderr } = cluster.kubectl([
    ...['apply', '-f', path, '--validate=strict', '--warnings-as-errors', `--server-side=${mode === 'server-side'}`],
  ]);
  const said = mode === 'server-side' ? stderr : stderr.replace(ABOUT_DEFAULT, '');
  expect({ status, said }).toEqual({ status: 0, said: '' });
  return lines(stdout);
}

/** Deletes the objects of the files, of which each has one namespace, and waits until the namespaces are gone. */
function remove(cluster: ControlPlane, files: readonly string[]): void {
  // Told to wait, kubectl asks for one object after the other, five a second.
  const { status, stderr } = cluster.kubectl(['delete', ...files.flatMap((file) => ['-f', file]), '--ignore-not-found', '--wait=false']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const namespaces = files.map((file) => `namespace/${basename(file, '.k8s.yaml')}`);
  expect(cluster.kubectl(['wait', '--for=delete', ...namespaces, '--timeout=60s'])).toMatchObject({ status: 0 });
}

/** The objects of the files as the server has them, by name. */
function live(cluster: ControlPlane, dist: string): Map<string, Live> {
  const { items } = JSON.parse(cluster.kubectl(['get', '-f', dist, '-o', 'json']).stdout) as { items: Live[] };
  return new Map(
    items.map((object) => [`${object.apiVersion} ${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, ours(object)]),
  );
}

/** An object without what the server writes to it by itself, and late: the status of a FlowSchema. A change of ours changes its generation. */
function ours(object: Live): Live {
  if (object.kind !== 'FlowSchema') return object;
  const { status, ...rest } = object;
  const { resourceVersion, managedFields, ...metadata } = object.metadata;
  return { ...rest, metadata };
}

/** The same without what the server makes anew each time. */
function lasting(cluster: ControlPlane, dist: string): Map<string, unknown> {
  return new Map(
    [...live(cluster, dist)].map(([name, object]) => {
      const { uid, resourceVersion, creationTimestamp, managedFields, generation, ...metadata } = object.metadata;
      const { clusterIP, clusterIPs, ...spec } = object.spec ?? {};
      return [name, { ...object, metadata, spec }];
    }),
  );
}

// Of the controllers only those that make or end a namespace run: no one else changes an object, so every change is one of ours.
const controllers = ['namespace-controller', 'serviceaccount-controller', 'root-ca-certificate-publisher-controller'];

onEachVersion('the output', { parts: ['controllers'], controllers }, (cluster, version) => {
  beforeAll(() => {
    cluster.kubectl(['apply', '-f', CILIUM_CRD]);
    expect(cluster.kubectl(['wait', '--for=condition=Established', '-f', CILIUM_CRD])).toMatchObject({ status: 0 });
  });

  describe.each(outputsFor(version))('%s', (what, changes, mode) => {
    let output: Example;
    beforeAll(() => {
      output = example(changes);
    });
    afterAll(() => {
      remove(cluster, filesOf(output.dist));
      output.remove();
    });

    test(`is accepted without a warning, applied ${mode}`, () => {
      const said = apply(cluster, output.dist, mode);
      const count = countObjects(filesOf(output.dist));
      expect(said).toHaveLength(count);
      expect(live(cluster, output.dist).size).toBe(count);
      record({ fact: 'objects', version, of: `${what}, applied ${mode}`, count });
    });

    test(`changes nothing when it is applied ${mode} again`, () => {
      const before = live(cluster, output.dist);
      const said = apply(cluster, output.dist, mode);
      if (mode === 'client-side') expect(said.filter((line) => !NOTHING_CHANGED.test(line))).toEqual([]);
      expect(live(cluster, output.dist)).toEqual(before);
    });
  });

  describe('the files of the example, in any order', () => {
    const { dist, remove: removeExample } = example({ kubernetesVersion: version });
    const files = filesOf(dist);
    let expected: Map<string, unknown>;
    beforeAll(() => {
      apply(cluster, dist, 'server-side');
      expected = lasting(cluster, dist);
    });
    afterAll(removeExample);

    test.each(files.map((file): [string, string] => [basename(file), file]))(
      '%s alone is accepted, and the rest after it',
      (name, first) => {
        const order = [first, ...files.filter((file) => file !== first).reverse()];
        remove(cluster, order);
        for (const file of order) apply(cluster, file, 'server-side');
        expect(lasting(cluster, dist)).toEqual(expected);
        record({
          fact: 'holds',
          version,
          area: 'apply',
          sentence: `deleted and applied again with ${name} first, the objects are the same`,
        });
      },
    );
  });
});
