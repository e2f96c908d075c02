import { dirname } from 'node:path/posix';
import { type Seconds, seconds } from '../duration';
import { checkKeys, type Problems, shown } from '../problems';
import { checkFlagPath, checkOneOf, checkWhole } from './checks';
import type { Flags, Part, Surroundings } from './part';
import { pki } from './places';
import { type TlsProps, tlsFlags, tlsOf } from './tls';

/** A certificate for some names besides the API server's own. */
export interface SniProps {
  /** Certificate on the hosts of the control plane, absolute; intermediate ones after it. */
  readonly certificate: string;
  /** Its key, absolute. */
  readonly key: string;
  /** Names that it is for, such as `api.example.com` or `*.example.com`. @default - those that the certificate says */
  readonly names?: readonly string[];
}

/** What browsers and other clients are told about the API server's names: never to ask without TLS. */
export interface HstsProps {
  /** For how long they remember, in seconds. @default 31536000 - a year */
  readonly maxAge?: Seconds;
  /** @default true */
  readonly includeSubDomains?: boolean;
  /** @default false */
  readonly preload?: boolean;
}

export interface ServingProps extends TlsProps {
  /** Certificates for other names. kubeadm's v1beta3 (before 1.31) takes one. @default [] */
  readonly sni?: readonly SniProps[];

  /** @default - a year, for subdomains too */
  readonly hsts?: HstsProps;

  /** The address that the API server listens on. @default - every address of the host */
  readonly bindAddress?: string;

  /** For how long a request may last, in seconds, 1 to 600; watches are not meant. @default 60 */
  readonly requestTimeout?: Seconds;

  /** How many requests that only read may be under way at once; the larger, the more memory. @default 400 */
  readonly maxRequests?: number;

  /** How many requests that change something may be under way at once. @default 200 */
  readonly maxMutatingRequests?: number;

  /**
   * The part of requests after which a client is told to connect anew, so that clients spread over the members; 0 to 0.02.
   *
   * @default 0.001, and 0 for a single member
   */
  readonly goawayChance?: number;

  /** Which of a node's addresses the API server connects to, in the order of preference. @default ['InternalIP', 'Hostname'] */
  readonly kubeletAddressTypes?: readonly KubeletAddressType[];
}

const ADDRESS_TYPES = ['ExternalDNS', 'ExternalIP', 'Hostname', 'InternalDNS', 'InternalIP'] as const;
export type KubeletAddressType = (typeof ADDRESS_TYPES)[number];

