import { readFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:https';
import { join } from 'node:path';
import { connect, type SecureVersion } from 'node:tls';
import { load } from 'js-yaml';
import { placeOf, type Site } from './site';

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What somebody sends, and as whom. */
export interface Question {
  readonly method?: string;
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly certificate?: Certificate;
  readonly agent?: RequestOptions['agent'];
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A certificate of the site, by its name below `/etc/kubernetes/pki`. */
export function certificateOf(site: Site, name: string): Certificate {
  const path = placeOf(`/etc/kubernetes/pki/${name}`, site);
  return { cert: readFileSync(`${path}.crt`, 'utf8'), key: readFileSync(`${path}.key`, 'utf8') };
}

/** The administrator's certificate, out of the kubeconfig. */
export function administrator(kubeconfig: string): Certificate {
  const { users } = load(readFileSync(kubeconfig, 'utf8')) as {
    users: { user: { 'client-certificate-data': string; 'client-key-data': string } }[];
  };
  const decoded = (name: 'client-certificate-data' | 'client-key-data') => Buffer.from(users[0]?.user[name] ?? '', 'base64').toString();
  return { cert: decoded('client-certificate-data'), key: decoded('client-key-data') };
}

/** The authority of the API server, or of etcd. */
export function authorityOf(site: Site, whose: 'cluster' | 'etcd' = 'cluster'): string {
  return readFileSync(join(placeOf('/etc/kubernetes/pki', site), whose === 'etcd' ? 'etcd/ca.crt' : 'ca.crt'), 'utf8');
}

/** Asks a server of the loopback address; rejects where the connection is refused. Without `ca`, whatever certificate it has is taken. */
export function ask(port: number, path: string, question: Question = {}, ca?: string): Promise<Answer> {
  const { method = 'GET', body, headers = {}, certificate = {}, agent } = question;
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const options: RequestOptions = { host: '127.0.0.1', port, path, method, servername: 'localhost', ...certificate, ca, agent };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...options,
        rejectUnauthorized: ca !== undefined,
        headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** What a server makes of a client that speaks one version of TLS and offers one suite: the version that they agree on, or its alert. */
export function handshake(port: number, version: SecureVersion, ciphers: string, certificate?: Certificate): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(
      {
        ...{ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false, minVersion: version, maxVersion: version },
        // What is old has to be offered at all.
        ...{ ciphers: `${ciphers}:@SECLEVEL=0`, ...certificate },
      },
      () => {
        resolve(socket.getProtocol() ?? '');
        socket.destroy();
      },
    );
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** What etcd has stored under a key, asked as the API server asks. */
export async function storedIn(site: Site, key: string): Promise<string> {
  const [first] = await range(site, { key: encoded(key) });
  return Buffer.from(first?.value ?? '', 'base64').toString('latin1');
}

/** What everything below a key is stored under: the start of the value up to and with the name of the key that encrypts it, or `plain`. */
export async function storedUnder(site: Site, below: string): Promise<ReadonlyMap<string, string>> {
  // The last character, and the one after: etcd takes ranges.
  const end = `${below.slice(0, -1)}${String.fromCharCode(below.charCodeAt(below.length - 1) + 1)}`;
  const found = await range(site, { key: encoded(below), range_end: encoded(end) });
  return new Map(
    found.map(({ key, value }) => {
      const start = Buffer.from(value ?? '', 'base64')
        .toString('latin1')
        .slice(0, 300);
      return [Buffer.from(key, 'base64').toString(), /^k8s:enc:[a-z]+:v\d+:[^:]+:/.exec(start)?.[0] ?? 'plain'];
    }),
  );
}

const encoded = (text: string) => Buffer.from(text).toString('base64');

async function range(site: Site, body: object): Promise<readonly { readonly key: string; readonly value?: string }[]> {
  const certificate = certificateOf(site, 'apiserver-etcd-client');
  const answer = await ask(site.ports.etcdClients, '/v3/kv/range', { method: 'POST', body, certificate }, authorityOf(site, 'etcd'));
  return (JSON.parse(answer.body) as { kvs?: { key: string; value?: string }[] }).kvs ?? [];
}

/** Where the API server writes down what is asked of it. */
export const AUDIT_LOG = '/var/log/kubernetes/audit/audit.log';

/** A line of the audit log. */
export interface AuditEvent {
  readonly level: string;
  readonly verb: string;
  readonly user: { readonly username?: string };
  readonly objectRef?: { readonly resource?: string; readonly subresource?: string; readonly name?: string; readonly namespace?: string };
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
  readonly requestURI: string;
  readonly requestReceivedTimestamp: string;
  readonly stageTimestamp: string;
  readonly responseStatus?: { readonly code?: number };
}

/** What is written down so far. */
export function auditEvents(site: Site): readonly AuditEvent[] {
  const lines = readFileSync(placeOf(AUDIT_LOG, site), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as AuditEvent);
}
