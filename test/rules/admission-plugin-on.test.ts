import { admissionPluginOn } from '../../rules/admission-plugin-on';
import { hosts, SERVER, server } from './control-plane';
import { judges, object } from './given';

const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const WHITELIST = 'scheduler.alpha.kubernetes.io/tolerationsWhitelist';
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const namespace = (annotations: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', annotations, labels },
});
const on = (plugins: string) => server([`--enable-admission-plugins=${plugins}`]);
const off = (plugins: string) => server([`--disable-admission-plugins=${plugins}`]);
const said = (what: string, plugin: string, where: string) =>
  `${what} the admission plugin ${plugin}, which an API server has off (${where}), expected it on`;
const UNSAID = `no --enable-admission-plugins, ${SERVER}:1`;
const ANNOTATION = '/metadata/annotations/scheduler.alpha.kubernetes.io~1';
const role = (verbs: readonly string[]) =>
  object('rbac.authorization.k8s.io/v1', 'Role', 'deployer', { rules: [{ apiGroups: [''], resources: ['services'], verbs }] });
const REGISTRATION = 'admissionregistration.k8s.io/v1';
/** Kind by kind, what https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/ says reads it. */
const READ_BY = [
  ['v1', 'LimitRange', 'LimitRanger'],
  ['v1', 'ResourceQuota', 'ResourceQuota'],
  ['v1', 'ServiceAccount', 'ServiceAccount'],
  [REGISTRATION, 'MutatingAdmissionPolicyBinding', 'MutatingAdmissionPolicy'],
  [REGISTRATION, 'MutatingWebhookConfiguration', 'MutatingAdmissionWebhook'],
  [REGISTRATION, 'ValidatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicy'],
  [REGISTRATION, 'ValidatingWebhookConfiguration', 'ValidatingAdmissionWebhook'],
  ['node.k8s.io/v1', 'RuntimeClass', 'RuntimeClass'],
  ['scheduling.k8s.io/v1', 'PriorityClass', 'Priority'],
] as const;

judges(admissionPluginOn, {
  accepts: [
    ['a plugin that is on', namespace({ [SELECTOR]: 'pool=shop' }), on('NodeRestriction,PodNodeSelector')],
    ['a plugin that is on by default', namespace({}, { [ENFORCE]: 'restricted' }), server([])],
    ['all kinds with what is on by default', READ_BY.map(([api, kind]) => object(api, kind, 'one')), server([])],
    ['another plugin that is off', namespace({}, { [ENFORCE]: 'restricted' }), off('LimitRanger')],
    ['a plugin of the flag of old', object('v1', 'LimitRange', 'one'), server(['--admission-control=LimitRanger'])],
    ['a namespace without annotations', namespace({}), server([])],
    ['an annotation that is no text', namespace({ [SELECTOR]: 3 } as never), server([])],
    ['a role that reads Services', role(['get', 'list', 'watch', 'delete']), server([])],
    ['a role that writes Services, whose addresses are checked', role(['create']), on('DenyServiceExternalIPs')],
    ['no API server', [namespace({ [SELECTOR]: 'pool=shop' }), role(['create'])]],
    [
      'NodeRestriction, which kubeadm turns on',
      namespace({ [SELECTOR]: 'node-restriction.kubernetes.io/pool=shop' }),
      hosts({
        'init.yaml': `
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer: { extraArgs: { enable-admission-plugins: 'NodeRestriction,PodNodeSelector' } }`,
      }),
    ],
  ],
  refuses: [
    {
      what: 'a node selector',
      given: namespace({ [SELECTOR]: 'pool=shop' }),
      facts: server([]),
      finds: [[`${ANNOTATION}node-selector`, said(`'${SELECTOR}' needs`, 'PodNodeSelector', UNSAID)]],
      absent: 'accepted',
    },
    {
      what: 'a node selector with a label that a kubelet gives itself',
      given: namespace({ [SELECTOR]: 'node-restriction.kubernetes.io/pool=shop' }),
      facts: on('PodNodeSelector'),
      finds: [
        [
          `${ANNOTATION}node-selector`,
          said(
            "a label that starts with 'node-restriction.kubernetes.io/' needs",
            'NodeRestriction',
            `--enable-admission-plugins, ${SERVER}:2`,
          ),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'default tolerations and a whitelist',
      given: namespace({ [TOLERATIONS]: '[]', [WHITELIST]: '[]' }),
      facts: server([]),
      finds: [
        [`${ANNOTATION}defaultTolerations`, said(`'${TOLERATIONS}' needs`, 'PodTolerationRestriction', UNSAID)],
        [`${ANNOTATION}tolerationsWhitelist`, said(`'${WHITELIST}' needs`, 'PodTolerationRestriction', UNSAID)],
      ],
      absent: 'accepted',
    },
    {
      what: 'a level of Pod Security',
      given: namespace({}, { [ENFORCE]: 'restricted' }),
      facts: off('LimitRanger,PodSecurity'),
      finds: [
        [
          '/metadata/labels/pod-security.kubernetes.io~1enforce',
          said(`'${ENFORCE}' needs`, 'PodSecurity', `--disable-admission-plugins, ${SERVER}:2`),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'one of two API servers',
      given: namespace({ [SELECTOR]: 'pool=shop' }),
      facts: hosts({
        'flags/one/kube-apiserver.conf': '--enable-admission-plugins=PodNodeSelector\n--etcd-servers=https://127.0.0.1:2379',
        'flags/two/kube-apiserver.conf': '--etcd-servers=https://127.0.0.1:2379\n--profiling=false',
      }),
      finds: [
        [
          `${ANNOTATION}node-selector`,
          said(`'${SELECTOR}' needs`, 'PodNodeSelector', 'no --enable-admission-plugins, flags/two/kube-apiserver.conf:1'),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'the flag of old',
      given: namespace({}, { [ENFORCE]: 'restricted' }),
      facts: server(['--admission-control=LimitRanger']),
      finds: [
        [
          '/metadata/labels/pod-security.kubernetes.io~1enforce',
          said(`'${ENFORCE}' needs`, 'PodSecurity', `--admission-control, ${SERVER}:2`),
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a role that writes Services',
      given: role(['get', 'create']),
      facts: server([]),
      finds: [['/rules/0/verbs', said('a role that writes Services needs', 'DenyServiceExternalIPs', UNSAID)]],
      absent: 'accepted',
    },
    ...READ_BY.map(([api, kind, plugin]) => ({
      what: `${kind} without ${plugin}`,
      given: object(api, kind, 'one'),
      facts: off(plugin),
      finds: [['/kind', said(`a ${kind} needs`, plugin, `--disable-admission-plugins, ${SERVER}:2`)] as const],
      absent: 'accepted' as const,
    })),
  ],
});
