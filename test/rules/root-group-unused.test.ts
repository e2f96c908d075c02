import { rootGroupUnused } from '../../rules/root-group-unused';
import { container, deployment, judges, object } from './given';

const FIELD = '/securityContext';
const FS = 'the pod has fsGroup 0, the root group, expected 10001 or more';
const MORE = 'the pod must not include 0, the root group, in securityContext.supplementalGroups';

judges(rootGroupUnused, {
  accepts: [
    ['no groups', deployment()],
    ['groups of the app', deployment({ securityContext: { fsGroup: 65_532, supplementalGroups: [1000] } })],
    ['an empty list', deployment({ securityContext: { fsGroup: null, supplementalGroups: [] } })],
    ['no list at all', deployment({ securityContext: { supplementalGroups: '0' } })],
    ['a pod on Windows', deployment({ os: { name: 'windows' }, securityContext: { fsGroup: 0 } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'volumes of the root group', pod: { securityContext: { fsGroup: 0 } }, finds: [[`${FIELD}/fsGroup`, FS]], absent: 'accepted' },
    {
      what: 'the root group as the second supplementary one',
      pod: { securityContext: { supplementalGroups: [1000, 0] } },
      finds: [[`${FIELD}/supplementalGroups/1`, MORE]],
      absent: 'accepted',
    },
    {
      what: 'both',
      pod: { securityContext: { fsGroup: 0, supplementalGroups: [0] } },
      finds: [
        [`${FIELD}/fsGroup`, FS],
        [`${FIELD}/supplementalGroups/0`, MORE],
      ],
      absent: 'accepted',
    },
  ],
});
