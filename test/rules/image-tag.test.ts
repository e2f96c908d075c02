import { imageTag } from '../../rules/image-tag';
import { container, DIGEST, deployment, judges, object } from './given';

const running = (image: unknown) => deployment({ containers: [container({ image })] });
const said = (image: string, what: string) => `the image '${image}' of container 'cart' ${what}, expected that of a version`;

judges(imageTag, {
  accepts: [
    ['a version', running('registry.example.com/shop/cart:1.4.2')],
    ['a version whose name starts like the latest', running('cart:latest-1')],
    ['a digest alone', running(`cart@${DIGEST}`)],
    ['the latest by a digest', running(`cart:latest@${DIGEST}`)],
    ['what is no image reference', running('Cart:latest')],
    ['no image', running(undefined)],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container({ image: 'cart' })] } })],
  ],
  refuses: [
    {
      what: 'the latest',
      container: { image: 'cart:latest' },
      finds: [['/image', said('cart:latest', "has the tag 'latest'")]],
      absent: 'accepted',
    },
    { what: 'no tag', container: { image: 'cart' }, finds: [['/image', said('cart', 'has no tag')]], absent: 'accepted' },
    {
      what: 'no tag after a port',
      container: { image: 'registry.example.com:5000/cart' },
      finds: [['/image', said('registry.example.com:5000/cart', 'has no tag')]],
      absent: 'accepted',
    },
    {
      what: 'the latest, in every kind',
      pod: { containers: [container({ image: 'cart' })] },
      finds: [['/containers/0/image', said('cart', 'has no tag')]],
      absent: 'accepted',
    },
  ],
});
