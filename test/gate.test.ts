import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { exempt, existing, PalisadeError, Platform, SecureApp, TenantNamespace } from '../constructs';

const IMAGE = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'palisade-gate-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** A platform with one tenant and one app, which the gate lets through. */
function sound(): { readonly platform: Platform; readonly shop: TenantNamespace; readonly cart: SecureApp } {
  const platform = new Platform({ outdir, today: '2027-01-01' });
  const shop = new TenantNamespace(platform, 'shop');
  const cart = new SecureApp(shop, 'cart', { image: IMAGE, ports: { http: 8080 } });
  return { platform, shop, cart };
}

function raw(scope: Construct, id: string, kind: string, fields: object = {}, apiVersion = 'v1'): ApiObject {
  return new ApiObject(scope, id, { apiVersion, kind, ...fields });
}

/** Each line of the refusal, without the remedies that follow them. */
function refusal(app: App): string[] {
  try {
    app.synth();
  } catch (error) {
    expect(error).toBeInstanceOf(PalisadeError);
    return (error as Error).message.split('\n').filter((line) => !line.startsWith('    fix: '));
  }
  throw new Error('expected a refusal, but everything was written');
}

/** Every file with its bytes and mode. */
function written(directory = outdir): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
  return Object.fromEntries(
    files
      .sort()
      .map((path) => [path, `${statSync(join(directory, path)).mode.toString(8)} ${readFileSync(join(directory, path), 'utf8')}`]),
  );
}

