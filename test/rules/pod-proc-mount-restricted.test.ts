import { podProcMountRestricted } from '../../rules/pod-proc-mount-restricted';
import { container, judges, pod } from './given';
import { besideOthers } from './hardened';

const one = (procMount: unknown, spec: Readonly<Record<string, unknown>> = { hostUsers: false }) =>
  pod({ ...spec, containers: [container({ securityContext: { procMount } })] });
const FIELD = '/securityContext/procMount';
const said = (value: string) => `container 'cart' has securityContext.procMount ${value}, expected "Default" or unset`;

judges(podProcMountRestricted, {
  accepts: [
    ['nothing said', one(undefined)],
    ['null', one(null)],
    ['the default', one('Default')],
    ['no mask, outside a user namespace, which the baseline rule finds', one('Unmasked', {})],
    ['no mask, with the users of the node, which the baseline rule finds', one('Unmasked', { hostUsers: true })],
    ['no mask before 1.35, which the baseline rule finds', one('Unmasked'), { minor: 34 }],
  ],
  refuses: [
    ...['Unmasked', ''].flatMap((procMount) =>
      besideOthers({
        what: `'${procMount}'`,
        cart: { securityContext: { procMount } },
        pod: { hostUsers: false },
        finds: (pointer) => [[`${pointer}${FIELD}`, said(`"${procMount}"`)]],
        absent: 'accepted',
      }),
    ),
    {
      what: 'no mask in 1.35',
      given: one('Unmasked'),
      facts: { minor: 35 },
      finds: [[`/spec/containers/0${FIELD}`, said('"Unmasked"')]],
      absent: 'accepted',
    },
  ],
});
