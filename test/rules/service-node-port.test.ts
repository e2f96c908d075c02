import { serviceNodePort } from '../../rules/service-node-port';
import { judges, object } from './given';

const service = (spec: unknown) => object('v1', 'Service', 'cart', { spec });

judges(serviceNodePort, {
  accepts: [
    ['a Service of the cluster', service({ type: 'ClusterIP' })],
    ['no type, which is of the cluster', service({ ports: [{ port: 80 }] })],
    ['a load balancer, which another rule judges', service({ type: 'LoadBalancer' })],
    ['a type in lower case, which the API server refuses', service({ type: 'nodeport' })],
    ['a Service of another group', object('serving.example.com/v1', 'Service', 'cart', { spec: { type: 'NodePort' } })],
  ],
  refuses: [
    {
      what: 'a port on every node',
      given: [service({}), service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] })],
      finds: [[1, '/spec/type', 'the Service listens on every node (type: NodePort), expected ClusterIP']],
      absent: 'accepted',
    },
  ],
});
