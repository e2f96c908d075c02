import { checkKeys, type Problems, shown } from '../problems';
import { type PathPatterns, pathPatterns, type Reach, reachesOf } from './access-paths';
import { checkFlagPath, checkWhole } from './checks';
import { hostPort } from './members';
import type { HostFile, Surroundings } from './part';
import { type Tls, type TlsProps, tlsOf } from './tls';

/** An nginx in front of the API servers, for people and programs with tokens: a client's certificate ends at it. */
export interface FrontProps extends TlsProps {
  /** What may be done through it besides reading and writing objects. @default [] - see `docs/access-path.md` */
  readonly allow?: readonly Reach[];

  /** Names that clients know it by. @default - the endpoint's host, unless that is an address */
  readonly names?: readonly string[];

  /** The port that it listens on. @default 443 */
  readonly port?: number;

  /** Its certificate, with intermediate ones after it, absolute. @default '/etc/nginx/tls/front.crt' */
  readonly certificate?: string;

  /** Its key, absolute. @default '/etc/nginx/tls/front.key' */
  readonly key?: string;

  /** The cluster's CA, which the API servers' certificates are checked against, absolute. @default '/etc/nginx/tls/kubernetes-ca.crt' */
  readonly authority?: string;

  /**
   * A CA: only who has a certificate of it is let in, and still needs a token, as the API server does not see the certificate. Absolute.
   *
   * @default - no certificate is asked for
   */
  readonly clientAuthority?: string;

  /** Whether requests may be made in the name of others (`kubectl --as`). They are refused, not stripped of it. @default false */
  readonly impersonation?: boolean;

  /** Requests per second of each address, and of each token. @default 50 */
  readonly requestsPerSecond?: number;

  /** How many more may come at once before some are refused. @default 100 */
  readonly burst?: number;

  /** Requests that may be under way from each address, and for each token; watches are meant. @default 200 */
  readonly connections?: number;

  /** The user that its workers are. @default 'www-data' */
  readonly user?: string;
}

const KEYS: Readonly<Record<keyof FrontProps, true>> = {
  minTls: true,
  cipherSuites: true,
  allow: true,
  names: true,
  port: true,
  certificate: true,
  key: true,
  authority: true,
  clientAuthority: true,
  impersonation: true,
  requestsPerSecond: true,
  burst: true,
  connections: true,
  user: true,
};

const FILE = 'access/nginx.conf';

export const nginxReasons: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    client_body_buffer_size: 'disclosure: bodies, which may be Secrets, are not written to disk',
    client_header_timeout: 'availability: who sends slowly does not hold a connection',
    client_max_body_size: 'availability: nothing is taken that the API server would refuse as too large',
    limit_conn: 'availability: nobody holds all connections',
    limit_req: 'availability: nobody asks so often that others are not answered, and tokens are not guessed in bulk',
    log_format: 'disclosure: the log says who asked for what, without tokens and queries',
    proxy_pass_request_headers:
      'spoofing: only headers that are named go on, so that nobody claims a name with X-Remote-User or X-Remote-Extra-…',
    proxy_ssl_verify: 'spoofing: tokens are only sent to servers with a certificate of the cluster',
    server_tokens: 'disclosure: the version is not told',
    ssl_ciphers: 'disclosure: no cipher that is broken, and none without forward secrecy',
    ssl_protocols: 'disclosure: no version of TLS that is broken',
    ssl_reject_handshake: 'disclosure: who does not know the name learns no name from the certificate',
    ssl_session_tickets: 'disclosure: no key that decrypts old sessions lives for long',
    ssl_verify_client: 'spoofing: a stolen token alone is not enough',
    'Strict-Transport-Security': 'disclosure: clients never ask without TLS',
    $path_verdict: 'elevation: paths that lead on into pods, nodes and Services are refused, however they are written',
    $stranger: 'spoofing: a request without a token is refused before the API server sees it, health and version apart',
    $impersonates: 'spoofing: requests in the name of others are refused',
  }).map(([field, reason]) => [`${FILE}:${field}`, reason]),
);

/** OpenSSL's name of a suite: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` is `ECDHE-RSA-AES128-GCM-SHA256`. */
function openSslName(suite: string): string {
  const [, exchange = '', cipher = ''] = /^TLS_(\w+)_WITH_(\w+)$/.exec(suite) ?? [];
  const short = cipher.replace(/^AES_/, 'AES').replace(/^(CHACHA20_POLY1305)_SHA256$/, '$1');
  return `${exchange}_${short}`.replaceAll('_', '-');
}

interface Front extends Required<Omit<FrontProps, 'clientAuthority' | 'minTls' | 'cipherSuites' | 'allow'>> {
  readonly clientAuthority: string | undefined;
  readonly tls: Tls;
  readonly paths: PathPatterns;
}

/** The configuration of the front. Props that cannot be are problems. */
export function nginxFile(props: FrontProps, surroundings: Surroundings, problems: Problems): HostFile {
  const front = frontOf(props, surroundings, problems);
  return {
    path: FILE,
    text: () => configuration(front, surroundings),
    installedAt: '/etc/nginx/nginx.conf',
    permissions: '0644',
    hosts: 'load-balancer',
  };
}