/** Held to the restricted standard, so that a row is refused for what it says and nothing else. */
const container = {
  name: 'main',
  image: IMAGE,
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const podWith = (spec: object) => ({ metadata: { name: 'job' }, spec: { containers: [container], ...spec } });

test('what is sound is written', () => {
  sound().platform.synth();
  expect(Object.keys(written())).toEqual(['Kustomization', 'shop.k8s.yaml']);
});

/** A Service that the API server takes. */
const CALLS_CART = { selector: { 'app.kubernetes.io/instance': 'cart' }, ports: [{ port: 80, targetPort: 'http' }] };

describe('a raw object of cdk8s is refused, with its construct path, for', () => {
  test.each<[string, string, object, string]>([
    [
      'a name in upper case',
      'ConfigMap',
      { metadata: { name: 'Settings' } },
      `object-name: ConfigMap shop/Settings: the name 'Settings' has 8 characters, expected a DNS subdomain of at most 253 characters (at /metadata/name)`,
    ],
    [
      'a name that is too long',
      'Service',
      { metadata: { name: 'a'.repeat(64) }, spec: CALLS_CART },
      `object-name: Service shop/${'a'.repeat(64)}: the name '${'a'.repeat(64)}' has 64 characters, expected a DNS label of at most 63 characters that starts with a letter (at /metadata/name)`,
    ],
    [
      'a label value',
      'ConfigMap',
      { metadata: { name: 'settings', labels: { team: 'the cart team' } } },
      `object-labels: ConfigMap shop/settings: the label 'team' has the value 'the cart team', expected at most 63 letters, digits, '-', '_' and '.' (at /metadata/labels/team)`,
    ],
    [
      'a label key',
      'ConfigMap',
      { metadata: { name: 'settings', labels: { 'my team': 'cart' } } },
      `object-labels: ConfigMap shop/settings: 'my team' is not a label key (at /metadata/labels/my team)`,
    ],
    [
      'a duplicate',
      'Service',
      { metadata: { name: 'cart' }, spec: CALLS_CART },
      `object-identity: Service shop/cart: the same object is already written by shop/cart/service, expected one Service shop/cart (at /metadata/name)`,
    ],
    [
      'a missing ServiceAccount',
      'Pod',
      podWith({ serviceAccountName: 'ghost' }),
      `reference-exists: Pod shop/job: the ServiceAccount 'ghost' is neither in the output nor declared as existing (at /spec/serviceAccountName)`,
    ],
    [
      'a missing ConfigMap',
      'Pod',
      podWith({ volumes: [{ name: 'x', configMap: { name: 'ghost' } }] }),
      `reference-exists: Pod shop/job: the ConfigMap 'ghost' is neither in the output nor declared as existing (at /spec/volumes/0/configMap)`,
    ],
    [
      'a missing volume',
      'Pod',
      podWith({ containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }),
      `volume-exists: Pod shop/job: container 'main' mounts the volume 'data', which the pod does not have (at /spec/containers/0/volumeMounts/0/name)`,
    ],
    [
      'a missing port',
      'Pod',
      podWith({ containers: [{ ...container, livenessProbe: { tcpSocket: { port: 9 } } }] }),
      `port-exists: Pod shop/job: container 'main' declares no port 9/TCP (at /spec/containers/0/livenessProbe/tcpSocket/port)`,
    ],
    [
      'a Service of nobody',
      'Service',
      { metadata: { name: 'art' }, spec: { selector: { app: 'art' }, ports: [{ port: 80 }] } },
      `port-exists: Service shop/art: no pod of the namespace has the labels app=art (at /spec/selector)`,
    ],
    [
      'a tag alone',
      'Pod',
      podWith({ containers: [{ ...container, image: 'redis:alpine' }] }),
      `image-digest: Pod shop/job: the image 'redis:alpine' of container 'main' has no digest, expected registry/name:tag@sha256:… (at /spec/containers/0/image)`,
    ],
  ])('%s', (_what, kind, fields, problem) => {
    const { platform, shop } = sound();
    raw(shop, 'raw', kind, fields);
    expect(refusal(platform)).toEqual([`[shop/raw] ${problem}`]);
  });

  test('a namespace in upper case, which cannot exist either', () => {
    const { platform, shop } = sound();
    raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'settings', namespace: 'Shop' } });
    expect(refusal(platform)).toEqual([
      `[shop/raw] object-name: ConfigMap Shop/settings: the namespace 'Shop' is not a DNS label of at most 63 characters (at /metadata/namespace)`,
      `[shop/raw] reference-exists: ConfigMap Shop/settings: the Namespace 'Shop' is neither in the output nor declared as existing (at /metadata/namespace)`,
    ]);
  });

  test('a key that its ConfigMap lacks', () => {
    const { platform, shop } = sound();
    raw(shop, 'settings', 'ConfigMap', { metadata: { name: 'settings' }, data: { mode: 'fast' } });
    const env = [{ name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mod' } } }];
    raw(shop, 'job', 'Pod', podWith({ containers: [{ ...container, env }] }));
    expect(refusal(platform)).toEqual([
      `[shop/job] reference-exists: Pod shop/job: the ConfigMap 'settings' has no key 'mod' (at /spec/containers/0/env/0/valueFrom/configMapKeyRef)`,
    ]);
  });

  test('a duplicate in another version of its API and another chart', () => {
    const { platform } = sound();
    for (const version of ['v1', 'v2']) {
      const chart = new Chart(platform, version, { namespace: 'shop' });
      raw(chart, 'scaler', 'HorizontalPodAutoscaler', { metadata: { name: 'cart' } }, `autoscaling/${version}`);
    }
    expect(refusal(platform)).toEqual([
      `[v2/scaler] object-identity: HorizontalPodAutoscaler.autoscaling shop/cart: the same object is already written by v1/scaler, expected one HorizontalPodAutoscaler.autoscaling shop/cart (at /metadata/name)`,
    ]);
  });
});

describe('two objects are two, if they differ in', () => {
  test.each<[string, string, object, string]>([
    ['their kind', 'ConfigMap', { metadata: { name: 'cart' } }, 'v1'],
    ['their namespace', 'ConfigMap', { metadata: { name: 'settings', namespace: 'default' } }, 'v1'],
    ['their group', 'ConfigMap', { metadata: { name: 'settings' } }, 'example.com/v1'],
    ['their name', 'ConfigMap', { metadata: { name: 'settings-2' } }, 'v1'],
  ])('%s', (_what, kind, fields, apiVersion) => {
    const { platform, shop } = sound();
    raw(shop, 'settings', 'ConfigMap', { metadata: { name: 'settings' } });
    raw(shop, 'raw', kind, fields, apiVersion);
    expect(() => platform.synth()).not.toThrow();
  });
});

