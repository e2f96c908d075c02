import { apiRemoved } from '../../rules/api-removed';
import { judges, object } from './given';

const on = (minor: number) => ({ minor });
const FIELD = '/apiVersion';
const gone = (what: string, minor: number, expected: string) => `'${what}' is gone since 1.${minor}, expected ${expected}`;

judges(apiRemoved, {
  accepts: [
    ['a stable API', object('apps/v1', 'Deployment', 'cart')],
    ['an old one before it went', object('extensions/v1beta1', 'Ingress', 'cart'), on(21)],
    ['one that went with the next version', object('policy/v1beta1', 'PodDisruptionBudget', 'cart'), on(24)],
    ['one that came with this version', object('resource.k8s.io/v1', 'ResourceClaim', 'gpu'), on(34)],
    ['one of the last version that serves it', object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'pods'), on(36)],
    [
      'two stable versions of one kind',
      [object('autoscaling/v1', 'HorizontalPodAutoscaler', 'a'), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'b')],
    ],
    ['one of a version that nobody looked into, as it came later', object('resource.k8s.io/v1', 'ResourceClaim', 'gpu'), on(26)],
    ['a custom resource in a version of its own', object('cilium.io/v2alpha1', 'CiliumNode', 'one')],
    ['a kind of the same name of somebody else', object('serving.example.com/v1beta1', 'Deployment', 'cart')],
    ['a kind that Kubernetes has in no version, which is for object-schema to say', object('apps/v1beta1', 'Deploymnet', 'cart')],
    ['an API without a replacement while it is served', object('networking.k8s.io/v1alpha1', 'ClusterCIDR', 'a'), on(28)],
  ],
  refuses: [
    {
      what: 'an API since the version that dropped it',
      given: object('extensions/v1beta1', 'Ingress', 'cart'),
      facts: on(22),
      finds: [[FIELD, gone('extensions/v1beta1 Ingress', 22, 'networking.k8s.io/v1, which is there since 1.19')]],
      absent: 'accepted',
    },
    {
      what: 'the oldest API of Deployments',
      given: object('extensions/v1beta1', 'Deployment', 'cart'),
      finds: [[FIELD, gone('extensions/v1beta1 Deployment', 16, 'apps/v1, which is there since 1.9')]],
      absent: 'accepted',
    },
    {
      what: 'two objects, each',
      given: [
        object('batch/v1', 'CronJob', 'a'),
        object('batch/v1beta1', 'CronJob', 'b'),
        object('policy/v1beta1', 'PodDisruptionBudget', 'c'),
      ],
      facts: on(33),
      finds: [
        [1, FIELD, gone('batch/v1beta1 CronJob', 25, 'batch/v1, which is there since 1.21')],
        [2, FIELD, gone('policy/v1beta1 PodDisruptionBudget', 25, 'policy/v1, which is there since 1.21')],
      ],
      absent: 'accepted',
    },
    {
      what: 'the last of three that replaced one another, where the others are gone as well',
      given: object('flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 'a'),
      facts: on(33),
      finds: [[FIELD, gone('flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema', 26, 'flowcontrol.apiserver.k8s.io/v1')]],
      absent: 'accepted',
    },
    {
      what: 'pod security policies',
      given: object('policy/v1beta1', 'PodSecurityPolicy', 'a'),
      facts: on(25),
      finds: [[FIELD, gone('policy/v1beta1 PodSecurityPolicy', 25, 'Pod Security Admission, by labels of the namespace')]],
      absent: 'accepted',
    },
    {
      what: 'a beta that went later than the guide tells',
      given: object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'pods'),
      facts: on(37),
      finds: [[FIELD, gone('networking.k8s.io/v1beta1 ServiceCIDR', 37, 'networking.k8s.io/v1')]],
      absent: 'accepted',
    },
    {
      what: 'one that nothing replaced',
      given: object('networking.k8s.io/v1alpha1', 'ClusterCIDR', 'a'),
      facts: on(29),
      finds: [[FIELD, gone('networking.k8s.io/v1alpha1 ClusterCIDR', 29, 'no such object')]],
      absent: 'accepted',
    },
    {
      what: 'one that comes later',
      given: object('resource.k8s.io/v1', 'ResourceClaim', 'gpu'),
      facts: on(33),
      finds: [[FIELD, `'resource.k8s.io/v1 ResourceClaim' comes with 1.34, expected resource.k8s.io/v1beta2 in 1.33`]],
      absent: 'accepted',
    },
    {
      what: 'one that comes later and has nothing before it',
      given: object('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', 'a'),
      facts: on(31),
      finds: [[FIELD, `'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy' comes with 1.36, expected no such object in 1.31`]],
      absent: 'accepted',
    },
    {
      what: 'a version that never was',
      given: object('apps/v2', 'Deployment', 'cart'),
      finds: [[FIELD, `Kubernetes has no 'apps/v2 Deployment', expected apps/v1`]],
      absent: 'accepted',
    },
  ],
});
