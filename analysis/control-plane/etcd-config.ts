import { at } from '../manifest';
import type { DocumentValue } from '../reading/documents';
import { flagMap, type Given, type Program } from './program';

/** Fields of etcd's own configuration file, and the flags that say the same. https://github.com/etcd-io/etcd/blob/main/etcd.conf.yml.sample */
const FIELDS: readonly (readonly [flag: string, path: readonly string[]])[] = [
  ['name', ['name']],
  ['data-dir', ['data-dir']],
  ['cipher-suites', ['cipher-suites']],
  ['cert-file', ['client-transport-security', 'cert-file']],
  ['key-file', ['client-transport-security', 'key-file']],
  ['client-cert-auth', ['client-transport-security', 'client-cert-auth']],
  ['trusted-ca-file', ['client-transport-security', 'trusted-ca-file']],
  ['auto-tls', ['client-transport-security', 'auto-tls']],
  ['peer-cert-file', ['peer-transport-security', 'cert-file']],
  ['peer-key-file', ['peer-transport-security', 'key-file']],
  ['peer-client-cert-auth', ['peer-transport-security', 'client-cert-auth']],
  ['peer-trusted-ca-file', ['peer-transport-security', 'trusted-ca-file']],
  ['peer-auto-tls', ['peer-transport-security', 'auto-tls']],
];

/** etcd as its configuration file has it; `undefined` for any other document. */
export function etcdProgram(document: DocumentValue): Program | undefined {
  const { value, place } = document;
  const tells = ['data-dir', 'listen-client-urls', 'client-transport-security', 'initial-cluster'];
  if (at(value, 'apiVersion') !== undefined || tells.filter((key) => at(value, key) !== undefined).length < 2) return undefined;
  const given = FIELDS.flatMap(([flag, path]): readonly (readonly [string, Given])[] => {
    const found = at(value, ...path);
    if (found === undefined || found === null) return [];
    const text = typeof found === 'string' ? found : Array.isArray(found) ? found.join(',') : JSON.stringify(found);
    return [[flag, { value: text, place: place(`/${path.join('/')}`) }]];
  });
  return { name: 'etcd', place: place(''), manager: undefined, flags: flagMap(given), config: 'none', mounts: [] };
}