describe('an object outside may be referred to', () => {
  const mounting = (secret: string) =>
    podWith({ volumes: [{ name: 'x', secret: { secretName: secret, items: [{ key: 'user', path: 'user' }] } }] });

  test.each<[string, (shop: TenantNamespace, platform: Platform) => void]>([
    ['declared in its tenant', (shop) => existing(shop, { kind: 'Secret', name: 'login' })],
    ['declared at a construct of its tenant', (shop) => existing(shop.node.findChild('cart'), { kind: 'Secret', name: 'login' })],
    [
      'declared at the platform, by its namespace',
      (_shop, platform) => existing(platform, { kind: 'Secret', name: 'login', namespace: 'shop' }),
    ],
    ['declared with its keys', (shop) => existing(shop, { kind: 'Secret', name: 'login', keys: ['user'] })],
  ])('%s', (_what, declare) => {
    const { platform, shop } = sound();
    raw(shop, 'job', 'Pod', mounting('login'));
    declare(shop, platform);
    expect(() => platform.synth()).not.toThrow();
  });

  const refused = `[shop/job] reference-exists: Pod shop/job: the Secret 'login' is neither in the output nor declared as existing (at /spec/volumes/0/secret)`;
  test.each<[string, (shop: TenantNamespace, platform: Platform) => void, string]>([
    ['undeclared', () => {}, refused],
    ['declared by another name', (shop) => existing(shop, { kind: 'Secret', name: 'logon' }), refused],
    ['declared as another kind', (shop) => existing(shop, { kind: 'ConfigMap', name: 'login' }), refused],
    ['declared in another namespace', (shop) => existing(shop, { kind: 'Secret', name: 'login', namespace: 'bank' }), refused],
    ['declared outside namespaces', (_shop, platform) => existing(platform, { kind: 'Secret', name: 'login' }), refused],
    [
      'declared with other keys',
      (shop) => existing(shop, { kind: 'Secret', name: 'login', keys: ['password'] }),
      `[shop/job] reference-exists: Pod shop/job: the Secret 'login' has no key 'user' (at /spec/volumes/0/secret)`,
    ],
  ])('but not %s', (_what, declare, problem) => {
    const { platform, shop } = sound();
    raw(shop, 'job', 'Pod', mounting('login'));
    declare(shop, platform);
    expect(refusal(platform)).toEqual([problem]);
  });

  test.each(['PriorityClass', 'RuntimeClass'])('as a %s, which lives outside namespaces', (kind) => {
    const { platform, shop } = sound();
    const group = kind === 'PriorityClass' ? 'scheduling.k8s.io' : 'node.k8s.io';
    raw(shop, 'job', 'Pod', podWith(kind === 'PriorityClass' ? { priorityClassName: 'fast' } : { runtimeClassName: 'fast' }));
    existing(shop, { kind, group, name: 'fast' });
    expect(() => platform.synth()).not.toThrow();
  });
});

test('everything that is wrong is said at once, in the order of the output, each with its path and its remedy', () => {
  const { platform, shop } = sound();
  raw(shop, 'b', 'ConfigMap', { metadata: { name: 'B', labels: { team: 'a b' } } });
  raw(shop, 'a', 'Pod', podWith({ serviceAccountName: 'ghost', containers: [{ ...container, image: 'redis' }] }));
  const group = new Construct(shop, 'group');
  raw(group, 'deep', 'Service', { metadata: { name: 'cart' }, spec: CALLS_CART });
  expect(refusal(platform).map((line) => line.split(':')[0])).toEqual([
    '[shop/b] object-labels',
    '[shop/b] object-name',
    '[shop/a] image-digest',
    '[shop/a] reference-exists',
    '[shop/group/deep] object-identity',
  ]);
  expect(() => platform.synth()).toThrow('    fix: rename one of the two, or put them into different namespaces');
});

