import { apiServerAccess } from './api-server-access';
import { apiServerAdmission } from './api-server-admission';
import { apiServerKeys } from './api-server-keys';
import { apiServerOperation } from './api-server-operation';
import type { BenchmarkCheck } from './check';
import { controllers } from './controllers';
import { etcd } from './etcd';
import { files } from './files';
import { nodePrograms } from './kubelet';
import { signInAndAudit } from './sign-in';

/** The benchmark whose numbers these are. */
export const BENCHMARK = 'CIS Kubernetes Benchmark 1.12';

/** The sections, by the start of their numbers. */
export const SECTIONS: readonly (readonly [id: string, title: string])[] = [
  ['1.1', 'Files of the control plane'],
  ['1.2', 'API server'],
  ['1.3', 'Controller manager'],
  ['1.4', 'Scheduler'],
  ['2', 'etcd'],
  ['3.1', 'Signing in'],
  ['3.2', 'Audit'],
  ['4.1', 'Files of nodes'],
  ['4.2', 'Kubelet'],
  ['4.3', 'kube-proxy'],
];

/** Every check of sections 1 to 4, by number. */
export const benchmark: readonly BenchmarkCheck[] = [
  ...[files, apiServerAccess, apiServerAdmission, apiServerOperation, apiServerKeys, controllers, etcd, signInAndAudit, nodePrograms],
]
  .flat()
  .sort((a, b) => byNumber(a.id, b.id));

/** `1.2.9` before `1.2.10`. */
function byNumber(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const index = left.findIndex((number, position) => number !== right[position]);
  return index === -1 ? left.length - right.length : (left[index] ?? 0) - (right[index] ?? 0);
}
