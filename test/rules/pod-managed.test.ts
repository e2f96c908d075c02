import { podManaged } from '../../rules/pod-managed';
import { deployment, judges, object, pod } from './given';

const owned = (ownerReferences: unknown) =>
  ({ ...pod(), metadata: { name: 'cart', namespace: 'shop', ownerReferences } }) as ReturnType<typeof pod>;
const BARE = 'a bare Pod, expected a controller that starts it again elsewhere';

judges(podManaged, {
  accepts: [
    ['a Deployment', deployment()],
    ['a pod that a controller has created', owned([{ kind: 'ReplicaSet', name: 'cart' }])],
    ['a Pod of another group', object('example.com/v1', 'Pod', 'cart')],
  ],
  refuses: [
    { what: 'a bare pod', given: pod(), finds: [['/kind', BARE]], absent: 'accepted' },
    { what: 'a pod that runs once', given: pod({ restartPolicy: 'Never' }), finds: [['/kind', BARE]], absent: 'accepted' },
    { what: 'a pod of no owners', given: owned([]), finds: [['/kind', BARE]], absent: 'accepted' },
    { what: 'a pod whose owners are null', given: owned(null), finds: [['/kind', BARE]], absent: 'accepted' },
  ],
});
