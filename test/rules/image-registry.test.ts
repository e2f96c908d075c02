import { imageRegistry } from '../../rules/image-registry';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

const running = (image: unknown) => deployment({ containers: [container({ image })] });
const said = (full: string, registries: string) => `the image '${full}' of container 'cart' comes from none of ${registries}`;

describe('accepts', () => {
  test.each([
    ['an image of an allowed registry', ['registry.example.com/'], 'registry.example.com/shop/cart:1'],
    ['a registry without a slash at its end', ['registry.example.com'], 'registry.example.com/shop/cart:1'],
    ['an image of an allowed folder', ['registry.example.com/shop/'], 'registry.example.com/shop/cart:1'],
    ['the one image that is allowed', ['registry.example.com/shop/cart'], 'registry.example.com/shop/cart:1'],
    ['an image of the second registry', ['a.example.com/', 'b.example.com/'], 'b.example.com/cart'],
    ['a registry with a port', ['registry.example.com:5000/'], 'registry.example.com:5000/cart'],
    ['a short name, which is of Docker Hub', ['docker.io/library/'], 'redis:alpine'],
    ['a user of Docker Hub', ['docker.io/istio/'], 'istio/pilot:1'],
    ['anything where no registry is listed', [], 'anywhere.example.com/cart'],
    ['what is no image at all where no registry is listed', [], ''],
  ])('%s', (_what, registries, image) => {
    expect(found(imageRegistry, [running(image)], { registries })).toEqual([]);
  });

  test('an object that runs no pod', () => {
    const given = object('v1', 'ConfigMap', 'cart', { data: { image: 'evil.example.com/cart' } });
    expect(found(imageRegistry, [given], { registries: ['registry.example.com/'] })).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['another registry', ['registry.example.com/'], 'evil.example.com/cart:1', 'evil.example.com/cart'],
    ['Docker Hub by a short name', ['registry.example.com/'], 'redis:alpine', 'docker.io/library/redis'],
    ['a registry whose name goes on', ['registry.example.com'], 'registry.example.com.evil.io/cart', 'registry.example.com.evil.io/cart'],
    [
      'a folder whose name goes on',
      ['registry.example.com/shop'],
      'registry.example.com/shopping/cart',
      'registry.example.com/shopping/cart',
    ],
    ['an image whose name goes on', ['registry.example.com/cart'], 'registry.example.com/cart-evil', 'registry.example.com/cart-evil'],
    ['another port', ['registry.example.com:5000/'], 'registry.example.com:5001/cart', 'registry.example.com:5001/cart'],
    [
      'a folder that is called like a registry',
      ['registry.example.com/'],
      'docker.io/registry.example.com/cart',
      'docker.io/registry.example.com/cart',
    ],
    ['what is no image reference', ['registry.example.com/'], 'evil.example.com/Cart', 'evil.example.com/Cart'],
  ])('%s', (_what, registries, image, full) => {
    expect(found(imageRegistry, [running(image)], { registries })).toEqual([
      ['0', '/spec/template/spec/containers/0/image', said(full, registries.join(', '))],
    ]);
  });

  test('no image', () => {
    expect(found(imageRegistry, [running(undefined)], { registries: ['a.example.com/', 'b.example.com/'] })).toEqual([
      ['0', '/spec/template/spec/containers/0/image', said('', 'a.example.com/, b.example.com/')],
    ]);
  });

  test.each(CONTAINER_PLACES)('another registry in %s', (_what, podWith, pointer) => {
    const bad = podWith(container({ image: 'evil.example.com/cart:1' }));
    expect(found(imageRegistry, [bad], { registries: ['registry.example.com/'] })).toEqual([
      ['0', `${pointer}/image`, said('evil.example.com/cart', 'registry.example.com/')],
    ]);
  });
});
