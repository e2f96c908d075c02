import { IMAGE, Project, REPOSITORY, traceOf, WRITES } from './project';

const LIBRARY = JSON.stringify(`${REPOSITORY}/constructs`);
const TYPESCRIPT = 'language: typescript\napp: node --import tsx main.ts\n';

let project: Project;
afterEach(() => project.remove());

describe('an app that succeeds', () => {
  test('its output takes the place of the last one as a whole, and is summed up', async () => {
    project = new Project({
      'cdk8s.yaml': TYPESCRIPT,
      'main.ts': `
        import { NodePool, Platform, SecureApp, TenantNamespace } from ${LIBRARY};
        const platform = new Platform({ today: '2027-01-01' });
        const shop = new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
        new SecureApp(shop, 'cart', { image: '${IMAGE}', ports: { http: 8080 } });
        platform.synth();
      `,
      'dist/closed.k8s.yaml': 'stale: true\n',
      'dist/nodes/closed.sh': 'stale\n',
    });
    const { code, out, err } = await project.palisade('synth');
    expect({ code, out }).toEqual({ code: 0, out: 'wrote 3 files to dist/\n' });
    expect(Object.keys(project.files('dist'))).toEqual(['Kustomization', 'nodes/shop.sh', 'shop.k8s.yaml']);
    expect(project.names()).toEqual(['cdk8s.yaml', 'dist', 'main.ts']);
    expect(err).toMatch(
      /^1 tenant, 1 app, \d+ objects in 3 files, \d+\.\d\d s\nopen: 0 calls inside namespaces, 0 across their borders\nisolation: network isolated, permissions isolated, nodes isolated\nexempt: nothing\n$/,
    );
  });

  test('what it says in a pipe has no characters that paint over others', async () => {
    project = new Project({
      'cdk8s.yaml': TYPESCRIPT,
      'main.ts': `import { Platform, TenantNamespace } from ${LIBRARY};
        const platform = new Platform();
        new TenantNamespace(platform, 'shop');
        platform.synth();`,
    });
    const { code, out, err } = await project.palisade('synth');
    expect(code).toBe(0);
    expect(err).toContain('1 tenant, 0 apps');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('a plain cdk8s App with tenants is written too', async () => {
    project = new Project({
      'cdk8s.yaml': TYPESCRIPT,
      'main.ts': `import { App } from 'cdk8s';
        import { SecureApp, TenantNamespace } from ${LIBRARY};
        const app = new App();
        new SecureApp(new TenantNamespace(app, 'shop'), 'cart', { image: '${IMAGE}' });
        app.synth();`,
    });
    expect(await project.palisade('synth')).toEqual({ code: 0, out: 'wrote 1 file to dist/\n', err: '' });
    expect(project.files('dist')['shop.k8s.yaml']).toContain('kind: NetworkPolicy\n');
  });

  test.each([
    ['cdk8s.yaml names the output', 'app: node app.js\noutput: manifests\n', [], 'manifests'],
    ['nothing names it', 'app: node app.js\n', [], 'dist'],
    ['the option goes before cdk8s.yaml', 'app: node app.js\noutput: manifests\n', ['--output', 'other'], 'other'],
    ['the options stand in for cdk8s.yaml', undefined, ['-a', 'node app.js', '-o', 'out'], 'out'],
    ['the app of the option goes before that of cdk8s.yaml', 'app: "false"\n', ['--app', 'node app.js'], 'dist'],
    ['cdk8s.yaml has the line endings of Windows', 'language: typescript\r\napp: node app.js\r\noutput: dist\r\n', [], 'dist'],
    ['the output lies deeper, and its parent is there', 'app: node app.js\noutput: deploy/cluster\n', [], 'deploy/cluster'],
    ['the output ends with a slash', 'app: node app.js\noutput: dist/\n', [], 'dist'],
  ])('%s', async (_, config, args, output) => {
    project = new Project({ 'app.js': WRITES, 'deploy/README': '' });
    if (config !== undefined) project.write({ 'cdk8s.yaml': config });
    expect(await project.palisade('synth', ...args)).toEqual({ code: 0, out: `wrote 1 file to ${output}/\n`, err: '' });
    expect(project.files(output)).toEqual({ 'new.k8s.yaml': 'new: true\n' });
  });

  test('an output whose parent is not there yet is made', async () => {
    project = new Project({ 'app.js': WRITES, 'cdk8s.yaml': 'app: node app.js\noutput: deploy/cluster\n' });
    expect(await project.palisade('synth')).toEqual({ code: 0, out: 'wrote 1 file to deploy/cluster/\n', err: '' });
  });

  test('its own words come through, and the arguments of its command keep their quotes', async () => {
    project = new Project({
      'cdk8s.yaml': `app: node app.js 'two words'\n`,
      'app.js': `${WRITES}console.log('out ' + process.argv[2]); console.error('err ' + process.argv[2]);`,
    });
    expect(await project.palisade('synth')).toEqual({ code: 0, out: 'out two words\nwrote 1 file to dist/\n', err: 'err two words\n' });
  });
});

const BEFORE = { 'dist/shop.k8s.yaml': 'kind: Namespace\n', 'dist/nodes/shop.sh': '#!/bin/sh\n', 'dist/.keep': '' };
const KEPT = { '.keep': '', 'nodes/shop.sh': '#!/bin/sh\n', 'shop.k8s.yaml': 'kind: Namespace\n' };

describe('an app that does not succeed leaves the last output as it was', () => {
  const refusing = (body: string) => `
    import { App } from 'cdk8s';
    import { Platform, SecureApp, TenantNamespace } from ${LIBRARY};
    ${body}
  `;
  const NO_DIGEST = "[shop/cart/deployment] image-digest: Deployment.apps shop/cart: the image 'cart:1' of container 'cart' has no digest";

  test.each([
    [
      'a refused platform',
      refusing(`const platform = new Platform({ today: '2027-01-01' });
        new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: 'cart:1' });
        platform.synth();`),
      NO_DIGEST,
    ],
    [
      'a refused plain App',
      refusing(`const app = new App();
        new SecureApp(new TenantNamespace(app, 'shop'), 'cart', { image: 'cart:1' });
        app.synth();`),
      NO_DIGEST,
    ],
    [
      'a refused prop',
      refusing(`const platform = new Platform({ today: '2027-01-01' });
        new TenantNamespace(platform, 'kube-shop');
        platform.synth();`),
      "[kube-shop] namespace must not be 'default' nor start with 'kube-', which Kubernetes keeps for itself, got 'kube-shop'",
    ],
    [
      'a refusal in a promise that nobody awaits',
      refusing(`Promise.resolve().then(() => new TenantNamespace(new Platform(), 'kube-shop'));`),
      "[kube-shop] namespace must not be 'default' nor start with 'kube-', which Kubernetes keeps for itself, got 'kube-shop'",
    ],
  ])('%s shows its message without a stack trace and ends with 1', async (_, main, message) => {
    project = new Project({ ...BEFORE, 'cdk8s.yaml': TYPESCRIPT, 'main.ts': main });
    const { code, out, err } = await project.palisade('synth');
    expect(err).toContain(message);
    expect(err).toMatch(/\nthe app ended with 1: dist\/ is as it was\n$/);
    expect(traceOf(err)).toEqual([]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(project.files('dist')).toEqual(KEPT);
    expect(project.names()).toEqual(['cdk8s.yaml', 'dist', 'main.ts']);
  });

  test.each([
    ['an error that it throws', `throw new TypeError('boom');`, 'TypeError: boom', 1],
    ['an error in a promise', `Promise.reject(new RangeError('boom'));`, 'RangeError: boom', 1],
  ])('%s keeps its stack trace', async (_, app, message, ending) => {
    project = new Project({ ...BEFORE, 'cdk8s.yaml': 'app: node app.js\n', 'app.js': app });
    const { code, out, err } = await project.palisade('synth');
    expect(err).toContain(message);
    expect(traceOf(err)[0]).toContain('app.js:1');
    expect(err).toMatch(new RegExp(`\nthe app ended with ${ending}: dist/ is as it was\n$`));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(project.files('dist')).toEqual(KEPT);
  });

  test.each([
    ['it ends with a code of its own after it has written', `${WRITES}process.exit(7);`, 'node app.js', '7'],
    ['it is killed after it has written', `${WRITES}process.kill(process.pid, 'SIGKILL');`, 'exec node app.js', 'SIGKILL'],
    ['there is no such command', '', 'no-such-command', '127'],
  ])('%s', async (_, app, command, ending) => {
    project = new Project({ ...BEFORE, 'cdk8s.yaml': `app: ${command}\n`, 'app.js': app });
    const { code, out, err } = await project.palisade('synth');
    expect(err).toMatch(new RegExp(`(^|\n)the app ended with ${ending}: dist/ is as it was\n$`));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(project.files('dist')).toEqual(KEPT);
    expect(project.names()).toEqual(['app.js', 'cdk8s.yaml', 'dist']);
  });

  test.each([
    ['it writes nothing', ''],
    ['it makes the directory and writes nothing into it', `require('fs').mkdirSync(process.env.CDK8S_OUTDIR);`],
    ['it writes somewhere else', `require('fs').writeFileSync('elsewhere.k8s.yaml', '');`],
  ])('%s', async (_, app) => {
    project = new Project({ ...BEFORE, 'cdk8s.yaml': 'app: node app.js\n', 'app.js': app });
    expect(await project.palisade('synth')).toEqual({
      code: 2,
      out: '',
      err: 'the app wrote nothing: it has to call synth(), and to leave the output directory to the command (CDK8S_OUTDIR)\n',
    });
    expect(project.files('dist')).toEqual(KEPT);
    expect(project.names().filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('what cannot be run ends with 2, a message, and the last output as it was', () => {
  const noApp = () => `no app to run: write 'app: node --import tsx main.ts' into cdk8s.yaml here (${project.directory}), or give --app\n`;
  const ownDirectory = (output: string) => () => `output must be a directory of its own, as it is replaced as a whole, got '${output}'\n`;

  test.each([
    ['no cdk8s.yaml', undefined, noApp],
    ['an empty cdk8s.yaml', '', noApp],
    ['a cdk8s.yaml without an app', 'language: typescript\n', noApp],
    ['an app without words', 'app: ""\n', noApp],
    ['an app that is no text', 'app: [node, app.js]\n', noApp],
    ['a cdk8s.yaml that is a list', '- app: node app.js\n', noApp],
    ['a cdk8s.yaml that is no YAML', 'app: [node\n', () => /^cdk8s\.yaml is not YAML: .*\n/],
    ['an output that is no text', 'app: node app.js\noutput: 5\n', () => 'output must be a directory, got 5 in cdk8s.yaml\n'],
    ['the project itself as output', 'app: node app.js\noutput: .\n', ownDirectory('.')],
    ['the project itself by a longer way', 'app: node app.js\noutput: dist/..\n', ownDirectory('dist/..')],
    ['what the project lies in as output', 'app: node app.js\noutput: ..\n', ownDirectory('..')],
    ['the root of the disk as output', 'app: node app.js\noutput: /\n', ownDirectory('/')],
  ])('%s', async (_, config, message) => {
    project = new Project({ ...BEFORE, 'app.js': WRITES });
    if (config !== undefined) project.write({ 'cdk8s.yaml': config });
    const before = project.files('.');
    const { code, out, err } = await project.palisade('synth');
    const expected = message();
    expect(err).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
    expect(traceOf(err)).toEqual([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(project.files('.')).toEqual(before);
  });
});

test("a file in the place of the output is somebody's work, and is not replaced by a directory", async () => {
  project = new Project({ 'cdk8s.yaml': 'app: node app.js\n', 'app.js': WRITES, dist: 'mine\n' });
  const { code, err } = await project.palisade('synth');
  expect(err).toBe("output must be a directory, got the file 'dist'\n");
  expect(code).toBe(2);
  expect(project.files('.')['dist']).toBe('mine\n');
  expect(project.names()).toEqual(['app.js', 'cdk8s.yaml', 'dist']);
});
