import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Platform, SecureApp, TenantNamespace } from '../../constructs';

const run = promisify(execFile);
const REPOSITORY = resolve(__dirname, '../..');
const IMAGE = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

// A folder outside the repository: nothing is found that was not installed.
const home = realpathSync(mkdtempSync(join(tmpdir(), 'palisade-pack-')));
const modules = join(home, 'node_modules');
const installed = join(modules, 'palisade');
let tarred: readonly string[];
let manifest: {
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

// Packs as for a release, and does what npm does with the tarball, offline: unpacks it, and puts beside it what its package.json asks
// for and no more, so that a dependency that was not declared is missed.
beforeAll(async () => {
  await run('npm', ['pack', '--pack-destination', home], { cwd: REPOSITORY });
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(home, tarball), '-C', installed, '--strip-components=1']);
  const { stdout } = await run('tar', ['-tzf', join(home, tarball)]);
  tarred = stdout
    .trim()
    .split('\n')
    .map((path) => path.replace('package/', ''))
    .sort();
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name));
  }
  mkdirSync(join(modules, '.bin'));
  for (const [name, path] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, path), 0o755);
    symlinkSync(join(installed, path), join(modules, '.bin', name));
  }
}, 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

/** What a program writes below `outdir`, by path. */
async function synthesized(outdir: string, command: string, ...args: string[]): Promise<Readonly<Record<string, string>>> {
  await run(command, args, { cwd: home, env: { ...process.env, CDK8S_OUTDIR: join(home, outdir) } });
  return textsOf(join(home, outdir));
}

function textsOf(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]));
}

const BODY = `
const platform = new Platform({ today: '2027-01-01' });
const shop = new TenantNamespace(platform, 'shop');
new SecureApp(shop, 'cart', { image: '${IMAGE}', ports: { http: 8080 } });
platform.synth();
`;
const IMPORT = `import { Platform, SecureApp, TenantNamespace } from 'palisade';`;
const REQUIRE = `const { Platform, SecureApp, TenantNamespace } = require('palisade');`;

/** What the sources write for it. */
function fromSources(): Readonly<Record<string, string>> {
  const outdir = join(home, 'sources');
  const platform = new Platform({ today: '2027-01-01', outdir });
  const shop = new TenantNamespace(platform, 'shop');
  new SecureApp(shop, 'cart', { image: IMAGE, ports: { http: 8080 } });
  platform.synth();
  return textsOf(outdir);
}

