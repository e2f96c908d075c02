import { serviceLinksOff } from '../../rules/service-links-off';
import { container, deployment, judges, object } from './given';

const said = (value: string) => `the pod has enableServiceLinks ${value}, expected false`;

judges(serviceLinksOff, {
  accepts: [
    ['false', deployment({ enableServiceLinks: false })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no field', pod: {}, finds: [['/enableServiceLinks', said('unset')]], absent: 'itself' },
    { what: 'true', pod: { enableServiceLinks: true }, finds: [['/enableServiceLinks', said('true')]], absent: [said('unset')] },
    { what: 'null', pod: { enableServiceLinks: null }, finds: [['/enableServiceLinks', said('unset')]], absent: [said('unset')] },
    { what: 'a text', pod: { enableServiceLinks: 'false' }, finds: [['/enableServiceLinks', said("'false'")]], absent: [said('unset')] },
  ],
});
