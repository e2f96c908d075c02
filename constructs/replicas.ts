import { type Problems, shown } from './problems';
import type { SecureAppProps } from './secure-app-props';

/** How many pods of an app run while no autoscaler decides. */
export function replicas(problems: Problems, props: SecureAppProps): number {
  const { replicas: given, autoscale, persistent = {} } = props;
  if (given !== undefined && autoscale !== undefined)
    problems.add('replicas and autoscale both say how many pods run, expected one of them');
  const single = Object.entries(persistent).find(
    ([, claim]) => typeof claim === 'object' && 'size' in claim && claim.accessMode !== 'ReadWriteMany',
  );
  const count = given ?? (single === undefined ? 3 : 1);
  if (!Number.isInteger(count) || count < 0) problems.add(`replicas must be a whole number of 0 or more, got ${shown(count)}`);
  if (single !== undefined && (count > 1 || autoscale !== undefined)) {
    problems.add(
      `'${single[0]}' can be mounted by one pod at a time, so replicas must be 1, got ${autoscale === undefined ? count : 'autoscale'}; or say accessMode: 'ReadWriteMany'`,
    );
  }
  return count;
}
