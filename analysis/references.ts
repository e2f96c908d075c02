import { at, groupOf, type KubernetesObject, listAt, stringAt } from './manifest';
import { accountOf } from './permissions/service-accounts';
import { containersOf, type PodTemplate, podOf } from './workloads/pods';

/** One object naming another. */
export interface ObjectReference {
  readonly group: string;
  readonly kind: string;
  /** `undefined` for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
  /** The key of a ConfigMap or Secret that is named, if one is. */
  readonly key?: string;
  /** JSON pointer of the field that names it. */
  readonly pointer: string;
}

/** Every object that an object needs; optional references are left out, as Kubernetes lives without them. */
export function referencesOf(object: KubernetesObject): readonly ObjectReference[] {
  // A namespace that is no text names nothing: the rules about names say so.
  const namespace = stringAt(object, 'metadata', 'namespace');
  const pod = podOf(object);
  return [
    ...(namespace === undefined ? [] : [{ group: '', kind: 'Namespace', name: namespace, pointer: '/metadata/namespace' }]),
    ...(pod === undefined ? [] : podReferences(pod, namespace)),
    ...kindReferences(object, namespace),
  ];
}

function podReferences(pod: PodTemplate, namespace: string | undefined): ObjectReference[] {
  const found: ObjectReference[] = [];
  const add = (kind: string, name: unknown, pointer: string, keys: readonly (string | undefined)[] = [undefined]) => {
    if (typeof name === 'string') for (const key of keys) found.push({ group: '', kind, namespace, name, key, pointer });
  };
  const account = accountOf(pod);
  add('ServiceAccount', account.name, account.pointer);
  listAt(pod.spec, 'imagePullSecrets').forEach((secret, index) => {
    add('Secret', at(secret, 'name'), `${pod.pointer}/imagePullSecrets/${index}`);
  });
  const priorityClass = stringAt(pod.spec, 'priorityClassName');
  // Both `system-` classes exist in every cluster.
  if (priorityClass !== undefined && !priorityClass.startsWith('system-')) {
    found.push({ group: 'scheduling.k8s.io', kind: 'PriorityClass', name: priorityClass, pointer: `${pod.pointer}/priorityClassName` });
  }
  const runtimeClass = stringAt(pod.spec, 'runtimeClassName');
  if (runtimeClass !== undefined) {
    found.push({ group: 'node.k8s.io', kind: 'RuntimeClass', name: runtimeClass, pointer: `${pod.pointer}/runtimeClassName` });
  }
  listAt(pod.spec, 'volumes').forEach((volume, index) => {
    const pointer = `${pod.pointer}/volumes/${index}`;
    addSource(volume, pointer, 'secretName');
    add('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim', 'claimName'), `${pointer}/persistentVolumeClaim/claimName`);
    listAt(volume, 'projected', 'sources').forEach((source, nth) => {
      addSource(source, `${pointer}/projected/sources/${nth}`, 'name');
    });
  });
  for (const { container, pointer } of containersOf(pod)) {
    listAt(container, 'env').forEach((variable, index) => {
      for (const [field, kind] of [
        ['configMapKeyRef', 'ConfigMap'],
        ['secretKeyRef', 'Secret'],
      ] as const) {
        const source = at(variable, 'valueFrom', field);
        if (at(source, 'optional') === true) continue;
        add(kind, at(source, 'name'), `${pointer}/env/${index}/valueFrom/${field}`, [stringAt(source, 'key')]);
      }
    });
    listAt(container, 'envFrom').forEach((variables, index) => {
      for (const [field, kind] of [
        ['configMapRef', 'ConfigMap'],
        ['secretRef', 'Secret'],
      ] as const) {
        const source = at(variables, field);
        if (at(source, 'optional') !== true) add(kind, at(source, 'name'), `${pointer}/envFrom/${index}/${field}`);
      }
    });
  }
  return found;

  function addSource(source: unknown, pointer: string, secretNameField: string): void {
    for (const [field, kind, nameField] of [
      ['configMap', 'ConfigMap', 'name'],
      ['secret', 'Secret', secretNameField],
    ] as const) {
      const files = at(source, field);
      if (at(files, 'optional') === true) continue;
      const keys = listAt(files, 'items').map((item) => stringAt(item, 'key'));
      const name = at(files, nameField);
      // The controller manager writes this one into every namespace.
      if (name !== 'kube-root-ca.crt') add(kind, name, `${pointer}/${field}`, keys.length === 0 ? [undefined] : keys);
    }
  }
}

function kindReferences(object: KubernetesObject, namespace: string | undefined): ObjectReference[] {
  switch (`${groupOf(object)} ${object.kind}`) {
    case ' ServiceAccount':
      return listAt(object, 'imagePullSecrets').flatMap((secret, index) =>
        named('', 'Secret', namespace, at(secret, 'name'), `/imagePullSecrets/${index}`),
      );
    case 'apps StatefulSet':
      return named('', 'Service', namespace, at(object, 'spec', 'serviceName'), '/spec/serviceName');
    case 'autoscaling HorizontalPodAutoscaler': {
      const target = at(object, 'spec', 'scaleTargetRef');
      const group = stringAt(target, 'apiVersion')?.replace(/\/?[^/]*$/, '') ?? '';
      return named(group, stringAt(target, 'kind') ?? '', namespace, at(target, 'name'), '/spec/scaleTargetRef');
    }
    case 'networking.k8s.io Ingress':
      return [
        ...ingressBackends(object).flatMap(({ service, pointer }) => named('', 'Service', namespace, service, pointer)),
        ...listAt(object, 'spec', 'tls').flatMap((tls, index) =>
          named('', 'Secret', namespace, at(tls, 'secretName'), `/spec/tls/${index}/secretName`),
        ),
      ];
    case 'rbac.authorization.k8s.io RoleBinding':
    case 'rbac.authorization.k8s.io ClusterRoleBinding': {
      const kind = stringAt(object, 'roleRef', 'kind') ?? 'Role';
      const name = stringAt(object, 'roleRef', 'name');
      if (kind === 'ClusterRole' && /^(admin|cluster-admin|edit|view|system:.*)$/.test(name ?? '')) return [];
      return named('rbac.authorization.k8s.io', kind, kind === 'ClusterRole' ? undefined : namespace, name, '/roleRef/name');
    }
    default:
      return [];
  }
}

function named(group: string, kind: string, namespace: string | undefined, name: unknown, pointer: string): ObjectReference[] {
  return typeof name === 'string' ? [{ group, kind, namespace, name, pointer }] : [];
}

/** A Service and port that an Ingress sends traffic to. */
export interface IngressBackend {
  readonly service: string;
  /** The Service's port by number or name. */
  readonly port: number | string | undefined;
  readonly pointer: string;
}

/** The Services behind an Ingress: its default backend and each path. */
export function ingressBackends(ingress: KubernetesObject): readonly IngressBackend[] {
  const places: [unknown, string][] = [[at(ingress, 'spec', 'defaultBackend'), '/spec/defaultBackend']];
  listAt(ingress, 'spec', 'rules').forEach((rule, index) => {
    listAt(rule, 'http', 'paths').forEach((path, nth) => {
      places.push([at(path, 'backend'), `/spec/rules/${index}/http/paths/${nth}/backend`]);
    });
  });
  return places.flatMap(([backend, pointer]) => {
    const service = stringAt(backend, 'service', 'name');
    const port = at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name');
    return service === undefined ? [] : [{ service, port: port as number | string | undefined, pointer: `${pointer}/service` }];
  });
}
