import { type HostFacts, hostFactsOf } from '../../analysis/control-plane/facts';

/** The file that an API server is started by in these tests. */
export const SERVER = 'flags/kube-apiserver.conf';

/** An API server with some flags, one a line, and further files beside it. */
export function server(flags: readonly string[], files: Readonly<Record<string, string>> = {}): { readonly controlPlane: HostFacts } {
  return hosts({ [SERVER]: ['--etcd-servers=https://127.0.0.1:2379', ...flags].join('\n'), ...files });
}

/** Files of hosts by their path. */
export function hosts(files: Readonly<Record<string, string>>): { readonly controlPlane: HostFacts } {
  return { controlPlane: hostFactsOf(Object.entries(files).map(([path, text]) => ({ path, text }))) };
}
