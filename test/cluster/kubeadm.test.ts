import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { NodePool, TenantNamespace } from '../../constructs';
import { generatedFiles, type Options, releaseOf, runKubeadm } from './generated';
import { record } from './record';
import { MEMBER, relocated, type Site } from './site';
import { sourceOf } from './sources';
import { VERSIONS, type Version } from './versions';

const PORT = 6443;
const THREE = { endpoint: 'api.example.com:6443', members: { 'cp-1': '192.0.2.1', 'cp-2': '192.0.2.2', 'cp-3': '192.0.2.3' } };
const SIX = { endpoint: '[2001:db8::10]:6443', members: { 'cp-1': '2001:db8::1', 'cp-2': '2001:db8::2', 'cp-3': '2001:db8::3' } };
const many = (more: Options['controlPlane'] = {}): Options => ({
  platform: { apiServer: { cidrs: ['192.0.2.0/24'], port: PORT } },
  controlPlane: { singleMember: undefined, ...THREE, ...more },
});

/** What a control plane is given, and on which versions it can be. */
const ROWS: readonly (readonly [string, Options, readonly Version[]])[] = [
  ['one member', {}, VERSIONS],
  ['three members', many(), VERSIONS],
  ['five members', many({ members: { ...THREE.members, 'cp-4': '192.0.2.4', 'cp-5': '192.0.2.5' } }), VERSIONS],
  [
    'IPv6 alone',
    {
      platform: {
        apiServer: { cidrs: ['2001:db8::/64'], port: PORT },
        podCidrs: ['fd00:10:244::/56'],
        serviceCidrs: ['fd00:10:96::/112'],
      },
      controlPlane: { singleMember: undefined, ...SIX },
    },
    VERSIONS,
  ],
  [
    'both families',
    {
      ...many(),
      platform: { ...many().platform, podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'] },
    },
    VERSIONS,
  ],
  [
    'another port and name',
    { ...many({ endpoint: 'api.example.com:443', clusterName: 'prod' }), platform: { apiServer: { cidrs: ['192.0.2.0/24'], port: 7443 } } },
    VERSIONS,
  ],
  [
    'node pools',
    {
      ...many(),
      define: (platform) => {
        new TenantNamespace(platform, 'shop', { nodes: NodePool.dedicated('shop') });
        new TenantNamespace(platform, 'ops', { nodes: NodePool.shared('general') });
      },
    },
    VERSIONS,
  ],
  [
    'TLS 1.3 alone',
    many(Object.fromEntries(['serving', 'controllerManager', 'scheduler', 'etcd'].map((concern) => [concern, { minTls: 'VersionTLS13' }]))),
    VERSIONS,
  ],
  [
    'a certificate for another name',
    many({ serving: { sni: [{ certificate: '/etc/tls/api.crt', key: '/etc/tls/api.key', names: ['api.example.org'] }] } }),
    VERSIONS,
  ],
  [
    'certificates for two other names',
    many({
      serving: {
        sni: ['a', 'b'].map((name) => ({ certificate: `/etc/tls/${name}.crt`, key: `/etc/tls/${name}.key` })),
      },
    }),
    ['1.36'],
  ],
  ['another issuer of tokens', many({ serviceAccounts: { issuer: 'https://issuer.example.com' } }), VERSIONS],
  [
    'issuers of before',
    many({ serviceAccounts: { issuer: 'https://issuer.example.com', formerIssuers: ['https://old.example.com'] } }),
    ['1.36'],
  ],
  ['an issuer of users', many({ authentication: { issuers: [{ url: 'https://id.example.com', audiences: ['kubernetes'] }] } }), VERSIONS],
  ['health for everybody', many({ authentication: { anonymous: 'health' } }), ['1.36']],
  ['an authorization webhook', many({ authorization: { webhook: { kubeconfig: '/etc/kubernetes/webhook/authz.conf' } } }), ['1.36']],
  ['an image policy', many({ admission: { imagePolicy: { kubeconfig: '/etc/kubernetes/webhook/images.conf' } } }), VERSIONS],
  [
    'a key management service',
    many({ encryption: { providers: [{ type: 'kms', name: 'vault', endpoint: 'unix:///run/kms-plugin/socket.sock' }] } }),
    VERSIONS,
  ],
  [
    'audit events that go elsewhere',
    many({
      audit: {
        webhook: {
          server: 'https://audit.example.com',
          authority: '/etc/kubernetes/audit/ca.crt',
          certificate: '/etc/kubernetes/audit/client.crt',
          key: '/etc/kubernetes/audit/client.key',
        },
      },
    }),
    VERSIONS,
  ],
  ['shared tokens to join with', many({ bootstrap: { tokens: true } }), VERSIONS],
  ['another mode of kube-proxy', many({ kubeProxy: { mode: 'nftables' } }), ['1.36']],
  ['no kube-proxy', many({ kubeProxy: { replacedByNetworkPlugin: true } }), VERSIONS],
  ['kubelets with less', many({ kubelet: { podPidsLimit: 512, maxPods: 50, debuggingHandlers: false } }), VERSIONS],
];

/** Where a host finds the file that it joins with. */
const DISCOVERY = '/etc/kubernetes/discovery.conf';

/** What kubeadm says of the machine on which it is asked, not of what it is asked about. */
const OF_THIS_HOST = /^.*cannot determine if systemd-resolved is active.*\n?/gm;

/** Absolute paths in a text, where a path can begin. */
function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<=^|[\s,'":=]|unix:\/\/)\/(?:etc|run|var|srv|opt)\/[\w./-]+/gm)].map(([path]) => path);
}

/** Each pod that kubeadm has written, with what it runs and where something is mounted. */
function podsIn(folder: string): readonly [string, { readonly command: readonly string[]; readonly mounts: readonly string[] }][] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return paths.map((path) => {
    const { spec } = load(readFileSync(join(folder, path), 'utf8')) as {
      spec: { containers: { command: string[]; volumeMounts: { mountPath: string }[] }[] };
    };
    const [container] = spec.containers;
    return [
      basename(path, '.yaml'),
      { command: container?.command ?? [], mounts: container?.volumeMounts.map(({ mountPath }) => mountPath) ?? [] },
    ];
  });
}

