import { at, identityOf, type KubernetesObject, keyOf } from '../analysis/manifest';
import { referencesOf } from '../analysis/references';
import type { ExistingObject, Rule } from './rule';

/** Namespaces of every cluster. */
const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * A pod that names a missing ServiceAccount, Secret, ConfigMap or claim never starts; a binding to a missing role grants whatever
 * somebody later creates under that name.
 */
export const referenceExists: Rule = {
  id: 'reference-exists',
  title: 'objects that are referred to exist',
  severity: 'error',
  exemptible: 'never',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  remediation: 'write the object too, mend the name, or declare it with existing(…) if somebody else creates it',

  *check({ manifests, existing }) {
    const written = new Map<string, KubernetesObject>();
    for (const { object } of manifests) written.set(identityOf(object), object);
    const outside = new Map<string, ExistingObject>();
    for (const declared of existing) outside.set(keyOf(declared.group, declared.kind, declared.namespace, declared.name), declared);
    for (const name of BUILT_IN_NAMESPACES) outside.set(keyOf('', 'Namespace', undefined, name), { group: '', kind: 'Namespace', name });

    for (const manifest of manifests) {
      for (const { group, kind, namespace, name, key, pointer } of referencesOf(manifest.object)) {
        const identity = keyOf(group, kind, namespace, name);
        const object = written.get(identity);
        const declared = outside.get(identity);
        if (object === undefined && declared === undefined) {
          yield { manifest, pointer, message: `the ${kind} '${name}' is neither in the output nor declared as existing` };
        } else if (key !== undefined && !keysOf(object, declared).includes(key)) {
          yield { manifest, pointer, message: `the ${kind} '${name}' has no key '${key}'` };
        }
      }
    }

    function keysOf(object: KubernetesObject | undefined, declared: ExistingObject | undefined): { includes(key: string): boolean } {
      // An object that is in the output has the keys that it is written with, whatever is declared of it.
      if (object === undefined) return declared?.keys ?? { includes: () => true };
      return ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(at(object, field) ?? {}));
    }
  },
};
