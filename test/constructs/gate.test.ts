import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { type ExemptionProps, exempt, Platform, SecureApp, TenantNamespace } from '../../constructs';
import { IMAGE, inDirectory, objectOf, readObjects, refusal, synthesize, TODAY } from './harness';

const TAGGED = 'registry.example.com/shop/cart:1.4.2';
const NO_DIGEST = `[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image '${TAGGED}' of container 'cart' has no digest, expected registry/name:tag@sha256:… (at /spec/template/spec/containers/0/image)\n    fix: append the digest that was reviewed: registry/name:tag@sha256:…`;

describe('a plain App of cdk8s', () => {
  const built = (outdir: string, image: string) => {
    const app = new App({ outdir });
    return { app, cart: new SecureApp(new TenantNamespace(app, 'shop'), 'cart', { image, ports: { http: 8080 } }) };
  };

  test('writes what a Platform without props writes', () => {
    inDirectory((outdir) => {
      built(outdir, IMAGE).app.synth();
      const objects = synthesize((platform) => {
        new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: IMAGE, ports: { http: 8080 } });
      });
      expect(readObjects(outdir)).toEqual(objects);
    });
  });

  test('is refused with the findings, and writes nothing', () => {
    inDirectory((outdir) => {
      const { app } = built(outdir, TAGGED);
      expect(() => app.synth()).toThrow(NO_DIGEST);
      expect(readdirSync(outdir)).toEqual([]);
    });
  });

  test('is refused for each finding once, however many charts there are', () => {
    inDirectory((outdir) => {
      const { app } = built(outdir, TAGGED);
      for (const name of ['a', 'b', 'c']) new TenantNamespace(app, name);
      let message = '';
      try {
        app.synth();
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message.split('has no digest')).toHaveLength(2);
    });
  });

  test('is refused for a reference to nothing', () => {
    inDirectory((outdir) => {
      const app = new App({ outdir });
      new SecureApp(new TenantNamespace(app, 'shop'), 'cart', { image: IMAGE, secrets: { '/tls': { secret: 'tls' } } });
      expect(() => app.synth()).toThrow("the Secret 'tls' is neither in the output nor declared as existing");
    });
  });

  test('honours exemptions, which end by the day of the synthesis', () => {
    const exemption = (expires: string): ExemptionProps => ({ rule: 'image-digest', reason: 'soon', owner: 'shop', expires });
    inDirectory((outdir) => {
      const { app, cart } = built(outdir, TAGGED);
      exempt(cart, exemption('9999-12-31'));
      app.synth();
      expect(objectOf(readObjects(outdir), 'Deployment', 'cart').metadata.annotations).toEqual({
        'palisade.dev/exempt.image-digest': 'until 9999-12-31, shop: soon',
      });
    });
    inDirectory((outdir) => {
      const { app, cart } = built(outdir, TAGGED);
      exempt(cart, exemption('2020-01-01'));
      expect(() => app.synth()).toThrow("the exemption from 'image-digest' expired on 2020-01-01");
    });
  });

  test('is judged anew when it changes after a synthesis', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'palisade-'));
    try {
      const { app, cart } = built(outdir, IMAGE);
      app.synth();
      // A verdict holds for one turn.
      await Promise.resolve();
      new SecureApp(cart.tenant, 'other', { image: TAGGED });
      expect(() => app.synth()).toThrow('has no digest');
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });
});

const object = (chart: Chart, id: string, kind: string, metadata: object, more: object = {}) =>
  new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata, ...more });
const judged = (define: (chart: Chart, platform: Platform) => void) =>
  refusal((platform) => define(new Chart(platform, 'extra', { disableResourceNameHashes: true }), platform));

const NAMES = 'use lower-case letters, digits and hyphens, starting and ending with a letter or digit, and set metadata.namespace';
const LABELS = "use at most 63 letters, digits, '-', '_' and '.', starting and ending with a letter or digit";
const WRITE = 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it';