const source = (version: Version) => sourceOf({ version, onlyOwn: true });

describe.each([...VERSIONS])('kubeadm %s', (version) => {
  const found = source(version);
  if (!('binaries' in found)) {
    test.todo(`not run: ${'missing' in found ? found.missing : 'a cluster of the user has no kubeadm'}`);
    return;
  }
  const { kubeadm } = found.binaries;
  const release = releaseOf(found.binaries['kube-apiserver']);
  let directory: string;
  let site: Site;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'palisade-kubeadm-'));
    site = { version, directory, ports: { api: PORT, etcdClients: 0, etcdPeers: 0, etcdMetrics: 0, controllerManager: 0, scheduler: 0 } };
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** What kubeadm says of a file; joining wants the file that `init.yaml` tells how to make to be there. */
  function validated(text: string): { readonly status: number | null; readonly said: string } {
    const path = join(directory, 'config.yaml');
    writeFileSync(path, text.replaceAll(DISCOVERY, join(directory, 'discovery.conf')));
    const { status, stdout, stderr } = spawnSync(kubeadm, ['config', 'validate', '--config', path], {
      encoding: 'utf8',
      env: { HOME: directory },
    });
    return { status, said: `${stdout}${stderr}`.replace(OF_THIS_HOST, '').trim() };
  }

  /** Every file that kubeadm reads, of those that are written. */
  const configsOf = (options: Options) =>
    generatedFiles(release, PORT, options).filter(({ path }) => path.startsWith('kubeadm/') && !path.startsWith('kubeadm/patches/'));
  const textOf = (path: string, options: Options) =>
    configsOf(options)
      .find((file) => file.path === path)
      ?.text() ?? '';

  test('makes the file with which hosts join from `init.yaml`, as its first lines say', () => {
    const init = relocated(textOf('kubeadm/init.yaml', {}), site);
    const [, command = ''] = /^# {3}umask 077; kubeadm (.*\\\n#.*?) > discovery\.conf$/ms.exec(init) ?? [];
    const words = command.replace(/\\\n#/g, ' ').trim().split(/\s+/);
    const config = join(directory, 'init.yaml');
    writeFileSync(config, init);
    runKubeadm(kubeadm, ['init', 'phase', 'certs', 'ca', '--config', config], directory);
    const made = runKubeadm(
      kubeadm,
      words.map((word) => (word === 'init.yaml' ? config : word)),
      directory,
    );
    expect(made).toMatch(/client-certificate-data: /);
    writeFileSync(join(directory, 'discovery.conf'), made);
  });

  test.each(ROWS.filter(([, , versions]) => versions.includes(version)))(
    'takes what is written for %s, without a word',
    (name, options) => {
      const verdicts = Object.fromEntries(configsOf(options).map(({ path, text }) => [path, validated(text())]));
      expect(Object.keys(verdicts)).toEqual(expect.arrayContaining(['kubeadm/init.yaml', 'kubeadm/node.yaml']));
      expect(verdicts).toEqual(Object.fromEntries(Object.keys(verdicts).map((path) => [path, { status: 0, said: 'ok' }])));
      record({ fact: 'holds', version, area: 'kubeadm', sentence: `\`kubeadm config validate\` takes what is written for ${name}` });
    },
  );

  test.each(ROWS.filter(([, , versions]) => versions.includes(version)))(
    'makes pods of what is written for %s in which everything is mounted that they name',
    (_, options) => {
      const files = generatedFiles(release, PORT, options);
      const folder = mkdtempSync(join(directory, 'pods-'));
      mkdirSync(join(folder, 'patches'));
      mkdirSync(join(folder, 'written'));
      for (const { path, text } of files.filter((file) => file.path.startsWith('kubeadm/patches/')))
        writeFileSync(join(folder, 'patches', basename(path)), text());
      const config = join(folder, 'init.yaml');
      const init = files.find(({ path }) => path === 'kubeadm/init.yaml')?.text() ?? '';
      writeFileSync(config, init.replaceAll('/etc/kubernetes/patches', join(folder, 'patches')));
      runKubeadm(kubeadm, ['init', 'phase', 'control-plane', 'all', '--dry-run', '--config', config], folder, join(folder, 'written'));
      // The file with the keys is made on the host, from the plan beside it.
      const textAt = (path: string) =>
        files.find(({ installedAt }) => installedAt === path.replace(/(?<=encryption\/)config/, 'plan'))?.text() ?? '';
      const bare: string[] = [];
      let named = 0;
      for (const [program, { command, mounts }] of podsIn(join(folder, 'written'))) {
        const paths = command.flatMap((word) => pathsIn(word.replace(/^--[a-z0-9-]+=/, '')));
        const all = [...paths, ...paths.flatMap((path) => pathsIn(textAt(path)))];
        named += all.length;
        bare.push(
          ...all.filter((path) => !mounts.some((mount) => `${path}/`.startsWith(`${mount}/`))).map((path) => `${program}: ${path}`),
        );
      }
      expect(named).toBeGreaterThan(20);
      expect(bare).toEqual([]);
    },
  );

  test.each([
    ['a field that nobody knows', 'kubeadm/init.yaml', /^clusterName:/m, 'nameOfCluster:'],
    ['an address that is none', 'kubeadm/init.yaml', MEMBER.address, 'somewhere'],
    ['a field of the kubelet that nobody knows', 'kubeadm/init.yaml', /^protectKernelDefaults:/m, 'protectKernel:'],
    ['a file to join with that is not there', 'kubeadm/node.yaml', 'discovery.conf', 'elsewhere.conf'],
  ])('does not take %s without a word', (_, path, from, to) => {
    const text = textOf(path, {});
    const wrong = text.replaceAll(new RegExp(from, 'gm'), to);
    expect(wrong).not.toBe(text);
    expect(validated(wrong)).not.toEqual({ status: 0, said: 'ok' });
  });
});
