import { mkdirSync, symlinkSync } from 'node:fs';
import { Folder, PLAIN, PRIVILEGED } from './folder';
import { Project } from './project';

let folder: Folder;
afterEach(() => folder.remove());

/** The findings of a JSON report, as `file:line rule`. */
async function findings(...args: string[]) {
  const { out } = await folder.palisade('check', ...args, '--format', 'json');
  const { findings: found } = JSON.parse(out.join('\n'));
  return found.map(({ rule, place }: { rule: string; place?: { file: string; line: number } }) => `${place?.file}:${place?.line} ${rule}`);
}

const BASELINE = ['--profile', 'baseline'] as const;

describe('the exit code and the report', () => {
  test('are 0 and a line, when there is nothing to say', async () => {
    folder = new Folder({ 'a.yaml': PLAIN });
    const { code, out, err } = await folder.palisade('check', 'a.yaml', ...BASELINE);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.at(-1)).toMatch(/^0 errors, 0 warnings, 0 exempted; 1 object in 1 file; \d+ rules, profile baseline, Kubernetes 1\.37$/);
  });

  test('are 1 and what is wrong, where, and how to mend it', async () => {
    folder = new Folder({ 'a.yaml': PRIVILEGED });
    const { code, out, err } = await folder.palisade('check', 'a.yaml', ...BASELINE);
    expect({ code, err }).toEqual({ code: 1, err: [] });
    expect(out[0]).toBe('Pod shop/cart  a.yaml');
    expect(out.join('\n')).toContain('spec.containers[0].securityContext.privileged  a.yaml:11:9');
    expect(out.join('\n')).toContain('fix: ');
  });

  test.each([
    ['error by default', [], 1],
    ['error', ['--fail-on', 'error'], 1],
    ['warning', ['--fail-on', 'warning'], 1],
    ['never', ['--fail-on', 'never'], 0],
  ])('follow --fail-on: %s', async (_what, args, code) => {
    folder = new Folder({ 'a.yaml': PRIVILEGED });
    expect((await folder.palisade('check', 'a.yaml', ...BASELINE, ...args)).code).toBe(code);
  });

  test('warnings alone fail only where --fail-on says so, and are hidden by --severity error', async () => {
    folder = new Folder({
      'a.yaml':
        'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: cart\n  namespace: shop\nspec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: cart } }\n',
    });
    const warned = await folder.palisade('check', 'a.yaml');
    expect([warned.code, warned.out.at(-1)]).toEqual([0, expect.stringMatching(/^0 errors, [1-9]\d* warnings?, /)]);
    expect((await folder.palisade('check', 'a.yaml', '--fail-on', 'warning')).code).toBe(1);
    const hidden = await folder.palisade('check', 'a.yaml', '--severity', 'error', '--fail-on', 'warning');
    expect([hidden.code, hidden.out.at(-1)]).toEqual([1, expect.stringMatching(/^0 errors, 0 warnings, /)]);
  });
});

