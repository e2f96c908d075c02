import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { Folder, type Told } from './folder';

let folder: Folder;
let told: Told[];
beforeEach(() => {
  told = [];
});
// What no test may ever see, in any output of it.
afterEach(() => {
  const secrets = readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
    .filter((path) => lstatSync(join(folder.path, path)).isFile())
    .flatMap((path) => [...folder.read(path).matchAll(/secret: (\S{20,})/g)].map(([, secret]) => secret as string));
  const said = told.flatMap(({ out, err }) => [...out, ...err]).join('\n');
  const spilt = secrets.filter((secret) =>
    [secret, secret.slice(0, 16), Buffer.from(secret, 'base64').toString('hex')].some((form) => said.includes(form)),
  );
  folder.remove();
  expect(spilt).toEqual([]);
});

const plan = (providers = '{ type: secretbox }', resources = 'secrets') => `apiVersion: config.palisade.dev/v1
kind: EncryptionPlan
config: /etc/kubernetes/encryption/config.yaml
members: [cp-1, cp-2]
resources: [${resources}]
providers: [${providers}]
`;
const AESGCM = "{ type: aesgcm, rotatedBy: 'a CronJob' }";
const KMS = "{ type: kms, name: vault, endpoint: 'unix:///run/kms/socket.sock', timeout: 5s }";

async function palisade(...args: string[]): Promise<Told> {
  const result = await folder.palisade('encryption', ...args);
  told.push(result);
  return result;
}
const generate = (...more: string[]) => palisade('generate', '--plan', 'plan.yaml', '--output', 'config.yaml', ...more);
const rotate = (step: string, ...more: string[]) =>
  palisade('rotate', '--step', step, '--plan', 'plan.yaml', '--config', 'config.yaml', ...more);
const mode = (path: string) => (statSync(join(folder.path, path)).mode & 0o777).toString(8);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The providers of the first entry, with the names of keys. */
function providers(): unknown {
  const { resources } = load(folder.read('config.yaml')) as {
    resources: { providers: Record<string, { keys?: { name: string }[]; name?: string }>[] }[];
  };
  return resources[0]?.providers.map((provider) =>
    Object.entries(provider).map(([type, { keys, name }]) =>
      [type, ...(keys?.map((key) => key.name) ?? []), ...(name === undefined ? [] : [name])].join(' '),
    ),
  );
}

/** Notes that both members have the file as it is. */
function everywhere(): readonly string[] {
  const hash = sha256(folder.read('config.yaml'));
  folder.write({ 'members.txt': ['cp-1', 'cp-2'].map((member) => `${member} ${hash}  /etc/kubernetes/encryption/config.yaml\n`).join('') });
  return ['--members', 'members.txt'];
}

/** A listing of etcd with secrets stored under some keys. */
function stored(...prefixes: readonly string[]): readonly string[] {
  const lines = [
    '/registry/namespaces/kube-system plain',
    ...prefixes.map((prefix, index) => `/registry/secrets/shop/s${index} ${prefix}`),
  ];
  folder.write({ 'stored.txt': `${lines.join('\n')}\ntotal ${lines.length}\n` });
  return ['--evidence', 'stored.txt'];
}

