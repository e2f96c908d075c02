import { apiDeprecated } from '../../rules/api-deprecated';
import { judges, object } from './given';

const on = (minor: number) => ({ minor });
const FIELD = '/apiVersion';

judges(apiDeprecated, {
  accepts: [
    ['a stable API', object('apps/v1', 'Deployment', 'cart')],
    ['an older stable version beside a newer one', object('autoscaling/v1', 'HorizontalPodAutoscaler', 'cart')],
    ['a beta before anything better is there', object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'pods'), on(32)],
    ['a beta that only another beta follows', object('resource.k8s.io/v1beta1', 'ResourceClaim', 'gpu'), on(33)],
    ['a version that is gone, which is for api-removed to say', object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'pods'), on(37)],
    ['one of the guide that is gone', object('batch/v1beta1', 'CronJob', 'clean'), on(25)],
    ['one of the guide before its successor came', object('batch/v1beta1', 'CronJob', 'clean'), on(20)],
    ['Endpoints before 1.33', object('v1', 'Endpoints', 'ledger'), on(32)],
    ['a custom resource in a beta version', object('example.com/v1beta1', 'CronJob', 'clean')],
    ['a version that nobody looked into', object('networking.k8s.io/v1alpha1', 'IPAddress', 'a'), on(26)],
  ],
  refuses: [
    {
      what: 'an API of the guide, from the version that has its successor',
      given: object('batch/v1beta1', 'CronJob', 'clean'),
      facts: on(21),
      finds: [[FIELD, `'batch/v1beta1 CronJob' is superseded since 1.21 and gone in 1.25, expected batch/v1`]],
      absent: 'accepted',
    },
    {
      what: 'pod security policies, in the last version that has them',
      given: object('policy/v1beta1', 'PodSecurityPolicy', 'a'),
      facts: on(24),
      finds: [
        [
          FIELD,
          `'policy/v1beta1 PodSecurityPolicy' is superseded since 1.21 and gone in 1.25, expected Pod Security Admission, by labels of the namespace`,
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a beta beside a stable version',
      given: object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'pods'),
      facts: on(33),
      finds: [[FIELD, `'networking.k8s.io/v1beta1 ServiceCIDR' is superseded since 1.33 and gone in 1.37, expected networking.k8s.io/v1`]],
      absent: 'accepted',
    },
    {
      what: 'a beta that no version dropped yet',
      given: object('resource.k8s.io/v1beta1', 'ResourceClaim', 'gpu'),
      facts: on(34),
      finds: [[FIELD, `'resource.k8s.io/v1beta1 ResourceClaim' is superseded since 1.34, expected resource.k8s.io/v1`]],
      absent: 'accepted',
    },
    {
      what: 'Endpoints, the second of two objects',
      given: [object('v1', 'Service', 'ledger'), object('v1', 'Endpoints', 'ledger')],
      facts: on(33),
      finds: [[1, FIELD, `'v1 Endpoints' is superseded since 1.33, expected discovery.k8s.io/v1 EndpointSlice`]],
      absent: 'accepted',
    },
  ],
});