describe('constructs have their own say', () => {
  test('next to the gate, each with its path', () => {
    const { platform, shop, cart } = sound();
    raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'Settings' } });
    cart.node.addValidation({ validate: () => ['the cart is full', 'the cart is slow'] });
    shop.node.addValidation({ validate: () => ['the shop is closed'] });
    const [first, ...others] = refusal(platform);
    expect(first).toMatch(/^\[shop\/raw\] object-name: /);
    expect(others).toEqual(['[shop] the shop is closed', '[shop/cart] the cart is full', '[shop/cart] the cart is slow']);
  });

  test('as the platform itself', () => {
    const { platform } = sound();
    platform.node.addValidation({ validate: () => ['not on a Friday'] });
    expect(refusal(platform)).toEqual(['not on a Friday']);
  });

  test('and are believed when they find nothing', () => {
    const { platform, cart } = sound();
    cart.node.addValidation({ validate: () => [] });
    expect(() => platform.synth()).not.toThrow();
  });
});

describe('a refusal leaves everything as it was', () => {
  test.each<[string, (parts: ReturnType<typeof sound>) => void]>([
    ['a rule', ({ shop }) => raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'Settings' } })],
    ['a validation', ({ cart }) => cart.node.addValidation({ validate: () => ['no'] })],
    ['an exemption', ({ shop }) => exempt(shop, { rule: 'image-digest', reason: 'x', owner: 'x', expires: '2030-01-01' })],
  ])('when it comes from %s', (_what, spoil) => {
    sound().platform.synth();
    const before = written();
    const parts = sound();
    new SecureApp(parts.shop, 'redis', { image: IMAGE, ports: { redis: 6379 } });
    new TenantNamespace(parts.platform, 'bank');
    spoil(parts);
    refusal(parts.platform);
    expect(written()).toEqual(before);
  });

  test('an empty directory too', () => {
    const { platform, shop } = sound();
    raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'Settings' } });
    refusal(platform);
    expect(readdirSync(outdir)).toEqual([]);
  });
});

test('two runs have the same bytes, and so have two syntheses of one run', () => {
  const { platform } = sound();
  platform.synth();
  const first = written();
  platform.synth();
  expect(written()).toEqual(first);
  rmSync(outdir, { recursive: true });
  sound().platform.synth();
  expect(written()).toEqual(first);
});

test('each object is rendered once', () => {
  const { platform, shop } = sound();
  const object = raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'settings' } });
  const render = jest.spyOn(object, 'toJson');
  platform.synth();
  expect(render).toHaveBeenCalledTimes(1);
});

describe('objects of a chart are written', () => {
  const kinds = (names: readonly string[]) =>
    [...readFileSync(join(outdir, 'more.k8s.yaml'), 'utf8').matchAll(/^ {2}name: (.*)$/gm)]
      .map(([, name]) => name ?? '')
      .filter((name) => names.includes(name));
  const three = (connect: (a: ApiObject, b: ApiObject, c: ApiObject, chart: Chart) => void) => {
    const { platform } = sound();
    const chart = new Chart(platform, 'more', { namespace: 'shop' });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => raw(chart, name, 'ConfigMap', { metadata: { name } })) as [
      ApiObject,
      ApiObject,
      ApiObject,
    ];
    connect(a, b, c, chart);
    platform.synth();
    return kinds(['a', 'b', 'c', 'd', 'e']);
  };

  test.each<[string, (a: ApiObject, b: ApiObject, c: ApiObject, chart: Chart) => void, string[]]>([
    ['in the order of their creation', () => {}, ['a', 'b', 'c']],
    ['after what they depend on', (a, _b, c) => a.addDependency(c), ['c', 'a', 'b']],
    [
      'after what that depends on',
      (a, b, c) => {
        a.addDependency(b);
        b.addDependency(c);
      },
      ['c', 'b', 'a'],
    ],
    [
      'after everything below a construct that they depend on',
      (a, _b, _c, chart) => {
        const group = new Construct(chart, 'group');
        for (const name of ['d', 'e']) raw(group, name, 'ConfigMap', { metadata: { name } });
        a.node.addDependency(group);
      },
      ['d', 'e', 'a', 'b', 'c'],
    ],
    [
      'after what a construct above them depends on',
      (_a, _b, _c, chart) => {
        const group = new Construct(chart, 'group');
        raw(group, 'd', 'ConfigMap', { metadata: { name: 'd' } });
        group.node.addDependency(raw(chart, 'e', 'ConfigMap', { metadata: { name: 'e' } }));
      },
      ['a', 'b', 'c', 'e', 'd'],
    ],
  ])('%s', (_what, connect, expected) => {
    expect(three(connect)).toEqual(expected);
  });
});

