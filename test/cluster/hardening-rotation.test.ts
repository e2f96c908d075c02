import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryption } from '../../cli/encryption';
import type { Own } from './control-plane';
import { administrator, ask, authorityOf, storedUnder } from './hardening-client';
import { record } from './record';
import { MEMBER, placeOf } from './site';
import { onEachVersion, ownOf } from './suite';
import { VERSIONS } from './versions';

const NAMES = ['first', 'second', 'third'];

onEachVersion('a rotation of the key', { versions: [VERSIONS[0]], parts: [], onlyOwn: true }, (cluster, version) => {
  let own: Own;
  let config: string;
  const said: string[] = [];

  /** `palisade encryption rotate`, on the member's own file; what it said is kept. */
  async function rotate(step: string, ...more: readonly string[]): Promise<number> {
    said.length = 0;
    const out = { paint: 'plain', log: (text: string) => void said.push(text), error: (text: string) => void said.push(text) } as const;
    const plan = placeOf('/etc/kubernetes/encryption/plan.yaml', own.site);
    return encryption.run(['rotate', '--step', step, '--plan', plan, '--config', config, ...more], out);
  }

  /** The proof that the member has the file, as `sha256sum` writes it. */
  function members(): string {
    const path = join(own.site.directory, 'members.txt');
    writeFileSync(path, `${MEMBER.name} ${createHash('sha256').update(readFileSync(config)).digest('hex')}  ${config}\n`);
    return path;
  }

  /** The proof of what is stored under what. */
  async function evidence(): Promise<string> {
    const stored = await storedUnder(own.site, '/registry/');
    const path = join(own.site.directory, 'stored.txt');
    const lines = [...stored].map(([key, prefix]) => `${key} ${prefix}`);
    writeFileSync(path, [...lines, `total ${lines.length}`, ''].join('\n'));
    return path;
  }

  const keysOf = async () =>
    new Set(
      [...(await storedUnder(own.site, '/registry/secrets/'))].map(([, prefix]) =>
        prefix.replace('k8s:enc:secretbox:v1:', '').slice(0, -1),
      ),
    );
  const words = () => NAMES.map((name) => cluster.kubectl(['get', 'secret', name, '-o', 'jsonpath={.data.word}']).stdout);
  const rewrite = () => {
    const { stdout } = cluster.kubectl(['get', 'secrets', '--all-namespaces', '-o', 'json']);
    expect(cluster.kubectl(['replace', '-f', '-'], { input: stdout })).toMatchObject({ status: 0 });
  };
  const all = NAMES.map((name) => Buffer.from(`word of ${name}`).toString('base64'));
  const create = (name: string) => cluster.kubectl(['create', 'secret', 'generic', name, `--from-literal=word=word of ${name}`]);

  beforeAll(() => {
    own = ownOf(cluster);
    config = placeOf('/etc/kubernetes/encryption/config.yaml', own.site);
    for (const name of NAMES) expect(create(name)).toMatchObject({ status: 0 });
  });

  test('begins with a key that everybody can read with and nobody writes with; the API server takes it up by itself', async () => {
    expect(await rotate('promote', '--members', members())).not.toBe(0);
    expect(await rotate('add')).toBe(0);
    const certificate = administrator(cluster.kubeconfig);
    const deadline = Date.now() + 90_000;
    for (;;) {
      const { body } = await ask(own.site.ports.api, '/metrics', { certificate }, authorityOf(own.site));
      if (/^apiserver_encryption_config_controller_automatic_reloads_total\{.*status="success".*\} [1-9]/m.test(body)) break;
      if (Date.now() > deadline) throw new Error('the API server has not read the file again');
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect({ words: words(), keys: await keysOf() }).toEqual({ words: all, keys: new Set(['key1']) });
    record({
      fact: 'hardened',
      version,
      concern: 'encryption',
      refuses: '`rotate --step promote` before `add`',
      allows: 'after `add`, which the API server takes up without a restart, every Secret is read',
    });
  }, 120_000);

  test('goes on with the new key, once every member is proven to know it', async () => {
    expect(await rotate('promote')).toBe(1);
    expect(said.join('\n')).toContain('every member must have this file first');
    expect(await rotate('promote', '--members', members())).toBe(0);
    await own.restartApiServer();
    expect(create('fourth')).toMatchObject({ status: 0 });
    expect({ words: words(), keys: await keysOf() }).toEqual({ words: all, keys: new Set(['key1', 'key2']) });
    record({
      fact: 'hardened',
      version,
      concern: 'encryption',
      refuses: '`rotate --step promote` without a proof that every member has the file',
      allows: 'with it, the new key writes and the old one reads',
    });
  });

  test('does not end while something is stored under the old key', async () => {
    expect(await rotate('remove', '--members', members())).toBe(1);
    expect(said.join('\n')).toContain('nothing must be stored under what goes');
    expect(await rotate('remove', '--members', members(), '--evidence', await evidence())).toBe(1);
    expect(said.join('\n')).toMatch(/secretbox\/key1/);
    record({
      fact: 'hardened',
      version,
      concern: 'encryption',
      refuses: '`rotate --step remove` while etcd has Secrets under the old key',
      allows: '',
    });
  });

  test('ends when everything is written again, and every Secret is read with the new key alone', async () => {
    rewrite();
    expect(await keysOf()).toEqual(new Set(['key2']));
    expect(await rotate('remove', '--members', members(), '--evidence', await evidence())).toBe(0);
    await own.restartApiServer();
    expect({ words: words(), keys: await keysOf() }).toEqual({ words: all, keys: new Set(['key2']) });
    expect(readFileSync(config, 'utf8')).not.toMatch(/name: key1/);
    record({
      fact: 'hardened',
      version,
      concern: 'encryption',
      refuses: 'the old key is gone when nothing needs it',
      allows: 'every Secret is read with the new one alone',
    });
  });
});
