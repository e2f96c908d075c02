import { parse } from 'yaml';
import {
  type AdmissionPlugins,
  ControlPlane,
  type ControlPlaneProps,
  NodePool,
  Platform,
  type PlatformProps,
  TenantNamespace,
} from '../../../constructs';
import { judge } from '../../../constructs/gate';
import { refusal, TODAY } from '../harness';
import { ENDPOINT, flagsIn, hostFiles, type Loose, MEMBERS, refused } from './harness';

const API = 'flags/cp-1/kube-apiserver.conf';
const AT = '[control-plane] ';

function pluginsOf(props: Loose = {}, platform: PlatformProps = {}): readonly string[] {
  return (flagsIn(hostFiles(props, platform)[API])['enable-admission-plugins']?.[0] ?? '').split(',');
}

function configurationOf(plugin: string, props: Loose = {}, platform: PlatformProps = {}): unknown {
  const document = parse(hostFiles(props, platform)['apiserver/admission.yaml'] ?? '') as {
    readonly plugins: readonly { readonly name: string; readonly configuration: unknown }[];
  };
  return document.plugins.find(({ name }) => name === plugin)?.configuration;
}

test('what holds tenants is on, and nothing that lets them go', () => {
  expect(pluginsOf()).toEqual([
    'AlwaysPullImages',
    'DenyServiceExternalIPs',
    'EventRateLimit',
    'LimitRanger',
    'NamespaceLifecycle',
    'NodeRestriction',
    'PodNodeSelector',
    'PodSecurity',
    'PodTolerationRestriction',
    'ResourceQuota',
    'ServiceAccount',
  ]);
});

test('nothing is off that Kubernetes has on', () => {
  expect(flagsIn(hostFiles()[API])['disable-admission-plugins']).toBeUndefined();
});

test.each<readonly [string, Loose, PlatformProps, string, boolean]>([
  ['by the platform', {}, { admissionPlugins: { PodNodeSelector: false } }, 'PodNodeSelector', false],
  ['by the platform', {}, { admissionPlugins: { PodTolerationRestriction: false } }, 'PodTolerationRestriction', false],
  ['by the platform', {}, { admissionPlugins: { DenyServiceExternalIPs: false } }, 'DenyServiceExternalIPs', false],
  ['by the platform', {}, { admissionPlugins: { ExtendedResourceToleration: true } }, 'ExtendedResourceToleration', true],
  ['by a platform that says nothing', {}, { admissionPlugins: { PodNodeSelector: undefined } }, 'PodNodeSelector', true],
  ['by choice', { admission: { alwaysPullImages: false } }, {}, 'AlwaysPullImages', false],
  ['by choice', { admission: { imagePolicy: { kubeconfig: '/etc/kubernetes/apiserver/images.conf' } } }, {}, 'ImagePolicyWebhook', true],
  ['by choice', { admission: { enable: ['OwnerReferencesPermissionEnforcement'] } }, {}, 'OwnerReferencesPermissionEnforcement', true],
])('%s, %j on %j: %s is %s', (_who, props, platform, plugin, isOn) => {
  expect(pluginsOf(props, platform).includes(plugin)).toBe(isOn);
});

test('what is said to be off is off', () => {
  const flags = flagsIn(hostFiles({ admission: { disable: ['DefaultStorageClass', 'DefaultIngressClass'] } })[API]);
  expect(flags['disable-admission-plugins']).toEqual(['DefaultIngressClass,DefaultStorageClass']);
});

test('namespaces without labels admit restricted pods of the target version alone, but for kube-system', () => {
  expect(configurationOf('PodSecurity', {}, { kubernetesVersion: '1.30' })).toEqual({
    apiVersion: 'pod-security.admission.config.k8s.io/v1',
    kind: 'PodSecurityConfiguration',
    defaults: {
      enforce: 'restricted',
      'enforce-version': 'v1.30',
      audit: 'restricted',
      'audit-version': 'v1.30',
      warn: 'restricted',
      'warn-version': 'v1.30',
    },
    exemptions: { usernames: [], runtimeClasses: [], namespaces: ['kube-system'] },
  });
});

test('a namespace that is passed over is named, with the reason above', () => {
  const props = {
    admission: { podSecurity: { enforce: 'baseline', exemptNamespaces: { 'calico-system': 'its pods set up the network' } } },
  };
  expect(configurationOf('PodSecurity', props)).toMatchObject({
    defaults: { enforce: 'baseline' },
    exemptions: { namespaces: ['calico-system', 'kube-system'] },
  });
  expect(hostFiles(props)['apiserver/admission.yaml']).toContain(
    '# Pod Security Admission passes over calico-system: its pods set up the network\n',
  );
});

