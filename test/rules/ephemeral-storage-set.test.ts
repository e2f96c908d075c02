import { ephemeralStorageSet } from '../../rules/ephemeral-storage-set';
import { container, deployment, judges, object, pod } from './given';

const having = (resources: unknown) => deployment({ containers: [container({ resources })] });
const AT = '/spec/template/spec/containers/0/resources';
const lacks = (what: string) => `container 'cart' has ${what}, expected a quantity above 0`;
const NOTHING = lacks('resources.requests.ephemeral-storage unset, resources.limits.ephemeral-storage unset');
const size = { 'ephemeral-storage': '1Gi' };

judges(ephemeralStorageSet, {
  accepts: [
    ['a request and a limit', having({ requests: size, limits: size })],
    ['nothing of an ephemeral container, which cannot have any', pod({ containers: [], ephemeralContainers: [container()] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [{}] } })],
  ],
  refuses: [
    { what: 'no resources', pod: { containers: [container()] }, finds: [['/containers/0/resources', NOTHING]], absent: 'itself' },
    {
      what: 'an init container without resources',
      given: deployment({ containers: [], initContainers: [container()] }),
      finds: [['/spec/template/spec/initContainers/0/resources', NOTHING]],
      absent: 'itself',
    },
    {
      what: 'no request',
      given: having({ limits: size }),
      finds: [[`${AT}/requests/ephemeral-storage`, lacks('resources.requests.ephemeral-storage unset')]],
      absent: 'itself',
    },
    {
      what: 'no limit',
      given: having({ requests: size }),
      finds: [[`${AT}/limits/ephemeral-storage`, lacks('resources.limits.ephemeral-storage unset')]],
      absent: 'itself',
    },
    {
      what: 'a limit of zero, which is none',
      given: having({ requests: size, limits: { 'ephemeral-storage': '0' } }),
      finds: [[`${AT}/limits/ephemeral-storage`, lacks(`resources.limits.ephemeral-storage '0'`)]],
      absent: [lacks('resources.limits.ephemeral-storage unset')],
    },
    {
      what: 'a limit of the pod, which cannot have one of disk space',
      given: deployment({ resources: { requests: size, limits: size } }),
      finds: [[AT, NOTHING]],
      absent: 'itself',
    },
    {
      what: 'limits on other resources',
      given: having({ limits: { cpu: '1' }, requests: { cpu: '1' } }),
      finds: [[AT, NOTHING]],
      absent: [NOTHING],
    },
  ],
});
