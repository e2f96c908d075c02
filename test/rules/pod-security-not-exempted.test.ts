import { podSecurityNotExempted } from '../../rules/pod-security-not-exempted';
import { server } from './control-plane';
import { deployment, judges, object } from './given';

const FLAG = '--admission-control-config-file=/etc/kubernetes/apiserver/admission.yaml';
const configuration = (exemptions: string) => `
apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
exemptions: ${exemptions}`;
const admission = (exemptions: string, plugin = 'PodSecurity') => `
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: ${plugin}
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      exemptions: ${exemptions}`;
const exempting = (exemptions: string) => server([FLAG], { 'apiserver/admission.yaml': admission(exemptions) });
const IN_FILE = server([FLAG], {
  'apiserver/admission.yaml': `
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins: [{ name: PodSecurity, path: pod-security.yaml }]`,
  'apiserver/pod-security.yaml': configuration('{ namespaces: [shop] }'),
});

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const shop = namespace('shop');
const said = (what: string, where = 'apiserver/admission.yaml:9') =>
  `the API server exempts ${what} from Pod Security (${where}), expected no exemption`;

judges(podSecurityNotExempted, {
  accepts: [
    ['a namespace that is not exempted', shop, exempting('{ namespaces: [kube-system] }')],
    ['a namespace whose name starts so', shop, exempting('{ namespaces: [shop-system] }')],
    ['a namespace of the cluster itself', namespace('kube-system'), exempting('{ namespaces: [kube-system] }')],
    ['no exemptions', shop, exempting('{}')],
    ['exemptions that are no list', shop, exempting('{ namespaces: shop }')],
    ['names that are no text', shop, exempting('{ namespaces: [3, null] }')],
    ['the configuration of another plugin', shop, server([FLAG], { 'admission.yaml': admission('{ namespaces: [shop] }', 'Other') })],
    ['a file that no API server reads', shop, server([], { 'admission.yaml': admission('{ namespaces: [shop] }') })],
    ['a file that was not given', shop, server([FLAG])],
    ['no control plane', shop],
    ['another runtime class', deployment({ runtimeClassName: 'gvisor' }), exempting('{ runtimeClasses: [kata] }')],
    ['no runtime class', deployment(), exempting('{ runtimeClasses: [kata] }')],
    [
      'an account of the same name in another namespace',
      object('v1', 'ServiceAccount', 'cart'),
      exempting('{ usernames: ["system:serviceaccount:other:cart"] }'),
    ],
    ['a person', [shop, object('v1', 'ServiceAccount', 'cart')], exempting('{ usernames: [alice] }')],
  ],
  refuses: [
    {
      what: 'a namespace',
      given: shop,
      facts: exempting('{ namespaces: [kube-system, shop] }'),
      finds: [['/metadata/name', said("namespace 'shop'")]],
      absent: 'accepted',
    },
    {
      what: 'a namespace in a file of its own',
      given: shop,
      facts: IN_FILE,
      finds: [['/metadata/name', said("namespace 'shop'", 'apiserver/pod-security.yaml:4')]],
      absent: 'accepted',
    },
    {
      what: 'the second of two namespaces',
      given: [namespace('other'), shop],
      facts: exempting('{ namespaces: [shop] }'),
      finds: [[1, '/metadata/name', said("namespace 'shop'")]],
      absent: 'accepted',
    },
    {
      what: 'a runtime class',
      pod: { runtimeClassName: 'kata' },
      facts: exempting('{ runtimeClasses: [kata] }'),
      finds: [['/runtimeClassName', said("runtime class 'kata'")]],
      absent: 'accepted',
    },
    {
      what: 'a service account',
      given: object('v1', 'ServiceAccount', 'cart'),
      facts: exempting('{ usernames: ["system:serviceaccount:shop:cart"] }'),
      finds: [['/metadata/name', said("service account 'cart'")]],
      absent: 'accepted',
    },
    {
      what: 'the controller that creates pods of Deployments',
      given: shop,
      facts: exempting('{ usernames: ["system:serviceaccount:kube-system:replicaset-controller"] }'),
      finds: [
        [
          '/metadata/name',
          said("'system:serviceaccount:kube-system:replicaset-controller', and so whoever has it create pods in namespace 'shop',"),
        ],
      ],
      absent: 'accepted',
    },
  ],
});