test.each<[string, (chart: Chart) => void, readonly string[]]>([
  [
    'two objects that are one',
    (chart) => {
      for (const id of ['a', 'b']) object(chart, id, 'ConfigMap', { name: 'same', namespace: 'default' });
    },
    [
      '[extra/b] object-identity: ConfigMap default/same: the same object is already written by extra/a, expected one ConfigMap default/same (at /metadata/name)\n    fix: rename one of the two, or put them into different namespaces',
    ],
  ],
  [
    'a name that the API server would refuse',
    (chart) => object(chart, 'a', 'ConfigMap', { name: 'My_Config', namespace: 'default' }),
    [
      `[extra/a] object-name: ConfigMap default/My_Config: the name 'My_Config' has 9 characters, expected a DNS subdomain of at most 253 characters (at /metadata/name)\n    fix: ${NAMES}`,
    ],
  ],
  [
    'a label that the API server would refuse',
    (chart) => object(chart, 'a', 'ConfigMap', { name: 'a', namespace: 'default', labels: { team: 'shop & co' } }),
    [
      `[extra/a] object-labels: ConfigMap default/a: the label 'team' has the value 'shop & co', expected at most 63 letters, digits, '-', '_' and '.' (at /metadata/labels/team)\n    fix: ${LABELS}`,
    ],
  ],
  [
    'a namespace that nobody writes',
    (chart) => object(chart, 'a', 'ConfigMap', { name: 'a', namespace: 'nowhere' }),
    [
      `[extra/a] reference-exists: ConfigMap nowhere/a: the Namespace 'nowhere' is neither in the output nor declared as existing (at /metadata/namespace)\n    fix: ${WRITE}`,
    ],
  ],
  [
    'no namespace',
    (chart) => object(chart, 'a', 'ConfigMap', { name: 'a' }),
    [
      `[extra/a] object-name: ConfigMap a: the namespace is unset: the object would land wherever kubectl points (at /metadata/namespace)\n    fix: ${NAMES}`,
    ],
  ],
  [
    'a Service that selects nobody',
    (chart) =>
      object(chart, 'a', 'Service', { name: 'a', namespace: 'default' }, { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } }),
    [
      '[extra/a] port-exists: Service default/a: no pod of the namespace has the labels app=a (at /spec/selector)\n    fix: declare the port on the container, or mend the name or number that refers to it',
    ],
  ],
])('the gate refuses %s', (_, define, problems) => {
  expect(judged(define)).toEqual(problems);
});

test("the gate knows the namespaces of every cluster, and the tenants'", () => {
  const objects = synthesize((platform) => {
    new TenantNamespace(platform, 'shop');
    const chart = new Chart(platform, 'extra', { disableResourceNameHashes: true });
    for (const namespace of ['default', 'kube-system', 'shop']) object(chart, namespace, 'ConfigMap', { name: 'a', namespace });
  });
  expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(3);
});

test('the gate names all that is wrong in all charts at once', () => {
  const problems = judged((chart, platform) => {
    object(chart, 'a', 'ConfigMap', { name: 'a', namespace: 'nowhere' });
    new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: TAGGED });
    exempt(platform, { rule: 'image-registry', reason: 'none', owner: 'me', expires: '2028-01-01' });
  });
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
    "[] exemption-valid: the exemption from 'image-registry' covers no finding, remove it",
    "[extra/a] reference-exists: ConfigMap nowhere/a: the Namespace 'nowhere' is neither in the output nor declared as existing (at /metadata/namespace)",
    NO_DIGEST.split('\n')[0],
  ]);
});

test('what was there before is as it was when the gate refuses', () => {
  inDirectory((outdir) => {
    const old = { 'shop.k8s.yaml': 'old\n', 'notes.txt': 'kept\n' };
    for (const [file, text] of Object.entries(old)) writeFileSync(join(outdir, file), text);
    mkdirSync(join(outdir, 'nodes'));
    const platform = new Platform({ outdir, today: TODAY });
    new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: TAGGED });
    expect(() => platform.synth()).toThrow(NO_DIGEST);
    expect(readdirSync(outdir).sort()).toEqual(['nodes', 'notes.txt', 'shop.k8s.yaml']);
    for (const [file, text] of Object.entries(old)) expect(readFileSync(join(outdir, file), 'utf8')).toBe(text);
  });
});

test('two runs write the same bytes', () => {
  const run = () =>
    inDirectory((outdir) => {
      const platform = new Platform({ outdir, today: TODAY });
      for (const name of ['shop', 'bank'])
        new SecureApp(new TenantNamespace(platform, name), 'cart', { image: IMAGE, ports: { http: 8080 } });
      platform.synth();
      return readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]);
    });
  expect(run()).toEqual(run());
});

test('a file per tenant is written, and a Kustomization that lists them', () => {
  inDirectory((outdir) => {
    const platform = new Platform({ outdir, today: TODAY });
    for (const name of ['shop', 'bank']) new TenantNamespace(platform, name);
    platform.synth();
    expect(readdirSync(outdir).sort()).toEqual(['Kustomization', 'bank.k8s.yaml', 'shop.k8s.yaml']);
    expect(readFileSync(join(outdir, 'Kustomization'), 'utf8')).toBe(
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - bank.k8s.yaml\n  - shop.k8s.yaml\n',
    );
    expect(statSync(join(outdir, 'shop.k8s.yaml')).mode & 0o111).toBe(0);
  });
});
