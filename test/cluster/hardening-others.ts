import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './ports';
import { Processes } from './processes';

const ALGORITHM = 'RS256';

/** What an API server asks besides etcd: an issuer of tokens, and webhooks; each is a process of its own, as tests block theirs. */
export class Others {
  readonly #processes = new Processes();
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #ports: readonly [issuer: number, webhooks: number];
  /** The certificate of the authority that all of them have. */
  readonly authority: string;

  private constructor(ports: readonly [number, number]) {
    this.#ports = ports;
    const at = join(this.#processes.directory, 'server');
    const { status, stderr } = spawnSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', `${at}.key`, '-out', `${at}.crt`],
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`a certificate could not be made: ${stderr ?? 'openssl is not there'}`);
    this.authority = readFileSync(`${at}.crt`, 'utf8');
  }

  /** With an issuer that answers, and webhooks that do not yet. */
  static async start(): Promise<Others> {
    const [issuer = 0, webhooks = 0] = await freePorts(2);
    const others = new Others([issuer, webhooks]);
    const jwk = others.#keys.publicKey.export({ format: 'jwk' });
    others.#answer('issuer', issuer, {
      '/.well-known/openid-configuration': {
        issuer: others.issuer,
        jwks_uri: `${others.issuer}/keys`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [ALGORITHM],
      },
      '/keys': { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: ALGORITHM }] },
    });
    return others;
  }

  get issuer(): string {
    return `https://localhost:${this.#ports[0]}`;
  }

  /** A kubeconfig with which the API server asks a webhook. */
  webhook(name: string): string {
    const server = `https://localhost:${this.#ports[1]}/${name}`;
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(this.authority).toString('base64') } }],
      users: [{ name, user: {} }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    });
  }

  /** Has the webhooks answer from now on, each with the same to everything. */
  async startWebhooks(answers: Readonly<Record<string, object>>): Promise<void> {
    this.#answer('webhooks', this.#ports[1], Object.fromEntries(Object.entries(answers).map(([name, body]) => [`/${name}`, body])));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  /** A token of the issuer, unless somebody else signs it. */
  token(claims: object, key: KeyObject = this.#keys.privateKey): string {
    const now = Math.floor(Date.now() / 1000);
    const parts = [
      { alg: ALGORITHM, kid: 'one', typ: 'JWT' },
      { iss: this.issuer, iat: now, exp: now + 600, ...claims },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    return [...parts, sign('RSA-SHA256', Buffer.from(parts.join('.')), key).toString('base64url')].join('.');
  }

  stop(): Promise<void> {
    return this.#processes.stop();
  }

  #answer(name: string, port: number, answers: object): void {
    const { directory } = this.#processes;
    const file = join(directory, `${name}.json`);
    writeFileSync(file, JSON.stringify(answers));
    this.#processes.run(name, process.execPath, [join(__dirname, 'hardening-answers.js'), String(port), join(directory, 'server'), file]);
  }
}
