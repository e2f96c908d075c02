import { checkKeys, type Problems } from '../problems';
import { checkWhole } from './checks';
import { hostPort } from './members';
import type { Flags, Part, Surroundings } from './part';
import { pki, places } from './places';
import { type Tls, type TlsProps, tlsOf } from './tls';

export interface EtcdProps extends TlsProps {
  /** How large the database may become, in GiB, 2 to 8; when it is full, the cluster can only be read. @default 8 */
  readonly quotaGibibytes?: number;

  /** For how many hours old states are kept, should the API server not clear them away, 1 to 72. @default 8 */
  readonly compactionHours?: number;

  /** After how many changes a snapshot is written to disk, 1000 to 100000. @default 10000 */
  readonly snapshotCount?: number;
}

const KEYS: Readonly<Record<keyof EtcdProps, true>> = {
  minTls: true,
  cipherSuites: true,
  quotaGibibytes: true,
  compactionHours: true,
  snapshotCount: true,
};

const CLIENTS = 2379;
const PEERS = 2380;
const METRICS = 2381;

export const reasons: Readonly<Record<string, string>> = {
  'etcd --advertise-client-urls': 'disclosure: clients are sent to TLS',
  'etcd --auto-compaction-mode': 'denial of service: old states do not fill the disk',
  'etcd --auto-compaction-retention': 'denial of service: old states do not fill the disk',
  'etcd --auto-tls': 'spoofing: no certificate that nobody can verify',
  'etcd --cert-file': 'spoofing: the API server can tell etcd from somebody in between',
  'etcd --cipher-suites': 'disclosure: no cipher that is broken, and none without forward secrecy',
  'etcd --client-cert-auth': 'elevation: whoever reads etcd is the administrator of all; only the API server may',
  'etcd --data-dir': 'disclosure: the state of the cluster is in one directory, which only etcd reads',
  'etcd --initial-advertise-peer-urls': 'disclosure: members are sent to TLS',
  'etcd --initial-cluster': 'spoofing: a member that is not named does not belong to it',
  'etcd --initial-cluster-state': 'tampering: a member that starts anew does not join what it does not know',
  'etcd --initial-cluster-token': 'tampering: members of two clusters never take each other for their own',
  'etcd --key-file': 'spoofing: the API server can tell etcd from somebody in between',
  'etcd --listen-client-urls': 'disclosure: clients speak TLS, and from nowhere but the host and its own address',
  'etcd --listen-metrics-urls': 'disclosure: only the host itself reads metrics, which need no certificate',
  'etcd --listen-peer-urls': 'disclosure: members speak TLS among themselves',
  'etcd --name': 'repudiation: the log says which member did what',
  'etcd --peer-auto-tls': 'spoofing: no certificate that nobody can verify',
  'etcd --peer-cert-file': 'spoofing: members can tell each other from somebody in between',
  'etcd --peer-client-cert-auth': 'tampering: nobody joins without a certificate',
  'etcd --peer-key-file': 'spoofing: members can tell each other from somebody in between',
  'etcd --peer-trusted-ca-file': "elevation: an authority of etcd's own, so that no certificate of the cluster opens it",
  'etcd --quota-backend-bytes': 'denial of service: a flood of objects stops before the disk is full',
  'etcd --snapshot-count': 'availability: a member that was away catches up soon, without using up memory',
  'etcd --tls-min-version': 'disclosure: no version of TLS that is broken',
  'etcd --trusted-ca-file': "elevation: an authority of etcd's own, so that no certificate of the cluster opens it",
};

/** The state of the cluster: one etcd on each member. */
export function etcdPart(props: EtcdProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'etcd', given, KEYS);
  const tls = tlsOf(problems, 'etcd', given);
  const quota = checkWhole(problems, 'etcd.quotaGibibytes', given.quotaGibibytes ?? 8, 2, 8);
  const hours = checkWhole(problems, 'etcd.compactionHours', given.compactionHours ?? 8, 1, 72);
  const snapshots = checkWhole(problems, 'etcd.snapshotCount', given.snapshotCount ?? 10_000, 1000, 100_000);
  const { members, clusterName } = surroundings;
  const local = members[0]?.address.includes(':') ? '::1' : '127.0.0.1';
  const url = (address: string, port: number) => `https://${hostPort(address, port)}`;
  const flags: Flags = {
    'data-dir': places.etcdData,
    'cert-file': pki.etcd.server.certificate,
    'key-file': pki.etcd.server.key,
    'trusted-ca-file': pki.etcd.authority,
    'client-cert-auth': 'true',
    'auto-tls': 'false',
    'peer-cert-file': pki.etcd.peer.certificate,
    'peer-key-file': pki.etcd.peer.key,
    'peer-trusted-ca-file': pki.etcd.authority,
    'peer-client-cert-auth': 'true',
    'peer-auto-tls': 'false',
    ...tlsFlags(tls),
    'listen-metrics-urls': `http://${hostPort(local, METRICS)}`,
    'quota-backend-bytes': `${quota * 2 ** 30}`,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': `${hours}h`,
    'snapshot-count': `${snapshots}`,
  };
  return {
    flags: { etcd: flags },
    memberFlags: ({ name, address }) => ({
      etcd: {
        name,
        'listen-client-urls': `${url(local, CLIENTS)},${url(address, CLIENTS)}`,
        'advertise-client-urls': url(address, CLIENTS),
        'listen-peer-urls': url(address, PEERS),
        'initial-advertise-peer-urls': url(address, PEERS),
        'initial-cluster': members.map((member) => `${member.name}=${url(member.address, PEERS)}`).join(','),
        'initial-cluster-state': 'new',
        'initial-cluster-token': `${clusterName}-etcd`,
      },
    }),
    directories: [{ path: places.etcdData, permissions: '0700', owner: 'etcd', writtenBy: ['etcd'] }],
    reasons,
  };
}

/** etcd has names of its own for versions, and refuses suites that no version it speaks would use. */
function tlsFlags({ minTls, cipherSuites }: Tls): Flags {
  if (minTls === 'VersionTLS13') return { 'tls-min-version': 'TLS1.3' };
  return { 'tls-min-version': 'TLS1.2', 'cipher-suites': cipherSuites.join(',') };
}