const KEYS: Readonly<Record<keyof ServingProps, true>> = {
  minTls: true,
  cipherSuites: true,
  sni: true,
  hsts: true,
  bindAddress: true,
  requestTimeout: true,
  maxRequests: true,
  maxMutatingRequests: true,
  goawayChance: true,
  kubeletAddressTypes: true,
};

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --advertise-address': 'spoofing: pods and members are sent to the address that is meant, not to the first of the host',
  'kube-apiserver --allow-privileged':
    'availability: network and proxy pods of the system need it; Pod Security Admission refuses it to tenants',
  'kube-apiserver --anonymous-auth': 'spoofing: whoever does not say who they are is refused before anything is looked up',
  'kube-apiserver --authorization-mode': 'elevation: every request needs a role, and a kubelet reaches only what its own pods use',
  'kube-apiserver --bind-address': 'disclosure: nothing listens on an address that is not meant for clients',
  'kube-apiserver --client-ca-file': 'spoofing: only certificates of this authority are believed',
  'kube-apiserver --etcd-cafile': 'spoofing: the API server does not take somebody else for etcd',
  'kube-apiserver --etcd-certfile': 'spoofing: etcd knows the API server from everybody else',
  'kube-apiserver --etcd-keyfile': 'spoofing: etcd knows the API server from everybody else',
  'kube-apiserver --etcd-servers': 'tampering: the state of the cluster travels over TLS, and on the host alone',
  'kube-apiserver --goaway-chance': 'denial of service: long connections do not pile up on one member',
  'kube-apiserver --kubelet-certificate-authority': 'spoofing: nobody answers for a kubelet and reads what is typed into a shell or logged',
  'kube-apiserver --kubelet-client-certificate': 'spoofing: a kubelet knows the API server, and refuses everybody else',
  'kube-apiserver --kubelet-client-key': 'spoofing: a kubelet knows the API server, and refuses everybody else',
  'kube-apiserver --kubelet-preferred-address-types':
    'spoofing: kubelets are reached on the inner network, not by names that others answer for',
  'kube-apiserver --max-mutating-requests-inflight': 'denial of service: writes cannot use up the memory of the API server',
  'kube-apiserver --max-requests-inflight': 'denial of service: reads cannot use up the memory of the API server',
  'kube-apiserver --profiling': 'disclosure: nobody reads memory, command line and timing of the API server',
  'kube-apiserver --proxy-client-cert-file': 'spoofing: an aggregated API knows that a request came through the API server',
  'kube-apiserver --proxy-client-key-file': 'spoofing: an aggregated API knows that a request came through the API server',
  'kube-apiserver --request-timeout': 'denial of service: a slow client does not hold a request for ever',
  'kube-apiserver --requestheader-allowed-names': 'spoofing: only the front proxy may say who somebody is',
  'kube-apiserver --requestheader-client-ca-file':
    'spoofing: an authority of its own, so that no user certificate passes for the front proxy',
  'kube-apiserver --requestheader-extra-headers-prefix': 'spoofing: headers about users are read from the front proxy alone',
  'kube-apiserver --requestheader-group-headers': 'spoofing: headers about users are read from the front proxy alone',
  'kube-apiserver --requestheader-username-headers': 'spoofing: headers about users are read from the front proxy alone',
  'kube-apiserver --secure-port': 'disclosure: the only port, with TLS',
  'kube-apiserver --service-cluster-ip-range': 'spoofing: Services get addresses that policies keep apart from the internet',
  'kube-apiserver --strict-transport-security-directives': 'tampering: a browser that was here once never asks without TLS again',
  'kube-apiserver --tls-cert-file': 'spoofing: clients can tell the API server from somebody in between',
  'kube-apiserver --tls-cipher-suites': 'disclosure: no cipher that is broken, and none without forward secrecy',
  'kube-apiserver --tls-min-version': 'disclosure: no version of TLS that is broken',
  'kube-apiserver --tls-private-key-file': 'spoofing: clients can tell the API server from somebody in between',
  'kube-apiserver --tls-sni-cert-key': 'spoofing: under its other names, too, clients can tell the API server from somebody in between',
};

/** How the API server is reached, and how it reaches others. */
export function servingPart(props: ServingProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'serving', given, KEYS);
  const tls = tlsOf(problems, 'serving', given);
  const { profile, members } = surroundings;
  const v6 = members[0]?.address.includes(':') === true;
  const sni = sniOf(problems, given.sni ?? []);
  const addressTypes = given.kubeletAddressTypes ?? ['InternalIP', 'Hostname'];
  checkOneOf(problems, 'serving.kubeletAddressTypes', addressTypes, ADDRESS_TYPES);
  const timeout = seconds(problems, 'serving.requestTimeout', given.requestTimeout ?? 60, 1, 600);
  const reads = checkWhole(problems, 'serving.maxRequests', given.maxRequests ?? 400, 1, 100_000);
  const writes = checkWhole(problems, 'serving.maxMutatingRequests', given.maxMutatingRequests ?? 200, 1, 100_000);
  const flags: Flags = {
    'bind-address': checkAddress(problems, given.bindAddress ?? (v6 ? '::' : '0.0.0.0')),
    'secure-port': `${profile.apiServer.port}`,
    'service-cluster-ip-range': profile.serviceCidrs.join(','),
    'tls-cert-file': pki.apiServer.certificate,
    'tls-private-key-file': pki.apiServer.key,
    ...(sni.length === 0 ? {} : { 'tls-sni-cert-key': sni }),
    ...tlsFlags(tls),
    'strict-transport-security-directives': hstsOf(problems, given.hsts === undefined ? {} : given.hsts),
    // Authentication and authorization that say more put files in the place of these two.
    'anonymous-auth': 'false',
    'authorization-mode': 'Node,RBAC',
    'client-ca-file': pki.authority,
    'requestheader-client-ca-file': pki.frontProxy.authority,
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'proxy-client-cert-file': pki.frontProxy.certificate,
    'proxy-client-key-file': pki.frontProxy.key,
    'kubelet-client-certificate': pki.kubeletClient.certificate,
    'kubelet-client-key': pki.kubeletClient.key,
    'kubelet-certificate-authority': pki.authority,
    'kubelet-preferred-address-types': addressTypes.join(','),
    'etcd-servers': `https://${v6 ? '[::1]' : '127.0.0.1'}:2379`,
    'etcd-cafile': pki.etcd.authority,
    'etcd-certfile': pki.etcd.client.certificate,
    'etcd-keyfile': pki.etcd.client.key,
    'allow-privileged': 'true',
    'request-timeout': `${timeout}s`,
    'max-requests-inflight': `${reads}`,
    'max-mutating-requests-inflight': `${writes}`,
    'goaway-chance': `${goawayOf(problems, given.goawayChance, members.length)}`,
    profiling: 'false',
  };
  return {
    flags: { 'kube-apiserver': flags },
    memberFlags: ({ address }) => ({ 'kube-apiserver': { 'advertise-address': address } }),
    reads: { 'kube-apiserver': sni.flatMap((pair) => pair.split(/[,:]/, 2)).map(dirname) },
    reasons,
  };
}

