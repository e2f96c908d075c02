import { serviceExternalName } from '../../rules/service-external-name';
import { judges, object } from './given';

const service = (spec: unknown) => object('v1', 'Service', 'cart', { spec });

judges(serviceExternalName, {
  accepts: [
    ['a Service that selects pods', service({ selector: { app: 'cart' } })],
    ['a name without the type, which is ignored', service({ externalName: 'db.example.com' })],
    ['a Service of another group', { ...service({ type: 'ExternalName' }), apiVersion: 'serving.example.com/v1' }],
  ],
  refuses: [
    {
      what: 'an alias',
      given: service({ type: 'ExternalName', externalName: 'db.example.com' }),
      finds: [['/spec/type', `the Service is an alias of 'db.example.com', expected one that selects pods`]],
      absent: 'accepted',
    },
    {
      what: 'an alias of nothing',
      given: service({ type: 'ExternalName', externalName: null }),
      finds: [['/spec/type', 'the Service is an alias of nothing, expected one that selects pods']],
      absent: 'accepted',
    },
  ],
});
