import { processNamespaceOwn } from '../../rules/process-namespace-own';
import { container, deployment, judges, object } from './given';

judges(processNamespaceOwn, {
  accepts: [
    ['no field', deployment()],
    ['false', deployment({ shareProcessNamespace: false })],
    ['null', deployment({ shareProcessNamespace: null })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    {
      what: 'shared processes',
      pod: { shareProcessNamespace: true },
      finds: [['/shareProcessNamespace', 'the pod has shareProcessNamespace true, expected false']],
      absent: 'accepted',
    },
  ],
});
