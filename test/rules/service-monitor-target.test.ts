import { serviceMonitorTarget } from '../../rules/service-monitor-target';
import { judges, object } from './given';

const monitor = (spec: unknown) => object('monitoring.coreos.com/v1', 'ServiceMonitor', 'cart', { spec });
const selecting = (namespaceSelector?: unknown) => monitor({ selector: { matchLabels: { app: 'cart' } }, namespaceSelector });
const service = (app = 'cart', namespace = 'shop') => ({
  ...object('v1', 'Service', 'cart'),
  metadata: { name: 'cart', namespace, labels: { app } },
});
const none = `no Service there has the labels 'app=cart'`;

judges(serviceMonitorTarget, {
  accepts: [
    ['a Service of the namespace', [selecting(), service()]],
    ['a Service of a named namespace', [selecting({ matchNames: ['web', 'bank'] }), service('cart', 'bank')]],
    ['a Service of any namespace', [selecting({ any: true }), service('cart', 'bank')]],
    ['any Service', [monitor({ selector: {} }), service()]],
    ['a selector that is none', monitor({ selector: 'cart' })],
    ['manifests that are not all', selecting(), { complete: false }],
    ['a namesake of another group', { ...selecting(), apiVersion: 'example.com/v1' }],
  ],
  refuses: [
    { what: 'a Service with another label', given: [selecting(), service('web')], finds: [['/spec/selector', none]], absent: 'accepted' },
    {
      what: 'a Service of another namespace',
      given: [selecting(), service('cart', 'bank'), service('web')],
      finds: [['/spec/selector', none]],
      absent: 'accepted',
    },
    {
      what: 'a Service of a namespace that is not named',
      given: [selecting({ matchNames: ['bank', 7] }), service(), service('web', 'bank')],
      finds: [['/spec/selector', none]],
      absent: 'accepted',
    },
    {
      what: 'a Service of no namespace',
      given: [selecting({ any: true }), service('web')],
      finds: [['/spec/selector', none]],
      absent: 'accepted',
    },
  ],
});
