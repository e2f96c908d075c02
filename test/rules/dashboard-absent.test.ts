import { dashboardAbsent } from '../../rules/dashboard-absent';
import { container, deployment, judges } from './given';
import { clusterRoleBinding, roleBinding } from './roles';

const said = (image: string) => `container 'cart' runs the Kubernetes dashboard, '${image}', expected it absent`;
const BINDS = "binds 'kubernetes-dashboard', the role of the Kubernetes dashboard, expected it absent";
const CURRENT = 'docker.io/kubernetesui/dashboard-web:1.7.0';
const FIRST = 'registry.k8s.io/kubernetes-dashboard-amd64:v1.10.1';

judges(dashboardAbsent, {
  accepts: [
    ['another image', deployment({ containers: [container({ image: 'registry.example.com/shop/dashboard:v1' })] })],
    ['a longer name', deployment({ containers: [container({ image: 'shop/my-kubernetes-dashboard:v1' })] })],
    ['an image that is no string', deployment({ containers: [container({ image: ['kubernetesui/dashboard'] })] })],
    ['another role', roleBinding('Role', 'cart')],
  ],
  refuses: [
    { what: 'the dashboard', container: { image: CURRENT }, finds: [['/image', said(CURRENT)]], absent: 'accepted' },
    { what: 'an old dashboard', container: { image: FIRST }, finds: [['/image', said(FIRST)]], absent: 'accepted' },
    {
      what: 'the dashboard without a tag',
      container: { image: 'kubernetesui/dashboard' },
      finds: [['/image', said('kubernetesui/dashboard')]],
      absent: 'accepted',
    },
    { what: 'its role', given: roleBinding('Role', 'kubernetes-dashboard'), finds: [['/roleRef/name', BINDS]], absent: 'accepted' },
    {
      what: 'its role in the whole cluster',
      given: clusterRoleBinding('kubernetes-dashboard'),
      finds: [['/roleRef/name', BINDS]],
      absent: 'accepted',
    },
  ],
});
