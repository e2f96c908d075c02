import { imageRegistry } from '../../rules/image-registry';
import { container, deployment, judges, object } from './given';

const FACTS = { registries: ['registry.example.com/'] };
const IMAGE = '/spec/template/spec/containers/0/image';
const running = (image: unknown) => deployment({ containers: [container({ image })] });
const said = (full: string, registries = 'registry.example.com/') =>
  `the image '${full}' of container 'cart' comes from none of ${registries}`;

judges(imageRegistry, {
  accepts: [
    ['an image of an allowed registry', running('registry.example.com/shop/cart:1'), { registries: ['registry.example.com/'] }],
    ['a registry without a slash at its end', running('registry.example.com/shop/cart:1'), { registries: ['registry.example.com'] }],
    ['an image of an allowed folder', running('registry.example.com/shop/cart:1'), { registries: ['registry.example.com/shop/'] }],
    ['the one image that is allowed', running('registry.example.com/shop/cart'), { registries: ['registry.example.com/shop/cart'] }],
    ['an image of the second registry', running('b.example.com/cart'), { registries: ['a.example.com/', 'b.example.com/'] }],
    ['a registry with a port', running('registry.example.com:5000/cart'), { registries: ['registry.example.com:5000/'] }],
    ['a short name, which is of Docker Hub', running('redis:alpine'), { registries: ['docker.io/library/'] }],
    ['a user of Docker Hub', running('istio/pilot:1'), { registries: ['docker.io/istio/'] }],
    ['anything where no registry is listed', running('anywhere.example.com/cart'), { registries: [] }],
    ['what is no image at all where no registry is listed', running(''), { registries: [] }],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { data: { image: 'evil.example.com/cart' } }), FACTS],
  ],
  refuses: [
    {
      what: 'another registry',
      container: { image: 'evil.example.com/cart:1' },
      facts: FACTS,
      finds: [['/image', said('evil.example.com/cart')]],
      absent: [said('')],
    },
    {
      what: 'Docker Hub by a short name',
      container: { image: 'redis:alpine' },
      facts: FACTS,
      finds: [['/image', said('docker.io/library/redis')]],
      absent: [said('')],
    },
    {
      what: 'a registry whose name goes on',
      given: running('registry.example.com.evil.io/cart'),
      facts: { registries: ['registry.example.com'] },
      finds: [[IMAGE, said('registry.example.com.evil.io/cart', 'registry.example.com')]],
      absent: [said('', 'registry.example.com')],
    },
    {
      what: 'a folder whose name goes on',
      given: running('registry.example.com/shopping/cart'),
      facts: { registries: ['registry.example.com/shop'] },
      finds: [[IMAGE, said('registry.example.com/shopping/cart', 'registry.example.com/shop')]],
      absent: [said('', 'registry.example.com/shop')],
    },
    {
      what: 'an image whose name goes on',
      given: running('registry.example.com/cart-evil'),
      facts: { registries: ['registry.example.com/cart'] },
      finds: [[IMAGE, said('registry.example.com/cart-evil', 'registry.example.com/cart')]],
      absent: [said('', 'registry.example.com/cart')],
    },
    {
      what: 'another port',
      given: running('registry.example.com:5001/cart'),
      facts: { registries: ['registry.example.com:5000/'] },
      finds: [[IMAGE, said('registry.example.com:5001/cart', 'registry.example.com:5000/')]],
      absent: [said('', 'registry.example.com:5000/')],
    },
    {
      what: 'a folder that is called like a registry',
      container: { image: 'docker.io/registry.example.com/cart' },
      facts: FACTS,
      finds: [['/image', said('docker.io/registry.example.com/cart')]],
      absent: [said('')],
    },
    {
      what: 'what is no image reference',
      container: { image: 'evil.example.com/Cart' },
      facts: FACTS,
      finds: [['/image', said('evil.example.com/Cart')]],
      absent: [said('')],
    },
    {
      what: 'no image',
      given: running(undefined),
      facts: { registries: ['a.example.com/', 'b.example.com/'] },
      finds: [[IMAGE, said('', 'a.example.com/, b.example.com/')]],
      absent: [said('', 'a.example.com/, b.example.com/')],
    },
  ],
});
