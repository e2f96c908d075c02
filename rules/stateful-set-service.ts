import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { labelsOf, selectorOf, selects } from '../analysis/selectors';
import { podOf } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * A Service that is not among the manifests is the business of another rule.
 *
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
export const statefulSetService: Rule = {
  id: 'stateful-set-service',
  title: 'the Service of a StatefulSet is headless and selects its pods',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-score', id: 'statefulset-has-servicename' },
  ],
  reads: ['spec.serviceName', 'spec.clusterIP', 'spec.selector.**', 'pod.metadata.labels.**'],
  remediation: 'name a Service in serviceName that has clusterIP None and selects the labels of the pods',
  why: 'The pods of a StatefulSet get their names in DNS from a headless Service; without it replicas cannot find each other.',
  attack: 'A cluster that is built of names that nobody answers for splits into replicas that each believe to be alone.',
  example: {
    refused: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cart
spec:
  template:
    metadata:
      labels:
        app: cart`,
    accepted: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cart
spec:
  serviceName: cart
  template:
    metadata:
      labels:
        app: cart
---
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  clusterIP: None
  selector:
    app: cart`,
  },

  *check({ manifests }) {
    const services = new Map<string, unknown>();
    for (const { object } of ofKind(manifests, '', 'Service'))
      services.set(`${object.metadata.namespace ?? ''}/${object.metadata.name}`, object);
    for (const manifest of ofKind(manifests, 'apps', 'StatefulSet')) {
      const { object } = manifest;
      const name = at(object, 'spec', 'serviceName');
      if (typeof name !== 'string' || name === '') {
        yield { manifest, pointer: '/spec/serviceName', message: `serviceName is ${spelt(name)}, expected a headless Service` };
        continue;
      }
      const service = services.get(`${object.metadata.namespace ?? ''}/${name}`);
      if (service === undefined) continue;
      const address = at(service, 'spec', 'clusterIP');
      const selector = at(service, 'spec', 'selector') ?? {};
      if (address !== 'None') {
        yield { manifest, pointer: '/spec/serviceName', message: `the Service '${name}' has clusterIP ${spelt(address)}, expected 'None'` };
      } else if (!selects(selectorOf({ matchLabels: selector }), labelsOf(podOf(object)?.metadata.labels))) {
        yield { manifest, pointer: '/spec/serviceName', message: `the Service '${name}' does not select the pods, expected their labels` };
      }
    }
  },
};
