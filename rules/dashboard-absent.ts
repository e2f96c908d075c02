import { stringAt } from '../analysis/manifest';
import { bindingsIn } from '../analysis/permissions/rbac';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/** `kubernetesui/dashboard…` on any registry, and `kubernetes-dashboard…` of the first versions. */
const IMAGE = /(^|\/)(kubernetesui\/dashboard|kubernetes-dashboard)([-:@]|$)/;

/**
 * The images of the Kubernetes dashboard, and bindings of its role.
 *
 * https://github.com/kubernetes-retired/dashboard
 */
export const dashboardAbsent: Rule = {
  id: 'dashboard-absent',
  title: 'the Kubernetes dashboard is not installed',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'MITRE', id: 'T1133' },
    { source: 'MITRE', id: 'T1613' },
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'kubescape', id: 'C-0014' },
    { source: 'checkov', id: 'CKV_K8S_33' },
  ],
  reads: ['container.image', 'roleRef.kind', 'roleRef.name', 'subjects.*.kind', 'subjects.*.name', 'subjects.*.namespace'],
  remediation: 'remove the dashboard and its bindings; use kubectl, or a client that runs with the permissions of its user',
  why: 'The dashboard shows and changes whatever its ServiceAccount may, to whoever reaches its port; the project is archived.',
  attack: 'The attacker finds the page through a Service that somebody opened for a demonstration, and starts miners with a form.',
  example: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      restartPolicy: Always
      containers:
        - name: cart
          image: docker.io/kubernetesui/dashboard:v2.7.0`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  template:
    spec:
      restartPolicy: Always
      containers:
        - name: cart
          image: registry.example.com/shop/dashboard:v1`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const image = stringAt(container, 'image') ?? '';
        if (!IMAGE.test(image)) continue;
        yield {
          manifest,
          pointer: `${pointer}/image`,
          message: `container '${name}' runs the Kubernetes dashboard, '${image}', expected it absent`,
        };
      }
    }
    for (const { manifest, role } of bindingsIn(manifests)) {
      if (role.name !== 'kubernetes-dashboard') continue;
      yield {
        manifest,
        pointer: '/roleRef/name',
        message: `binds '${role.name}', the role of the Kubernetes dashboard, expected it absent`,
      };
    }
  },
};
