export const NAMESPACE = 'online-boutique';
export const PINNED = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

/** What a row changes in a pod that everything accepts. */
export interface Change {
  readonly pod?: object;
  readonly container?: object;
  /** Fields of the container's security context; `undefined` takes one away. */
  readonly security?: object;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A pod's metadata and spec as the restricted level, the quota and the limit range want them. */
export function podTemplate(name: string, { pod, container, security, labels }: Change = {}) {
  const resources = { cpu: '10m', memory: '16Mi', 'ephemeral-storage': '1Mi' };
  return {
    metadata: { labels: { app: name, ...labels } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'app',
          image: PINNED,
          resources: { requests: resources, limits: resources },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...security },
          ...container,
        },
      ],
      ...pod,
    },
  };
}

/** A workload of one such pod. */
export function deployment(name: string, change: Change = {}, { namespace = NAMESPACE, replicas = 1 } = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: podTemplate(name, change) },
  };
}

/** Such a pod by itself. */
export function bare(name: string, change: Change = {}, namespace = NAMESPACE) {
  const { metadata, spec } = podTemplate(name, change);
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name, namespace }, spec };
}