describe('what is read', () => {
  test('folders at any depth, in the order of names, without what belongs to others', async () => {
    folder = new Folder({
      'b.yml': PRIVILEGED,
      'a/deep/x.yaml': PRIVILEGED,
      'c.JSON': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "j"}, "spec": {"hostPID": true, "containers": []}}',
      'node_modules/x.yaml': PRIVILEGED,
      '.git/x.yaml': PRIVILEGED,
      'notes.txt': PRIVILEGED,
      'values.yaml': 'replicas: 3\n',
    });
    expect(await findings('.', ...BASELINE)).toEqual([
      'a/deep/x.yaml:11 pod-privileged',
      'b.yml:11 pod-privileged',
      'c.JSON:1 pod-host-namespaces',
    ]);
  });

  test('a file that is named, whatever it is called, and once', async () => {
    folder = new Folder({ 'notes.txt': PRIVILEGED });
    expect(await findings('notes.txt', 'notes.txt', ...BASELINE)).toEqual(['notes.txt:11 pod-privileged']);
  });

  test('linked files, but no linked folders, which may lead round in circles', async () => {
    folder = new Folder({ 'real/a.yaml': PRIVILEGED });
    mkdirSync('links');
    symlinkSync('../real/a.yaml', 'links/b.yaml');
    symlinkSync('../real/gone.yaml', 'links/c.yaml');
    symlinkSync('..', 'links/around');
    expect(await findings('links', ...BASELINE)).toEqual(['links/b.yaml:11 pod-privileged']);
  });

  test('standard input', async () => {
    folder = new Folder();
    const project = new Project();
    try {
      const child = project.start(['check', '-', ...BASELINE, '--format', 'json']);
      child.stdin?.end(PRIVILEGED);
      let out = '';
      for await (const part of child.stdout ?? []) out += part;
      expect(JSON.parse(out).findings.map(({ place }: { place: object }) => place)).toEqual([{ file: '<stdin>', line: 11, column: 9 }]);
    } finally {
      project.remove();
    }
  });

  test.each<[what: string, content: Buffer, expected: readonly string[]]>([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${PRIVILEGED}`, 'utf16le'), ['a.yaml:11 pod-privileged']],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${PRIVILEGED}`, 'utf16le').swap16(), ['a.yaml:11 pod-privileged']],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${PRIVILEGED}`), ['a.yaml:11 pod-privileged']],
    ['Latin-1', Buffer.from(`# caf\xe9\n${PRIVILEGED}`, 'latin1'), ['a.yaml:1 manifest-readable']],
    ['an empty file', Buffer.from(''), []],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]), ['a.yaml:1 manifest-readable']],
  ])('%s', async (_what, content, expected) => {
    folder = new Folder({ 'a.yaml': content });
    expect(await findings('a.yaml', ...BASELINE)).toEqual(expected);
  });

  test('no file above the limit', async () => {
    folder = new Folder({
      'a.yaml': `${PRIVILEGED}# ${'x'.repeat(1024 * 1024)}\n`,
      'b.yaml': PRIVILEGED,
      'palisade.yaml': 'limits: { mebibytes: 1 }\n',
    });
    expect(await findings('a.yaml', 'b.yaml', ...BASELINE)).toEqual(['a.yaml:1 manifest-readable', 'b.yaml:11 pod-privileged']);
  });
});

describe('bad input is told in a line, and ends with 2', () => {
  test.each([
    ['nothing to judge', [], "nothing to judge: give files, folders, or '-' for standard input, such as 'dist'"],
    ['a path that is not there', ['gone.yaml', 'a.yaml', 'lost'], 'no such file or folder: gone.yaml, lost'],
    ['a folder without manifests', ['empty'], 'no manifests in empty: expected files called *.yaml, *.yml or *.json'],
    ['an unknown option', ['a.yaml', '--fix'], "Unknown option '--fix'"],
    ['an option without a value', ['a.yaml', '--format'], "Option '--format <value>' argument missing"],
    ['an unknown format', ['a.yaml', '--format', 'xml'], "--format must be one of text, json, sarif, markdown, junit, got 'xml'"],
    ['an unknown profile', ['a.yaml', '--profile', 'strict'], "--profile must be one of baseline, restricted, nsa, cis, all, got 'strict'"],
    ['an unknown severity', ['a.yaml', '--severity', 'low'], "--severity must be one of error, warning, got 'low'"],
    ['an unknown threshold', ['a.yaml', '--fail-on', 'none'], "--fail-on must be one of error, warning, never, got 'none'"],
    [
      'a version that is none',
      ['a.yaml', '--kubernetes-version', 'newest'],
      "--kubernetes-version must be a version from 1.0 to 1.37, got 'newest'",
    ],
    [
      'a version to come',
      ['a.yaml', '--kubernetes-version', '1.38'],
      "--kubernetes-version must be a version from 1.0 to 1.37, got '1.38'",
    ],
    ['a date that is none', ['a.yaml', '--as-of', '2027-02-30'], "--as-of must be a date such as 2030-01-31, got '2027-02-30'"],
    ['a configuration that is not there', ['a.yaml', '--config', 'gone.yaml'], 'no such file: gone.yaml'],
  ])('%s', async (_what, args, message) => {
    folder = new Folder({ 'a.yaml': PLAIN, 'empty/notes.txt': '' });
    expect(await folder.palisade('check', ...args)).toEqual({ code: 2, out: [], err: [message] });
  });
});