describe('generate', () => {
  test('makes a file for its owner alone, with 32 random bytes', async () => {
    folder = new Folder({ 'plan.yaml': plan() });
    const { code, out, err } = await generate();
    expect({ code, err, first: out[0] }).toEqual({
      code: 0,
      err: [],
      first: 'made config.yaml, for its owner alone: secretbox/key1 writes',
    });
    expect(mode('config.yaml')).toBe('600');
    const text = folder.read('config.yaml');
    const [, secret = ''] = /secret: (\S+)/.exec(text) ?? [];
    expect(Buffer.from(secret, 'base64')).toHaveLength(32);
    expect(load(text)).toEqual({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: [{ name: 'key1', secret }] } }] }],
    });
    expect(out).toContain(
      `  for member in cp-1 cp-2; do ssh "root@$member" 'umask 077; cat > /etc/kubernetes/encryption/config.yaml.next && echo "${sha256(text)}  /etc/kubernetes/encryption/config.yaml.next" | sha256sum --check --quiet && mv -f /etc/kubernetes/encryption/config.yaml.next /etc/kubernetes/encryption/config.yaml' < config.yaml; done`,
    );
  });

  test('two files have different keys', async () => {
    folder = new Folder({ 'plan.yaml': plan() });
    await generate();
    await palisade('generate', '--plan', 'plan.yaml', '--output', 'other.yaml');
    expect(folder.read('other.yaml')).not.toBe(folder.read('config.yaml'));
  });

  test('a wide umask makes no difference', async () => {
    folder = new Folder({ 'plan.yaml': plan() });
    const before = process.umask(0);
    try {
      await generate();
    } finally {
      process.umask(before);
    }
    expect(mode('config.yaml')).toBe('600');
  });

  test.each([
    [
      'every provider of the plan, in its order',
      plan(`${KMS}, { type: secretbox }, { type: aescbc }, ${AESGCM}, { type: identity }`),
      [],
      [['kms vault'], ['secretbox key1'], ['aescbc key1'], ['aesgcm key1'], ['identity']],
    ],
    ['identity first for a cluster that is not encrypted', plan(), ['--existing'], [['identity'], ['secretbox key1']]],
    ['identity once', plan('{ type: secretbox }, { type: identity }'), ['--existing'], [['identity'], ['secretbox key1']]],
  ])('writes %s', async (_what, text, more, expected) => {
    folder = new Folder({ 'plan.yaml': text });
    expect((await generate(...more)).code).toBe(0);
    expect(providers()).toEqual(expected);
  });

  test('kms has what the plan says, and no key', async () => {
    folder = new Folder({ 'plan.yaml': plan(KMS) });
    await generate();
    expect(load(folder.read('config.yaml'))).toMatchObject({
      resources: [{ providers: [{ kms: { apiVersion: 'v2', name: 'vault', endpoint: 'unix:///run/kms/socket.sock', timeout: '5s' } }] }],
    });
  });

  test.each<readonly [string, () => void, readonly string[], string]>([
    ['what is there', () => folder.write({ 'config.yaml': 'a' }), [], "'config.yaml' is already there, and is not overwritten"],
    [
      'what a link points to',
      () => symlinkSync('nowhere', join(folder.path, 'config.yaml')),
      [],
      "'config.yaml' is already there, and is not overwritten",
    ],
    [
      'a repository',
      () => mkdirSync(join(folder.path, '.git')),
      [],
      "keys must not be in a git repository, got 'config.yaml' below 'HERE'",
    ],
    [
      'a work tree whose .git is a file',
      () => folder.write({ '.git': 'gitdir: a' }),
      [],
      "keys must not be in a git repository, got 'config.yaml' below 'HERE'",
    ],
    [
      'dist',
      () => mkdirSync(join(folder.path, 'dist/a'), { recursive: true }),
      ['--output', 'dist/a/config.yaml'],
      "keys must not be below 'dist', which is deployed, got 'dist/a/config.yaml'",
    ],
    [
      'what is deployed from another folder',
      () => folder.write({ 'out/control-plane/install.sh': '', 'out/control-plane/encryption/plan.yaml': plan() }),
      ['--output', 'out/control-plane/encryption/config.yaml'],
      "keys must not be beside what is deployed, got 'out/control-plane/encryption/config.yaml' below 'HERE/out/control-plane'",
    ],
    [
      'a folder that is not there',
      () => {},
      ['--output', 'gone/config.yaml'],
      "the folder of 'gone/config.yaml' must be there, for its owner alone",
    ],
    [
      'a folder that others may write to',
      () => chmodSync(folder.path, 0o770),
      [],
      "the folder of 'config.yaml' must be written by its owner alone, got 0770",
    ],
    [
      'another plan',
      () => folder.write({ 'plan.yaml': 'a' }),
      [],
      "plan.yaml: the plan must have apiVersion 'config.palisade.dev/v1' and kind 'EncryptionPlan'",
    ],
    ['no plan', () => {}, ['--plan', 'gone.yaml'], "--plan must be a file, got 'gone.yaml'"],
  ])('does not touch %s', async (_what, arrange, more, message) => {
    folder = new Folder({ 'plan.yaml': plan() });
    arrange();
    const before = readdirSync(folder.path, { recursive: true }).sort();
    const { code, out, err } = await generate(...more);
    expect({ code, out, err }).toEqual({ code: 2, out: [], err: [message.replace('HERE', folder.path)] });
    expect(readdirSync(folder.path, { recursive: true }).sort()).toEqual(before);
  });
});

