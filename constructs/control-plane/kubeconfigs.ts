import { dirname } from 'node:path/posix';
import { type Problems, shown } from '../problems';
import { checkFlagPath } from './checks';

/**
 * The directory of a kubeconfig on the hosts, which the API server is shown: somebody else fills it, as it has a key. Adds a problem for
 * one that is shown too much with it.
 */
export function kubeconfigDirectory(problems: Problems, what: string, path: unknown): readonly string[] {
  const before = problems.count;
  checkFlagPath(problems, what, path);
  if (problems.count > before) return [];
  const directory = dirname(`${path}`);
  if (!['/', '/etc', '/etc/kubernetes', '/root', '/var', '/var/lib'].includes(directory)) return [directory];
  problems.add(`${what} must be in a directory of its own, such as '/etc/kubernetes/apiserver', got ${shown(path)}`);
  return [];
}
