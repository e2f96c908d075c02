import { tokenAutomountOff } from '../../rules/token-automount-off';
import { container, deployment, judges, object } from './given';

const said = (value: string) => `the pod has automountServiceAccountToken ${value}, expected false`;

judges(tokenAutomountOff, {
  accepts: [
    ['false', deployment({ automountServiceAccountToken: false })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no field', pod: {}, finds: [['/automountServiceAccountToken', said('unset')]], absent: 'itself' },
    {
      what: 'true',
      pod: { automountServiceAccountToken: true },
      finds: [['/automountServiceAccountToken', said('true')]],
      absent: [said('unset')],
    },
    {
      what: 'null',
      pod: { automountServiceAccountToken: null },
      finds: [['/automountServiceAccountToken', said('unset')]],
      absent: [said('unset')],
    },
    {
      what: 'a text',
      pod: { automountServiceAccountToken: 'false' },
      finds: [['/automountServiceAccountToken', said("'false'")]],
      absent: [said('unset')],
    },
  ],
});
