import { rootFilesystemReadOnly } from '../../rules/root-filesystem-read-only';
import { container, deployment, judges, object } from './given';

const FIELD = '/securityContext/readOnlyRootFilesystem';
const having = (readOnlyRootFilesystem: unknown) => container({ securityContext: { readOnlyRootFilesystem } });
const READ_ONLY = having(true);
const said = (value: string) => `container 'cart' has readOnlyRootFilesystem ${value}, expected true`;

judges(rootFilesystemReadOnly, {
  accepts: [
    ['a root file system that is read-only', deployment({ containers: [READ_ONLY] })],
    ['one of every container', deployment({ containers: [READ_ONLY, READ_ONLY], initContainers: [READ_ONLY] })],
    ['no containers', deployment({ containers: [] })],
    ['a pod on Windows', deployment({ os: { name: 'windows' } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no field', pod: {}, finds: [[`/containers/0${FIELD}`, said('unset')]], absent: 'itself' },
    {
      what: 'the field of the pod, where there is none',
      pod: { securityContext: { readOnlyRootFilesystem: true } },
      finds: [[`/containers/0${FIELD}`, said('unset')]],
      absent: 'itself',
    },
    { what: 'false', pod: { containers: [having(false)] }, finds: [[`/containers/0${FIELD}`, said('false')]], absent: [said('unset')] },
    { what: 'null', pod: { containers: [having(null)] }, finds: [[`/containers/0${FIELD}`, said('unset')]], absent: [said('unset')] },
    { what: 'a text', pod: { containers: [having('true')] }, finds: [[`/containers/0${FIELD}`, said("'true'")]], absent: [said('unset')] },
    {
      what: 'false in a second, an init and an ephemeral container',
      pod: { containers: [READ_ONLY, having(false)], initContainers: [having(false)], ephemeralContainers: [having(false)] },
      finds: [
        [`/initContainers/0${FIELD}`, said('false')],
        [`/containers/1${FIELD}`, said('false')],
        [`/ephemeralContainers/0${FIELD}`, said('false')],
      ],
      absent: [said('unset'), said('unset'), said('unset')],
    },
  ],
});