function frontOf(props: FrontProps, { endpoint }: Surroundings, problems: Problems): Front {
  const what = 'access.front';
  checkKeys(problems, what, props, KEYS);
  const front: Front = {
    names: /^[\d.]+$|:|^$/.test(endpoint.host) ? [] : [endpoint.host],
    port: 443,
    certificate: '/etc/nginx/tls/front.crt',
    key: '/etc/nginx/tls/front.key',
    authority: '/etc/nginx/tls/kubernetes-ca.crt',
    impersonation: false,
    requestsPerSecond: 50,
    burst: 100,
    connections: 200,
    user: 'www-data',
    ...Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)),
    clientAuthority: props.clientAuthority,
    tls: tlsOf(problems, what, props),
    paths: pathPatterns(reachesOf(problems, `${what}.allow`, props.allow)),
  };
  checkNames(problems, `${what}.names`, front.names);
  checkWhole(problems, `${what}.port`, front.port, 1, 65_535);
  for (const field of ['certificate', 'key', 'authority'] as const) checkFlagPath(problems, `${what}.${field}`, front[field]);
  if (front.clientAuthority !== undefined) checkFlagPath(problems, `${what}.clientAuthority`, front.clientAuthority);
  if (typeof front.impersonation !== 'boolean')
    problems.add(`${what}.impersonation must be true or false, got ${shown(front.impersonation)}`);
  checkWhole(problems, `${what}.requestsPerSecond`, front.requestsPerSecond, 1, 10_000);
  checkWhole(problems, `${what}.burst`, front.burst, 1, 10_000);
  checkWhole(problems, `${what}.connections`, front.connections, 1, 10_000);
  if (typeof front.user !== 'string' || !/^[a-z_][a-z0-9_-]{0,31}$/.test(front.user) || front.user === 'root')
    problems.add(`${what}.user must be a user of the host that is not root, such as 'www-data', got ${shown(front.user)}`);
  return front;
}

function checkNames(problems: Problems, what: string, names: unknown): void {
  const isName = (name: unknown) =>
    typeof name === 'string' && name.length <= 253 && /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name);
  if (!Array.isArray(names) || names.length === 0) {
    problems.add(`${what} must be the DNS names that clients use, such as ['api.example.com'], got ${shown(names)}`);
    return;
  }
  for (const name of names) if (!isName(name)) problems.add(`${what} must be DNS names such as 'api.example.com', got ${shown(name)}`);
}

/** Headers that the API server is told; everything else that a client says about itself is not. */
const HEADERS = [
  'Accept',
  'Accept-Encoding',
  'Audit-ID',
  'Authorization',
  'Content-Encoding',
  'Content-Type',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Version',
  'User-Agent',
  'X-Stream-Protocol-Version',
];
const IMPERSONATION = ['Impersonate-User', 'Impersonate-Group', 'Impersonate-Uid'];

const variable = (header: string) => `$http_${header.toLowerCase().replaceAll('-', '_')}`;

