import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { need } from './programs';

export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** Certificates of authorities of one's own, as files of a directory, made by openssl. */
export class Certificates {
  constructor(readonly directory: string) {}

  /** An authority, which signs itself. */
  authority(name: string): Pair {
    const pair = this.#pair(name);
    this.#openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    )(...['-keyout', pair.key, '-out', pair.certificate]);
    return pair;
  }

  /** A certificate for names, which the authority signs. */
  signed(name: string, by: Pair, names: readonly string[]): Pair {
    const pair = this.#pair(name);
    const request = join(this.directory, `${name}.csr`);
    const extensions = join(this.directory, `${name}.ext`);
    writeFileSync(extensions, `subjectAltName=${names.map((each) => `DNS:${each}`).join(',')}\n`);
    this.#openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
    )(...['-keyout', pair.key, '-out', request]);
    this.#openssl(
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      by.certificate,
      '-CAkey',
      by.key,
      '-CAcreateserial',
      '-days',
      '2',
    )(...['-extfile', extensions, '-out', pair.certificate]);
    return pair;
  }

  #pair(name: string): Pair {
    return { certificate: join(this.directory, `${name}.crt`), key: join(this.directory, `${name}.key`) };
  }

  #openssl(...args: readonly string[]): (...more: readonly string[]) => void {
    return (...more) => {
      const { status, stderr } = spawnSync(need('openssl'), [...args, ...more], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
    };
  }
}

/** What a server or client of Node takes. */
export function read({ certificate, key }: Pair): { readonly cert: string; readonly key: string } {
  return { cert: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}
