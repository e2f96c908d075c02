import * as plus from 'cdk8s-plus-27';
import { exempt, existing, Remote, SecureApp, type TenantNamespace } from '../../constructs';
import { CART, confined, IMAGE, inNamespace, refusal, securityContext, written } from './written';

describe('a NetworkPolicy of cdk8s-plus', () => {
  test('selects an app, and lets another in and out', () => {
    const { find } = written((shop, cart) => {
      const redis = new SecureApp(shop, 'redis', { image: IMAGE, ports: { redis: 6379 } });
      new plus.NetworkPolicy(shop, 'extra', {
        selector: cart,
        ingress: { rules: [{ peer: redis, ports: [plus.NetworkPolicyPort.tcp(8080)] }] },
        egress: { rules: [{ peer: redis, ports: [plus.NetworkPolicyPort.tcp(6379)] }] },
      });
    });
    const redis = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'redis' } }, namespaceSelector: inNamespace('shop') };
    expect(find('NetworkPolicy', 'shop-extra').spec).toEqual({
      podSelector: CART,
      policyTypes: ['Egress', 'Ingress'],
      egress: [{ to: [redis], ports: [{ port: 6379, protocol: 'TCP' }] }],
      ingress: [{ from: [redis], ports: [{ port: 8080, protocol: 'TCP' }] }],
    });
  });
});

describe('an Ingress of cdk8s-plus', () => {
  /** The certificate of the host, which somebody else writes. */
  const certified = (shop: TenantNamespace) => {
    existing(shop, { kind: 'Secret', name: 'shop-tls' });
    return [{ hosts: ['shop.example.com'], secret: plus.Secret.fromSecretName(shop, 'certificate', 'shop-tls') }];
  };

  test('sends to the Service of an app, which lets the controller in by a call of its own', () => {
    const { find } = written(
      (shop, cart) => {
        new plus.Ingress(shop, 'public', {
          tls: certified(shop),
          rules: [{ host: 'shop.example.com', path: '/', backend: cart.toIngressBackend() }],
        });
        cart.connections.allowFrom(Remote.ingressController());
      },
      { ports: { http: { port: 8080, servicePort: 80 } } },
    );
    expect(find('Ingress', 'shop-public').spec.rules).toEqual([
      {
        host: 'shop.example.com',
        http: { paths: [{ backend: { service: { name: 'cart', port: { number: 80 } } }, path: '/', pathType: 'Prefix' }] },
      },
    ]);
    expect(find('NetworkPolicy', 'cart').spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: inNamespace('ingress-nginx'),
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } },
          },
        ],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  test.each([
    ['the port that is named, of several', { http: 8080, admin: 9090 }, { port: 9090 }, { name: 'cart', port: { number: 9090 } }],
    [
      'the only TCP port, as an Ingress speaks no other',
      { http: 8080, events: { port: 9000, protocol: 'UDP' as const } },
      {},
      { name: 'cart', port: { number: 8080 } },
    ],
  ])('sends to %s', (_, ports, options, service) => {
    const { find } = written(
      (shop, cart) => {
        new plus.Ingress(shop, 'public', {
          tls: certified(shop),
          rules: [{ host: 'shop.example.com', path: '/', backend: cart.toIngressBackend(options) }],
        });
      },
      { ports },
    );
    expect(find('Ingress', 'shop-public').spec.rules[0].http.paths[0].backend).toEqual({ service });
  });

  test('sends to the Service by the name that it has', () => {
    const { find } = written(
      (shop, cart) => {
        const ingress = new plus.Ingress(shop, 'public', { tls: certified(shop), defaultBackend: cart.toIngressBackend() });
        exempt(ingress, { rule: 'ingress-host', reason: 'the only tenant', owner: 'shop@example.com', expires: '2027-06-30' });
      },
      { serviceName: 'basket' },
    );
    expect(find('Ingress', 'shop-public').spec.defaultBackend).toEqual({ service: { name: 'basket', port: { number: 8080 } } });
  });

  test('without a certificate or a host is refused, each by its rule', () => {
    const message = refusal((shop, cart) => {
      new plus.Ingress(shop, 'public', { defaultBackend: cart.toIngressBackend() });
    });
    expect(message.split('\n').filter((line) => line.startsWith('['))).toEqual([
      '[shop/public/Resource] ingress-host: Ingress.networking.k8s.io shop/shop-public: the Ingress has no rules: its backend answers for every host (at /spec/defaultBackend)',
      '[shop/public/Resource] ingress-tls: Ingress.networking.k8s.io shop/shop-public: the Ingress has no tls, expected an entry for each of its hosts (at /spec/tls)',
    ]);
  });

  test.each([
    ['an app without ports', { ports: {} }],
    ['an app whose Service is left out', { service: 'none' as const }],
  ])('cannot send to %s', (_, props) => {
    expect(
      refusal((shop, cart) => {
        new plus.Ingress(shop, 'public', { defaultBackend: cart.toIngressBackend() });
      }, props),
    ).toBe('[shop/cart] an Ingress needs a Service in front of the app, which has none');
  });
});