function configuration(front: Front, { members, profile }: Surroundings): string {
  const protocols = front.tls.minTls === 'VersionTLS13' ? 'TLSv1.3' : 'TLSv1.2 TLSv1.3';
  const ciphers = front.tls.cipherSuites.map(openSslName).join(':');
  const headers = [...HEADERS, ...(front.impersonation ? IMPERSONATION : [])];
  return `# nginx in front of the API servers, for people and programs with tokens. It ends TLS, so that certificates of clients do not
# reach the API server: kubelets, and whoever else has a certificate, go to the members themselves.
user ${front.user};
worker_processes auto;
worker_rlimit_nofile 65536;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log warn;

events {
  worker_connections 16384;
}

http {
  server_tokens off;
  default_type text/plain;
  log_format front escape=json '{"time":"$time_iso8601","client":"$remote_addr","method":"$request_method","path":"$uri",'
    '"status":$status,"bytes":$bytes_sent,"seconds":$request_time,"upstream":"$upstream_addr","tls":"$ssl_protocol",'
    '"certificate":"$ssl_client_s_dn","agent":"$http_user_agent"}';
  access_log /var/log/nginx/access.log front;

  # The path as it was sent, without its query, in which both the API server and this nginx read the same: nothing in it is encoded.
  map $request_uri $sent_path {
    default '';
    '~^(?<sent>[^?#]*)([?].*)?$' $sent;
  }
  map $sent_path $path_accepted {
    default 0;
    '~${front.paths.accepted}' 1;
  }
  # Both as it was sent and as it is after decoding, joining slashes and following dots.
  map $sent_path $sent_refused {
    default 0;
${front.paths.refused.map((pattern) => `    '~*${pattern}' 1;`).join('\n')}
  }
  map $uri $read_refused {
    default 0;
${front.paths.refused.map((pattern) => `    '~*${pattern}' 1;`).join('\n')}
  }
  map $path_accepted$sent_refused$read_refused $path_verdict {
    default refused;
    100 accepted;
  }

  # Who asks: a token in a header, or in the protocols of a websocket.
  map $http_sec_websocket_protocol $websocket_token {
    default '';
    '~*(?<found>base64url[.]bearer[.]authorization[.]k8s[.]io[.][-A-Za-z0-9_]+)' $found;
  }
  map $http_authorization $caller {
    default '';
    '' $websocket_token;
    '~*^bearer +[^ ]' $http_authorization;
  }
  map $sent_path $open_to_all {
    default 0;
    '~^/(healthz|livez|readyz|version)/?$' 1;
  }
  map $open_to_all:$caller $stranger {
    default 0;
    '0:' 1;
  }
${
  front.impersonation
    ? ''
    : `  map ${IMPERSONATION.map(variable).join('')} $impersonates {
    default 1;
    '' 0;
  }
`
}
  # Connections turn into websockets or SPDY and nothing else.
  map $http_upgrade $upgrade {
    default '';
    '~*^(websocket|SPDY/3[.]1)$' $http_upgrade;
  }
  map $upgrade $hop {
    default upgrade;
    '' '';
  }

  limit_req_zone $binary_remote_addr zone=client_rate:10m rate=${front.requestsPerSecond}r/s;
  limit_req_zone $caller zone=caller_rate:32m rate=${front.requestsPerSecond}r/s;
  limit_conn_zone $binary_remote_addr zone=client_connections:10m;
  limit_conn_zone $caller zone=caller_connections:32m;
  limit_req_status 429;
  limit_conn_status 429;
  limit_req_log_level notice;
  limit_conn_log_level notice;

  upstream api_servers {
    zone api_servers 64k;
    least_conn;
${members.map(({ address }) => `    server ${hostPort(address, profile.apiServer.port)} max_fails=2 fail_timeout=10s;`).join('\n')}
    keepalive 64;
  }

  ssl_protocols ${protocols};
  ssl_ciphers ${ciphers};
  ssl_prefer_server_ciphers on;
  ssl_session_cache shared:sessions:10m;
  ssl_session_timeout 1h;
  ssl_session_tickets off;

  # Who does not ask for one of the names gets no certificate to see.
  server {
    listen ${front.port} ssl http2 default_server;
    listen [::]:${front.port} ssl http2 default_server;
    ssl_reject_handshake on;
    # And who does, but then asks for another, is not served by it either.
    return 421;
  }

  server {
    listen ${front.port} ssl http2;
    listen [::]:${front.port} ssl http2;
    server_name ${front.names.join(' ')};

    ssl_certificate ${front.certificate};
    ssl_certificate_key ${front.key};
${front.clientAuthority === undefined ? '' : `    ssl_client_certificate ${front.clientAuthority};\n    ssl_verify_client on;\n    ssl_verify_depth 2;\n`}
    add_header Strict-Transport-Security 'max-age=31536000; includeSubDomains' always;
    add_header Cache-Control 'no-store' always;
    proxy_hide_header Strict-Transport-Security;
    proxy_hide_header Cache-Control;

    client_header_timeout 10s;
    client_body_timeout 30s;
    send_timeout 60s;
    client_max_body_size 3m;
    client_body_buffer_size 3m;
    large_client_header_buffers 4 32k;

    limit_req zone=client_rate burst=${front.burst} nodelay;
    limit_req zone=caller_rate burst=${front.burst} nodelay;
    limit_conn client_connections ${front.connections};
    limit_conn caller_connections ${front.connections};

    location / {
      if ($request_method !~ '^(GET|HEAD|POST|PUT|PATCH|DELETE)$') {
        return 405;
      }
      if ($path_verdict != accepted) {
        return 403;
      }
${front.impersonation ? '' : '      if ($impersonates) {\n        return 403;\n      }\n'}      if ($stranger) {
        return 401;
      }

      # Without a path of its own, it goes on as it was sent.
      proxy_pass https://api_servers;
      proxy_http_version 1.1;
      proxy_pass_request_headers off;
      proxy_set_header Host $host;
      proxy_set_header Connection $hop;
      proxy_set_header Upgrade $upgrade;
      proxy_set_header X-Forwarded-For $remote_addr;
${headers.map((header) => `      proxy_set_header ${header} ${variable(header)};`).join('\n')}

      proxy_ssl_protocols ${protocols};
      proxy_ssl_ciphers ${ciphers};
      proxy_ssl_trusted_certificate ${front.authority};
      proxy_ssl_verify on;
      proxy_ssl_verify_depth 2;
      # A name that the certificate of every API server has.
      proxy_ssl_name kubernetes.default.svc;
      proxy_ssl_server_name on;
      proxy_ssl_session_reuse on;

      # Watches last for up to an hour, and are not held back.
      proxy_buffering off;
      proxy_connect_timeout 3s;
      proxy_send_timeout 60s;
      proxy_read_timeout 3700s;
      # Only what never reached a member, or may be asked twice, is asked of the next one.
      proxy_next_upstream error timeout;
      proxy_next_upstream_tries ${Math.max(2, members.length)};
    }
  }
}
`;
}
