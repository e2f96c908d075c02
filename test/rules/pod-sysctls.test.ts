import { podSysctls } from '../../rules/pod-sysctls';
import { container, judges, pod } from './given';

const setting = (...names: unknown[]) => ({ securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } });
const FIELD = '/securityContext/sysctls';
const said = (name: string) => `pod must not set the sysctl ${name} in securityContext.sysctls`;

/** Each version that made sysctls safe, and the one before. */
const SINCE: readonly (readonly [minor: number, ...names: string[]])[] = [
  [27, 'net.ipv4.ip_local_reserved_ports'],
  [29, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
  [32, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
  [37, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'],
];

judges(podSysctls, {
  accepts: [
    ['none', pod()],
    ['an empty list', pod(setting())],
    ['no list', pod({ securityContext: { sysctls: null } })],
    [
      'those that were always safe',
      pod(
        setting(
          ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range'],
          'net.ipv4.ip_unprivileged_port_start',
        ),
      ),
      { minor: 0 },
    ],
    ...SINCE.map(([minor, ...names]) => [`those that are safe since 1.${minor}`, pod(setting(...names)), { minor }] as const),
    ['all that are safe in the newest version', pod(setting(...SINCE.flatMap(([, ...names]) => names)))],
    ['one of a container, where there is no such field', pod({ containers: [container(setting('kernel.msgmax'))] })],
  ],
  refuses: [
    {
      what: 'another one',
      pod: setting('kernel.msgmax'),
      finds: [[`${FIELD}/0/name`, said('"kernel.msgmax"')]],
      absent: [said('unset')],
    },
    ...SINCE.map(([minor, ...names]) => ({
      what: `those that are safe since 1.${minor}, in the version before`,
      pod: setting(...names),
      facts: { minor: minor - 1 },
      finds: names.map((name, index) => [`${FIELD}/${index}/name`, said(`"${name}"`)] as const),
      absent: names.map(() => said('unset')),
    })),
    {
      what: 'the second and the fourth of five',
      pod: setting('net.ipv4.tcp_syncookies', 'net.core.somaxconn', 'net.ipv4.tcp_rmem', '', 'net.ipv4.tcp_wmem'),
      finds: [
        [`${FIELD}/1/name`, said('"net.core.somaxconn"')],
        [`${FIELD}/3/name`, said('""')],
      ],
      absent: [said('unset'), said('unset')],
    },
    {
      what: 'a safe one as it is spelt in files',
      pod: setting('net/ipv4/tcp_syncookies'),
      finds: [[`${FIELD}/0/name`, said('"net/ipv4/tcp_syncookies"')]],
      absent: [said('unset')],
    },
    {
      what: 'one without a name',
      pod: { securityContext: { sysctls: [{ value: '1' }] } },
      finds: [[`${FIELD}/0/name`, said('unset')]],
      absent: 'itself',
    },
    { what: 'nothing', pod: { securityContext: { sysctls: [null] } }, finds: [[`${FIELD}/0/name`, said('unset')]], absent: 'itself' },
  ],
});
