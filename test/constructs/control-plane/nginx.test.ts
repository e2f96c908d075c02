import { hostFiles } from './harness';

const written = (front: object = {}, platform: object = {}) => hostFiles({ access: { front } }, platform)['access/nginx.conf'] ?? '';
/** The values of a directive, wherever it stands. */
const directive = (text: string, name: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1).replace(/;$/, ''));

// https://nginx.org/en/docs/dirindex.html
test.each([
  ['server_tokens', ['off']],
  ['ssl_protocols', ['TLSv1.2 TLSv1.3']],
  ['ssl_session_tickets', ['off']],
  ['ssl_reject_handshake', ['on']],
  ['proxy_ssl_verify', ['on']],
  ['proxy_ssl_name', ['kubernetes.default.svc']],
  ['proxy_ssl_trusted_certificate', ['/etc/nginx/tls/kubernetes-ca.crt']],
  ['proxy_pass_request_headers', ['off']],
  ['proxy_buffering', ['off']],
  ['proxy_read_timeout', ['3700s']],
  ['client_max_body_size', ['3m']],
  ['client_body_buffer_size', ['3m']],
  ['server_name', ['api.example.com']],
  ['ssl_verify_client', []],
  ['proxy_ssl_certificate', []],
  ['user', ['www-data']],
  ['proxy_pass', ['https://api_servers']],
  ['limit_req_status', ['429']],
])('%s', (name, values) => {
  expect(directive(written(), name)).toEqual(values);
});

test("suites of TLS 1.2 are written by OpenSSL's names", () => {
  const suites = [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ];
  expect(directive(written(), 'ssl_ciphers')).toEqual([suites.join(':')]);
  expect(directive(written(), 'proxy_ssl_ciphers')).toEqual([suites.join(':')]);
});

test('every member is asked, at the port of the API server', () => {
  expect(directive(written({}, { apiServer: { port: 8443 } }), 'server').filter((value) => value !== '{')).toEqual(
    ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address) => `${address}:8443 max_fails=2 fail_timeout=10s`),
  );
});

test('what is chosen is written', () => {
  const text = written({
    minTls: 'VersionTLS13',
    names: ['k8s.example.com', 'kube.example.com'],
    port: 6443,
    clientAuthority: '/etc/nginx/tls/people.crt',
    requestsPerSecond: 7,
    burst: 8,
    connections: 9,
    user: 'nginx',
  });
  expect(directive(text, 'ssl_protocols')).toEqual(['TLSv1.3']);
  expect(directive(text, 'server_name')).toEqual(['k8s.example.com kube.example.com']);
  expect(directive(text, 'listen')).toEqual([
    '6443 ssl http2 default_server',
    '[::]:6443 ssl http2 default_server',
    '6443 ssl http2',
    '[::]:6443 ssl http2',
  ]);
  expect(directive(text, 'ssl_verify_client')).toEqual(['on']);
  expect(directive(text, 'ssl_client_certificate')).toEqual(['/etc/nginx/tls/people.crt']);
  expect(directive(text, 'limit_req')).toEqual(['zone=client_rate burst=8 nodelay', 'zone=caller_rate burst=8 nodelay']);
  expect(directive(text, 'limit_conn')).toEqual(['client_connections 9', 'caller_connections 9']);
  expect(directive(text, 'limit_req_zone')).toEqual([
    '$binary_remote_addr zone=client_rate:10m rate=7r/s',
    '$caller zone=caller_rate:32m rate=7r/s',
  ]);
  expect(directive(text, 'user')).toEqual(['nginx']);
});

test('names of others go on only where that is allowed', () => {
  const passed = (text: string) => directive(text, 'proxy_set_header').filter((header) => header.startsWith('Impersonate'));
  expect(passed(written())).toEqual([]);
  expect(passed(written({ impersonation: true }))).toHaveLength(3);
});
