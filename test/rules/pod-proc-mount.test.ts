import { podProcMount } from '../../rules/pod-proc-mount';
import { container, judges, pod } from './given';

const mount = (procMount: unknown) => ({ securityContext: { procMount } });
const one = (procMount: unknown, spec = {}) => pod({ ...spec, containers: [container(mount(procMount))] });
const FIELD = '/securityContext/procMount';
const said = (value: string) => `container 'cart' has securityContext.procMount ${value}, expected "Default" or unset`;

judges(podProcMount, {
  accepts: [
    ['nothing said', one(undefined)],
    ['null', one(null)],
    ['the default', one('Default')],
    ['no mask, in a user namespace', one('Unmasked', { hostUsers: false })],
    ['no mask, in a user namespace since 1.35', one('Unmasked', { hostUsers: false }), { minor: 35 }],
  ],
  refuses: [
    { what: 'no mask', container: mount('Unmasked'), finds: [[FIELD, said('"Unmasked"')]], absent: 'accepted' },
    {
      what: 'no mask',
      pod: { containers: [container(mount('Unmasked'))] },
      finds: [[`/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
    { what: 'the default in lower case', container: mount('default'), finds: [[FIELD, said('"default"')]], absent: 'accepted' },
    { what: 'an empty text', container: mount(''), finds: [[FIELD, said('""')]], absent: 'accepted' },
    { what: 'no text', container: mount(false), finds: [[FIELD, said('false')]], absent: 'accepted' },
    {
      what: 'no mask in the first version',
      container: mount('Unmasked'),
      facts: { minor: 0 },
      finds: [[FIELD, said('"Unmasked"')]],
      absent: 'accepted',
    },
    {
      what: 'no mask, in a user namespace before 1.35',
      given: one('Unmasked', { hostUsers: false }),
      facts: { minor: 34 },
      finds: [[`/spec/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
    {
      what: 'no mask, with the users of the node',
      given: one('Unmasked', { hostUsers: true }),
      finds: [[`/spec/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
    {
      what: 'no mask, with nothing said of users',
      given: one('Unmasked', { hostUsers: null }),
      finds: [[`/spec/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
    {
      what: 'no mask, with a word for false',
      given: one('Unmasked', { hostUsers: 'false' }),
      finds: [[`/spec/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
  ],
});