describe('check', () => {
  test('a file that was made is sound, and as planned', async () => {
    folder = new Folder({ 'plan.yaml': plan('{ type: secretbox }, { type: identity }') });
    await generate();
    expect(await palisade('check', 'config.yaml', '--plan', 'plan.yaml')).toEqual({
      code: 0,
      out: ['secrets: secretbox/key1 writes, identity only read'],
      err: [],
    });
  });

  test.each<readonly [string, (text: string) => string, readonly string[]]>([
    [
      'what an API server refuses',
      (text) => text.replace(/secret: (.{8}).*/, 'secret: $1'),
      ['config.yaml:11: refused: a secret of secretbox must have 32 bytes, got 6 (at resources[0].providers[0].secretbox.keys[0].secret)'],
    ],
    [
      'what an API server takes',
      (text) => text.replace('secretbox', 'aescbc').replace(/secret: .*/, `secret: ${'A'.repeat(43)}=`),
      [
        'config.yaml:8: note: aescbc is open to padding oracles: secretbox or kms are not (at resources[0].providers[0])',
        'config.yaml:10: weak: must be random, got a secret that is one byte over and over (at resources[0].providers[0].aescbc.keys[0])',
      ],
    ],
    [
      'what is no YAML',
      (text) => `${text}  - ]\n`,
      ['config.yaml:12: refused: this is not YAML (what it says may be a key, and is not shown)'],
    ],
    ['what is empty', () => '', ['config.yaml:1: refused: the file is empty']],
  ])('%s is told with its place', async (_what, change, problems) => {
    folder = new Folder({ 'plan.yaml': plan() });
    await generate();
    folder.write({ 'config.yaml': change(folder.read('config.yaml')) });
    expect(await palisade('check', 'config.yaml')).toEqual({ code: 1, out: problems, err: [] });
  });

  test('a file or folder that others may use is told', async () => {
    folder = new Folder({ 'plan.yaml': plan() });
    await generate();
    chmodSync(join(folder.path, 'config.yaml'), 0o640);
    chmodSync(folder.path, 0o777);
    expect(await palisade('check', 'config.yaml')).toEqual({
      code: 1,
      out: [
        'config.yaml:1: weak: must be for its owner alone (0600), got 0640: chmod 600',
        'config.yaml:1: weak: its folder must be written by its owner alone, got 0777',
      ],
      err: [],
    });
  });
});

