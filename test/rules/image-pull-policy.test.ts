import { imagePullPolicy } from '../../rules/image-pull-policy';
import { container, DIGEST, deployment, judges, object } from './given';

const FIELD = '/containers/0/imagePullPolicy';
const running = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });
const having = (fields: Readonly<Record<string, unknown>>) => ({ containers: [container(fields)] });
const NEVER = container({ imagePullPolicy: 'Never' });
const said = (policy: string) => `container 'cart' has imagePullPolicy ${policy}, expected Always`;
const UNSET = said('unset (IfNotPresent by default)');

judges(imagePullPolicy, {
  accepts: [
    ['always', running({ imagePullPolicy: 'Always' })],
    ['no policy for the latest, which is pulled always', running({ image: 'cart:latest' })],
    ['no policy without a tag, which is the latest', running({ image: 'cart' })],
    ['an empty policy for the latest', running({ image: 'cart', imagePullPolicy: '' })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no policy', pod: {}, finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'null', pod: having({ imagePullPolicy: null }), finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'an empty policy', pod: having({ imagePullPolicy: '' }), finds: [[FIELD, UNSET]], absent: [UNSET] },
    {
      what: 'no policy for the latest by a digest',
      pod: having({ image: `cart:latest@${DIGEST}` }),
      finds: [[FIELD, UNSET]],
      absent: 'itself',
    },
    { what: 'no policy and no image', pod: having({ image: null }), finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'if not present', pod: having({ imagePullPolicy: 'IfNotPresent' }), finds: [[FIELD, said("'IfNotPresent'")]], absent: [UNSET] },
    { what: 'never', pod: having({ imagePullPolicy: 'Never' }), finds: [[FIELD, said("'Never'")]], absent: [UNSET] },
    {
      what: 'never, for the latest',
      pod: having({ image: 'cart', imagePullPolicy: 'Never' }),
      finds: [[FIELD, said("'Never'")]],
      absent: 'accepted',
    },
    { what: 'other letters', pod: having({ imagePullPolicy: 'always' }), finds: [[FIELD, said("'always'")]], absent: [UNSET] },
    {
      what: 'never, in an init, a second and an ephemeral container',
      pod: { initContainers: [NEVER], containers: [container({ imagePullPolicy: 'Always' }), NEVER], ephemeralContainers: [NEVER] },
      finds: [
        ['/initContainers/0/imagePullPolicy', said("'Never'")],
        ['/containers/1/imagePullPolicy', said("'Never'")],
        ['/ephemeralContainers/0/imagePullPolicy', said("'Never'")],
      ],
      absent: [UNSET, UNSET, UNSET],
    },
  ],
});
