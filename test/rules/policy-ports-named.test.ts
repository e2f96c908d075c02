import { policyPortsNamed } from '../../rules/policy-ports-named';
import { judges } from './given';
import { block, cilium, labels, policy } from './given-network';

const web = { podSelector: labels({ app: 'web' }) };
const from = (fields: object) => policy({ ingress: [{ from: [web], ...fields }] });
const PORTS = '/spec/ingress/0/ports';
const NONE = 'the ingress rule names no ports, so it opens all of them';
const every = (what: string) => `the ingress rule opens every port of ${what}`;

judges(policyPortsNamed, {
  accepts: [
    ['a port by number', from({ ports: [{ port: 8080 }] })],
    ['a port by name', from({ ports: [{ port: 'http' }] })],
    ['a range of ports', from({ ports: [{ port: 30000, endPort: 32767 }] })],
    ['no rules', policy({ ingress: [] })],
    ['no peers either, which another rule judges', policy({ ingress: [{}] })],
    ['a direction that the policy is not about', policy({ policyTypes: ['Ingress'], egress: [{ to: [web] }] })],
    ['a port of Cilium', cilium({ ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }] })],
    ['nobody, to Cilium', cilium({ ingress: [{ fromEndpoints: [] }] })],
    ['ICMP, to Cilium', cilium({ ingress: [{ fromEndpoints: [{}], icmps: [{ fields: [{ type: 8 }] }] }] })],
  ],
  refuses: [
    { what: 'no ports', given: from({}), finds: [[PORTS, NONE]], absent: 'itself' },
    { what: 'an empty list of ports', given: from({ ports: [] }), finds: [[PORTS, NONE]], absent: [NONE] },
    { what: 'ports that are null', given: from({ ports: null }), finds: [[PORTS, NONE]], absent: [NONE] },
    {
      what: 'no ports of a block, in the second rule for egress',
      given: policy({ egress: [{ to: [web], ports: [{ port: 80 }] }, { to: [block('203.0.113.0/24')] }] }),
      finds: [['/spec/egress/1/ports', 'the egress rule names no ports, so it opens all of them']],
      absent: 'itself',
    },
    {
      what: 'a protocol without a port',
      given: from({ ports: [{ port: 80 }, { protocol: 'UDP' }] }),
      finds: [[`${PORTS}/1`, every('UDP')]],
      absent: 'accepted',
    },
    {
      what: 'the whole range',
      given: from({ ports: [{ port: 1, endPort: 65535 }] }),
      finds: [[`${PORTS}/0`, every('TCP')]],
      absent: [NONE],
    },
    {
      what: 'no ports, to Cilium',
      given: cilium({ ingress: [{ fromEndpoints: [{}] }] }),
      finds: [['/spec/ingress/0/toPorts', NONE]],
      absent: 'itself',
    },
    {
      what: 'port 0, which is every one to Cilium',
      given: cilium({ ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: '0' }] }] }] }),
      finds: [['/spec/ingress/0/toPorts/0/ports/0', every('every protocol')]],
      absent: [every('every protocol')],
    },
  ],
});
