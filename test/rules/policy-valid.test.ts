import { policyValid } from '../../rules/policy-valid';
import { judges } from './given';
import { block, cilium, labels, policy } from './given-network';

const from = (...peers: unknown[]) => policy({ ingress: [{ from: peers }] });
const ports = (port: unknown) => policy({ ingress: [{ ports: [port] }] });
const AT = '/spec/ingress/0/from/0';
const PORT = '/spec/ingress/0/ports/0';
const EMPTY = 'the peer is empty, expected a podSelector, a namespaceSelector or an ipBlock';
const NONE = 'the selector is not one: labels are texts, operators In and NotIn have values, Exists and DoesNotExist have none';
const noBlock = (what: string) => `the block is ${what}, expected one such as '203.0.113.0/24'`;
const outside = (what: string, cidr: string) => `${what} is left out of '${cidr}', expected a smaller block inside it`;
const expression = (operator: string, ...values: unknown[]) => ({
  matchExpressions: [values.length === 0 ? { key: 'app', operator } : { key: 'app', operator, values }],
});

judges(policyValid, {
  accepts: [
    [
      'all kinds of peers',
      from({ podSelector: {} }, { namespaceSelector: {} }, { podSelector: {}, namespaceSelector: {} }, block('10.0.0.0/8')),
    ],
    ['a block with an exception', from(block('10.0.0.0/8', '10.1.0.0/16'))],
    ['a block of IPv6', from(block('2001:db8::/32', '2001:db8::1/128'))],
    ['a block with host bits, which are ignored', from(block('10.1.2.3/8'))],
    ['a peer with a null beside it', from({ podSelector: {}, ipBlock: null })],
    ['no peers', policy({ ingress: [{}] })],
    ['labels and expressions', policy({ podSelector: { ...labels({ app: 'cart' }), ...expression('Exists') } })],
    ['a label that is null, which is an empty text', policy({ podSelector: labels({ app: null }) })],
    ['a port', ports({ port: 80 })],
    ['a range', ports({ port: 80, endPort: 90 })],
    ['a range of one', ports({ port: 80, endPort: 80 })],
    ['a name', ports({ port: 'http' })],
    ['a protocol alone', ports({ protocol: 'UDP' })],
    ['a policy of Cilium', cilium({ ingress: [{ from: [{}] }] })],
  ],
  refuses: [
    { what: 'a peer with no field', given: from({}), finds: [[AT, EMPTY]], absent: 'accepted' },
    { what: 'a peer that is null', given: from({ podSelector: {} }, null), finds: [['/spec/ingress/0/from/1', EMPTY]], absent: 'accepted' },
    {
      what: 'a peer of unknown fields, for egress',
      given: policy({ egress: [{ to: [{ podselector: {} }] }] }),
      finds: [['/spec/egress/0/to/0', EMPTY]],
      absent: 'accepted',
    },
    {
      what: 'a block beside a selector',
      given: from({ ...block('10.0.0.0/8'), podSelector: {} }),
      finds: [[AT, 'the peer has an ipBlock beside its podSelector, expected a peer of its own']],
      absent: 'accepted',
    },
    {
      what: 'a block beside both',
      given: from({ ...block('10.0.0.0/8'), podSelector: {}, namespaceSelector: {} }),
      finds: [[AT, 'the peer has an ipBlock beside its podSelector and namespaceSelector, expected a peer of its own']],
      absent: 'accepted',
    },
    {
      what: 'a block that is none',
      given: from(block('10.0.0.0/33')),
      finds: [[`${AT}/ipBlock/cidr`, noBlock(`'10.0.0.0/33'`)]],
      absent: [noBlock('not set')],
    },
    {
      what: 'an address without a length',
      given: from(block('10.0.0.1')),
      finds: [[`${AT}/ipBlock/cidr`, noBlock(`'10.0.0.1'`)]],
      absent: [noBlock('not set')],
    },
    { what: 'a block without a cidr', given: from({ ipBlock: {} }), finds: [[`${AT}/ipBlock/cidr`, noBlock('not set')]], absent: 'itself' },
    {
      what: 'an exception outside',
      given: from(block('10.0.0.0/8', '11.0.0.0/16')),
      finds: [[`${AT}/ipBlock/except/0`, outside(`'11.0.0.0/16'`, '10.0.0.0/8')]],
      absent: 'accepted',
    },
    {
      what: 'an exception of the whole',
      given: from(block('10.0.0.0/8', '10.0.0.0/8')),
      finds: [[`${AT}/ipBlock/except/0`, outside(`'10.0.0.0/8'`, '10.0.0.0/8')]],
      absent: 'accepted',
    },
    {
      what: 'an exception of the other family',
      given: from(block('0.0.0.0/0', '10.0.0.0/8', 'fd00:ec2::254/128')),
      finds: [[`${AT}/ipBlock/except/1`, outside(`'fd00:ec2::254/128'`, '0.0.0.0/0')]],
      absent: 'accepted',
    },
    {
      what: 'an exception that is none',
      given: from(block('10.0.0.0/8', 7)),
      finds: [[`${AT}/ipBlock/except/0`, outside('7', '10.0.0.0/8')]],
      absent: 'accepted',
    },
    {
      what: 'a selector that is a text',
      given: policy({ podSelector: 'app=cart' }),
      finds: [['/spec/podSelector', NONE]],
      absent: 'accepted',
    },
    {
      what: 'a label that is a number',
      given: policy({ podSelector: labels({ app: 3 }) }),
      finds: [['/spec/podSelector', NONE]],
      absent: 'accepted',
    },
    {
      what: 'labels that are a list',
      given: policy({ podSelector: labels(['app']) }),
      finds: [['/spec/podSelector', NONE]],
      absent: 'accepted',
    },
    {
      what: 'an unknown operator',
      given: from({ namespaceSelector: expression('Equals', 'cart') }),
      finds: [[`${AT}/namespaceSelector`, NONE]],
      absent: [EMPTY],
    },
    {
      what: 'an operator without its values',
      given: from({ podSelector: expression('In') }),
      finds: [[`${AT}/podSelector`, NONE]],
      absent: [EMPTY],
    },
    {
      what: 'an operator with values that has none',
      given: from({ podSelector: expression('Exists', 'cart') }),
      finds: [[`${AT}/podSelector`, NONE]],
      absent: [EMPTY],
    },
    {
      what: 'an unknown type',
      given: policy({ policyTypes: ['Ingress', 'ingress'] }),
      finds: [['/spec/policyTypes/1', `the policy type is 'ingress', expected 'Ingress' or 'Egress'`]],
      absent: 'accepted',
    },
    { what: 'port 0', given: ports({ port: 0 }), finds: [[`${PORT}/port`, 'the port is 0, expected 1 to 65535']], absent: 'accepted' },
    {
      what: 'a port above all',
      given: ports({ port: 65536 }),
      finds: [[`${PORT}/port`, 'the port is 65536, expected 1 to 65535']],
      absent: 'accepted',
    },
    {
      what: 'a range from a name',
      given: ports({ port: 'http', endPort: 90 }),
      finds: [[`${PORT}/endPort`, 'a range of ports has no number to start from']],
      absent: 'accepted',
    },
    {
      what: 'a range from nowhere',
      given: ports({ endPort: 90 }),
      finds: [[`${PORT}/endPort`, 'a range of ports has no number to start from']],
      absent: 'accepted',
    },
    {
      what: 'a range backwards',
      given: ports({ port: 80, endPort: 79 }),
      finds: [[`${PORT}/endPort`, 'the range of ports ends at 79, expected 80 to 65535']],
      absent: 'accepted',
    },
    {
      what: 'a range beyond all ports',
      given: ports({ port: 80, endPort: 70000 }),
      finds: [[`${PORT}/endPort`, 'the range of ports ends at 70000, expected 80 to 65535']],
      absent: 'accepted',
    },
  ],
});
