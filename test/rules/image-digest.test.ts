import { imageDigest } from '../../rules/image-digest';
import { container, DIGEST, deployment, IMAGE, judges, object } from './given';

const running = (image: unknown) => deployment({ containers: [container({ image })] });
const said = (image: string, what: string, name = 'cart') =>
  `the image '${image}' of container '${name}' ${what}, expected registry/name:tag@sha256:…`;
const NOT_ONE = 'is not an image reference';
const NONE = said('', NOT_ONE);
const UPPER = IMAGE.replace(/a{64}/, 'A'.repeat(64));
const OTHER = `redis@sha512:${'a'.repeat(128)}`;
const BAD = deployment({ containers: [container({ image: 'a:1' }), container({ image: 'b:1', name: 'b' })] });

judges(imageDigest, {
  accepts: [
    ['tag and digest', deployment()],
    ['a digest alone', running(`registry.example.com/shop/cart@${DIGEST}`)],
    ['a short name with a digest', running(`redis@${DIGEST}`)],
    ['a pod without containers', deployment({ containers: [] })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { data: { image: 'redis:alpine' } })],
    ['a custom resource that only looks like a workload', object('example.com/v1', 'Deployment', 'cart', { spec: {} })],
  ],
  refuses: [
    {
      what: 'a tag alone',
      container: { image: 'redis:alpine' },
      finds: [['/image', said('redis:alpine', 'has no digest')]],
      absent: [NONE],
    },
    {
      what: 'neither tag nor digest',
      container: { image: 'registry.example.com/shop/cart' },
      finds: [['/image', said('registry.example.com/shop/cart', 'has no digest')]],
      absent: [NONE],
    },
    {
      what: 'a digest that is too short',
      container: { image: 'redis@sha256:abc' },
      finds: [['/image', said('redis@sha256:abc', NOT_ONE)]],
      absent: [NONE],
    },
    { what: 'a digest in upper case', container: { image: UPPER }, finds: [['/image', said(UPPER, NOT_ONE)]], absent: [NONE] },
    { what: 'a digest of another algorithm', container: { image: OTHER }, finds: [['/image', said(OTHER, NOT_ONE)]], absent: [NONE] },
    { what: 'an empty image', container: { image: '' }, finds: [['/image', NONE]], absent: [NONE] },
    { what: 'no image', pod: { containers: [{ name: 'cart' }] }, finds: [['/containers/0/image', NONE]], absent: 'itself' },
    { what: 'an image that is a number', container: { image: 3 }, finds: [['/image', NONE]], absent: [NONE] },
    {
      what: 'each image of each object',
      given: [deployment(), BAD, BAD],
      finds: [
        [1, '/spec/template/spec/containers/0/image', said('a:1', 'has no digest')],
        [1, '/spec/template/spec/containers/1/image', said('b:1', 'has no digest', 'b')],
        [2, '/spec/template/spec/containers/0/image', said('a:1', 'has no digest')],
        [2, '/spec/template/spec/containers/1/image', said('b:1', 'has no digest', 'b')],
      ],
      absent: [NONE, said('', NOT_ONE, 'b'), NONE, said('', NOT_ONE, 'b')],
    },
  ],
});
