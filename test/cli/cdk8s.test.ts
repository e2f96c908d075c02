import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, REPOSITORY, textsOf } from './project';

/** What is committed, as it would be written. */
const COMMITTED = textsOf(join(REPOSITORY, 'dist'));

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'palisade-cdk8s-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function cdk8s(directory: string, args: readonly string[]) {
  return ended(
    spawn(join(REPOSITORY, 'node_modules/.bin/cdk8s'), args, { cwd: directory, env: { ...environment(), CDK8S_CHECK_UPGRADE: 'false' } }),
  );
}

/** The environment of a user's shell, without what npm said to this test. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|CDK8S_|NODE_OPTIONS$)/i.test(name)),
  ) as unknown as NodeJS.ProcessEnv;
}

describe('cdk8s synth of the example', () => {
  test('writes the bytes that are committed, and warns of nothing', async () => {
    const { code, out, err } = await cdk8s(REPOSITORY, ['synth', '--output', join(home, 'dist')]);
    expect({ code, files: textsOf(join(home, 'dist')) }).toEqual({ code: 0, files: COMMITTED });
    expect(out).toContain('online-boutique.k8s.yaml');
    expect(err).toMatch(/^3 tenants, 21 apps, /);
    expect(`${out}${err}`).not.toMatch(/warn|deprecat|new version/i);
  });

  test('through npx says nothing of newer versions of itself, and does not look for any', async () => {
    // Where cdk8s keeps the newest version that it has heard of; it asks again when there is none.
    writeFileSync(join(home, '.cdk8s-cli.version'), '9.9.9');
    const env = { ...environment(), HOME: home, USERPROFILE: home, npm_config_update_notifier: 'false' };
    const npx = spawn('npx', ['cdk8s', 'synth', '--output', join(home, 'dist')], { cwd: REPOSITORY, env });
    const { code, err } = await ended(npx);
    expect(err).not.toContain('9.9.9');
    expect(err).toMatch(/^3 tenants, 21 apps, /);
    expect({ code, files: textsOf(join(home, 'dist')) }).toEqual({ code: 0, files: COMMITTED });
  });

  test('as a plain command of a copy of the example finds everything in cdk8s.yaml', async () => {
    mkdirSync(join(home, 'copy'));
    for (const name of ['main.ts', 'cdk8s.yaml', 'constructs', 'analysis', 'rules', 'report', 'imports', 'tsconfig.json', 'package.json']) {
      cpSync(join(REPOSITORY, name), join(home, 'copy', name), { recursive: true });
    }
    symlinkSync(join(REPOSITORY, 'node_modules'), join(home, 'copy/node_modules'));
    const { code } = await cdk8s(join(home, 'copy'), ['synth']);
    expect({ code, files: textsOf(join(home, 'copy/dist')) }).toEqual({ code: 0, files: COMMITTED });
  });
});
