import type { Permission } from './rbac';

/** What somebody ends up with. */
export type GainKind =
  | 'admission' // decides what is admitted
  | 'classes' // writes what every namespace relies on
  | 'cloud' // gives ServiceAccounts identities outside of the cluster
  | 'commands' // runs commands in running pods
  | 'control-plane' // takes over a component
  | 'entrances' // routes requests from outside
  | 'everything' // may everything
  | 'labels' // relabels pods
  | 'namespace-labels' // decides the tenant, the pod security level and the node pool of a namespace
  | 'namespaces' // makes or removes namespaces
  | 'network-policies' // decides who reaches whom
  | 'node' // is root on a node, with all pods on it
  | 'pass-on' // gives others what it has
  | 'past-policies' // reaches ports of pods whatever policies say
  | 'placement' // decides which node runs a pod
  | 'quotas' // decides how much a namespace takes
  | 'rights' // has what a ServiceAccount, a user, a group or a role has
  | 'secrets' // reads Secrets
  | 'secrets-write' // changes Secrets
  | 'server' // reads logs, settings and memory of the API server
  | 'traffic'; // takes the traffic of Services

/** What a power leads to. */
export type Lead =
  | { readonly to: GainKind }
  /** Any ServiceAccount of the namespace. */
  | { readonly to: 'accounts' }
  /** The ServiceAccounts that the first need names, or all of the namespace. */
  | { readonly to: 'named accounts' }
  /** The ServiceAccounts of pods that run. */
  | { readonly to: 'accounts of pods' }
  /** The ServiceAccounts of which there is a token in a Secret. */
  | { readonly to: 'accounts of tokens' }
  | { readonly to: 'users' }
  | { readonly to: 'groups' }
  /** The rights of the roles that the first need names, or all there are. */
  | { readonly to: 'roles'; readonly kind: 'ClusterRole' | 'Role' }
  /** Root on a node, where no pod security level is in the way. */
  | { readonly to: 'node by pod' };

/** Permissions of which one is enough. */
export interface Need {
  readonly any: readonly Permission[];
  /** Only in that namespace. */
  readonly within?: 'kube-system';
  /** Only for one of these names, where names are listed. */
  readonly names?: readonly string[];
  /** The object is the namespace that the request is in. */
  readonly isNamespace?: true;
  /** In whatever namespace. */
  readonly isAnywhere?: true;
  /** Paths of the API server, in place of permissions. */
  readonly paths?: readonly string[];
}

/** What permissions amount to: all needs together. */
export interface Power {
  readonly id: string;
  readonly scope: 'cluster' | 'namespace';
  readonly needs: readonly Need[];
  readonly leads: readonly Lead[];
}

const CHANGE = ['update', 'patch'];
const WRITE = ['create', ...CHANGE];
const UNDO = ['delete', 'deletecollection'];
const READ = ['get', 'list', 'watch'];
const ANY = ['get', ...WRITE, 'delete'];
const RBAC = 'rbac.authorization.k8s.io';
const CSR = 'certificates.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

