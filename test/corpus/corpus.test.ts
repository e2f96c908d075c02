import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Folder } from '../cli/folder';

/** What is found in each file, as `line:column rule`; of the rules, those that this corpus is about. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'anchor-in-itself.yaml': ['1:1 manifest-readable', '10:3 pod-host-namespaces'],
  'anchors-that-explode.yaml': ['1:1 manifest-readable', '18:3 pod-host-namespaces'],
  'bidirectional.yaml': ['7:3 pod-host-namespaces'],
  'binary.yaml': ['1:1 manifest-readable'],
  'byte-order-mark.yaml': ['7:3 pod-host-namespaces'],
  'comments-only.yaml': [],
  'cr-only.yaml': ['7:3 pod-host-namespaces'],
  'crlf.yaml': ['7:3 pod-host-namespaces'],
  'deep-block.yaml': ['100:100 manifest-readable', '308:3 pod-host-namespaces'],
  'deep-json.json': ['1:492 manifest-readable'],
  'deep.yaml': ['1:103 manifest-readable', '9:3 pod-host-namespaces'],
  'duplicate-keys.yaml': ['9:3 manifest-readable'],
  'duplicate-metadata.yaml': ['9:1 manifest-readable', '7:3 pod-host-namespaces'],
  'empty-documents.yaml': ['10:3 pod-host-namespaces'],
  'empty.yaml': [],
  'escape-characters.yaml': ['7:3 pod-host-namespaces'],
  'flow-unclosed.yaml': ['2:1 manifest-readable', '9:3 pod-host-namespaces'],
  'helm-template.yaml': ['5:3 manifest-readable', '16:3 pod-host-namespaces'],
  'helm-values.yaml': [],
  'json-lines.json': ['2:1 manifest-readable'],
  'kustomization.yaml': [],
  'latin-1.yaml': ['1:1 manifest-readable'],
  'list-in-list.yaml': ['13:11 pod-host-namespaces'],
  'list.yaml': ['13:5 manifest-readable', '14:5 manifest-readable', '10:7 pod-host-namespaces'],
  'marker-soup.yaml': ['5:5 manifest-readable', '18:1 manifest-readable', '13:3 pod-host-namespaces'],
  'merge-keys.yaml': ['8:1 pod-host-namespaces'],
  'no-kind.yaml': ['1:1 manifest-readable', '11:3 pod-host-namespaces'],
  'null-bytes.yaml': ['4:11 manifest-readable'],
  'numbers-for-names.yaml': ['7:3 pod-host-namespaces'],
  'octal-and-yes.yaml': ['7:3 pod-host-namespaces'],
  'prototype-keys.yaml': ['11:3 pod-host-namespaces'],
  'scalar.yaml': ['1:1 manifest-readable'],
  'sequence.yaml': ['1:1 manifest-readable'],
  'surrogates.yaml': ['1:1 manifest-readable'],
  'tabs.yaml': ['7:1 manifest-readable', '16:3 pod-host-namespaces'],
  'tags.yaml': ['1:13 manifest-readable', '10:3 pod-host-namespaces'],
  'two-documents-one-broken.yaml': ['11:1 manifest-readable', '7:3 pod-host-namespaces', '18:3 pod-host-namespaces'],
  'utf-16-be.yaml': ['7:3 pod-host-namespaces'],
  'utf-16-le.yaml': ['7:3 pod-host-namespaces'],
  'utf-32.yaml': ['1:1 manifest-readable'],
  'version-as-number.yaml': ['1:1 manifest-readable'],
  'wrong-types.yaml': ['10:3 pod-host-namespaces'],
  'yaml-directive.yaml': ['10:3 pod-host-namespaces'],
};

let folder: Folder | undefined;
afterEach(() => folder?.remove());

const ASKED = ['manifest-readable', 'pod-host-namespaces', 'rule-completes'];

async function found(name: string): Promise<readonly string[]> {
  folder = new Folder();
  const { code, out, err } = await folder.palisade('check', join(__dirname, name), '--format', 'json', '--kubernetes-version', '1.33');
  expect(err).toEqual([]);
  const { findings } = JSON.parse(out.join('\n'));
  expect(code).toBe(findings.some(({ severity }: { severity: string }) => severity === 'error') ? 1 : 0);
  return findings
    .filter(({ rule }: { rule: string }) => ASKED.includes(rule))
    .map(({ rule, place }: { rule: string; place?: { line: number; column: number } }) => `${place?.line}:${place?.column} ${rule}`);
}

const files = readdirSync(__dirname).filter((name) => !name.endsWith('.ts'));

test('every file of the corpus is spoken of', () => {
  expect(Object.keys(EXPECTED)).toEqual(files);
});

test.each(files)('%s is judged as far as it can be read, and what cannot be is said', async (name) => {
  expect(await found(name)).toEqual(EXPECTED[name]);
});

test.each(['text', 'sarif', 'markdown', 'junit'])('all of them together, as %s, neither crash nor hide each other', async (format) => {
  folder = new Folder();
  const { code, out, err } = await folder.palisade('check', __dirname, '--format', format);
  expect({ code, err }).toEqual({ code: 1, err: [] });
  // A comment on a pull request is bounded, and says how much it leaves out.
  const named = files.filter((name) => (EXPECTED[name] ?? []).length > 0 && format !== 'markdown');
  for (const name of named) expect(out.join('\n')).toContain(name);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
  expect(out.join('\n')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
});
