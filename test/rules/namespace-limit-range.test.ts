import { namespaceLimitRange } from '../../rules/namespace-limit-range';
import { judges, object } from './given';
import { namespace } from './namespaces';

const CONTAINER = {
  type: 'Container',
  default: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
  defaultRequest: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
  max: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '2Gi' },
  min: { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '1Mi' },
  maxLimitRequestRatio: { cpu: '10', memory: '4' },
};
const CLAIM = { type: 'PersistentVolumeClaim', max: { storage: '50Gi' }, min: { storage: '1Mi' } };
const each = (bound: string) => ['cpu', 'memory', 'ephemeral-storage'].map((resource) => `${bound}.${resource} of Container`).join(', ');
const OF_CONTAINERS = `${['default', 'defaultRequest', 'max', 'min'].map(each).join(', ')}, maxLimitRequestRatio.cpu of Container, maxLimitRequestRatio.memory of Container`;
const ALL = `${OF_CONTAINERS}, max.storage of PersistentVolumeClaim, min.storage of PersistentVolumeClaim`;
const range = (...limits: unknown[]) => object('v1', 'LimitRange', 'shop', { spec: { limits } });
const NAME = '/metadata/name';
const LIMITS = '/spec/limits';
const NONE = "namespace 'shop' has no LimitRange, expected one";
const lacks = (keys: string) => `the LimitRange of namespace 'shop' has no ${keys}`;

judges(namespaceLimitRange, {
  accepts: [
    ['a range for everything', [namespace('shop'), range(CONTAINER, CLAIM)]],
    ['two ranges that share it', [namespace('shop'), range(CONTAINER), range(CLAIM)]],
    [
      'two limits that share it',
      [namespace('shop'), range({ ...CONTAINER, min: undefined }, { type: 'Container', min: CONTAINER.min }, CLAIM)],
    ],
    ['bounds that are numbers', [namespace('shop'), range({ ...CONTAINER, maxLimitRequestRatio: { cpu: 10, memory: 1 } }, CLAIM)]],
    ['a namespace of the cluster', namespace('kube-public')],
    [
      'a range that somebody else writes',
      namespace('shop'),
      { existing: [{ group: '', kind: 'LimitRange', namespace: 'shop', name: 'shop' }] },
    ],
  ],
  refuses: [
    { what: 'no range', given: namespace('shop'), finds: [[NAME, NONE]], absent: 'accepted' },
    {
      what: 'no range where another namespace has one',
      given: [namespace('shop'), { ...range(CONTAINER, CLAIM), metadata: { name: 'shop', namespace: 'market' } }],
      finds: [[0, NAME, NONE]],
      absent: 'accepted',
    },
    {
      what: 'no default',
      given: [namespace('shop'), range({ ...CONTAINER, default: undefined }, CLAIM)],
      finds: [[1, LIMITS, lacks(each('default'))]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no default request',
      given: [namespace('shop'), range({ ...CONTAINER, defaultRequest: null }, CLAIM)],
      finds: [[1, LIMITS, lacks(each('defaultRequest'))]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no most memory',
      given: [namespace('shop'), range({ ...CONTAINER, max: { cpu: '2', 'ephemeral-storage': '2Gi' } }, CLAIM)],
      finds: [[1, LIMITS, lacks('max.memory of Container')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no least CPU',
      given: [namespace('shop'), range({ ...CONTAINER, min: { ...CONTAINER.min, cpu: 'little' } }, CLAIM)],
      finds: [[1, LIMITS, lacks('min.cpu of Container')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no ratio',
      given: [namespace('shop'), range({ ...CONTAINER, maxLimitRequestRatio: { cpu: '10' } }, CLAIM)],
      finds: [[1, LIMITS, lacks('maxLimitRequestRatio.memory of Container')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no bounds of claims',
      given: [namespace('shop'), range(CONTAINER)],
      finds: [[1, LIMITS, lacks('max.storage of PersistentVolumeClaim, min.storage of PersistentVolumeClaim')]],
      absent: [lacks(ALL)],
    },
    {
      what: 'bounds of pods instead',
      given: [namespace('shop'), range({ ...CONTAINER, type: 'Pod' }, CLAIM)],
      finds: [[1, LIMITS, lacks(OF_CONTAINERS)]],
      absent: [lacks(ALL)],
    },
    {
      what: 'bounds of no type',
      given: [namespace('shop'), range({ ...CONTAINER, type: undefined }, CLAIM)],
      finds: [[1, LIMITS, lacks(OF_CONTAINERS)]],
      absent: [lacks(ALL)],
    },
    {
      what: 'limits that are none',
      given: [namespace('shop'), range(null, 'cpu', 3)],
      finds: [[1, LIMITS, lacks(ALL)]],
      absent: [lacks(ALL)],
    },
    {
      what: 'no limits',
      given: [namespace('shop'), object('v1', 'LimitRange', 'shop')],
      finds: [[1, LIMITS, lacks(ALL)]],
      absent: 'itself',
    },
  ],
});
