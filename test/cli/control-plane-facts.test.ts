import { Folder } from './folder';

let folder: Folder;
afterEach(() => folder.remove());

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations: { scheduler.alpha.kubernetes.io/node-selector: pool=shop }
`;
const flags = (plugins: string) => `--enable-admission-plugins=${plugins}\n--etcd-servers=https://127.0.0.1:2379\n`;
const FLAGS = 'dist/control-plane/flags/cp-1/kube-apiserver.conf';

const found = async (...args: string[]) => {
  const { out } = await folder.palisade('check', 'dist', ...args, '--format', 'json');
  const { findings } = JSON.parse(out.join('\n')) as { findings: readonly { rule: string; message: string }[] };
  return findings.filter(({ rule }) => rule === 'admission-plugin-on').map(({ message }) => message);
};
const OFF =
  "'scheduler.alpha.kubernetes.io/node-selector' needs the admission plugin PodNodeSelector, which an API server has off " +
  '(--enable-admission-plugins, dist/control-plane/flags/cp-1/kube-apiserver.conf:1), expected it on';

test('files of a control plane among the manifests are held against them', async () => {
  folder = new Folder({ 'dist/shop.yaml': NAMESPACE, [FLAGS]: flags('NodeRestriction') });
  expect(await found()).toEqual([OFF]);
});

test('what the files say is told even where the configuration says otherwise', async () => {
  folder = new Folder({
    'dist/shop.yaml': NAMESPACE,
    [FLAGS]: flags('NodeRestriction'),
    'palisade.yaml': 'admissionPlugins: { on: [PodNodeSelector] }',
  });
  expect(await found()).toEqual([OFF]);
});

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ['the plugin is on', { 'dist/shop.yaml': NAMESPACE, [FLAGS]: flags('NodeRestriction,PodNodeSelector') }],
  ['there is no such file', { 'dist/shop.yaml': NAMESPACE }],
  [
    'an app mentions a kubelet',
    { 'dist/shop.yaml': NAMESPACE, 'dist/app.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kubelet }\n' },
  ],
])('nothing is found where %s', async (_what, files) => {
  folder = new Folder(files);
  expect(await found()).toEqual([]);
});

describe('the plugins in the files decide about nodes', () => {
  const facts = async (...args: string[]) => {
    const { out } = await folder.palisade('prove', 'dist', ...args, '--format', 'json');
    return (JSON.parse(out.join('\n')) as { scope: { plugins: Readonly<Record<string, string>> } }).scope.plugins;
  };

  test('on and off', async () => {
    folder = new Folder({ 'dist/shop.yaml': NAMESPACE, [FLAGS]: flags('PodNodeSelector') });
    expect(await facts()).toMatchObject({ podNodeSelector: 'on', podTolerationRestriction: 'off' });
  });

  test('unknown where API servers differ, or are not in the files', async () => {
    folder = new Folder({
      'dist/shop.yaml': NAMESPACE,
      [FLAGS]: flags('PodNodeSelector,PodTolerationRestriction'),
      'dist/control-plane/flags/cp-2/kube-apiserver.conf': flags('PodNodeSelector'),
    });
    expect(await facts()).toMatchObject({ podNodeSelector: 'on', podTolerationRestriction: 'unknown' });
  });

  test('unless an option or the configuration says otherwise', async () => {
    folder = new Folder({
      'dist/shop.yaml': NAMESPACE,
      [FLAGS]: flags('PodNodeSelector'),
      'palisade.yaml': 'admissionPlugins: { off: [PodNodeSelector] }',
    });
    expect(await facts('--admission-on', 'PodTolerationRestriction')).toMatchObject({
      podNodeSelector: 'off',
      podTolerationRestriction: 'on',
    });
  });
});
