import { statefulSetService } from '../../rules/stateful-set-service';
import { judges, object } from './given';

const set = (serviceName: unknown, apiVersion = 'apps/v1') =>
  object(apiVersion, 'StatefulSet', 'db', { spec: { serviceName, template: { metadata: { labels: { app: 'db' } }, spec: {} } } });
const service = (spec: object, namespace = 'shop') => ({ ...object('v1', 'Service', 'db', { spec }), metadata: { name: 'db', namespace } });
const headless = { clusterIP: 'None', selector: { app: 'db' } };
const AT = '/spec/serviceName';
const none = (found: string) => `serviceName is ${found}, expected a headless Service`;

judges(statefulSetService, {
  accepts: [
    ['a headless Service of its pods', [set('db'), service(headless)]],
    ['a Service written first', [service(headless), set('db')]],
    ['a Service of all pods', [set('db'), service({ clusterIP: 'None' })]],
    ['a Service that is not in the files', set('db')],
    ['a Service of another namespace, which is not the one', [set('db'), service({}, 'bank')]],
    ['a StatefulSet of another group', set(undefined, 'example.com/v1')],
  ],
  refuses: [
    { what: 'no Service', given: object('apps/v1', 'StatefulSet', 'db', { spec: {} }), finds: [[AT, none('unset')]], absent: 'itself' },
    { what: 'an empty name', given: set(''), finds: [[AT, none(`''`)]], absent: [none('unset')] },
    { what: 'null', given: set(null), finds: [[AT, none('unset')]], absent: [none('unset')] },
    {
      what: 'a Service with an address',
      given: [set('db'), service({ ...headless, clusterIP: undefined })],
      finds: [[AT, `the Service 'db' has clusterIP unset, expected 'None'`]],
      absent: [none('unset')],
    },
    {
      what: 'a Service with an address of its own',
      given: [set('db'), service({ ...headless, clusterIP: '10.0.0.1' })],
      finds: [[AT, `the Service 'db' has clusterIP '10.0.0.1', expected 'None'`]],
      absent: [none('unset')],
    },
    {
      what: 'a Service of other pods',
      given: [set('db'), service({ ...headless, selector: { app: 'cart' } })],
      finds: [[AT, `the Service 'db' does not select the pods, expected their labels`]],
      absent: [none('unset')],
    },
  ],
});
