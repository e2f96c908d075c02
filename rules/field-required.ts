import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest, stringAt } from '../analysis/manifest';
import { type PodTemplate, podsIn } from '../analysis/workloads/pods';
import type { Rule, Violation } from './rule';

/**
 * Fields that the published schema leaves optional, or lists that it lets be empty, and that the API server refuses to do without.
 *
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/validation/validation.go
 */
export const fieldRequired: Rule = {
  id: 'field-required',
  title: 'objects have what the API server asks for beyond the schema',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  reads: [
    'pod.containers',
    'pod.volumes.*.configMap.name',
    'pod.volumes.*.secret.secretName',
    'pod.volumes.*.downwardAPI.items.*.fieldRef',
    'pod.volumes.*.downwardAPI.items.*.resourceFieldRef',
    'pod.volumes.*.projected.sources.*.configMap.name',
    'pod.volumes.*.projected.sources.*.secret.name',
    'pod.volumes.*.projected.sources.*.downwardAPI.items.*.fieldRef',
    'pod.volumes.*.projected.sources.*.downwardAPI.items.*.resourceFieldRef',
    'pod.dnsConfig.options.*.name',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.*.operator',
    'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.*.matchExpressions.*.values',
    'spec.type',
    'spec.clusterIP',
    'spec.clusterIPs.*',
    'spec.ports',
    'spec.defaultBackend',
    'spec.rules.*.http.paths.*.backend.service',
    'spec.rules.*.http.paths.*.backend.resource',
    'spec.rules.*.http.paths.*.pathType',
    'spec.rules.*.http.paths.*.path',
    'subjects.*.kind',
    'subjects.*.namespace',
  ],
  remediation: 'write the field that is missing, or remove what it belongs to',
  why: 'The API server refuses the object, and with it the release that it is part of, although it looks right to every schema.',
  attack: 'The release that closes a hole stops halfway: part of it is applied, part refused, and the hole stays open.',
  example: {
    refused: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart`,
    accepted: `
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80`,
  },

  *check({ manifests }) {
    for (const { manifest, pod } of podsIn(manifests)) {
      for (const [pointer, message] of podProblems(pod)) yield { manifest, pointer: `${pod.pointer}${pointer}`, message };
    }
    for (const manifest of ofKind(manifests, '', 'Service')) yield* serviceProblems(manifest);
    for (const manifest of ofKind(manifests, 'networking.k8s.io', 'Ingress')) yield* ingressProblems(manifest);
    for (const manifest of ofKind(manifests, 'rbac.authorization.k8s.io', 'ClusterRoleBinding')) yield* subjectProblems(manifest);
  },
};

/** Pointer, from the pod on, and message. */
type Problem = readonly [pointer: string, message: string];

function* podProblems({ spec }: PodTemplate): Generator<Problem> {
  const containers = at(spec, 'containers');
  if (Array.isArray(containers) && containers.length === 0) yield ['/containers', 'the pod has no containers, expected one'];
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    const pointer = `/volumes/${index}`;
    yield* nameless(volume, 'configMap', 'name', pointer);
    yield* nameless(volume, 'secret', 'secretName', pointer);
    yield* fieldless(volume, pointer);
    for (const [nth, source] of listAt(volume, 'projected', 'sources').entries()) {
      const place = `${pointer}/projected/sources/${nth}`;
      yield* nameless(source, 'configMap', 'name', place);
      yield* nameless(source, 'secret', 'name', place);
      yield* fieldless(source, place);
    }
  }
  for (const [index, option] of listAt(spec, 'dnsConfig', 'options').entries()) {
    if (isMissing(at(option, 'name'))) yield [`/dnsConfig/options/${index}/name`, 'the option of the DNS has no name'];
  }
  for (const [index, term] of listAt(spec, ...TERMS).entries()) {
    for (const [nth, expression] of listAt(term, 'matchExpressions').entries()) {
      const operator = at(expression, 'operator');
      if ((operator !== 'In' && operator !== 'NotIn') || isThere(at(expression, 'values'))) continue;
      yield [
        `/${TERMS.join('/')}/${index}/matchExpressions/${nth}/values`,
        `the operator is '${operator}', and there are no values to compare with`,
      ];
    }
  }
}

const TERMS = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];

function* nameless(owner: unknown, kind: 'configMap' | 'secret', field: string, pointer: string): Generator<Problem> {
  const source = at(owner, kind);
  if (typeof source !== 'object' || source === null || !isMissing(at(source, field))) return;
  yield [`${pointer}/${kind}/${field}`, `the volume does not say which ${kind === 'secret' ? 'Secret' : 'ConfigMap'} it is of`];
}

function* fieldless(owner: unknown, pointer: string): Generator<Problem> {
  for (const [index, item] of listAt(owner, 'downwardAPI', 'items').entries()) {
    if (isSet(at(item, 'fieldRef')) || isSet(at(item, 'resourceFieldRef'))) continue;
    yield [`${pointer}/downwardAPI/items/${index}/fieldRef`, 'the file has neither a fieldRef nor a resourceFieldRef'];
  }
}

function* serviceProblems(manifest: Manifest): Generator<Violation> {
  const { object } = manifest;
  const isHeadless = at(object, 'spec', 'clusterIP') === 'None' || listAt(object, 'spec', 'clusterIPs')[0] === 'None';
  if (at(object, 'spec', 'type') === 'ExternalName' || isHeadless) return;
  if (!isThere(at(object, 'spec', 'ports')))
    yield {
      manifest,
      pointer: '/spec/ports',
      message: 'the Service has no ports, expected those of its pods; only headless ones need none',
    };
}

function* ingressProblems(manifest: Manifest): Generator<Violation> {
  const { object } = manifest;
  if (!isThere(at(object, 'spec', 'rules')) && !isSet(at(object, 'spec', 'defaultBackend')))
    yield { manifest, pointer: '/spec/rules', message: 'the Ingress has neither rules nor a defaultBackend' };
  for (const [index, rule] of listAt(object, 'spec', 'rules').entries()) {
    const paths = at(rule, 'http', 'paths');
    const pointer = `/spec/rules/${index}/http/paths`;
    if (Array.isArray(paths) && paths.length === 0) yield { manifest, pointer, message: 'the rule has no paths, expected one' };
    for (const [nth, path] of listAt(paths).entries()) {
      const [backend, type] = [at(path, 'backend'), at(path, 'pathType')];
      if (!isSet(at(backend, 'service')) && !isSet(at(backend, 'resource')))
        yield { manifest, pointer: `${pointer}/${nth}/backend/service`, message: 'the backend is neither a service nor a resource' };
      if ((type === 'Prefix' || type === 'Exact') && !(stringAt(path, 'path') ?? '').startsWith('/'))
        yield { manifest, pointer: `${pointer}/${nth}/path`, message: `the path does not start with '/', as it has to for '${type}'` };
    }
  }
}

/** A RoleBinding means its own namespace where none is written. */
function* subjectProblems(manifest: Manifest): Generator<Violation> {
  for (const [index, subject] of listAt(manifest.object, 'subjects').entries()) {
    if (at(subject, 'kind') !== 'ServiceAccount' || !isMissing(at(subject, 'namespace'))) continue;
    yield { manifest, pointer: `/subjects/${index}/namespace`, message: 'the ServiceAccount has no namespace, expected its own' };
  }
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isMissing(name: unknown): boolean {
  return !isSet(name) || name === '';
}

/** Whether a list has items; what is no list is refused by the schema. */
function isThere(list: unknown): boolean {
  return isSet(list) && !(Array.isArray(list) && list.length === 0);
}
