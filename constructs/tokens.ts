import type { Volume, VolumeMount } from '../imports/k8s';
import { type Seconds, seconds } from './duration';
import { type Problems, shown } from './problems';

/** Where projected tokens are mounted. */
export const TOKEN_DIRECTORY = '/var/run/secrets/tokens';

/** Where client libraries look for the API server's token, certificate and namespace. */
export const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A short-lived token of the app's ServiceAccount, for one audience, renewed by the kubelet. */
export interface TokenProps {
  /** Who is to accept the token, such as `vault`: others refuse it. */
  readonly audience: string;
  /** Its name below `/var/run/secrets/tokens`. */
  readonly path: string;
  /**
   * Life of the token, 600 seconds or more and at most what the platform allows.
   *
   * @default 3600
   */
  readonly expirationSeconds?: Seconds;
}

interface Projection {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** The volume with an app's tokens; `undefined` for none. */
export function tokenVolume(problems: Problems, tokens: readonly TokenProps[], ceiling: number): Projection | undefined {
  if (tokens.length === 0) return undefined;
  const paths = new Set<string>();
  const sources = tokens.map(({ audience, path, expirationSeconds }) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._~:/@+-]*$/.test(audience)) {
      problems.add(`the audience of a token must be letters, digits and . _ ~ : / @ + -, got ${shown(audience)}`);
    }
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(path)) {
      problems.add(`the path of a token must be a relative path of letters, digits, '.', '_' and '-', got ${shown(path)}`);
    }
    if (paths.has(path)) problems.add(`two tokens have the path '${path}', expected one`);
    const around = [...paths].find((other) => path.startsWith(`${other}/`) || other.startsWith(`${path}/`));
    if (around !== undefined)
      problems.add(`the path '${path}' of a token meets that of another, '${around}': one would be a file and a directory`);
    paths.add(path);
    return { serviceAccountToken: { audience, expirationSeconds: lifetime(problems, expirationSeconds, ceiling), path } };
  });
  const name = 'service-account-tokens';
  return {
    volume: { name, projected: { defaultMode: 0o440, sources } },
    mount: { name, mountPath: TOKEN_DIRECTORY, readOnly: true },
  };
}

/** The volume with what client libraries need to call the API server. */
export function apiTokenVolume(problems: Problems, expirationSeconds: Seconds | undefined, ceiling: number): Projection {
  const name = 'kube-api-access';
  return {
    volume: {
      name,
      projected: {
        defaultMode: 0o440,
        sources: [
          { serviceAccountToken: { expirationSeconds: lifetime(problems, expirationSeconds, ceiling), path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
        ],
      },
    },
    mount: { name, mountPath: SERVICE_ACCOUNT_DIRECTORY, readOnly: true },
  };
}

// https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go refuses less than ten minutes.
function lifetime(problems: Problems, expirationSeconds: Seconds | undefined, ceiling: number): number {
  return seconds(problems, 'expirationSeconds of a token', expirationSeconds ?? Math.min(3600, ceiling), 600, ceiling);
}