describe('charts', () => {
  test('that would be one file are refused', () => {
    const { platform } = sound();
    const outer = new Chart(platform, 'team', { namespace: 'shop' });
    raw(new Chart(outer, 'a', { namespace: 'shop' }), 'x', 'ConfigMap', { metadata: { name: 'x' } });
    raw(new Chart(platform, 'team-a', { namespace: 'shop' }), 'y', 'ConfigMap', { metadata: { name: 'y' } });
    expect(refusal(platform)).toEqual([`[team-a] would be written to team-a.k8s.yaml as 'team/a' is: rename one of the two`]);
  });

  test('that have nothing to write are no file', () => {
    const { platform } = sound();
    new Chart(platform, 'empty');
    platform.synth();
    expect(Object.keys(written())).toEqual(['Kustomization', 'shop.k8s.yaml']);
    expect(written()['Kustomization']).toMatch(/resources:\n {2}- shop\.k8s\.yaml\n$/);
  });

  test('below a plain App of cdk8s pass the same gate', () => {
    const app = new App({ outdir });
    const shop = new TenantNamespace(app, 'shop');
    raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'Settings' } });
    expect(() => app.synth()).toThrow(
      `Validation failed with the following errors:\n  [] [shop/raw] object-name: ConfigMap shop/Settings: the name 'Settings' has 8 characters`,
    );
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('below a plain App of cdk8s are written when nothing is wrong', () => {
    const app = new App({ outdir });
    new TenantNamespace(app, 'shop');
    app.synth();
    expect(Object.keys(written())).toEqual(['shop.k8s.yaml']);
  });
});

describe('an exemption', () => {
  const weak = podWith({ containers: [{ ...container, image: 'redis:alpine' }] });
  const fine = { rule: 'image-digest', reason: 'not recorded yet', owner: 'team@example.com', expires: '2027-01-01' };

  test('lets a finding through until its last day, and is written into the object', () => {
    const { platform, shop } = sound();
    raw(shop, 'job', 'Pod', weak);
    exempt(shop, { ...fine, ticket: 'OPS-1' });
    platform.synth();
    expect(written()['shop.k8s.yaml']).toContain(
      `metadata:\n  annotations:\n    palisade.dev/exempt.image-digest: 'until 2027-01-01, team@example.com: not recorded yet (OPS-1)'\n  name: job\n`,
    );
  });

  test.each<[string, object, string]>([
    [
      'past its date',
      { expires: '2026-12-31' },
      `the exemption from 'image-digest' expired on 2026-12-31: clear the finding, or renew it with a reason`,
    ],
    ['without a reason', { reason: '' }, `the exemption from 'image-digest' gives no reason, expected why the finding is acceptable`],
    ['without an owner', { owner: '' }, `the exemption from 'image-digest' has no owner, expected who answers for it`],
  ])('%s is refused, and the finding stays', (_what, change, problem) => {
    const { platform, shop } = sound();
    raw(shop, 'job', 'Pod', weak);
    exempt(shop, { ...fine, ...change });
    expect(refusal(platform)).toEqual([`[shop] exemption-valid: ${problem}`, expect.stringMatching(/^\[shop\/job\] image-digest: /)]);
  });

  test('that covers nothing is refused', () => {
    const { platform, cart } = sound();
    exempt(cart, fine);
    expect(refusal(platform)).toEqual([`[shop/cart] exemption-valid: the exemption from 'image-digest' covers no finding, remove it`]);
  });

  test('from what makes an output wrong is refused', () => {
    const { platform, shop } = sound();
    raw(shop, 'raw', 'ConfigMap', { metadata: { name: 'Settings' } });
    exempt(shop, { ...fine, rule: 'object-name' });
    expect(refusal(platform)).toEqual([
      expect.stringMatching(/^\[shop\] exemption-valid: the rule 'object-name' can never be exempted: /),
      expect.stringMatching(/^\[shop\/raw\] object-name: /),
    ]);
  });
});
