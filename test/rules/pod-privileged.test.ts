import { podPrivileged } from '../../rules/pod-privileged';
import { container, judges, pod } from './given';

const one = (securityContext: unknown) => pod({ containers: [container({ securityContext })] });
const FIELD = '/securityContext/privileged';
const said = (value: string) => `container 'cart' has securityContext.privileged ${value}, expected false or unset`;

judges(podPrivileged, {
  accepts: [
    ['false', one({ privileged: false })],
    ['null', one({ privileged: null })],
    ['an empty security context', one({})],
    ['no security context', one(undefined)],
    ['true on the pod, where there is no such field', pod({ securityContext: { privileged: true } })],
  ],
  refuses: [
    { what: 'true', container: { securityContext: { privileged: true } }, finds: [[FIELD, said('true')]], absent: 'accepted' },
    {
      what: 'true',
      pod: { containers: [container({ securityContext: { privileged: true } })] },
      finds: [[`/containers/0${FIELD}`, said('true')]],
      absent: 'accepted',
    },
    { what: 'the word true', container: { securityContext: { privileged: 'true' } }, finds: [[FIELD, said('"true"')]], absent: 'accepted' },
    { what: 'a number', container: { securityContext: { privileged: 0 } }, finds: [[FIELD, said('0')]], absent: 'accepted' },
    {
      what: 'true in the first version',
      container: { securityContext: { privileged: true } },
      facts: { minor: 0 },
      finds: [[FIELD, said('true')]],
      absent: 'accepted',
    },
  ],
});