test("a tenant's namespace is not passed over", () => {
  const props = { endpoint: ENDPOINT, members: MEMBERS, admission: { podSecurity: { exemptNamespaces: { shop: 'a reason' } } } };
  const problems = refusal((platform) => {
    new ControlPlane(platform, 'control-plane', props as ControlPlaneProps);
    new TenantNamespace(platform, 'shop', { quota: { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi', pods: 5 } });
  });
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
    "[shop/namespace] pod-security-not-exempted: Namespace shop: the API server exempts namespace 'shop' from Pod Security (control-plane/apiserver/admission.yaml:42), expected no exemption (at /metadata/name)",
    `${AT}admission.podSecurity.exemptNamespaces must not name the namespace 'shop' of a tenant: give it podSecurity: 'privileged' and an exemption instead`,
  ]);
});

test.each<readonly [PlatformProps, AdmissionPlugins]>([
  [{}, { PodNodeSelector: true, PodTolerationRestriction: true, DenyServiceExternalIPs: true, ExtendedResourceToleration: false }],
  [
    { admissionPlugins: { PodNodeSelector: false, ExtendedResourceToleration: true } },
    { PodNodeSelector: false, PodTolerationRestriction: true, DenyServiceExternalIPs: true, ExtendedResourceToleration: true },
  ],
])('on %j, the gate judges by what the control plane is written with', (platformProps, plugins) => {
  const platform = new Platform(platformProps);
  expect(judge(platform, TODAY).cluster.admissionPlugins).toEqual(platformProps.admissionPlugins ?? {});
  new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS });
  expect(judge(platform, TODAY).cluster.admissionPlugins).toEqual(plugins);
});

test('events are limited four ways', () => {
  expect(configurationOf('EventRateLimit', { admission: { eventRateLimit: { namespace: { qps: 5, burst: 10 } } } })).toEqual({
    apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    limits: [
      { type: 'Server', qps: 500, burst: 2000 },
      { type: 'Namespace', qps: 5, burst: 10, cacheSize: 4096 },
      { type: 'User', qps: 50, burst: 500, cacheSize: 4096 },
      { type: 'SourceAndObject', qps: 10, burst: 50, cacheSize: 8192 },
    ],
  });
});

test('an image is not let in when nobody answers, and the API server sees the directory of the kubeconfig', () => {
  const props = { admission: { imagePolicy: { kubeconfig: '/etc/images/webhook.conf', allowTtl: 10 } } };
  expect(configurationOf('ImagePolicyWebhook', props)).toEqual({
    imagePolicy: { kubeConfigFile: '/etc/images/webhook.conf', allowTTL: 10, denyTTL: 30, retryBackoff: 500, defaultAllow: false },
  });
  expect(hostFiles(props)['kubeadm/init.yaml']).toContain('mountPath: /etc/images\n');
});

test('pods of namespaces that do not say are put on the nodes that are named', () => {
  const props = { admission: { podNodeSelector: { clusterDefault: { pool: 'general' }, namespaces: { shop: { a: 'b', c: '' } } } } };
  expect(configurationOf('PodNodeSelector', props)).toEqual({
    podNodeSelectorPluginConfig: { clusterDefaultNodeSelector: 'pool=general', shop: 'a=b,c=' },
  });
});

