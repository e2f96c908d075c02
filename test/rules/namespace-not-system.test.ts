import { namespaceNotSystem } from '../../rules/namespace-not-system';
import { deployment, judges, object } from './given';

const placed = (namespace: string | undefined, labels?: object) =>
  ({ ...deployment(), metadata: { name: 'cart', namespace, labels } }) as ReturnType<typeof deployment>;
const AT = '/metadata/namespace';
const said = (namespace: string) => `the namespace is '${namespace}', which belongs to the system`;

judges(namespaceNotSystem, {
  accepts: [
    ['a namespace of the app', placed('shop')],
    ['a name that only looks like it', placed('kube-systems')],
    ['no namespace, which another rule asks for', placed(undefined)],
    ['a part of the control plane', placed('kube-system', { tier: 'control-plane', component: 'etcd' })],
    ['what runs no pod', { ...object('v1', 'ConfigMap', 'cart'), metadata: { name: 'cart', namespace: 'kube-system' } }],
  ],
  refuses: [
    { what: 'kube-system', given: placed('kube-system'), finds: [[AT, said('kube-system')]], absent: 'accepted' },
    { what: 'kube-public', given: placed('kube-public'), finds: [[AT, said('kube-public')]], absent: 'accepted' },
    { what: 'kube-node-lease', given: placed('kube-node-lease'), finds: [[AT, said('kube-node-lease')]], absent: 'accepted' },
    {
      what: 'another tier',
      given: placed('kube-system', { tier: 'node', component: 'etcd' }),
      finds: [[AT, said('kube-system')]],
      absent: 'accepted',
    },
    {
      what: 'a tier without a component',
      given: placed('kube-system', { tier: 'control-plane' }),
      finds: [[AT, said('kube-system')]],
      absent: 'accepted',
    },
  ],
});
