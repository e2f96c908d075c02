import { at, listAt, stringAt } from '../manifest';
import type { PodTemplate } from '../workloads/pods';

/** The service account that a pod runs as, and the field that says so. */
export interface Account {
  /** `undefined` where the pod does not say; the API server then takes `default`. */
  readonly name: string | undefined;
  readonly pointer: string;
}

/** The deprecated field counts where the other one is empty. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/conversion.go */
export function accountOf({ spec, pointer }: PodTemplate): Account {
  for (const field of ['serviceAccountName', 'serviceAccount']) {
    const name = stringAt(spec, field) ?? '';
    if (name !== '') return { name, pointer: `${pointer}/${field}` };
  }
  return { name: undefined, pointer: `${pointer}/serviceAccountName` };
}

/** A token that the kubelet writes into a volume of a pod. */
export interface ProjectedToken {
  readonly volume: string;
  readonly token: unknown;
  readonly pointer: string;
}

/** Every token in the projected volumes of a pod. */
export function tokensOf({ spec, pointer }: PodTemplate): readonly ProjectedToken[] {
  return listAt(spec, 'volumes').flatMap((volume, index) =>
    listAt(volume, 'projected', 'sources').flatMap((source, nth) => {
      const token = at(source, 'serviceAccountToken');
      if (typeof token !== 'object' || token === null) return [];
      const name = stringAt(volume, 'name') ?? `${index}`;
      return [{ volume: name, token, pointer: `${pointer}/volumes/${index}/projected/sources/${nth}/serviceAccountToken` }];
    }),
  );
}

/** Whether a path is where client libraries look for the token of the API server, or below; `/var/run` is a link to `/run` in most images. */
export function isTokenPath(path: string): boolean {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  if (steps[0] === 'var') steps.shift();
  return ['run', 'secrets', 'kubernetes.io', 'serviceaccount'].every((step, index) => steps[index] === step);
}
