import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest } from '../analysis/manifest';
import { LabelIndex, type Labels, labelsOf, selectorOf, selectorText } from '../analysis/selectors';
import type { Rule } from './rule';

/**
 * Monitors that select no Service, where the manifests are everything.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec
 */
export const serviceMonitorTarget: Rule = {
  id: 'service-monitor-target',
  title: 'a ServiceMonitor selects Services that exist',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'repudiation' },
    { source: 'kube-linter', id: 'dangling-servicemonitor' },
  ],
  reads: ['metadata.labels.*', 'spec.selector.**', 'spec.namespaceSelector.any', 'spec.namespaceSelector.matchNames.*'],
  remediation: 'write labels of the Service into the selector, and its namespace into namespaceSelector',
  why: 'A monitor that selects no Service measures nothing, and raises no alarm about it.',
  attack: 'The attack shows in no graph and wakes nobody, as the metrics that would have told were never fetched.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: art`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: cart`,
  },

  *check({ manifests, complete }) {
    if (!complete) return;
    const services = ofKind(manifests, '', 'Service').map((service) => [service, labelsOf(service.object.metadata.labels)] as const);
    const all = new LabelIndex(services);
    const byNamespace = new Map<string, (readonly [Manifest, Labels])[]>();
    for (const service of services) {
      const namespace = service[0].object.metadata.namespace ?? '';
      const list = byNamespace.get(namespace);
      if (list === undefined) byNamespace.set(namespace, [service]);
      else list.push(service);
    }
    const indices = new Map([...byNamespace].map(([namespace, list]) => [namespace, new LabelIndex(list)]));
    for (const manifest of ofKind(manifests, 'monitoring.coreos.com', 'ServiceMonitor')) {
      const selector = selectorOf(at(manifest.object, 'spec', 'selector'));
      const chosen = at(manifest.object, 'spec', 'namespaceSelector');
      const names = listAt(chosen, 'matchNames');
      const namespaces = names.length > 0 ? names : [manifest.object.metadata.namespace ?? ''];
      const places =
        at(chosen, 'any') === true ? [all] : namespaces.map((name) => (typeof name === 'string' ? indices.get(name) : undefined));
      if (!selector.isValid || places.some((index) => (index?.select(selector).length ?? 0) > 0)) continue;
      yield { manifest, pointer: '/spec/selector', message: `no Service there has the labels '${selectorText(selector)}'` };
    }
  },
};
