import { fieldRequired } from '../../rules/field-required';
import { container, deployment, judges, object, pod } from './given';

const service = (spec: unknown) => object('v1', 'Service', 'cart', { spec });
const ingress = (spec: unknown, apiVersion = 'networking.k8s.io/v1') => object(apiVersion, 'Ingress', 'cart', { spec });
const binding = (kind: string, ...subjects: unknown[]) => object('rbac.authorization.k8s.io/v1', kind, 'cart', { subjects });
const backend = { service: { name: 'cart', port: { number: 80 } } };
const path = { path: '/', pathType: 'Prefix', backend };
const rules = (...paths: unknown[]) => ingress({ rules: [{ host: 'cart.example.com', http: { paths } }] });
const volumes = (...each: unknown[]) => ({ volumes: each });
const projected = (...sources: unknown[]) => ({ name: 'all', projected: { sources } });
const FIELD = { path: 'name', fieldRef: { fieldPath: 'metadata.name' } };
const expressions = (...matchExpressions: unknown[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}, { matchExpressions }] } } },
});
const VALUES = '/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/1/matchExpressions/0/values';
const valueless = (operator: string) => `the operator is '${operator}', and there are no values to compare with`;
const which = (kind: string) => `the volume does not say which ${kind} it is of`;
const NO_FIELD = 'the file has neither a fieldRef nor a resourceFieldRef';
const NO_PORTS = 'the Service has no ports, expected those of its pods; only headless ones need none';
const NO_RULES = 'the Ingress has neither rules nor a defaultBackend';
const NO_BACKEND = 'the backend is neither a service nor a resource';
const relative = (type: string) => `the path does not start with '/', as it has to for '${type}'`;
const NO_NAMESPACE = 'the ServiceAccount has no namespace, expected its own';
const PATHS = '/spec/rules/0/http/paths';