function sniOf(problems: Problems, pairs: readonly SniProps[]): readonly string[] {
  if (!Array.isArray(pairs)) {
    problems.add(`serving.sni must be a list of certificates and keys, got ${shown(pairs)}`);
    return [];
  }
  return pairs.map((pair: SniProps) => {
    checkKeys(problems, 'an item of serving.sni', pair, { certificate: true, key: true, names: true });
    checkFlagPath(problems, 'certificate of serving.sni', pair?.certificate);
    checkFlagPath(problems, 'key of serving.sni', pair?.key);
    const names = pair?.names ?? [];
    if (!Array.isArray(names)) problems.add(`names of serving.sni must be a list of host names, got ${shown(names)}`);
    const wrong = Array.isArray(names)
      ? names.filter((name) => !/^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
      : [];
    for (const name of wrong)
      problems.add(`names of serving.sni must be host names such as 'api.example.com' or '*.example.com', got ${shown(name)}`);
    return `${pair?.certificate},${pair?.key}${names.length === 0 ? '' : `:${names}`}`;
  });
}

function hstsOf(problems: Problems, hsts: HstsProps): string {
  if (
    typeof hsts !== 'object' ||
    hsts === null ||
    [hsts.includeSubDomains, hsts.preload].some((each) => !['boolean', 'undefined'].includes(typeof each))
  )
    problems.add(`serving.hsts must be such as { maxAge: 31536000, includeSubDomains: true, preload: false }, got ${shown(hsts)}`);
  checkKeys(problems, 'serving.hsts', hsts, { maxAge: true, includeSubDomains: true, preload: true });
  const maxAge = seconds(problems, 'serving.hsts.maxAge', hsts.maxAge ?? 31_536_000, 1, 63_072_000);
  return [
    `max-age=${maxAge}`,
    ...(hsts.includeSubDomains === false ? [] : ['includeSubDomains']),
    ...(hsts.preload ? ['preload'] : []),
  ].join(',');
}

function checkAddress(problems: Problems, address: unknown): string {
  if (typeof address === 'string' && /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]*)$/.test(address)) return address;
  problems.add(`serving.bindAddress must be an IPv4 or IPv6 address, got ${shown(address)}`);
  return '';
}

/** https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (--goaway-chance) */
function goawayOf(problems: Problems, chance: unknown, members: number): number {
  if (chance === undefined) return members === 1 ? 0 : 0.001;
  if (typeof chance !== 'number' || !(chance >= 0 && chance <= 0.02))
    problems.add(`serving.goawayChance must be a number from 0 to 0.02, got ${shown(chance)}`);
  else if (members === 1 && chance > 0)
    problems.add(`serving.goawayChance must be 0 with one member, as clients have no other to go to, got ${chance}`);
  return Number(chance);
}
