import { tokenAudienceSet } from '../../rules/token-audience-set';
import { container, deployment, judges, object } from './given';

const PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const FIELD = '/volumes/0/projected/sources/0/serviceAccountToken/audience';
const token = (serviceAccountToken: Readonly<Record<string, unknown>>, mountPath = '/var/run/secrets/tokens') => ({
  containers: [container({ volumeMounts: [{ name: 'tokens', mountPath }] })],
  volumes: [{ name: 'tokens', projected: { sources: [{ serviceAccountToken }] } }],
});
const SAID = "the token in volume 'tokens' has audience unset, which makes it a login to the API server, expected its reader";

judges(tokenAudienceSet, {
  accepts: [
    ['an audience', deployment(token({ audience: 'vault' }))],
    ['the token of the API server where clients look for it', deployment(token({ path: 'token' }, PATH))],
    ['the same path without its link', deployment(token({ path: 'token' }, PATH.slice(4)))],
    ['no tokens', deployment({ volumes: [{ name: 'a', projected: { sources: [{ serviceAccountToken: 'x' }] } }] })],
    ['no volumes', deployment()],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: token({}) })],
  ],
  refuses: [
    { what: 'no audience', pod: token({}), finds: [[FIELD, SAID]], absent: 'itself' },
    { what: 'null', pod: token({ audience: null }), finds: [[FIELD, SAID]], absent: [SAID] },
    { what: 'an empty audience', pod: token({ audience: '' }), finds: [[FIELD, SAID]], absent: [SAID] },
    { what: 'a number', pod: token({ audience: 3 }), finds: [[FIELD, SAID]], absent: [SAID] },
    {
      what: 'a token beside that of the API server',
      pod: {
        containers: [container({ volumeMounts: [{ name: 'api', mountPath: PATH }] })],
        volumes: [...token({}).volumes, { name: 'api', projected: { sources: [{ serviceAccountToken: {} }] } }],
      },
      finds: [[FIELD, SAID]],
      absent: 'itself',
    },
  ],
});
