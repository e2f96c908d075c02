import { type Seconds, seconds } from '../duration';
import type { Problems } from '../problems';
import { checkWhole } from './checks';
import { kubeconfigDirectory } from './kubeconfigs';
import type { ConfigDocument } from './part';
import { objectOf } from './shape';

/** Who decides which images may run: a webhook, without whose answer nothing does. */
export interface ImagePolicyProps {
  /** A kubeconfig on the hosts of the control plane, absolute, with the webhook's `https` address, its authority and a certificate for it. */
  readonly kubeconfig: string;

  /** For how long a yes is remembered, in seconds, 1 to 1800. @default 60 */
  readonly allowTtl?: Seconds;

  /** For how long a no is remembered, in seconds, 1 to 1800. @default 30 */
  readonly denyTtl?: Seconds;

  /** How long to wait before it is asked again after an error, in milliseconds, 1 to 60000. @default 500 */
  readonly retryMilliseconds?: number;
}

const KEYS: Readonly<Record<keyof ImagePolicyProps, true>> = { kubeconfig: true, allowTtl: true, denyTtl: true, retryMilliseconds: true };

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook */
export function imagePolicy(
  problems: Problems,
  props: ImagePolicyProps,
): { readonly configuration: ConfigDocument; readonly directories: readonly string[] } {
  const what = 'admission.imagePolicy';
  const { kubeconfig, allowTtl = 60, denyTtl = 30, retryMilliseconds = 500 } = objectOf(problems, what, props, KEYS);
  const directories = kubeconfigDirectory(problems, `${what}.kubeconfig`, kubeconfig);
  const configuration = {
    imagePolicy: {
      kubeConfigFile: kubeconfig,
      allowTTL: seconds(problems, `${what}.allowTtl`, allowTtl, 1, 1800),
      denyTTL: seconds(problems, `${what}.denyTtl`, denyTtl, 1, 1800),
      retryBackoff: checkWhole(problems, `${what}.retryMilliseconds`, retryMilliseconds, 1, 60_000),
      // A webhook that does not answer is no yes.
      defaultAllow: false,
    },
  };
  return { configuration, directories };
}