describe('versions', () => {
  test.each([
    ['1.33', 0],
    ['v1.33.4', 0],
    ['1.34', 1],
    ['1.37', 1],
  ])('a probe of another host in Kubernetes %s', async (version, code) => {
    const probe = '      livenessProbe:\n        httpGet: { host: 169.254.169.254, port: 80, path: / }\n';
    folder = new Folder({ 'a.yaml': `${PLAIN}${probe}` });
    expect((await folder.palisade('check', 'a.yaml', ...BASELINE, '--kubernetes-version', version)).code).toBe(code);
  });
});

describe('the configuration', () => {
  test('is palisade.yaml of this folder, and the command line wins over it', async () => {
    folder = new Folder({ 'a.yaml': PRIVILEGED, 'palisade.yaml': "kubernetesVersion: '1.30'\nprofile: baseline\n" });
    expect((await folder.palisade('check', 'a.yaml')).out.at(-1)).toMatch(/profile baseline, Kubernetes 1\.30$/);
    const { out } = await folder.palisade('check', 'a.yaml', '--profile', 'restricted', '--kubernetes-version', '1.31');
    expect(out.at(-1)).toMatch(/profile restricted, Kubernetes 1\.31$/);
  });

  test('may be another file', async () => {
    folder = new Folder({ 'a.yaml': PRIVILEGED, 'palisade.yaml': 'profile: nsa\n', 'other.yaml': 'profile: cis\n' });
    expect((await folder.palisade('check', 'a.yaml', '--config', 'other.yaml')).out.at(-1)).toContain('profile cis');
  });

  test('says everything that is wrong with it at once, each with its line', async () => {
    folder = new Folder({
      'a.yaml': PLAIN,
      'palisade.yaml': `# hello
kubernetesVersion: 1.33
cni: canel
profil: all
profile: strict
complete: yes
registries: registry.example.com/
limits: { depth: 0, lines: 3 }
existing:
  - { kind: Secret, name: a, keys: b }
exemptions:
  - rule: image-digest
    until: 2030-01-31
    owner: 3
`,
    });
    const { code, out, err } = await folder.palisade('check', 'a.yaml');
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err).toEqual([
      'palisade.yaml:2: kubernetesVersion must be a version such as 1.33, in quotes, got 1.33',
      expect.stringMatching(/^palisade\.yaml:3: cni must be one of antrea, .*, weave, got "canel"$/),
      "palisade.yaml:4: unknown key 'profil', expected kubernetesVersion, cni, securityModule, admissionPlugins, ingressHosts, ingressExternalNames, profile, complete, registries, existing, exemptions, limits",
      'palisade.yaml:5: profile must be one of baseline, restricted, nsa, cis, all, got "strict"',
      'palisade.yaml:6: complete must be true or false, got "yes"',
      'palisade.yaml:7: registries must be a list of prefixes such as registry.example.com/, got "registry.example.com/"',
      'palisade.yaml:8: limits.depth must be one of depth, values, mebibytes and a whole number above 0, got 0',
      'palisade.yaml:8: limits.lines must be one of depth, values, mebibytes and a whole number above 0, got 3',
      'palisade.yaml:10: keys must be a list of texts, got "b"',
      "palisade.yaml:13: unknown key 'until' of exemptions, expected rule, reason, owner, expires, ticket, object, field",
      'palisade.yaml:14: owner must be a text, in quotes if need be, got 3',
    ]);
  });

  test.each([
    ['a list', '- a\n', 'palisade.yaml:1: expected a map of settings'],
    ['broken', 'a: [\n', expect.stringMatching(/^palisade\.yaml is not YAML: /)],
  ])('that is %s is refused', async (_what, text, message) => {
    folder = new Folder({ 'a.yaml': PLAIN, 'palisade.yaml': text });
    const { code, err } = await folder.palisade('check', 'a.yaml');
    expect([code, err[0]]).toEqual([2, message]);
  });

  test.each([
    ['a text', 'on', 'palisade.yaml:1: admissionPlugins must be a map of on and off, each a list of plugins, got "on"'],
    [
      'a plugin without a list',
      '{ on: PodNodeSelector }',
      'palisade.yaml:1: admissionPlugins.on must be a list of plugins, got "PodNodeSelector"',
    ],
    ['another switch', '{ enabled: [PodNodeSelector] }', "palisade.yaml:1: unknown key 'enabled' of admissionPlugins, expected on, off"],
    [
      'a slip of the pen',
      '{ on: [PodNodeSelecter] }',
      'palisade.yaml:1: admissionPlugins.on must name some of PodNodeSelector, PodTolerationRestriction, ExtendedResourceToleration, DenyServiceExternalIPs, got "PodNodeSelecter", did you mean PodNodeSelector?',
    ],
    [
      'a plugin that says nothing of nodes, on a line of its own',
      '\n  off:\n    - PodNodeSelector\n    - AlwaysPullImages',
      'palisade.yaml:4: admissionPlugins.off must name some of PodNodeSelector, PodTolerationRestriction, ExtendedResourceToleration, DenyServiceExternalIPs, got "AlwaysPullImages"',
    ],
    [
      'a number',
      '{ off: [3] }',
      'palisade.yaml:1: admissionPlugins.off must name some of PodNodeSelector, PodTolerationRestriction, ExtendedResourceToleration, DenyServiceExternalIPs, got 3',
    ],
    ['one plugin twice', '{ on: [PodNodeSelector], off: [PodNodeSelector] }', 'palisade.yaml:1: PodNodeSelector cannot be both on and off'],
  ])('whose admission plugins are %s is refused', async (_what, plugins, message) => {
    folder = new Folder({ 'a.yaml': PLAIN, 'palisade.yaml': `admissionPlugins: ${plugins}\n` });
    const { code, err } = await folder.palisade('check', 'a.yaml');
    expect([code, err]).toEqual([2, [message]]);
  });

  test('that is empty changes nothing', async () => {
    folder = new Folder({ 'a.yaml': PLAIN, 'palisade.yaml': '# nothing yet\n' });
    expect((await folder.palisade('check', 'a.yaml', ...BASELINE)).code).toBe(0);
  });
});

