import { imageDigest } from '../../rules/image-digest';
import { CONTAINER_PLACES, container, DIGEST, deployment, found, IMAGE, object } from './given';

const said = (image: string, what: string) => `the image '${image}' of container 'cart' ${what}, expected registry/name:tag@sha256:…`;

describe('accepts', () => {
  test.each([
    ['tag and digest', deployment()],
    ['a digest alone', deployment({ containers: [container({ image: `registry.example.com/shop/cart@${DIGEST}` })] })],
    ['a short name with a digest', deployment({ containers: [container({ image: `redis@${DIGEST}` })] })],
    ['a pod without containers', deployment({ containers: [] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { data: { image: 'redis:alpine' } })],
    ['a custom resource that only looks like a workload', object('example.com/v1', 'Deployment', 'cart', { spec: {} })],
  ])('%s', (_what, given) => {
    expect(found(imageDigest, [given])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['a tag alone', 'redis:alpine', 'has no digest'],
    ['neither tag nor digest', 'registry.example.com/shop/cart', 'has no digest'],
    ['a digest that is too short', 'redis@sha256:abc', 'is not an image reference'],
    ['a digest in upper case', IMAGE.replace(/a{64}/, 'A'.repeat(64)), 'is not an image reference'],
    ['a digest of another algorithm', `redis@sha512:${'a'.repeat(128)}`, 'is not an image reference'],
    ['an empty image', '', 'is not an image reference'],
  ])('%s', (_what, image, what) => {
    expect(found(imageDigest, [deployment({ containers: [container({ image })] })])).toEqual([
      ['0', '/spec/template/spec/containers/0/image', said(image, what)],
    ]);
  });

  test.each([
    ['no image', { image: undefined }],
    ['an image that is a number', { image: 3 }],
  ])('%s', (_what, fields) => {
    expect(found(imageDigest, [deployment({ containers: [container(fields)] })])).toEqual([
      ['0', '/spec/template/spec/containers/0/image', said('', 'is not an image reference')],
    ]);
  });

  test.each(CONTAINER_PLACES)('a tag alone in %s', (_what, podWith, pointer) => {
    expect(found(imageDigest, [podWith(container({ image: 'redis:alpine' }))])).toEqual([
      ['0', `${pointer}/image`, said('redis:alpine', 'has no digest')],
    ]);
  });

  test('each image of each object', () => {
    const bad = deployment({ containers: [container({ image: 'a:1' }), container({ image: 'b:1', name: 'b' })] });
    expect(found(imageDigest, [deployment(), bad, bad]).map(([source, pointer]) => `${source} ${pointer}`)).toEqual([
      '1 /spec/template/spec/containers/0/image',
      '1 /spec/template/spec/containers/1/image',
      '2 /spec/template/spec/containers/0/image',
      '2 /spec/template/spec/containers/1/image',
    ]);
  });
});