const one = (verbs: readonly string[], group: string, ...resources: string[]): Need => ({ any: [{ verbs, group, resources }] });
const workloads: Need = {
  any: [
    { verbs: WRITE, group: 'apps', resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
    { verbs: WRITE, group: 'batch', resources: ['cronjobs', 'jobs'] },
    { verbs: WRITE, group: '', resources: ['replicationcontrollers'] },
  ],
};
const pods = one(['create'], '', 'pods');
const everything = one(['*'], '*', '*');
/** Runs a pod of its own: as whoever it wants, with the Secrets, the labels and the node that it wants. */
const running: readonly Lead[] = [{ to: 'node by pod' }, { to: 'accounts' }, { to: 'secrets' }, { to: 'labels' }, { to: 'placement' }];
const inPods: readonly Lead[] = [{ to: 'accounts of pods' }, { to: 'commands' }];

const known = new Map<boolean, readonly Power[]>();

/**
 * What permissions lead to, the strongest first.
 *
 * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
export function powersIn(minor: number): readonly Power[] {
  // Since 1.35 whoever opens a stream with `get` is asked for `create` as well.
  const isStreamRead = minor < 35;
  const before = known.get(isStreamRead);
  if (before !== undefined) return before;
  const powers = powersWith(isStreamRead ? ['create', 'get'] : ['create']);
  known.set(isStreamRead, powers);
  return powers;
}

function powersWith(stream: readonly string[]): readonly Power[] {
  const inNamespace = (id: string, needs: readonly Need[], ...leads: Lead[]): Power => ({ id, scope: 'namespace', needs, leads });
  const ofCluster = (id: string, needs: readonly Need[], ...leads: Lead[]): Power => ({ id, scope: 'cluster', needs, leads });
  const [bindings, clusterBindings] = [one(WRITE, RBAC, 'rolebindings'), one(WRITE, RBAC, 'clusterrolebindings')];
  const labels: Need = { ...one(CHANGE, '', 'namespaces', 'namespaces/status', 'namespaces/finalize'), isNamespace: true };
  const requests = one(['create'], CSR, 'certificatesigningrequests');
  const approval = one(CHANGE, CSR, 'certificatesigningrequests/approval');
  const signers = (...names: string[]): Need => ({ ...one(['approve'], CSR, 'signers'), names: [...names, 'kubernetes.io/*'] });
  const mutators = ['mutatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'];
  const validators = ['validatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings'];

  return [
    ofCluster('everything-everywhere', [everything], { to: 'everything' }),
    ofCluster('escalate-cluster-roles', [one(['escalate'], RBAC, 'clusterroles'), one(CHANGE, RBAC, 'clusterroles')], { to: 'everything' }),
    ofCluster('bind-cluster-wide', [one(['bind'], RBAC, 'clusterroles'), clusterBindings], { to: 'roles', kind: 'ClusterRole' }),
    ofCluster('approve-certificates', [signers('kubernetes.io/kube-apiserver-client'), requests, approval], { to: 'everything' }),
    ofCluster('approve-node-certificates', [signers('kubernetes.io/kube-apiserver-client-kubelet'), requests, approval], { to: 'node' }),
    ofCluster('mutate-admission', [one(WRITE, ADMISSION, ...mutators)], { to: 'everything' }),
    ofCluster('serve-apis', [one(WRITE, 'apiregistration.k8s.io', 'apiservices')], { to: 'everything' }),
    ofCluster('impersonate-users', [one(['impersonate'], '', 'users')], { to: 'users' }),
    ofCluster(
      'impersonate-groups',
      [one(['impersonate'], '', 'groups'), { ...one(['impersonate'], '', 'users', 'serviceaccounts'), isAnywhere: true }],
      { to: 'groups' },
    ),
    ofCluster('nodes-proxy', [one(ANY, '', 'nodes/proxy')], { to: 'node' }),
    ofCluster('write-persistent-volumes', [one(WRITE, '', 'persistentvolumes')], { to: 'node' }),
    inNamespace('everything', [everything], { to: 'everything' }),
    inNamespace('escalate-roles', [one(['escalate'], RBAC, 'roles'), one(CHANGE, RBAC, 'roles')], { to: 'everything' }),
    inNamespace('bind-cluster-roles', [one(['bind'], RBAC, 'clusterroles'), bindings], { to: 'roles', kind: 'ClusterRole' }),
    inNamespace('bind-roles', [one(['bind'], RBAC, 'roles'), bindings], { to: 'roles', kind: 'Role' }),
    inNamespace('write-system-config', [{ ...one(CHANGE, '', 'configmaps'), within: 'kube-system' }], { to: 'everything' }),
    inNamespace('write-system-leases', [{ ...one(CHANGE, 'coordination.k8s.io', 'leases'), within: 'kube-system' }], {
      to: 'control-plane',
    }),
    inNamespace('impersonate-accounts', [one(['impersonate'], '', 'serviceaccounts')], { to: 'named accounts' }),
    inNamespace('create-tokens', [one(['create'], '', 'serviceaccounts/token')], { to: 'named accounts' }),
    inNamespace('read-secrets', [one(READ, '', 'secrets')], { to: 'accounts of tokens' }, { to: 'secrets' }),
    inNamespace('mint-token-secrets', [one(['create'], '', 'secrets'), one(READ, '', 'secrets')], { to: 'accounts' }),
    inNamespace('write-secrets', [one(WRITE, '', 'secrets')], { to: 'secrets-write' }),
    inNamespace('create-pods', [pods], ...running),
    inNamespace('write-workloads', [workloads], ...running, { to: 'commands' }),
    inNamespace('relax-pod-security', [{ any: [...pods.any, ...workloads.any] }, labels], { to: 'node' }),
    inNamespace('exec', [one(stream, '', 'pods/exec', 'pods/attach')], ...inPods),
    inNamespace('debug-pods', [one(CHANGE, '', 'pods/ephemeralcontainers')], ...inPods),
    inNamespace('change-pods', [one(CHANGE, '', 'pods')], ...inPods),
    inNamespace('relabel-pods', [one(CHANGE, '', 'pods', 'pods/status')], { to: 'labels' }),
    inNamespace('port-forward', [one(stream, '', 'pods/portforward')], { to: 'past-policies' }),
    inNamespace('proxy', [one(ANY, '', 'pods/proxy', 'services/proxy')], { to: 'past-policies' }),
    inNamespace('bind-pods', [one(['create'], '', 'bindings', 'pods/binding')], { to: 'placement' }),
    inNamespace('label-namespace', [labels], { to: 'namespace-labels' }),
    inNamespace(
      'write-network-policies',
      [
        {
          any: [
            { verbs: [...WRITE, ...UNDO], group: 'networking.k8s.io', resources: ['networkpolicies'] },
            { verbs: [...WRITE, ...UNDO], group: 'cilium.io', resources: ['ciliumnetworkpolicies'] },
            { verbs: [...WRITE, ...UNDO], group: 'crd.projectcalico.org', resources: ['networkpolicies'] },
            { verbs: [...WRITE, ...UNDO], group: 'projectcalico.org', resources: ['networkpolicies'] },
          ],
        },
      ],
      { to: 'network-policies' },
    ),
    inNamespace('write-services', [one(WRITE, '', 'services')], { to: 'traffic' }),
    inNamespace('write-service-status', [one(CHANGE, '', 'services/status')], { to: 'traffic' }),
    inNamespace(
      'write-endpoints',
      [
        {
          any: [
            { verbs: WRITE, group: '', resources: ['endpoints'] },
            { verbs: WRITE, group: 'discovery.k8s.io', resources: ['endpointslices'] },
          ],
        },
      ],
      { to: 'traffic' },
    ),
    inNamespace(
      'write-routes',
      [
        {
          any: [
            { verbs: WRITE, group: 'networking.k8s.io', resources: ['ingresses'] },
            {
              verbs: WRITE,
              group: 'gateway.networking.k8s.io',
              resources: ['gateways', 'grpcroutes', 'httproutes', 'referencegrants', 'tcproutes', 'tlsroutes', 'udproutes'],
            },
          ],
        },
      ],
      { to: 'entrances' },
    ),
    inNamespace('write-quotas', [one([...WRITE, ...UNDO], '', 'resourcequotas', 'limitranges')], { to: 'quotas' }),
    inNamespace('write-accounts', [one(WRITE, '', 'serviceaccounts')], { to: 'cloud' }),
    inNamespace('write-roles', [one(WRITE, RBAC, 'roles', 'rolebindings')], { to: 'pass-on' }),
    ofCluster('write-cluster-roles', [one(WRITE, RBAC, 'clusterroles', 'clusterrolebindings')], { to: 'pass-on' }),
    ofCluster('write-nodes', [one([...WRITE, 'delete'], '', 'nodes', 'nodes/status')], { to: 'placement' }),
    ofCluster('write-admission', [one([...WRITE, ...UNDO], ADMISSION, ...validators)], { to: 'admission' }),
    ofCluster('delete-admission', [one(UNDO, ADMISSION, ...mutators)], { to: 'admission' }),
    ofCluster(
      'write-cluster-network-policies',
      [
        {
          any: [
            {
              verbs: [...WRITE, ...UNDO],
              group: 'policy.networking.k8s.io',
              resources: ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
            },
            { verbs: [...WRITE, ...UNDO], group: 'cilium.io', resources: ['ciliumclusterwidenetworkpolicies'] },
            { verbs: [...WRITE, ...UNDO], group: 'crd.projectcalico.org', resources: ['globalnetworkpolicies'] },
            { verbs: [...WRITE, ...UNDO], group: 'projectcalico.org', resources: ['globalnetworkpolicies'] },
          ],
        },
      ],
      { to: 'network-policies' },
    ),
    ofCluster('write-namespaces', [one(['create', 'delete'], '', 'namespaces')], { to: 'namespaces' }),
    ofCluster(
      'write-classes',
      [
        {
          any: [
            { verbs: WRITE, group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'] },
            { verbs: WRITE, group: 'storage.k8s.io', resources: ['storageclasses', 'csidrivers', 'volumeattachments'] },
            { verbs: WRITE, group: 'node.k8s.io', resources: ['runtimeclasses'] },
            { verbs: WRITE, group: 'scheduling.k8s.io', resources: ['priorityclasses'] },
            { verbs: WRITE, group: 'networking.k8s.io', resources: ['ingressclasses'] },
            { verbs: WRITE, group: 'gateway.networking.k8s.io', resources: ['gatewayclasses'] },
          ],
        },
      ],
      { to: 'classes' },
    ),
    ofCluster('read-server', [{ any: [], paths: ['/debug/pprof/heap', '/logs/kube-apiserver.log', '/configz', '/flagz', '/statusz'] }], {
      to: 'server',
    }),
  ];
}
