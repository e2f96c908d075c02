import { imageReference } from '../../../analysis/workloads/image';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['redis', 'docker.io', 'library/redis', undefined, undefined],
  ['redis:alpine', 'docker.io', 'library/redis', 'alpine', undefined],
  [`redis@${DIGEST}`, 'docker.io', 'library/redis', undefined, DIGEST],
  [`redis:7.4@${DIGEST}`, 'docker.io', 'library/redis', '7.4', DIGEST],
  ['istio/pilot:1.16.4', 'docker.io', 'istio/pilot', '1.16.4', undefined],
  ['docker.io/redis', 'docker.io', 'library/redis', undefined, undefined],
  ['docker.io/library/redis', 'docker.io', 'library/redis', undefined, undefined],
  ['docker.io/istio/pilot', 'docker.io', 'istio/pilot', undefined, undefined],
  ['registry.example.com/cart', 'registry.example.com', 'cart', undefined, undefined],
  ['registry.example.com/shop/eu/cart:v1', 'registry.example.com', 'shop/eu/cart', 'v1', undefined],
  ['registry.example.com:5000/cart:v1', 'registry.example.com:5000', 'cart', 'v1', undefined],
  ['registry:5000/cart', 'registry:5000', 'cart', undefined, undefined],
  ['localhost/cart', 'localhost', 'cart', undefined, undefined],
  ['localhost:5000/cart', 'localhost:5000', 'cart', undefined, undefined],
  ['10.0.0.1:5000/cart', '10.0.0.1:5000', 'cart', undefined, undefined],
  ['Registry.Example.com/cart', 'Registry.Example.com', 'cart', undefined, undefined],
  ['a/b', 'docker.io', 'a/b', undefined, undefined],
  ['cart:5000', 'docker.io', 'library/cart', '5000', undefined],
  ['my.cart', 'docker.io', 'library/my.cart', undefined, undefined],
  ['my_cart/a__b/c--d.e', 'docker.io', 'my_cart/a__b/c--d.e', undefined, undefined],
  [`cart:${'a'.repeat(128)}`, 'docker.io', 'library/cart', 'a'.repeat(128), undefined],
  ['cart:_V1.0-rc_1', 'docker.io', 'library/cart', '_V1.0-rc_1', undefined],
])('%s is read with the defaults of a container runtime', (image, registry, repository, tag, digest) => {
  expect(imageReference(image)).toEqual({ registry, repository, tag, digest });
});

test.each([
  ['nothing', ''],
  ['upper case', 'Redis'],
  ['upper case below a registry', 'registry.example.com/Shop/cart'],
  ['a space', 'my cart'],
  ['a space at its end', 'redis '],
  ['a line break at its end', 'redis\n'],
  ['a scheme', 'https://registry.example.com/cart'],
  ['a slash in front', '/redis'],
  ['a slash at its end', 'redis/'],
  ['two slashes', 'a//b'],
  ['an empty tag', 'redis:'],
  ['a tag of 129 characters', `redis:${'a'.repeat(129)}`],
  ['a tag that starts with a dot', 'redis:.1'],
  ['two tags', 'redis:1:2'],
  ['an empty digest', 'redis@'],
  ['a digest of 63 digits', `redis@sha256:${'a'.repeat(63)}`],
  ['a digest of 65 digits', `redis@sha256:${'a'.repeat(65)}`],
  ['a digest in upper case', `redis@sha256:${'A'.repeat(64)}`],
  ['a digest of another algorithm', `redis@sha512:${'a'.repeat(128)}`],
  ['the digest in front of the tag', `redis@${DIGEST}:7`],
  ['a hyphen in front', '-redis'],
  ['a hyphen at its end', 'redis-'],
  ['three underscores', 'a___b'],
  ['two dots', 'a..b'],
  ['a port that is no number', 'registry.example.com:http/cart'],
  ['a way up', '../cart'],
  ['a variable', '$' + '{REGISTRY}/cart'],
])('%s makes no image reference', (_what, image) => {
  expect(imageReference(image)).toBeUndefined();
});
