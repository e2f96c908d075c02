import { policyPortExists } from '../../rules/policy-port-exists';
import { container, judges } from './given';
import { app, block, cilium, labels, policy } from './given-network';

const http = { name: 'http', containerPort: 8080 };
const dns = { name: 'dns', containerPort: 53, protocol: 'UDP' };
const CART = { app: 'cart' };
const cart = app(CART, [http]);
const web = app({ app: 'web' }, [{ name: 'http', containerPort: 3000 }]);
const opening = (...ports: unknown[]) => policy({ podSelector: labels(CART), ingress: [{ ports }] });
const calling = (to: unknown[], ...ports: unknown[]) =>
  policy({ podSelector: labels({ app: 'web' }), policyTypes: ['Egress'], egress: [{ to, ports }] });
const IN = '/spec/ingress/0/ports/0';
const OUT = '/spec/egress/0/ports/0';
const selected = (port: string) => `no pod that the policy selects has the port '${port}'`;
const called = (port: string) => `no pod that the rule calls has the port '${port}'`;
const own = { podSelector: labels(CART) };

judges(policyPortExists, {
  accepts: [
    ['a number, of pods that declare no ports', [opening({ port: 8080 }), app()]],
    ['a port by number', [opening({ port: 8080 }), cart]],
    ['a port by name', [opening({ port: 'http' }), cart]],
    ['a UDP port', [opening({ port: 'dns', protocol: 'UDP' }, { port: 53, protocol: 'UDP' }), app(CART, [dns])]],
    ['a range with a port in it', [opening({ port: 8000, endPort: 8100 }), cart]],
    ['a protocol without a port', [opening({ protocol: 'UDP' }), cart]],
    ['a port that the second of two pods has', [policy({ ingress: [{ ports: [{ port: 3000 }] }] }), cart, web]],
    [
      'a port of a sidecar',
      [opening({ port: 8080 }), app(CART, [], 'shop', { initContainers: [container({ ports: [http], restartPolicy: 'Always' })] })],
    ],
    ['pods that are not there', opening({ port: 8080 })],
    [
      'all pods of a namespace, where the manifests are not all',
      [policy({ ingress: [{ ports: [{ port: 9090 }] }] }), cart],
      { complete: false },
    ],
    ['a port of a called pod', [calling([own], { port: 8080 }, { port: 'http' }), cart, web]],
    ['a port that one of two called pods has', [calling([own, { podSelector: labels({ app: 'web' }) }], { port: 3000 }), cart, web]],
    ['called pods of another namespace', [calling([{ ...own, namespaceSelector: {} }], { port: 9090 }), cart, web]],
    ['called pods beside addresses', [calling([own, block('10.0.0.0/8')], { port: 9090 }), cart, web]],
    ['called pods that are not there', [calling([{ podSelector: labels({ app: 'db' }) }], { port: 5432 }), web]],
    ['all pods to be called, where the manifests are not all', [calling([{ podSelector: {} }], { port: 9090 }), cart], { complete: false }],
    ['everybody', [policy({ egress: [{ ports: [{ port: 'http' }] }] }), cart]],
    ['a port of an address', calling([block('10.0.0.0/8')], { port: 443 })],
    ['a direction that the policy is not about', [policy({ policyTypes: ['Egress'], ingress: [{ ports: [{ port: 9090 }] }] }), cart]],
    ['a port of Cilium', [cilium({ ingress: [{ toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }, { port: 'http' }] }] }] }), cart]],
  ],
  refuses: [
    { what: 'a number that the pods lack', given: [opening({ port: 80 }), cart], finds: [[IN, selected('80/TCP')]], absent: 'accepted' },
    { what: 'a name that the pods lack', given: [opening({ port: 'web' }), cart], finds: [[IN, selected('web/TCP')]], absent: 'accepted' },
    {
      what: 'a number as a text, which is a name',
      given: [opening({ port: '8080' }), cart],
      finds: [[IN, selected('8080/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'another protocol',
      given: [opening({ port: 8080, protocol: 'UDP' }), cart],
      finds: [[IN, selected('8080/UDP')]],
      absent: 'accepted',
    },
    {
      what: 'a name of another protocol',
      given: [opening({ port: 'dns' }), app(CART, [dns])],
      finds: [[IN, selected('dns/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a range beside the port',
      given: [opening({ port: 8081, endPort: 8100 }), cart],
      finds: [[IN, selected('8081-8100/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'the second port',
      given: [opening({ port: 8080 }, { port: 9090 }), cart],
      finds: [['/spec/ingress/0/ports/1', selected('9090/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a name, of pods without ports',
      given: [opening({ port: 'http' }), app()],
      finds: [[IN, selected('http/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a named port of an init container',
      given: [opening({ port: 'http' }), app(CART, [], 'shop', { initContainers: [container({ ports: [http] })] })],
      finds: [[IN, selected('http/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a port that a pod of another namespace has',
      given: [opening({ port: 9090 }), cart, app(CART, [{ containerPort: 9090 }], 'bank')],
      finds: [[IN, selected('9090/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'all pods of a namespace',
      given: [policy({ ingress: [{ ports: [{ port: 9090 }] }] }), cart],
      finds: [[IN, selected('9090/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'pods by label, where the manifests are not all',
      given: [opening({ port: 80 }), cart],
      facts: { complete: false },
      finds: [[IN, selected('80/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a port that the called pods lack',
      given: [calling([own], { port: 3000 }), cart, web],
      finds: [[OUT, called('3000/TCP')]],
      absent: 'accepted',
    },
    {
      what: 'a named port of addresses',
      given: calling([block('10.0.0.0/8')], { port: 'https' }),
      finds: [[OUT, `addresses have no port called 'https', expected a number`]],
      absent: 'accepted',
    },
    {
      what: 'a port of Cilium that the pods lack',
      given: [cilium({ ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }] }), cart],
      finds: [['/spec/ingress/0/toPorts/0/ports/0', selected('80/TCP')]],
      absent: 'accepted',
    },
  ],
});
