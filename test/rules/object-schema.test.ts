import { objectSchema } from '../../rules/object-schema';
import { container, deployment, judges, object, pod } from './given';

const on = (minor: number) => ({ minor });
const one = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });
const workload = (fields: Readonly<Record<string, unknown>>) => {
  const { spec, ...rest } = deployment();
  return { ...rest, spec: { ...(spec as object), ...fields } } as ReturnType<typeof deployment>;
};
const service = (spec: unknown) => object('v1', 'Service', 'cart', { spec });
const metadata = (fields: Readonly<Record<string, unknown>>) =>
  object('v1', 'ConfigMap', 'cart', { metadata: { name: 'cart', namespace: 'shop', ...fields } });
const crd = (schema: unknown) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets.example.com', {
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'widgets', kind: 'Widget' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  });
const SCHEMA = '/spec/versions/0/schema/openAPIV3Schema';
const claims = (resources: unknown) =>
  object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources } });

judges(objectSchema, {
  accepts: [
    ['a Deployment', deployment()],
    ['a Pod', pod()],
    ['null for any field that may be absent', one({ args: null, env: null, resources: null, securityContext: { runAsUser: null } })],
    ['null for an integer or a string', service({ ports: [{ port: 80, targetPort: null }] })],
    ['null as an item of a list, and as a value of a map', deployment({ nodeSelector: { a: null }, tolerations: [null] })],
    ['an empty list and an empty object', deployment({ tolerations: [], securityContext: {} })],
    ['zero, false and an empty text', one({ stdin: false, workingDir: '', ports: [{ containerPort: 0 }] })],
    ['a port by its number', service({ ports: [{ port: 80, targetPort: 8080 }] })],
    ['a port by its name', service({ ports: [{ port: 80, targetPort: 'web' }] })],
    ['a quantity as a text', one({ resources: { limits: { cpu: '500m', memory: '1.5Gi' } } })],
    ['a quantity as a number', one({ resources: { limits: { cpu: 0.5, memory: 1073741824 } } })],
    ['a list of texts', one({ args: ['--port', '80'] })],
    ['status, whatever it says', { ...deployment(), status: { replica: 'x', conditions: 3 } }],
    ['a custom resource', object('example.com/v1', 'Widget', 'a', { metadata: { name: 'a', label: 3 }, spec: { replica: '3' } })],
    [
      'a custom resource with the name of a kind of Kubernetes',
      object('serving.example.com/v1', 'Service', 'a', { spec: { templates: {} } }),
    ],
    [
      'a kind of a project of Kubernetes, which is a custom resource',
      object('gateway.networking.k8s.io/v1', 'Gateway', 'a', { spec: { a: 1 } }),
    ],
    [
      'a group that is like one of Kubernetes, of its projects',
      object('scheduling.x-k8s.io/v1alpha1', 'PodGroup', 'a', { spec: { minMember: 3 } }),
    ],
    ['a group without a dot, with a kind that is not known', object('skaffold/v4beta1', 'Config', 'a', { build: {} })],
    ['metadata that object-name and object-labels judge', metadata({ name: 3, namespace: [], labels: { a: 3 }, annotations: 'x' })],
    [
      'labels of pods, which object-labels judges',
      workload({ template: { metadata: { labels: { a: 3 }, annotations: [] }, spec: { containers: [] } } }),
    ],
    [
      'all that the server writes into metadata',
      metadata({
        uid: 'a',
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: null,
        selfLink: '',
        managedFields: [{ fieldsV1: { 'f:a': {} } }],
      }),
    ],
    ['a time', metadata({ creationTimestamp: '2030-01-31T12:00:00Z' })],
    ['base64', object('v1', 'Secret', 'a', { data: { a: 'aHVudGVyMg==', b: '' } })],
    [
      'a schema in which anything goes',
      crd({ type: 'object', default: { a: [1] }, example: 'x', 'x-kubernetes-preserve-unknown-fields': true }),
    ],
    [
      'a schema in all its shapes',
      crd({ properties: { a: { items: { type: 'string' }, additionalProperties: false, enum: ['a', 1, null] } } }),
    ],
    [
      'raw configuration',
      object('resource.k8s.io/v1', 'ResourceClaim', 'a', {
        spec: { devices: { config: [{ opaque: { driver: 'a', parameters: { a: 1 } } }] } },
      }),
    ],
    [
      'what was asked for once and is not any more',
      [
        object('networking.k8s.io/v1', 'NetworkPolicy', 'a', { spec: { policyTypes: ['Ingress'] } }),
        object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a', { roleRef: { kind: 'Role', name: 'a' } }),
        object('apps/v1', 'StatefulSet', 'a', { spec: { selector: {}, template: {} } }),
      ],
      on(27),
    ],
    ['a field since its version', deployment({ hostnameOverride: 'a' }), on(34)],
    ['a field until its version', deployment({ workloadRef: { name: 'a', podGroup: 'b' } }), on(35)],
    ['an API that is not served, which is for api-removed to say', object('extensions/v1beta1', 'Ingress', 'a', { spec: { backend: {} } })],
    ['an API that comes later', object('resource.k8s.io/v1', 'ResourceClaim', 'a', { spec: 3 }), on(33)],
    ['a kind that is gone', object('policy/v1beta1', 'PodSecurityPolicy', 'a', { spec: { privileged: 'x' } })],
    [
      'keys like those of every object of the language, as a map has them',
      object('v1', 'ConfigMap', 'a', { data: { constructor: 'x', toString: 'y' } }),
    ],
  ],
  refuses: [
    {
      what: 'a field with a slip in its name',
      given: workload({ replica: 3 }),
      finds: [['/spec/replica', `'replica' is no field of DeploymentSpec, did you mean 'replicas'?`]],
      absent: 'accepted',
    },
    {
      what: 'a field with another case',
      container: { securityContext: { readOnlyRootFileSystem: true } },
      finds: [
        [
          '/securityContext/readOnlyRootFileSystem',
          `'readOnlyRootFileSystem' is no field of SecurityContext, did you mean 'readOnlyRootFilesystem'?`,
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a field a level too high',
      given: one({ readOnlyRootFilesystem: true }),
      finds: [
        [
          '/spec/template/spec/containers/0/readOnlyRootFilesystem',
          `'readOnlyRootFilesystem' is no field of Container, did you mean 'securityContext.readOnlyRootFilesystem'?`,
        ],
      ],
      absent: 'accepted',
    },
    {
      what: 'a field like nothing else, null though it is',
      given: deployment({ bananas: null }),
      finds: [['/spec/template/spec/bananas', `'bananas' is no field of PodSpec`]],
      absent: 'accepted',
    },
    {
      what: 'a field beside spec',
      given: { ...deployment(), replicas: 3 },
      finds: [['/replicas', `'replicas' is no field of Deployment, did you mean 'spec.replicas'?`]],
      absent: 'accepted',
    },
    {
      what: 'fields that every object of the language has',
      given: service({ constructor: 'x', toString: 'y', 'a/b~c': 1 }),
      finds: [
        ['/spec/constructor', `'constructor' is no field of ServiceSpec`],
        ['/spec/toString', `'toString' is no field of ServiceSpec`],
        ['/spec/a~1b~0c', `'a/b~c' is no field of ServiceSpec`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a field of metadata',
      given: metadata({ label: { a: 'b' } }),
      finds: [['/metadata/label', `'label' is no field of ObjectMeta, did you mean 'labels'?`]],
      absent: 'accepted',
    },
    {
      what: 'a field of the metadata of pods',
      given: workload({ template: { metadata: { lables: {} }, spec: { containers: [] } } }),
      finds: [['/spec/template/metadata/lables', `'lables' is no field of ObjectMeta, did you mean 'labels'?`]],
      absent: 'accepted',
    },
    {
      what: 'labels of volume claims, which no other rule judges',
      given: object('apps/v1', 'StatefulSet', 'a', {
        spec: { selector: {}, template: {}, volumeClaimTemplates: [{ metadata: { name: 'data', labels: { a: 3 } } }] },
      }),
      finds: [['/spec/volumeClaimTemplates/0/metadata/labels/a', `'a' of 'labels' is a number, expected a string`]],
      absent: 'accepted',
    },
    {
      what: 'a field that comes later',
      given: deployment({ hostnameOverride: 'a' }),
      facts: on(33),
      finds: [['/spec/template/spec/hostnameOverride', `'hostnameOverride' is no field of PodSpec in 1.33: it comes with 1.34`]],
      absent: 'accepted',
    },
    {
      what: 'a field that is gone',
      given: deployment({ workloadRef: {} }),
      facts: on(36),
      finds: [['/spec/template/spec/workloadRef', `'workloadRef' is no field of PodSpec in 1.36: it is gone since 1.36`]],
      absent: 'accepted',
    },
    {
      what: 'a field that comes later, to a version that nobody looked into',
      given: deployment({ hostnameOverride: 'a' }),
      facts: on(20),
      finds: [['/spec/template/spec/hostnameOverride', `'hostnameOverride' is no field of PodSpec`]],
      absent: 'accepted',
    },
    {
      what: 'a number as a text',
      given: workload({ replicas: '3' }),
      finds: [['/spec/replicas', `'replicas' is a string, expected an integer`]],
      absent: 'accepted',
    },
    {
      what: 'a number that is no integer, and one that is too large',
      given: workload({ replicas: 2.5, minReadySeconds: 2 ** 31 }),
      finds: [
        ['/spec/replicas', `'replicas' is a number, expected an integer`],
        ['/spec/minReadySeconds', `'minReadySeconds' is a number, expected an integer that is not as large`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a truth as a text',
      given: deployment({ hostNetwork: 'false' }),
      finds: [['/spec/template/spec/hostNetwork', `'hostNetwork' is a string, expected true or false`]],
      absent: 'accepted',
    },
    {
      what: 'a text as a number, a truth, a list',
      given: one({ image: 3, workingDir: true, imagePullPolicy: ['Always'] }),
      finds: [
        ['/spec/template/spec/containers/0/image', `'image' is a number, expected a string`],
        ['/spec/template/spec/containers/0/workingDir', `'workingDir' is true, expected a string`],
        ['/spec/template/spec/containers/0/imagePullPolicy', `'imagePullPolicy' is a list, expected a string`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a port as a truth',
      given: service({ ports: [{ port: 80 }, { port: 81, targetPort: false }] }),
      finds: [['/spec/ports/1/targetPort', `'targetPort' is false, expected an integer or a string`]],
      absent: 'accepted',
    },
    {
      what: 'the value of a variable as a number, the second item of a list',
      given: one({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: 1 },
        ],
      }),
      finds: [['/spec/template/spec/containers/0/env/1/value', `'value' is a number, expected a string`]],
      absent: 'accepted',
    },
    {
      what: 'an item of a list of texts',
      given: one({ args: ['--port', 80] }),
      finds: [['/spec/template/spec/containers/0/args/1', `item 1 of 'args' is a number, expected a string`]],
      absent: 'accepted',
    },
    {
      what: 'a value of a map of texts',
      given: object('v1', 'ConfigMap', 'a', { data: { 'a/b': 80 } }),
      finds: [['/data/a~1b', `'a/b' of 'data' is a number, expected a string`]],
      absent: 'accepted',
    },
    {
      what: 'a map as a list, a list as a map, a list as a text',
      given: one({ env: { A: '1' }, resources: [], args: '--port' }),
      finds: [
        ['/spec/template/spec/containers/0/env', `'env' is an object, expected a list`],
        ['/spec/template/spec/containers/0/resources', `'resources' is a list, expected an object`],
        ['/spec/template/spec/containers/0/args', `'args' is a string, expected a list`],
      ],
      absent: 'accepted',
    },
    {
      what: 'quantities that are none',
      given: claims({ requests: { storage: '10GB', other: true } }),
      finds: [
        ['/spec/resources/requests/storage', `'storage' of 'requests' is '10GB', expected a quantity such as 250m or 1Gi`],
        ['/spec/resources/requests/other', `'other' of 'requests' is true, expected a quantity such as 250m or 1Gi`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a secret that is not encoded, without showing it',
      given: object('v1', 'Secret', 'a', { data: { password: 'hunter2', pin: 1234 }, stringData: { pin: 1234 } }),
      finds: [
        ['/data/password', `'password' of 'data' is a string, expected base64`],
        ['/data/pin', `'pin' of 'data' is a number, expected base64`],
        ['/stringData/pin', `'pin' of 'stringData' is a number, expected a string`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a day that is in no calendar',
      given: metadata({ creationTimestamp: '2030-02-31T12:00:00Z' }),
      finds: [
        ['/metadata/creationTimestamp', `'creationTimestamp' is '2030-02-31T12:00:00Z', expected a time such as 2030-01-31T12:00:00Z`],
      ],
      absent: 'accepted',
    },
    {
      what: 'a spec that is a text',
      given: service('text'),
      finds: [['/spec', `'spec' is a string, expected an object`]],
      absent: 'accepted',
    },
    {
      what: 'a field deep in a schema',
      given: crd({ properties: { spec: { properties: { a: { typo: 'string', nullable: 'yes' } } } } }),
      finds: [
        [`${SCHEMA}/properties/spec/properties/a/typo`, `'typo' is no field of JSONSchemaProps, did you mean 'type'?`],
        [`${SCHEMA}/properties/spec/properties/a/nullable`, `'nullable' is a string, expected true or false`],
      ],
      absent: 'accepted',
    },
    {
      what: 'required fields that are not there',
      given: workload({ selector: undefined, template: null }),
      finds: [
        ['/spec/selector', `DeploymentSpec has 'selector' unset, expected an object`],
        ['/spec/template', `DeploymentSpec has 'template' unset, expected an object`],
      ],
      absent: [`DeploymentSpec has 'selector' unset, expected an object`, `DeploymentSpec has 'template' unset, expected an object`],
    },
    {
      what: 'a required field that is not there, in the second item of a list',
      given: service({ ports: [{ port: 80 }, { name: 'web' }] }),
      finds: [['/spec/ports/1/port', `ServicePort has 'port' unset, expected an integer`]],
      absent: 'itself',
    },
    {
      what: 'a required field that is misspelt, once',
      given: one({ ports: [{ containerport: 80 }] }),
      finds: [
        [
          '/spec/template/spec/containers/0/ports/0/containerport',
          `'containerport' is no field of ContainerPort, did you mean 'containerPort'?`,
        ],
      ],
      absent: [`ContainerPort has 'containerPort' unset, expected an integer`],
    },
    {
      what: 'a field that a later version asks for',
      given: object('autoscaling/v2', 'HorizontalPodAutoscaler', 'a'),
      facts: on(36),
      finds: [['/spec', `HorizontalPodAutoscaler has 'spec' unset, expected an object`]],
      absent: 'itself',
    },
    {
      what: 'a kind with a slip in its name',
      given: object('apps/v1', 'Deploymnet', 'cart', { spec: 3 }),
      finds: [['/kind', `'Deploymnet' is no kind of apps, did you mean 'Deployment'?`]],
      absent: 'accepted',
    },
    {
      what: 'a kind of the core group that is none',
      given: object('v1', 'Banana', 'cart'),
      finds: [['/kind', `'Banana' is no kind of the core group`]],
      absent: 'accepted',
    },
    {
      what: 'a kind of another group',
      given: object('v1', 'Deployment', 'cart'),
      finds: [['/apiVersion', `'Deployment' is no kind of the core group ('v1'), did you mean apiVersion apps/v1?`]],
      absent: 'accepted',
    },
    {
      what: 'a group without its version',
      given: object('apps', 'Deployment', 'cart'),
      finds: [['/apiVersion', `'Deployment' is no kind of the core group ('apps'), did you mean apiVersion apps/v1?`]],
      absent: 'accepted',
    },
    {
      what: 'a group that is none, without a dot',
      given: object('app/v1', 'Deployment', 'cart'),
      finds: [['/apiVersion', `Kubernetes has no group 'app', did you mean apiVersion apps/v1 for a Deployment?`]],
      absent: 'accepted',
    },
    {
      what: 'a group with a slip in its name, the second of two objects',
      given: [deployment(), object('netwroking.k8s.io/v1', 'NetworkPolicy', 'a')],
      finds: [
        [
          1,
          '/apiVersion',
          `Kubernetes has no group 'netwroking.k8s.io', did you mean apiVersion networking.k8s.io/v1 for a NetworkPolicy?`,
        ],
      ],
      absent: 'accepted',
    },
  ],
});