judges(fieldRequired, {
  accepts: [
    ['a pod with containers', [deployment(), pod()]],
    ['no list of containers, which the schema refuses', pod({ containers: undefined })],
    ['volumes by name', pod(volumes({ configMap: { name: 'cart' } }, { secret: { secretName: 'cart' } }))],
    ['volumes of other kinds', pod(volumes({ emptyDir: {} }, { configMap: null }, null, { secret: 'cart' }))],
    ['projected volumes by name', pod(volumes(projected({ configMap: { name: 'cart' } }, { secret: { name: 'cart' } }, {})))],
    [
      'files of fields and of resources',
      pod(volumes({ downwardAPI: { items: [FIELD, { resourceFieldRef: { resource: 'limits.cpu' } }] } })),
    ],
    ['an option of the DNS with a name alone', pod({ dnsConfig: { options: [{ name: 'edns0' }] } })],
    [
      'expressions with values, and those that need none',
      pod(expressions({ key: 'a', operator: 'In', values: ['b'] }, { key: 'a', operator: 'Exists' })),
    ],
    ['a Service with ports', service({ ports: [{ port: 80 }] })],
    ['a headless Service without ports', [service({ clusterIP: 'None' }), service({ clusterIPs: ['None'] })]],
    ['a name outside the cluster without ports', service({ type: 'ExternalName', externalName: 'example.com' })],
    ['an Ingress with paths', rules(path, { ...path, pathType: 'Exact', path: '/cart' })],
    ['a backend that is a resource', rules({ ...path, backend: { resource: { kind: 'Bucket', name: 'cart' } } })],
    ['a path that the controller understands, or none', rules({ ...path, pathType: 'ImplementationSpecific', path: undefined })],
    ['a rule for a host alone', ingress({ rules: [{ host: 'cart.example.com' }] })],
    ['a default backend alone', ingress({ defaultBackend: backend })],
    ['an Ingress of an old API', ingress({ backend: { serviceName: 'cart', servicePort: 80 } }, 'extensions/v1beta1')],
    ['a ServiceAccount with its namespace', binding('ClusterRoleBinding', { kind: 'ServiceAccount', name: 'cart', namespace: 'shop' })],
    ['a ServiceAccount of the namespace of its binding', binding('RoleBinding', { kind: 'ServiceAccount', name: 'cart' })],
    ['users and groups, which have none', binding('ClusterRoleBinding', { kind: 'User', name: 'a' }, { kind: 'Group', name: 'b' }, null)],
    ['a binding of nobody', binding('ClusterRoleBinding')],
    ['a namesake of another group', { ...service({}), apiVersion: 'serving.knative.dev/v1' }],
  ],
  refuses: [
    {
      what: 'no containers',
      pod: { containers: [] },
      finds: [['/containers', 'the pod has no containers, expected one']],
      absent: 'accepted',
    },
    {
      what: 'a ConfigMap without a name, in the second volume',
      pod: volumes({ emptyDir: {} }, { name: 'all', configMap: {} }),
      finds: [['/volumes/1/configMap/name', which('ConfigMap')]],
      absent: 'itself',
    },
    {
      what: 'names that are empty or null',
      given: pod(volumes({ configMap: { name: '' } }, { secret: { secretName: null } })),
      finds: [
        ['/spec/volumes/0/configMap/name', which('ConfigMap')],
        ['/spec/volumes/1/secret/secretName', which('Secret')],
      ],
      absent: [which('ConfigMap'), which('Secret')],
    },
    {
      what: 'a Secret by the name of the field in projected volumes',
      given: pod(volumes({ secret: { name: 'cart' } })),
      finds: [['/spec/volumes/0/secret/secretName', which('Secret')]],
      absent: 'itself',
    },
    {
      what: 'projected sources without names',
      pod: volumes(projected({ serviceAccountToken: { path: 'token' } }, { configMap: { items: [] } }, { secret: {} })),
      finds: [
        ['/volumes/0/projected/sources/1/configMap/name', which('ConfigMap')],
        ['/volumes/0/projected/sources/2/secret/name', which('Secret')],
      ],
      absent: 'itself',
    },
    {
      what: 'a file of nothing',
      pod: volumes({ downwardAPI: { items: [FIELD, { path: 'cpu' }] } }),
      finds: [['/volumes/0/downwardAPI/items/1/fieldRef', NO_FIELD]],
      absent: 'itself',
    },
    {
      what: 'a file of null, projected',
      given: pod(volumes(projected({ downwardAPI: { items: [{ ...FIELD, fieldRef: null }] } }))),
      finds: [['/spec/volumes/0/projected/sources/0/downwardAPI/items/0/fieldRef', NO_FIELD]],
      absent: [NO_FIELD],
    },
    {
      what: 'an option of the DNS without a name',
      pod: { dnsConfig: { options: [{ name: 'ndots', value: '2' }, { value: '2' }] } },
      finds: [['/dnsConfig/options/1/name', 'the option of the DNS has no name']],
      absent: 'itself',
    },
    { what: 'no values', pod: expressions({ key: 'a', operator: 'In' }), finds: [[VALUES, valueless('In')]], absent: 'itself' },
    {
      what: 'an empty list of values',
      given: pod(expressions({ key: 'a', operator: 'NotIn', values: [] })),
      finds: [[`/spec${VALUES}`, valueless('NotIn')]],
      absent: [valueless('NotIn')],
    },
    { what: 'a Service without ports', given: service({}), finds: [['/spec/ports', NO_PORTS]], absent: 'itself' },
    { what: 'an empty list of ports', given: service({ ports: [] }), finds: [['/spec/ports', NO_PORTS]], absent: [NO_PORTS] },
    {
      what: 'ports that are null',
      given: service({ type: 'LoadBalancer', ports: null }),
      finds: [['/spec/ports', NO_PORTS]],
      absent: [NO_PORTS],
    },
    { what: 'an Ingress that says nothing', given: ingress({}), finds: [['/spec/rules', NO_RULES]], absent: 'itself' },
    {
      what: 'an empty list of rules, and a backend that is null',
      given: ingress({ rules: [], defaultBackend: null }),
      finds: [['/spec/rules', NO_RULES]],
      absent: [NO_RULES],
    },
    { what: 'no paths', given: rules(), finds: [[PATHS, 'the rule has no paths, expected one']], absent: 'accepted' },
    {
      what: 'a backend that is nothing, in the second path',
      given: rules(path, { ...path, backend: { service: null } }),
      finds: [[`${PATHS}/1/backend/service`, NO_BACKEND]],
      absent: [NO_BACKEND],
    },
    {
      what: 'no path to be the prefix',
      given: rules({ ...path, path: undefined }),
      finds: [[`${PATHS}/0/path`, relative('Prefix')]],
      absent: [relative('Prefix')],
    },
    {
      what: 'a path that is relative',
      given: rules({ ...path, pathType: 'Exact', path: 'cart' }),
      finds: [[`${PATHS}/0/path`, relative('Exact')]],
      absent: [relative('Exact')],
    },
    {
      what: 'a ServiceAccount without its namespace',
      given: binding('ClusterRoleBinding', { kind: 'User', name: 'a' }, { kind: 'ServiceAccount', name: 'cart' }),
      finds: [['/subjects/1/namespace', NO_NAMESPACE]],
      absent: 'itself',
    },
    {
      what: 'a namespace that is empty',
      given: binding('ClusterRoleBinding', { kind: 'ServiceAccount', name: 'cart', namespace: '' }),
      finds: [['/subjects/0/namespace', NO_NAMESPACE]],
      absent: [NO_NAMESPACE],
    },
    {
      what: 'several things at once',
      given: [pod({ containers: [] }), service({}), deployment({ containers: [container()], ...volumes({ configMap: {} }) })],
      finds: [
        [0, '/spec/containers', 'the pod has no containers, expected one'],
        [2, '/spec/template/spec/volumes/0/configMap/name', which('ConfigMap')],
        [1, '/spec/ports', NO_PORTS],
      ],
      absent: [which('ConfigMap'), NO_PORTS],
    },
  ],
});