describe('the tarball', () => {
  test('has what a user reads at its top, and nothing else there', () => {
    expect([...new Set(tarred.map((path) => path.split('/')[0]))]).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'docs',
      'lib',
      'package.json',
    ]);
  });

  test('has compiled code with types, and neither tests, sources nor the example', () => {
    const code = tarred.filter((path) => path.startsWith('lib/'));
    expect([...new Set(code.map((path) => path.split('/')[1]))]).toEqual([
      'analysis',
      'cli',
      'constructs',
      'imports',
      'index.d.ts',
      'index.js',
      'report',
      'rules',
    ]);
    const stems = code.filter((path) => path.endsWith('.js')).map((path) => path.slice(0, -'.js'.length));
    expect(code).toEqual(stems.flatMap((stem) => [`${stem}.d.ts`, `${stem}.js`]).sort());
  });

  test('has each file that package.json promises', () => {
    const promised = [manifest.main, manifest.types, ...Object.values(manifest.bin), ...Object.values(manifest.exports).flatMap(paths)];
    expect(promised.filter((path) => !tarred.includes(path.replace(/^\.\//, '')))).toEqual([]);
  });

  test('has commands that a shell can start', () => {
    for (const path of Object.values(manifest.bin)) {
      expect(readFileSync(join(installed, path), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
    expect(Object.keys(manifest.bin)).toEqual(['palisade']);
  });

  test('imports by the same door whether it is asked as main, types or exports', () => {
    const { default: code, types } = manifest.exports['.'] as Record<string, string>;
    expect([code, types]).toEqual([`./${manifest.main}`, `./${manifest.types}`]);
  });
});

function paths(target: string | Readonly<Record<string, string>>): readonly string[] {
  return typeof target === 'string' ? [target] : Object.values(target);
}

describe('installed in an empty folder, it writes the same bytes as its sources', () => {
  test('from CommonJS', async () => {
    write('main.js', REQUIRE + BODY);
    expect(await synthesized('commonjs', process.execPath, 'main.js')).toEqual(fromSources());
  });

  test('from an ECMAScript module', async () => {
    write('main.mjs', IMPORT + BODY);
    expect(await synthesized('esm', process.execPath, 'main.mjs')).toEqual(fromSources());
  });

  test.each([
    ['node16', 'commonjs', 'node16', 'require("palisade")'],
    ['node16', 'module', 'node16', "from 'palisade'"],
    ['bundler', 'module', 'preserve', "from 'palisade'"],
  ])('from TypeScript that is resolved by %s, as a package of type %s', async (resolution, type, module, emitted) => {
    const project = `${resolution}-${type}`;
    write(`${project}/package.json`, JSON.stringify({ type }));
    // The types refuse what cannot be: they are not just any.
    const wrong = `export const wrong = () => new SecureApp(shop, 'wrong', {
      // @ts-expect-error an image is text
      image: 5,
    });`;
    write(`${project}/main.ts`, `${IMPORT}${BODY}${wrong}\n`);
    const options = { strict: true, target: 'es2022', module, moduleResolution: resolution, types: [], skipLibCheck: false, outDir: 'out' };
    write(`${project}/tsconfig.json`, JSON.stringify({ compilerOptions: options, files: ['main.ts'] }));
    await run(join(REPOSITORY, 'node_modules/.bin/tsc'), ['-p', join(home, project)]);
    expect(readFileSync(join(home, project, 'out/main.js'), 'utf8')).toContain(emitted);
    expect(await synthesized(`${project}/dist`, process.execPath, `${project}/out/main.js`)).toEqual(fromSources());
  });

  test('by its command', async () => {
    write('main.js', REQUIRE + BODY);
    write('cdk8s.yaml', 'app: node main.js\n');
    const { stdout } = await run(join(modules, '.bin/palisade'), ['synth'], { cwd: home });
    expect(stdout).toBe('wrote 2 files to dist/\n');
    expect(textsOf(join(home, 'dist'))).toEqual(fromSources());
  });
});

describe('installed, it is a validation plugin of any cdk8s project', () => {
  const plain = (fields: string) => `
const { App, Chart, ApiObject } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });
new ApiObject(chart, 'cart', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { ${fields}containers: [{ name: 'cart', image: '${IMAGE}' }] },
});
app.synth();
`;
  const settings = (properties: string) =>
    `language: typescript\napp: node plain.js\nvalidations:\n  - package: ./node_modules/palisade\n    version: 0.1.0\n    class: PalisadeValidation\n    properties: ${properties}\n`;
  const synth = async (fields: string, properties: string) => {
    write('plain.js', plain(fields));
    write('cdk8s.yaml', settings(properties));
    const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
    const said = await run(join(REPOSITORY, 'node_modules/.bin/cdk8s'), ['synth', '--output', 'validated'], { cwd: home, env }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
    );
    // Its report is a table in colours.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    return { code: said.code, text: said.text.replace(/\u001b\[\d+m/g, '') };
  };

  test('that says what is wrong and where, and fails the synthesis', async () => {
    const { code, text } = await synth('hostPID: true, ', '{ profile: baseline }');
    expect(code).toBe(2);
    expect(text).toContain('pod-host-namespaces');
    expect(text).toContain('/spec/hostPID: ');
    expect(text).toMatch(/validated\/shop\.k8s\.yaml:\d+:\d+/);
  });

  test('that lets pass what is right', async () => {
    expect(await synth('', '{ profile: baseline }')).toMatchObject({ code: 0 });
  });

  test('that fails for warnings too, where it is told to', async () => {
    expect((await synth('', '{ failOn: warning }')).code).toBe(2);
  });

  test('that refuses a property it does not know', async () => {
    const { code, text } = await synth('', '{ profil: baseline }');
    expect(code).not.toBe(0);
    expect(text).toContain('unknown properties of PalisadeValidation: profil, expected config, kubernetesVersion, profile, failOn');
  });
});

describe('installed, it has one door', () => {
  test('that opens to the same names for CommonJS and for ECMAScript modules', async () => {
    write('names.js', `console.log(JSON.stringify(Object.keys(require('palisade')).sort()))`);
    write(
      'names.mjs',
      `import * as all from 'palisade'; console.log(JSON.stringify(Object.keys(all).filter((name) => !/^(default|module\\.exports|__esModule)$/.test(name)).sort()))`,
    );
    const names = await Promise.all(
      ['names.js', 'names.mjs'].map(async (file) => (await run(process.execPath, [file], { cwd: home })).stdout),
    );
    expect(names[1]).toBe(names[0]);
    expect(JSON.parse(names[0] ?? '')).toEqual(
      expect.arrayContaining(['NodePool', 'Platform', 'Remote', 'SecureApp', 'TenantNamespace', 'exempt', 'existing']),
    );
  });

  test.each([['palisade/lib/rules/index.js'], ['palisade/lib/constructs/index.js'], ['palisade/cli']])('%s is behind it', async (path) => {
    write('deep.js', `require('${path}')`);
    await expect(run(process.execPath, ['deep.js'], { cwd: home })).rejects.toMatchObject({
      stderr: expect.stringContaining('ERR_PACKAGE_PATH_NOT_EXPORTED'),
    });
  });

  test('and tells its version to whoever asks', async () => {
    write('version.js', `console.log(require('palisade/package.json').version)`);
    const { stdout } = await run(process.execPath, ['version.js'], { cwd: home });
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });
});
