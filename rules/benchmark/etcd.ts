import type { HostFacts } from '../../analysis/control-plane/facts';
import { lastOf } from '../../analysis/control-plane/program';
import type { BenchmarkCheck, ProgramTest, Requirement } from './check';
import { onProgram } from './requirements';
import { areSet, isBool } from './tests';

const EVERYTHING = 'etcd has every object, secrets included';

interface Servers {
  readonly servers: number;
  readonly authorities: ReadonlySet<string>;
}

/** Found once for all members that ask. */
const SERVERS = new WeakMap<HostFacts, Servers>();

function serversOf(facts: HostFacts): Servers {
  const known = SERVERS.get(facts);
  if (known !== undefined) return known;
  const servers = facts.programs.filter(({ name }) => name === 'kube-apiserver');
  const authorities = new Set(servers.flatMap((server) => lastOf(server, 'client-ca-file')?.value ?? []));
  const made = { servers: servers.length, authorities };
  SERVERS.set(facts, made);
  return made;
}

/** etcd trusts an authority that signs nothing else: whoever has a certificate of the cluster’s authority could read everything. */
const ownAuthority: ProgramTest = (program, facts) => {
  const given = lastOf(program, 'trusted-ca-file');
  const place = given?.place ?? program.place;
  if (given === undefined) return { holds: 'no', actual: '--trusted-ca-file is not set', place };
  const { servers, authorities } = serversOf(facts);
  const actual = `--trusted-ca-file is ${given.value}`;
  if (authorities.has(given.value)) return { holds: 'no', actual: `${actual}, which is the API server’s --client-ca-file, too`, place };
  if (servers > 0) return { holds: 'yes', actual, place };
  return { holds: 'unknown', actual: `${actual}; no file starts kube-apiserver, whose authority it has to differ from`, place };
};

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '2.1',
    {
      title: 'etcd has a certificate',
      kind: 'automated',
      expected: '--cert-file and --key-file are set',
      remedy: { text: 'set --cert-file and --key-file', kubeadm: 'kubeadm sets both' },
      threat: { category: 'information-disclosure', text: 'whoever sees the network reads what the API server stores' },
    },
    areSet('cert-file', 'key-file'),
  ],
  [
    '2.2',
    {
      title: 'etcd answers clients with a certificate only',
      kind: 'automated',
      expected: '--client-cert-auth=true',
      remedy: { text: 'set --client-cert-auth=true', kubeadm: 'kubeadm sets it' },
      threat: { category: 'spoofing', text: `whoever reaches the port reads and writes: ${EVERYTHING}` },
    },
    isBool('client-cert-auth', true, false),
  ],
  [
    '2.3',
    {
      title: 'etcd does not make up its certificate',
      kind: 'automated',
      expected: '--auto-tls is not true',
      remedy: { text: 'remove --auto-tls, and set --cert-file and --key-file', kubeadm: 'etcd.local.extraArgs auto-tls' },
      threat: { category: 'spoofing', text: 'a certificate that nobody signed proves nothing' },
    },
    isBool('auto-tls', false, false),
  ],
  [
    '2.4',
    {
      title: 'Members of etcd have certificates for each other',
      kind: 'automated',
      expected: '--peer-cert-file and --peer-key-file are set',
      remedy: { text: 'set --peer-cert-file and --peer-key-file', kubeadm: 'kubeadm sets both' },
      threat: { category: 'information-disclosure', text: `whoever sees the network between members reads along: ${EVERYTHING}` },
    },
    areSet('peer-cert-file', 'peer-key-file'),
  ],
  [
    '2.5',
    {
      title: 'Members of etcd check each other’s certificates',
      kind: 'automated',
      expected: '--peer-client-cert-auth=true',
      remedy: { text: 'set --peer-client-cert-auth=true', kubeadm: 'kubeadm sets it' },
      threat: { category: 'spoofing', text: 'a stranger joins as a member, and gets a copy of everything' },
    },
    isBool('peer-client-cert-auth', true, false),
  ],
  [
    '2.6',
    {
      title: 'Members of etcd do not make up their certificates',
      kind: 'automated',
      expected: '--peer-auto-tls is not true',
      remedy: {
        text: 'remove --peer-auto-tls, and set --peer-cert-file and --peer-key-file',
        kubeadm: 'etcd.local.extraArgs peer-auto-tls',
      },
      threat: { category: 'spoofing', text: 'a certificate that nobody signed proves nothing' },
    },
    isBool('peer-auto-tls', false, false),
  ],
  [
    '2.7',
    {
      title: 'etcd trusts an authority of its own',
      kind: 'manual',
      expected: '--trusted-ca-file is set, and is not the authority of the API server’s clients',
      remedy: { text: 'sign etcd’s clients with an authority of their own, and set --trusted-ca-file to it', kubeadm: 'kubeadm sets it' },
      threat: { category: 'elevation-of-privilege', text: 'every user with a certificate of the cluster reads etcd past the API server' },
    },
    ownAuthority,
  ],
];

/** Where everything is stored. */
export const etcd: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) => onProgram('etcd', id, requirement, test));
