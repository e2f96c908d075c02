import { apiServersIn } from '../analysis/control-plane/admission-plugins';
import type { HostFacts } from '../analysis/control-plane/facts';
import { placeText } from '../analysis/control-plane/place-text';
import { lastOf } from '../analysis/control-plane/program';
import { at } from '../analysis/manifest';
import { tokensOf } from '../analysis/permissions/service-accounts';
import { podsIn } from '../analysis/workloads/pods';
import { secondsOf } from './benchmark/duration';
import type { Rule } from './rule';

/**
 * Projected tokens ask for no longer life than the API server gives: it shortens the rest, with a warning that only the kubelet sees.
 *
 * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (`--service-account-max-token-expiration`),
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/serviceaccount/storage/token.go
 */
export const tokenWithinServerMaximum: Rule = {
  id: 'token-within-server-maximum',
  title: 'projected tokens ask for no longer life than the API server gives',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'spoofing' },
    { source: 'NSA', id: 'service account tokens' },
    { source: 'MITRE', id: 'T1550.001' },
  ],
  reads: ['pod.volumes.*.name', 'pod.volumes.*.projected.sources.*.serviceAccountToken.expirationSeconds'],
  remediation: 'set expirationSeconds to what --service-account-max-token-expiration allows, or less',
  why: 'The token ends sooner than its manifest says: whoever plans by the manifest is wrong, and an app that reads the file once is locked out.',
  attack: 'An app that fails when its token ends is given a token without an end, and that one is worth stealing.',
  example: {
    refused: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: service-account-max-token-expiration
      value: 1h
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: tokens
      projected:
        sources:
          - serviceAccountToken:
              path: vault
              audience: vault
              expirationSeconds: 86400`,
    accepted: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: service-account-max-token-expiration
      value: 1h
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
  volumes:
    - name: tokens
      projected:
        sources:
          - serviceAccountToken:
              path: vault
              audience: vault
              expirationSeconds: 3600`,
  },

  *check({ manifests, controlPlane }) {
    const maximum = maximumIn(controlPlane);
    if (maximum === undefined) return;
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const { volume, token, pointer } of tokensOf(pod)) {
        const seconds = at(token, 'expirationSeconds');
        if (typeof seconds !== 'number' || seconds <= maximum.seconds) continue;
        const message = `the token in volume '${volume}' has expirationSeconds ${seconds}, which the API server shortens, expected ${maximum.seconds} or less (${maximum.where})`;
        yield { manifest, pointer: `${pointer}/expirationSeconds`, message };
      }
    }
  },
};

/** The least of all API servers; zero is no limit. */
function maximumIn(facts: HostFacts | undefined): { readonly seconds: number; readonly where: string } | undefined {
  const limits = apiServersIn(facts).flatMap((program) => {
    const given = lastOf(program, 'service-account-max-token-expiration');
    const seconds = given === undefined ? undefined : secondsOf(given.value);
    return given === undefined || seconds === undefined || seconds <= 0 ? [] : [{ seconds, where: placeText(given.place) }];
  });
  return limits.reduce<(typeof limits)[number] | undefined>(
    (least, each) => (each.seconds < (least?.seconds ?? Infinity) ? each : least),
    undefined,
  );
}
