import { policyUndisputed } from '../../rules/policy-undisputed';
import { judges } from './given';
import { app, block, cilium, clusterwide, labels, policy } from './given-network';

const to = (...peers: unknown[]) => ({ policyTypes: ['Egress'], egress: [{ to: peers }] });
const INTERNET = block('0.0.0.0/0', '10.0.0.0/8');
const PRIVATE = block('10.0.0.0/8');
const WEB = { podSelector: labels({ app: 'web' }) };
const EXCEPT = '/spec/egress/0/to/0/ipBlock/except/0';
const again = (cidr: string, where: string) => `'10.0.0.0/8' is left out here, and opened for the same pods by '${cidr}' of ${where}`;
const wholly = (closer = 'default-deny') => `the rule opens everything for pods that NetworkPolicy '${closer}' closes`;
const inVain = (denier: string) => `the peer is allowed in vain: ${denier} denies it to the same pods`;
const closing = (spec: object = {}) => policy({ policyTypes: ['Ingress', 'Egress'], ...spec }, 'default-deny');
const denying = (deny: object, name = 'wall') => cilium({ egressDeny: [deny] }, name);
const ALLOWED = '/spec/egress/0/to/0/ipBlock/cidr';

judges(policyUndisputed, {
  accepts: [
    ['one block with an exception', policy(to(INTERNET))],
    ['a narrower block inside of the exception', policy(to(INTERNET, block('10.1.2.3/32')))],
    ['a block beside the exception', policy(to(INTERNET, block('192.168.0.0/16')))],
    ['blocks that leave out the same', [policy(to(INTERNET, block('8.0.0.0/6', '10.0.0.0/8'))), policy(to(INTERNET), 'other')]],
    ['the same in another namespace', [policy(to(INTERNET)), policy(to(PRIVATE), 'other', 'bank')]],
    [
      'the same through other ports',
      policy({
        egress: [
          { to: [INTERNET], ports: [{ port: 443 }] },
          { to: [PRIVATE], ports: [{ port: 5432 }] },
        ],
      }),
    ],
    [
      'the same through another protocol',
      policy({
        egress: [
          { to: [INTERNET], ports: [{ port: 53 }] },
          { to: [PRIVATE], ports: [{ port: 53, protocol: 'UDP' }] },
        ],
      }),
    ],
    ['the same in the other direction', policy({ ...to(INTERNET), policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [PRIVATE] }] })],
    ['rules beside one that closes', [closing(), policy({ ingress: [{ from: [{ podSelector: {} }] }] })]],
    ['a port for everybody beside one that closes', [closing(), policy({ ingress: [{ ports: [{ port: 80 }] }] })]],
    ['everything for everybody, where nobody closes', policy({ ingress: [{}] })],
    [
      'everything for everybody, where some pods are closed',
      [policy({ podSelector: labels({ app: 'cart' }) }), policy({ ingress: [{}] }, 'other')],
    ],
    ['everything for everybody, in another namespace', [closing(), policy({ ingress: [{}] }, 'other', 'bank')]],
    ['a denial inside of what is allowed', [denying({ toCIDR: ['10.0.0.0/8'] }), policy(to(block('0.0.0.0/0')))]],
    [
      'a denial for some of the pods',
      [
        app(),
        app({ app: 'web' }),
        cilium({ endpointSelector: labels({ app: 'web' }), egressDeny: [{ toCIDR: ['10.0.0.0/8'] }] }),
        policy(to(PRIVATE)),
      ],
    ],
    [
      'a denial of one port',
      [denying({ toCIDR: ['10.0.0.0/8'], toPorts: [{ ports: [{ port: '22', protocol: 'TCP' }] }] }), policy(to(PRIVATE))],
    ],
    ['a denial of other pods', [denying({ toEndpoints: [labels({ app: 'db' })] }), policy(to(WEB))]],
    ['a denial of another entity', [denying({ toEntities: ['host'] }), policy(to(PRIVATE))]],
    ['a denial that says nothing', [denying({}), policy(to(PRIVATE))]],
  ],
  refuses: [
    {
      what: 'an exception that the next peer opens',
      given: policy(to(INTERNET, PRIVATE)),
      finds: [[EXCEPT, again('10.0.0.0/8', '/spec/egress/0/to/1')]],
      absent: 'accepted',
    },
    {
      what: 'an exception that the next rule opens',
      given: policy({ egress: [{ to: [INTERNET] }, { to: [PRIVATE] }] }),
      finds: [[EXCEPT, again('10.0.0.0/8', '/spec/egress/1/to/0')]],
      absent: 'accepted',
    },
    {
      what: 'an exception that a wider block opens',
      given: policy(to(INTERNET, block('8.0.0.0/6'))),
      finds: [[EXCEPT, again('8.0.0.0/6', '/spec/egress/0/to/1')]],
      absent: 'accepted',
    },
    {
      what: 'an exception that another policy opens',
      given: [policy(to(INTERNET)), policy(to(PRIVATE), 'other')],
      finds: [[EXCEPT, again('10.0.0.0/8', `NetworkPolicy 'other'`)]],
      absent: 'accepted',
    },
    {
      what: 'an exception that another policy opens for some of the pods',
      given: [policy(to(INTERNET)), policy({ ...to(PRIVATE), podSelector: labels({ app: 'cart' }) }, 'other'), app()],
      finds: [[EXCEPT, again('10.0.0.0/8', `NetworkPolicy 'other'`)]],
      absent: 'accepted',
    },
    {
      what: 'an exception that is opened through ports that meet',
      given: policy({
        egress: [
          { to: [INTERNET], ports: [{ port: 1, endPort: 1024 }] },
          { to: [PRIVATE], ports: [{ port: 22 }] },
        ],
      }),
      finds: [[EXCEPT, again('10.0.0.0/8', '/spec/egress/1/to/0')]],
      absent: 'accepted',
    },
    {
      what: 'the second exception of ingress',
      given: policy({ ingress: [{ from: [block('0.0.0.0/0', '192.168.0.0/16', '10.0.0.0/8'), PRIVATE] }] }),
      finds: [['/spec/ingress/0/from/0/ipBlock/except/1', again('10.0.0.0/8', '/spec/ingress/0/from/1')]],
      absent: 'accepted',
    },
    {
      what: 'everything opened beside one that closes',
      given: [policy({ ingress: [{}] }), closing()],
      finds: [['/spec/ingress/0', wholly()]],
      absent: 'accepted',
    },
    {
      what: 'everything opened for egress, of some pods',
      given: [policy({ podSelector: labels({ app: 'cart' }), policyTypes: ['Egress'], egress: [{}] }), closing()],
      finds: [['/spec/egress/0', wholly()]],
      absent: 'accepted',
    },
    {
      what: 'a denial of the same block',
      given: [policy(to(PRIVATE)), denying({ toCIDR: ['10.0.0.0/8'] })],
      finds: [[ALLOWED, inVain(`CiliumNetworkPolicy 'wall'`)]],
      absent: 'accepted',
    },
    {
      what: 'a denial of everything outside',
      given: [policy(to(PRIVATE)), denying({ toEntities: ['world'] })],
      finds: [[ALLOWED, inVain(`CiliumNetworkPolicy 'wall'`)]],
      absent: 'accepted',
    },
    {
      what: 'a denial for the whole cluster',
      given: [policy(to(PRIVATE)), clusterwide({ egressDeny: [{ toCIDRSet: [{ cidr: '0.0.0.0/0' }] }] }), app()],
      finds: [[ALLOWED, inVain(`CiliumClusterwideNetworkPolicy 'all'`)]],
      absent: 'accepted',
    },
    {
      what: 'a denial of the same pods through the same port, in the same policy',
      given: cilium({
        egress: [{ toEndpoints: [labels({ app: 'web' })], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }],
        egressDeny: [{ toEndpoints: [{}], toPorts: [{ ports: [{ port: '80' }] }] }],
      }),
      finds: [['/spec/egress/0/toEndpoints/0', inVain(`CiliumNetworkPolicy 'cart'`)]],
      absent: 'accepted',
    },
    {
      what: 'a denial of every caller',
      given: [policy({ ingress: [{ from: [WEB] }] }), cilium({ ingressDeny: [{ fromEntities: ['all'] }] }, 'wall')],
      finds: [['/spec/ingress/0/from/0', inVain(`CiliumNetworkPolicy 'wall'`)]],
      absent: 'accepted',
    },
  ],
});