test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  ['those of its tenant', { 'node-restriction.kubernetes.io/pool': 'shop' }, []],
  [
    'others',
    { 'kubernetes.io/os': 'linux' },
    [
      `${AT}admission.podNodeSelector.namespaces must let the namespace 'shop' ask for the nodes of its tenant: add 'node-restriction.kubernetes.io/pool': 'shop', or leave the namespace out`,
    ],
  ],
])('a tenant whose pods may ask for nodes, and for %s alone', (_which, shop, problems) => {
  const props = { endpoint: ENDPOINT, members: MEMBERS, admission: { podNodeSelector: { namespaces: { shop } } } };
  const platform = new Platform();
  const controlPlane = new ControlPlane(platform, 'control-plane', props);
  new TenantNamespace(platform, 'shop', {
    nodes: NodePool.dedicated('shop'),
    quota: { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi', pods: 5 },
  });
  expect(controlPlane.node.validate().map((problem) => AT + problem)).toEqual(problems);
});

test('pods of namespaces that do not say tolerate what is named', () => {
  const props = { admission: { podTolerationRestriction: { whitelist: [{ key: 'pool', operator: 'Exists', effect: 'NoSchedule' }] } } };
  expect(configurationOf('PodTolerationRestriction', props)).toEqual({
    apiVersion: 'podtolerationrestriction.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    default: [],
    whitelist: [{ key: 'pool', operator: 'Exists', effect: 'NoSchedule' }],
  });
});

const LINE = 'must be a text on one line, got';
const tolerates = (toleration: unknown): Loose => ({ admission: { podTolerationRestriction: { default: [toleration] } } });
const item = 'an item of admission.podTolerationRestriction.default';

test.each<readonly [string, Loose, string]>([
  [
    'a plugin that is not by choice',
    { admission: { enable: ['AlwaysAdmit'] } },
    "admission.enable must be some of LimitPodHardAntiAffinityTopology, OwnerReferencesPermissionEnforcement, got 'AlwaysAdmit'",
  ],
  [
    'a plugin that is named twice',
    { admission: { disable: ['DefaultStorageClass', 'DefaultStorageClass'] } },
    "admission.disable must name each once, got 'DefaultStorageClass' twice",
  ],
  [
    'a plugin that holds tenants',
    { admission: { disable: ['PodSecurity'] } },
    "admission.disable must be some of DefaultIngressClass, DefaultStorageClass, DefaultTolerationSeconds, got 'PodSecurity'",
  ],
  ['no list of plugins', { admission: { enable: 'PodSecurity' } }, "admission.enable must be a list, got 'PodSecurity'"],
  ['a switch that is a word', { admission: { alwaysPullImages: 'no' } }, "admission.alwaysPullImages must be true or false, got 'no'"],
  [
    'a level that refuses nothing',
    { admission: { podSecurity: { enforce: 'privileged' } } },
    "admission.podSecurity.enforce must be one of baseline, restricted, got 'privileged'",
  ],
  [
    'a namespace without a reason',
    { admission: { podSecurity: { exemptNamespaces: { a: ' ' } } } },
    `the reason for 'a' in admission.podSecurity.exemptNamespaces ${LINE} ' '`,
  ],
  [
    'a reason of two lines',
    { admission: { podSecurity: { exemptNamespaces: { a: 'b\nc' } } } },
    `the reason for 'a' in admission.podSecurity.exemptNamespaces ${LINE} 'b\nc'`,
  ],
  [
    'a namespace that is exempt anyway',
    { admission: { podSecurity: { exemptNamespaces: { 'kube-system': 'a' } } } },
    "admission.podSecurity.exemptNamespaces must not say 'kube-system', which is exempt anyway",
  ],
  [
    'a list of namespaces',
    { admission: { podSecurity: { exemptNamespaces: ['a'] } } },
    `admission.podSecurity.exemptNamespaces must be such as { 'calico-system': 'its pods set up the network' }, got ["a"]`,
  ],
  [
    'a rate of nothing',
    { admission: { eventRateLimit: { server: { qps: 0, burst: 1 } } } },
    'admission.eventRateLimit.server.qps must be a whole number from 1 to 100000, got 0',
  ],
  [
    'a burst below the rate',
    { admission: { eventRateLimit: { user: { qps: 5, burst: 4 } } } },
    'admission.eventRateLimit.user.burst must be a whole number from 5 to 100000, got 4',
  ],
  ['a rate that is null', { admission: { eventRateLimit: null } }, 'admission.eventRateLimit must be an object of options, got null'],
  [
    'a kubeconfig that is relative',
    { admission: { imagePolicy: { kubeconfig: 'a.conf' } } },
    "admission.imagePolicy.kubeconfig must be an absolute path of letters, digits, '.', '_' and '-' without '..', got 'a.conf'",
  ],
  [
    'a kubeconfig beside those of the cluster',
    { admission: { imagePolicy: { kubeconfig: '/etc/kubernetes/images.conf' } } },
    "admission.imagePolicy.kubeconfig must be in a directory of its own, such as '/etc/kubernetes/apiserver', got '/etc/kubernetes/images.conf'",
  ],
  [
    'a yes for ever',
    { admission: { imagePolicy: { kubeconfig: '/etc/images/a.conf', allowTtl: 1801 } } },
    'admission.imagePolicy.allowTtl must be a whole number of seconds from 1 to 1800, got 1801',
  ],
  [
    'a webhook that fails open',
    { admission: { imagePolicy: { kubeconfig: '/etc/images/a.conf', defaultAllow: true } } },
    "admission.imagePolicy has no property 'defaultAllow', expected some of kubeconfig, allowTtl, denyTtl, retryMilliseconds",
  ],
  [
    'a node label that cannot be',
    { admission: { podNodeSelector: { clusterDefault: { a: 'b,c=d' } } } },
    "admission.podNodeSelector.clusterDefault must be node labels such as { 'kubernetes.io/os': 'linux' }, got 'a': 'b,c=d'",
  ],
  [
    'a namespace that cannot be',
    { admission: { podNodeSelector: { namespaces: { A: {} } } } },
    "a namespace of admission.podNodeSelector.namespaces must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, got 'A'",
  ],
  [
    'a toleration of everything',
    tolerates({ operator: 'Exists' }),
    `${item} must name the key of a taint: without, every taint is tolerated; got {"operator":"Exists"}`,
  ],
  ['a toleration that is null', tolerates(null), `${item} must be an object of options, got null`],
  [
    'a value that is not looked at',
    tolerates({ key: 'a', operator: 'Exists', value: 'b' }),
    `${item} must not have a value where the operator is Exists, got 'b'`,
  ],
  [
    'a time for what has none',
    tolerates({ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }),
    `tolerationSeconds of ${item} must be beside the effect NoExecute, got 'NoSchedule'`,
  ],
])('%s is refused', (_what, props, message) => {
  expect(refused(props)).toContain(AT + message);
});

test.each([
  ['podNodeSelector', 'PodNodeSelector'],
  ['podTolerationRestriction', 'PodTolerationRestriction'],
] as const)('%s beside a platform that says its plugin is off is refused', (field, plugin) => {
  expect(refused({ admission: { [field]: {} } }, { admissionPlugins: { [plugin]: false } })).toEqual([
    `${AT}admission.${field} is for a plugin that is off: the platform's admissionPlugins say ${plugin}: false`,
  ]);
});