describe('rotate', () => {
  beforeEach(async () => {
    folder = new Folder({ 'plan.yaml': plan() });
    await generate();
  });
  const OLD = 'k8s:enc:secretbox:v1:key1:';
  const NEW = 'k8s:enc:secretbox:v1:key2:';

  test('goes from one key to another, with proofs, and keeps each file', async () => {
    const files = [folder.read('config.yaml')];
    const added = await rotate('add');
    expect({ code: added.code, err: added.err, first: added.out[0] }).toEqual({
      code: 0,
      err: [],
      first: 'added secretbox/key2 in config.yaml; the file before is config.yaml.before-add',
    });
    expect(providers()).toEqual([['secretbox key1 key2']]);
    expect(added.out.at(-1)).toBe(
      '  palisade encryption rotate --step promote --plan plan.yaml --config config.yaml --members members.txt',
    );
    files.push(folder.read('config.yaml'));

    const promoted = await rotate('promote', ...everywhere());
    expect({ code: promoted.code, err: promoted.err, first: promoted.out[0] }).toEqual({
      code: 0,
      err: [],
      first: 'promoted secretbox/key2 in config.yaml; the file before is config.yaml.before-promote',
    });
    expect(providers()).toEqual([['secretbox key2 key1']]);
    expect(promoted.out).toContain('  kubectl get secrets --all-namespaces -o json | kubectl replace -f -');
    files.push(folder.read('config.yaml'));

    const removed = await rotate('remove', ...everywhere(), ...stored(NEW, NEW));
    expect({ code: removed.code, err: removed.err, first: removed.out[0] }).toEqual({
      code: 0,
      err: [],
      first: 'removed secretbox/key1 in config.yaml; the file before is config.yaml.before-remove',
    });
    expect(providers()).toEqual([['secretbox key2']]);

    expect(['add', 'promote', 'remove'].map((step) => folder.read(`config.yaml.before-${step}`))).toEqual(files);
    expect(
      readdirSync(folder.path)
        .filter((name) => name.startsWith('config.yaml'))
        .map((name) => `${name} ${mode(name)}`),
    ).toEqual(['config.yaml 600', 'config.yaml.before-add 600', 'config.yaml.before-promote 600', 'config.yaml.before-remove 600']);
    await rotate('add');
    expect(readdirSync(folder.path)).toContain('config.yaml.before-add.2');
  });

  test('to another provider, and to more resources', async () => {
    folder.write({ 'plan.yaml': plan('{ type: aescbc }', "secrets, configmaps, '*.example.com'") });
    expect((await rotate('add')).err).toEqual([]);
    const { out } = await rotate('promote', ...everywhere());
    expect(out.filter((line) => line.includes('kubectl'))).toEqual([
      '  kubectl get secrets --all-namespaces -o json | kubectl replace -f -',
      '  kubectl get configmaps --all-namespaces -o json | kubectl replace -f -',
      '  for resource in $(kubectl api-resources --verbs=list,update -o name --api-group=example.com); do kubectl get "$resource" --all-namespaces -o json | kubectl replace -f -; done',
    ]);
    expect((await rotate('remove', ...everywhere(), ...stored('k8s:enc:aescbc:v1:key1:'))).code).toBe(0);
  });

  test.each<readonly [string, () => Promise<Told>, readonly string[]]>([
    [
      'promote without a proof',
      () => rotate('promote'),
      ["config.yaml: 'promote' must wait: every member must have this file first: say so with --members FILE, of lines 'MEMBER SHA256'"],
    ],
    [
      'promote with one member behind',
      () => {
        folder.write({
          'members.txt': `cp-1 ${sha256(folder.read('config.yaml'))}\ncp-2 ${sha256(folder.read('config.yaml.before-add'))}\n`,
        });
        return rotate('promote', '--members', 'members.txt');
      },
      ["config.yaml: 'promote' must wait: members.txt: 'cp-2' has another file than this one"],
    ],
    [
      'promote with a proof from before',
      () => {
        const proof = everywhere();
        utimesSync(join(folder.path, 'members.txt'), 1, 1);
        return rotate('promote', ...proof);
      },
      ["config.yaml: 'promote' must wait: members.txt is older than the file, expected one from after the last step"],
    ],
    [
      'remove',
      () => rotate('remove', ...everywhere(), ...stored(NEW)),
      ["config.yaml: 'remove' must wait: 'promote' of 'secretbox/key2' is next: what it takes the place of is still in use"],
    ],
    ['add', () => rotate('add'), ["config.yaml: 'add' must wait: a rotation is under way: 'promote' of 'secretbox/key2' is next"]],
  ])('after add, %s is refused, and nothing changes', async (_what, step, reasons) => {
    await rotate('add');
    const before = folder.read('config.yaml');
    expect(await step()).toEqual({ code: 1, out: [], err: reasons });
    expect(folder.read('config.yaml')).toBe(before);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('config.yaml'))).toEqual(['config.yaml', 'config.yaml.before-add']);
  });

  test.each<readonly [string, () => readonly string[], readonly (string | RegExp)[]]>([
    [
      'an object under the old key',
      () => [...everywhere(), ...stored(NEW, OLD)],
      ["config.yaml: 'remove' must wait: 1 object is still stored under 'secretbox/key1': write them again first"],
    ],
    [
      'an object as it was',
      () => [...everywhere(), ...stored('plain', 'plain')],
      ["config.yaml: 'remove' must wait: 2 objects are still stored as they are: write them again first"],
    ],
    [
      'no listing',
      () => [...everywhere()],
      [/^config\.yaml: 'remove' must wait: nothing must be stored under what goes: prove it with --evidence FILE, from: etcdctl get /],
    ],
    [
      'an old listing',
      () => {
        const proofs = [...everywhere(), ...stored(NEW)];
        utimesSync(join(folder.path, 'stored.txt'), 1, 1);
        return proofs;
      },
      ["config.yaml: 'remove' must wait: stored.txt is older than the file, expected one from after the last step"],
    ],
    [
      'an empty listing',
      () => {
        folder.write({ 'stored.txt': '' });
        return [...everywhere(), '--evidence', 'stored.txt'];
      },
      ["config.yaml: 'remove' must wait: stored.txt: its last line must be 'total N': the listing is not whole"],
    ],
  ])('after promote, remove is refused with %s', async (_what, proofs, reasons) => {
    await rotate('add');
    await rotate('promote', ...everywhere());
    const before = folder.read('config.yaml');
    const { code, out, err } = await rotate('remove', ...proofs());
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toEqual(reasons.map((reason) => (typeof reason === 'string' ? reason : expect.stringMatching(reason))));
    expect(folder.read('config.yaml')).toBe(before);
  });

  test('--dry-run says what would be, and changes nothing', async () => {
    const before = folder.read('config.yaml');
    expect(await rotate('add', '--dry-run')).toEqual({
      code: 0,
      out: ['would have added secretbox/key2 in config.yaml; nothing is changed'],
      err: [],
    });
    expect(readdirSync(folder.path).sort()).toEqual(['config.yaml', 'plan.yaml']);
    expect(folder.read('config.yaml')).toBe(before);
  });

  test('a link stays one', async () => {
    symlinkSync('config.yaml', join(folder.path, 'link.yaml'));
    await palisade('rotate', '--step', 'add', '--plan', 'plan.yaml', '--config', 'link.yaml');
    expect(providers()).toEqual([['secretbox key1 key2']]);
    expect(folder.read('link.yaml')).toBe(folder.read('config.yaml'));
  });

  test.each<readonly [string, () => void, RegExp]>([
    [
      'a file that others may read',
      () => chmodSync(join(folder.path, 'config.yaml'), 0o644),
      /^config\.yaml must be sound before it changes: must be for its owner alone \(0600\), got 0644: chmod 600; /,
    ],
    [
      'a file that no API server loads',
      () => folder.write({ 'config.yaml': folder.read('config.yaml').replace('secretbox', 'secretBox') }),
      /^config\.yaml must be sound before it changes: has a field that the API server does not know, /,
    ],
    ['a repository', () => mkdirSync(join(folder.path, '.git')), /^keys must not be in a git repository, /],
    [
      'what a crash has left',
      () => folder.write({ 'config.yaml.next': '' }),
      /config\.yaml\.next' is already there, and is not overwritten$/,
    ],
  ])('does not touch %s', async (_what, arrange, message) => {
    arrange();
    const before = folder.read('config.yaml');
    const { code, err } = await rotate('add');
    expect({ code, err }).toEqual({ code: 2, err: [expect.stringMatching(message)] });
    expect(folder.read('config.yaml')).toBe(before);
  });
});

