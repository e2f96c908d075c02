import { ingressHostExclusive } from '../../rules/ingress-host-exclusive';
import { judges, object } from './given';
import { namespace } from './namespaces';

const ingress = (place: string | undefined, hosts: readonly unknown[], apiVersion = 'networking.k8s.io/v1') => ({
  ...object(apiVersion, 'Ingress', 'web', { spec: { rules: hosts.map((host) => ({ host })) } }),
  metadata: { name: 'web', ...(place === undefined ? {} : { namespace: place }) },
});
const of = (name: string, tenant?: unknown) => namespace(name, tenant === undefined ? {} : { labels: { 'palisade.dev/tenant': tenant } });
const HOST = '/spec/rules/0/host';
const said = (host: string, place = 'shop') =>
  `Ingress 'web' of namespace '${place}' has the host '${host}', expected one that no other tenant has`;
const BOTH = [ingress('shop', ['a.example']), ingress('bank', ['a.example'])];
const one = { finds: [[1, HOST, said('a.example')]] as const, absent: 'accepted' as const };

judges(ingressHostExclusive, {
  accepts: [
    ['a host for each', [ingress('shop', ['a.example']), ingress('bank', ['b.example'])]],
    ['a host of two Ingresses of one namespace', [ingress('shop', ['a.example']), ingress('shop', ['a.example', 'a.example'])]],
    ['a host of two namespaces of one tenant', [...BOTH, of('shop', 'market'), of('bank', 'market')]],
    ['a host of two Ingresses without a namespace', [ingress(undefined, ['a.example']), ingress(undefined, ['a.example'])]],
    ['the parent of a host', [ingress('shop', ['a.example']), ingress('bank', ['www.a.example'])]],
    ['no host, of which another rule speaks', [ingress('shop', ['', null, 3]), ingress('bank', ['', null, 3])]],
    ['a wildcard, of which another rule speaks', [ingress('shop', ['*.a.example']), ingress('bank', ['*.a.example'])]],
    ['no rules', [object('networking.k8s.io/v1', 'Ingress', 'a', { spec: { rules: null } }), ingress('bank', ['a.example'])]],
    ['an Ingress of another group', [ingress('shop', ['a.example']), ingress('bank', ['a.example'], 'example.com/v1')]],
  ],
  refuses: [
    { what: 'the host of another namespace', given: BOTH, ...one },
    { what: 'the host of another tenant', given: [...BOTH, of('shop', 'shop'), of('bank', 'bank')], ...one },
    { what: 'the host of a namespace that says nothing of its tenant', given: [...BOTH, of('shop'), of('bank', 'bank')], ...one },
    { what: 'tenants that are no text', given: [...BOTH, of('shop', 3), of('bank', 3)], ...one },
    {
      what: 'the host in capitals',
      given: [ingress('shop', ['a.example']), ingress('bank', ['A.EXAMPLE'])],
      finds: [[1, HOST, said('A.EXAMPLE')]],
      absent: 'accepted',
    },
    {
      what: 'the second host of several, in an old version',
      given: [ingress('shop', ['x.example', 'a.example']), ingress('bank', ['b.example', 'a.example'], 'extensions/v1beta1')],
      finds: [[1, '/spec/rules/1/host', said('a.example')]],
      absent: 'accepted',
    },
    {
      what: 'three namespaces, two of them with the host of the first',
      given: [...BOTH, ingress('post', ['a.example'])],
      finds: [
        [1, HOST, said('a.example')],
        [2, HOST, said('a.example')],
      ],
      absent: 'accepted',
    },
  ],
});
