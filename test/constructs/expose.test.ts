import { type ExposeProps, existing, type SecureAppProps } from '../../constructs';
import { at, cart, objectOf, synthesize } from './harness';

const exposed = (app: Partial<SecureAppProps>, ...ways: readonly ExposeProps[]) =>
  synthesize((platform) => {
    const shop = cart(platform, app);
    existing(shop, { kind: 'Secret', name: 'shop-tls' });
    for (const way of ways) shop.expose(way);
  });
const WAY: ExposeProps = { host: 'shop.example.com', tlsSecret: 'shop-tls' };

test('an app is published under a host name, over TLS only', () => {
  const objects = exposed({ ports: { http: { port: 8080, servicePort: 80 } } }, WAY);
  expect(objectOf(objects, 'Ingress', 'cart-shop-example-com')).toMatchObject({
    apiVersion: 'networking.k8s.io/v1',
    metadata: { namespace: 'shop' },
    spec: {
      rules: [
        {
          host: 'shop.example.com',
          http: { paths: [{ backend: { service: { name: 'cart', port: { name: 'http' } } }, path: '/', pathType: 'Prefix' }] },
        },
      ],
      tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
    },
  });
  expect(at(objectOf(objects, 'Ingress', 'cart-shop-example-com'), 'spec')).not.toHaveProperty('ingressClassName');
});

test('the ingress controller is let in, on the port of the pods that is published', () => {
  const objects = exposed({ ports: { http: { port: 8080, servicePort: 80 }, admin: 9090 } }, { ...WAY, port: 'http' });
  expect(at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec ingress')).toEqual([
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
        },
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
  ]);
  expect(objectOf(objects, 'NetworkPolicy', 'cart').metadata.annotations?.['palisade.dev/allows']).toBe(
    'from the ingress controller 8080/TCP: published as shop.example.com',
  );
});

test('class and path are as they are given, and the Service as it is named', () => {
  const objects = exposed({ serviceName: 'basket' }, { ...WAY, ingressClass: 'public', path: '/cart' });
  expect(at(objectOf(objects, 'Ingress', 'cart-shop-example-com'), 'spec')).toMatchObject({
    ingressClassName: 'public',
    rules: [{ http: { paths: [{ backend: { service: { name: 'basket' } }, path: '/cart' }] } }],
  });
});

test('an app may have several host names', () => {
  const objects = exposed({}, WAY, { ...WAY, host: 'www.example.com' });
  expect(objects.filter(({ kind }) => kind === 'Ingress').map(({ metadata }) => metadata.name)).toEqual([
    'cart-shop-example-com',
    'cart-www-example-com',
  ]);
});

test('an app that is not published has no ingress and lets nobody in', () => {
  const objects = exposed({});
  expect(objects.filter(({ kind }) => kind === 'Ingress')).toEqual([]);
  expect(at(objectOf(objects, 'NetworkPolicy', 'cart'), 'spec')).not.toHaveProperty('ingress');
});