describe('a RoleBinding of cdk8s-plus', () => {
  const SUBJECTS = [{ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }];

  test('binds the ServiceAccount of an app', () => {
    const { find } = written((shop, cart) => {
      const role = new plus.Role(shop, 'reader');
      role.allowRead(plus.ApiResource.CONFIG_MAPS);
      new plus.RoleBinding(shop, 'cart-reads', { role }).addSubjects(cart);
    });
    expect(find('RoleBinding', 'shop-cart-reads')).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shop-reader' },
      subjects: SUBJECTS,
    });
  });

  test('is written by a Role that is bound to an app', () => {
    const { all } = written((shop, cart) => {
      const role = new plus.Role(shop, 'reader');
      role.allowRead(plus.ApiResource.CONFIG_MAPS);
      role.bind(cart);
    });
    expect(all('RoleBinding').map(({ subjects }) => subjects)).toEqual([SUBJECTS]);
  });
});

describe('a HorizontalPodAutoscaler of cdk8s-plus', () => {
  test('scales an app, which then says no number of its own', () => {
    const { find } = written((shop, cart) => {
      new plus.HorizontalPodAutoscaler(shop, 'scaler', { target: cart, minReplicas: 2, maxReplicas: 8 });
    });
    expect(find('HorizontalPodAutoscaler', 'shop-scaler').spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 8,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
    });
    expect(find('Deployment', 'cart').spec).not.toHaveProperty('replicas');
  });

  test('measures the container of the app by its name', () => {
    const { find } = written((shop, cart) => {
      const [container] = cart.toScalingTarget().containers as [plus.Container];
      const metrics = [plus.Metric.containerCpu({ container, target: plus.MetricTarget.averageUtilization(60) })];
      new plus.HorizontalPodAutoscaler(shop, 'scaler', { target: cart, maxReplicas: 8, metrics });
    });
    expect(find('HorizontalPodAutoscaler', 'shop-scaler').spec.metrics).toEqual([
      {
        type: 'ContainerResource',
        containerResource: { container: 'cart', name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      },
    ]);
  });

  test('beside no autoscaler at all, the app says its number', () => {
    expect(written(() => {}).find('Deployment', 'cart').spec.replicas).toBe(3);
  });
});

describe('a Service of cdk8s-plus', () => {
  test('selects an app', () => {
    const { find } = written((shop, cart) => {
      new plus.Service(shop, 'basket', { selector: cart, ports: [{ port: 80, targetPort: 8080 }] });
    });
    expect(find('Service', 'shop-basket').spec).toMatchObject({
      selector: CART.matchLabels,
      ports: [{ port: 80, targetPort: 8080 }],
    });
  });

  test('to a port that the app does not have is refused', () => {
    expect(
      refusal((shop, cart) => {
        new plus.Service(shop, 'basket', { selector: cart, ports: [{ port: 80, targetPort: 8081 }] });
      }),
    ).toContain('[shop/basket/Resource] port-exists: Service shop/shop-basket: cart has no port 8081/TCP');
  });
});

describe('a Deployment of cdk8s-plus', () => {
  const worker = (shop: ConstructorParameters<typeof SecureApp>[0]) =>
    confined(new plus.Deployment(shop, 'worker', { containers: [{ image: IMAGE, portNumber: 7000, securityContext }] }));

  test('that keeps what cdk8s-plus leaves open is refused', () => {
    const message = refusal((shop) => {
      new plus.Deployment(shop, 'worker', { containers: [{ image: IMAGE, portNumber: 7000 }] });
    });
    expect(message.split('\n').filter((line) => line.startsWith('['))).toEqual([
      `[shop/worker/Resource] pod-capabilities-restricted: Deployment.apps shop/shop-worker: container 'main' must include "ALL" in securityContext.capabilities.drop (at /spec/template/spec/containers/0/securityContext/capabilities/drop)`,
      `[shop/worker/Resource] pod-seccomp-restricted: Deployment.apps shop/shop-worker: pod or container 'main' must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost" (at /spec/template/spec/securityContext/seccompProfile)`,
    ]);
  });

  test('keeps away from the nodes of an app', () => {
    const { find } = written((shop, cart) => worker(shop).scheduling.separate(cart));
    expect(find('Deployment', 'shop-worker').spec.template.spec.affinity.podAntiAffinity).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: CART,
          namespaces: ['shop'],
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    });
  });

  // In cdk8s-plus, no ports are all ports.
  test('that opens its own way to an app opens only the ports of the app', () => {
    const { all } = written((shop, cart) => worker(shop).connections.allowTo(cart));
    const rules = all('NetworkPolicy')
      .filter(({ metadata }) => /^allow(egress|ingress)/.test(metadata.name))
      .flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]);
    expect(rules.map(({ ports }) => ports)).toEqual([[{ port: 8080, protocol: 'TCP' }], [{ port: 8080, protocol: 'TCP' }]]);
  });
});