/** A host for each member below `hosts`, that a command called ssh runs words on; what arrives there may be cut short. */
const SSH = `#!/usr/bin/env bash
set -eu
here=$HOSTS/\${1#root@}
mkdir -p "$here"
words=\${*:2}
words=\${words//'/etc/kubernetes/encryption'/$here}
if [[ $words == *cat* ]]; then head -c "$ARRIVES" | bash -c "$words"; else bash -c "$words" < /dev/null; fi
`;

describe('the commands that are told', () => {
  beforeEach(async () => {
    folder = new Folder({ 'plan.yaml': plan(), 'bin/ssh': SSH });
    chmodSync(join(folder.path, 'bin/ssh'), 0o755);
    await generate();
  });
  const shell = (commands: readonly string[], arrives = 100_000) =>
    spawnSync('bash', ['-c', commands.join('\n')], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder.path}/bin:${process.env['PATH']}`, HOSTS: `${folder.path}/hosts`, ARRIVES: `${arrives}` },
    });
  const copied = () =>
    ['cp-1', 'cp-2'].map((member) =>
      existsSync(`${folder.path}/hosts/${member}/config.yaml`) ? folder.read(`hosts/${member}/config.yaml`) : undefined,
    );

  test('bring the file to every member, for its owner alone, and note who has it', async () => {
    const { out } = await rotate('add');
    const { stderr } = shell(out.filter((line) => line.startsWith('  for member')));
    expect(stderr).toBe('');
    expect(copied()).toEqual([folder.read('config.yaml'), folder.read('config.yaml')]);
    expect(['cp-1', 'cp-2'].map((member) => mode(`hosts/${member}/config.yaml`))).toEqual(['600', '600']);
    expect((await rotate('promote', '--members', 'members.txt')).err).toEqual([]);
  });

  test('leave what a member has when the file arrives in part', async () => {
    const { out } = await rotate('add');
    shell(
      out.filter((line) => line.includes('cat >')),
      300,
    );
    expect(copied()).toEqual([undefined, undefined]);
  });
});

test.each([
  ['no word', [], "the word after encryption must be one of generate, check, rotate, got ''"],
  ['another word', ['show'], "the word after encryption must be one of generate, check, rotate, got 'show'"],
  ['a name that every object has', ['constructor'], "the word after encryption must be one of generate, check, rotate, got 'constructor'"],
  ['no output', ['generate', '--plan', 'plan.yaml'], 'palisade encryption generate needs --output FILE'],
  ['no plan', ['generate', '--output', 'a'], 'palisade encryption generate needs --plan FILE'],
  ['a word too many', ['generate', 'a'], "palisade encryption generate takes options only, got 'a'"],
  ['no file', ['check'], 'palisade encryption check needs one FILE'],
  ['a file that is not there', ['check', 'gone.yaml'], "FILE must be a file, got 'gone.yaml'"],
  ['a folder', ['check', '.'], "FILE must be a file, got '.'"],
  ['no step', ['rotate'], "--step must be one of add, promote, remove, got ''"],
  ['another step', ['rotate', '--step', 'reorder'], "--step must be one of add, promote, remove, got 'reorder'"],
  ['no configuration', ['rotate', '--step', 'add', '--plan', 'plan.yaml'], 'palisade encryption rotate needs --config FILE'],
])('%s ends with 2 and one message', async (_what, args, message) => {
  folder = new Folder({ 'plan.yaml': plan() });
  expect(await palisade(...args)).toEqual({ code: 2, out: [], err: [message] });
});