describe('exemptions of palisade.yaml', () => {
  const exemption = (fields: string) =>
    `exemptions:\n  - rule: pod-privileged\n    reason: drivers\n    owner: team\n    expires: 2030-01-31\n${fields}`;
  const judged = async (config: string) => {
    folder = new Folder({
      'a.yaml': PRIVILEGED,
      'b.yaml': PRIVILEGED.replace('namespace: shop', 'namespace: bank'),
      'palisade.yaml': config,
    });
    return findings('a.yaml', 'b.yaml', ...BASELINE, '--as-of', '2026-06-15');
  };

  test.each([
    ['everything', '', []],
    ['one object', '    object: Pod shop/cart\n', ['b.yaml:11 pod-privileged']],
    ['one field of one object', '    object: Pod shop/cart\n    field: /spec/containers/0\n', ['b.yaml:11 pod-privileged']],
    ['one field of all objects', '    field: /spec/containers/0/securityContext/privileged\n', []],
    [
      'no object that is there',
      '    object: Pod shop/basket\n',
      ['palisade.yaml:2 exemption-valid', 'a.yaml:11 pod-privileged', 'b.yaml:11 pod-privileged'],
    ],
    [
      'no field that was found',
      '    field: /spec/containers/1\n',
      ['palisade.yaml:2 exemption-valid', 'a.yaml:11 pod-privileged', 'b.yaml:11 pod-privileged'],
    ],
  ])('cover %s', async (_what, fields, expected) => {
    expect(await judged(exemption(fields))).toEqual(expected);
  });

  test('are findings of their own, at their line, when they are not sound', async () => {
    expect(await judged(exemption('').replace('2030-01-31', '2026-06-14'))).toEqual([
      'palisade.yaml:2 exemption-valid',
      'a.yaml:11 pod-privileged',
      'b.yaml:11 pod-privileged',
    ]);
  });

  test('count by --as-of, not by the clock', async () => {
    folder = new Folder({ 'a.yaml': PRIVILEGED, 'palisade.yaml': exemption('') });
    expect((await folder.palisade('check', 'a.yaml', ...BASELINE, '--as-of', '2030-01-31')).code).toBe(0);
    expect((await folder.palisade('check', 'a.yaml', ...BASELINE, '--as-of', '2030-02-01')).code).toBe(1);
  });
});

test('a name cannot paint over the report', async () => {
  folder = new Folder({ 'a.yaml': PRIVILEGED.replace('name: cart\n  namespace', 'name: "\\e[2K\\rall fine\\u202e"\n  namespace') });
  const { out } = await folder.palisade('check', 'a.yaml');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
  expect(out.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(out.join('\n')).toContain('\\u001b[2K\\u000dall fine\\u202e');
});
