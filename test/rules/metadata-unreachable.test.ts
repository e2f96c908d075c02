import { metadataUnreachable } from '../../rules/metadata-unreachable';
import { judges } from './given';
import { block, cilium, labels, policy } from './given-network';

const to = (peer: unknown, ...ports: unknown[]) =>
  policy({ policyTypes: ['Egress'], egress: [ports.length === 0 ? { to: [peer] } : { to: [peer], ports }] });
const CIDR = '/spec/egress/0/to/0/ipBlock/cidr';
const MOST = '169.254.169.254 (the metadata of most clouds)';
const ECS = '169.254.170.2 (the credentials of AWS ECS)';
const EKS = '169.254.170.23 (the credentials of AWS EKS)';
const ALIBABA = '100.100.100.200 (the metadata of Alibaba Cloud)';
const one = (cidr: string, address: string) => `the block '${cidr}' contains ${address}, expected it in except`;
const several = (cidr: string, ...addresses: string[]) => `the block '${cidr}' contains ${addresses.join(', ')}, expected them in except`;

judges(metadataUnreachable, {
  accepts: [
    ['a block elsewhere', to(block('203.0.113.0/24'))],
    ['the cache of the cluster DNS', to(block('169.254.20.10/32'))],
    ['everything but the addresses', to(block('0.0.0.0/0', '169.254.0.0/16', '100.64.0.0/10'))],
    [
      'link-local addresses but those of metadata',
      to(block('169.254.0.0/16', '169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32')),
    ],
    ['IPv6 without the addresses', to(block('::/0', 'fd00:ec2::/32'))],
    ['the address through a port that nothing answers on', to(block('169.254.169.254/32'), { port: 443 })],
    ['the address through UDP', to(block('169.254.169.254/32'), { port: 80, protocol: 'UDP' })],
    ['the address through a named port, which no address has', to(block('169.254.169.254/32'), { port: 'http' })],
    ['pods', to({ podSelector: labels({ app: 'web' }) })],
    ['callers from there', policy({ ingress: [{ from: [block('169.254.0.0/16')] }] })],
    ['egress that the policy is not about', policy({ policyTypes: ['Ingress'], egress: [{ to: [block('169.254.0.0/16')] }] })],
    ['a block that is none', to(block('169.254.x.0/16'))],
    ['no peers, which is everybody', policy({ policyTypes: ['Egress'], egress: [{}] })],
    ['what Cilium denies', cilium({ egressDeny: [{ toCIDR: ['169.254.169.254/32'] }] })],
  ],
  refuses: [
    { what: 'the address', given: to(block('169.254.169.254/32')), finds: [[CIDR, one('169.254.169.254/32', MOST)]], absent: 'accepted' },
    {
      what: 'the address without a length',
      given: to(block('169.254.169.254')),
      finds: [[CIDR, one('169.254.169.254', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the address as IPv6 maps it',
      given: to(block('::ffff:169.254.169.254/128')),
      finds: [[CIDR, one('::ffff:169.254.169.254/128', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'link-local addresses',
      given: to(block('169.254.0.0/16')),
      finds: [[CIDR, several('169.254.0.0/16', MOST, ECS, EKS)]],
      absent: 'accepted',
    },
    {
      what: 'link-local addresses but one',
      given: to(block('169.254.0.0/16', '169.254.169.254/32')),
      finds: [[CIDR, several('169.254.0.0/16', ECS, EKS)]],
      absent: 'accepted',
    },
    {
      what: 'all addresses but another',
      given: to(block('0.0.0.0/0', '10.0.0.0/8')),
      finds: [[CIDR, several('0.0.0.0/0', MOST, ECS, EKS, ALIBABA)]],
      absent: 'accepted',
    },
    { what: 'shared addresses', given: to(block('100.64.0.0/10')), finds: [[CIDR, one('100.64.0.0/10', ALIBABA)]], absent: 'accepted' },
    {
      what: 'IPv6',
      given: to(block('fd00:ec2::/32')),
      finds: [[CIDR, several('fd00:ec2::/32', 'fd00:ec2::254 (the metadata of AWS)', 'fd00:ec2::23 (the credentials of AWS EKS)')]],
      absent: 'accepted',
    },
    {
      what: 'the address through its port',
      given: to(block('169.254.169.254/32'), { port: 443 }, { port: 80 }),
      finds: [[CIDR, one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the address through a range of ports',
      given: to(block('169.254.169.254/32'), { port: 1, endPort: 100 }),
      finds: [[CIDR, one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the address through all ports of TCP',
      given: to(block('169.254.169.254/32'), { protocol: 'TCP' }),
      finds: [[CIDR, one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the address through the port of GKE',
      given: to(block('169.254.169.254/32'), { port: 988 }),
      finds: [[CIDR, one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'egress without types',
      given: policy({ egress: [{ to: [block('169.254.169.254/32')] }] }),
      finds: [[CIDR, one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the second peer of the second rule',
      given: policy({ egress: [{ to: [block('10.0.0.0/8')] }, { to: [block('10.0.0.0/8'), block('169.254.169.254/32')] }] }),
      finds: [['/spec/egress/1/to/1/ipBlock/cidr', one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'the address, to Cilium',
      given: cilium({ egress: [{ toCIDR: ['169.254.169.254/32'] }] }),
      finds: [['/spec/egress/0/toCIDR/0', one('169.254.169.254/32', MOST)]],
      absent: 'accepted',
    },
    {
      what: 'a set of addresses, to Cilium, through all ports',
      given: cilium({
        egress: [
          { toCIDRSet: [{ cidr: '169.254.0.0/16', except: ['169.254.170.0/24'] }], toPorts: [{ ports: [{ port: '0', protocol: 'ANY' }] }] },
        ],
      }),
      finds: [['/spec/egress/0/toCIDRSet/0/cidr', one('169.254.0.0/16', MOST)]],
      absent: 'accepted',
    },
  ],
});
