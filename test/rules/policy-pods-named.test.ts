import { policyPodsNamed } from '../../rules/policy-pods-named';
import { judges, object } from './given';
import { app, block, cilium, clusterwide, labels, policy } from './given-network';

const message = (place: string) => `the policy opens every pod of ${place}, expected the labels of those it is for`;
const OWN = message('its namespace');
const SELECTOR = '/spec/podSelector';
const web = { from: [{ podSelector: labels({ app: 'web' }) }], ports: [{ port: 8080 }] };
const cart = { podSelector: labels({ app: 'cart' }) };
const dns = (...ports: unknown[]) => ({
  to: [{ namespaceSelector: labels({ 'kubernetes.io/metadata.name': 'kube-system' }), podSelector: labels({ 'k8s-app': 'kube-dns' }) }],
  ports,
});
const DNS = dns({ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' });
const ciliumPort = (port: string) => ({ toEndpoints: [labels({ app: 'dns' })], toPorts: [{ ports: [{ port, protocol: 'UDP' }] }] });
const expression = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };

judges(policyPodsNamed, {
  accepts: [
    ['pods by label', policy({ ...cart, ingress: [web] })],
    ['pods by an expression', policy({ podSelector: expression, ingress: [web] })],
    ['a policy that closes all pods', policy({ policyTypes: ['Ingress', 'Egress'] })],
    ['a policy that closes all pods, by empty lists', policy({ policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] })],
    ['a policy that closes all pods, by null', policy({ ingress: null, egress: null })],
    ['the DNS for all pods', policy({ policyTypes: ['Egress'], egress: [DNS] })],
    ['the DNS in two rules', policy({ policyTypes: ['Egress'], egress: [DNS, dns({ port: 53, endPort: 53 })] })],
    ['rules in a direction that the policy is not about', policy({ policyTypes: ['Egress'], ingress: [web] })],
    ['a selector that is none, which another rule judges', policy({ podSelector: 'cart', ingress: [web] })],
    ['endpoints by label, to Cilium', cilium({ endpointSelector: labels({ app: 'cart' }), ingress: [{ fromEntities: ['host'] }] })],
    ['what Cilium denies to all pods', cilium({ ingressDeny: [{ fromEntities: ['world'] }] })],
    ['the DNS for all pods, to Cilium', cilium({ egress: [ciliumPort('53')] })],
    ['a policy of Cilium about nodes', cilium({ endpointSelector: null, nodeSelector: {}, ingress: [{ fromEntities: ['host'] }] })],
    ['a namesake of another group', { ...policy({ ingress: [web] }), apiVersion: 'example.com/v1' }],
    ['an object that is no policy', [app(), object('v1', 'ConfigMap', 'cart', { spec: { ingress: [web] } })]],
  ],
  refuses: [
    { what: 'an empty selector', given: policy({ ingress: [web] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    { what: 'a selector that is null', given: policy({ podSelector: null, ingress: [web] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    { what: 'no selector', given: policy({ podSelector: undefined, ingress: [web] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    {
      what: 'no specification but rules',
      given: policyOf({ egress: [{ to: [block('10.0.0.0/8')] }] }),
      finds: [[SELECTOR, OWN]],
      absent: 'itself',
    },
    { what: 'no labels', given: policy({ podSelector: labels({}), ingress: [web] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    {
      what: 'labels that are null, and no expressions',
      given: policy({ podSelector: { matchLabels: null, matchExpressions: [] }, ingress: [web] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    {
      what: 'a second policy',
      given: [policy({ ...cart, ingress: [web] }), policy({ ingress: [web] }, 'web')],
      finds: [[1, SELECTOR, OWN]],
      absent: [OWN],
    },
    {
      what: 'the DNS, and callers',
      given: policy({ ingress: [web], egress: [DNS] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    {
      what: 'the DNS, and more in a second rule',
      given: policy({ egress: [DNS, dns({ port: 443 })] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    {
      what: 'the DNS, and a second port',
      given: policy({ egress: [dns({ port: 53, protocol: 'UDP' }, { port: 54 })] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    {
      what: 'ports from that of the DNS on',
      given: policy({ egress: [dns({ port: 53, endPort: 8080 })] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    { what: 'egress without ports', given: policy({ egress: [dns()] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    {
      what: 'a port by name, which any pod can give',
      given: policy({ egress: [dns({ port: 'dns' })] }),
      finds: [[SELECTOR, OWN]],
      absent: [OWN],
    },
    { what: 'no rule but an empty one', given: policy({ ingress: [{}] }), finds: [[SELECTOR, OWN]], absent: [OWN] },
    {
      what: 'all endpoints, to Cilium',
      given: cilium({ ingress: [{ fromEndpoints: [labels({ app: 'web' })] }] }),
      finds: [['/spec/endpointSelector', OWN]],
      absent: 'accepted',
    },
    {
      what: 'more than the DNS, to Cilium',
      given: cilium({ egress: [ciliumPort('53'), ciliumPort('80')] }),
      finds: [['/spec/endpointSelector', OWN]],
      absent: 'accepted',
    },
    {
      what: 'all endpoints in the second of several policies',
      given: {
        ...cilium({}),
        spec: undefined,
        specs: [{ endpointSelector: labels({ app: 'cart' }) }, { endpointSelector: {}, ingress: [{ fromEntities: ['host'] }] }],
      },
      finds: [['/specs/1/endpointSelector', OWN]],
      absent: 'accepted',
    },
    {
      what: 'all endpoints of the cluster',
      given: clusterwide({ ingress: [{ fromEntities: ['host'] }] }),
      finds: [['/spec/endpointSelector', message('the cluster')]],
      absent: 'accepted',
    },
    {
      what: 'all endpoints of some namespaces',
      given: clusterwide({
        endpointSelector: labels({ 'k8s:io.kubernetes.pod.namespace': 'shop' }),
        ingress: [{ fromEntities: ['host'] }],
      }),
      finds: [['/spec/endpointSelector', message('the namespaces that it selects')]],
      absent: 'accepted',
    },
  ],
});

function policyOf(spec: object) {
  return object('networking.k8s.io/v1', 'NetworkPolicy', 'cart', { spec });
}
