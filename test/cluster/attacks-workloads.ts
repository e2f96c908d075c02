import type { Change } from './attacks-pods';

const restricted = (detail: string) => `violates PodSecurity "restricted:v1.33": ${detail}`;
const resources = (requests: object, limits: object) => ({ container: { resources: { requests, limits } } });
const init = (security: object) => ({
  name: 'init',
  image: 'busybox',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...security },
});

/**
 * What a tenant's owner changes in a Deployment that runs, the layer that refuses its pods, and how the message starts after
 * `pods "NAME" is forbidden:`. The Deployment itself is accepted, with a warning.
 */
export const POD_ATTACKS: readonly (readonly [attempt: string, layer: string, change: Change, message: string])[] = [
  [
    'a privileged container',
    'PodSecurity',
    { security: { privileged: true, allowPrivilegeEscalation: true } },
    restricted(
      'privileged (container "app" must not set securityContext.privileged=true), allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)',
    ),
  ],
  [
    'a privileged init container',
    'PodSecurity',
    { pod: { initContainers: [init({ privileged: true, allowPrivilegeEscalation: true })] } },
    restricted(
      'privileged (container "init" must not set securityContext.privileged=true), allowPrivilegeEscalation != false (container "init" must set securityContext.allowPrivilegeEscalation=false)',
    ),
  ],
  [
    'privilege escalation',
    'PodSecurity',
    { security: { allowPrivilegeEscalation: true } },
    restricted('allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)'),
  ],
  [
    'privilege escalation by saying nothing about it',
    'PodSecurity',
    { security: { allowPrivilegeEscalation: undefined } },
    restricted('allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)'),
  ],
  [
    'the file system of the node',
    'PodSecurity',
    { pod: { volumes: [{ name: 'host', hostPath: { path: '/' } }] } },
    restricted('restricted volume types (volume "host" uses restricted volume type "hostPath")'),
  ],
  [
    'a file server of its own choice as volume',
    'PodSecurity',
    { pod: { volumes: [{ name: 'nfs', nfs: { server: '10.0.0.1', path: '/' } }] } },
    restricted('restricted volume types (volume "nfs" uses restricted volume type "nfs")'),
  ],
  ['user root', 'PodSecurity', { security: { runAsUser: 0 } }, restricted('runAsUser=0 (container "app" must not set runAsUser=0)')],
  [
    'whatever user the image names',
    'PodSecurity',
    { pod: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } } },
    restricted('runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)'),
  ],
  [
    'an added capability',
    'PodSecurity',
    { security: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
    restricted('unrestricted capabilities (container "app" must not include "NET_ADMIN" in securityContext.capabilities.add)'),
  ],
  [
    'the capabilities that the runtime gives by default',
    'PodSecurity',
    { security: { capabilities: undefined } },
    restricted('unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"])'),
  ],
  ['the network of the node', 'PodSecurity', { pod: { hostNetwork: true } }, restricted('host namespaces (hostNetwork=true)')],
  ['the processes of the node', 'PodSecurity', { pod: { hostPID: true } }, restricted('host namespaces (hostPID=true)')],
  ['the shared memory of the node', 'PodSecurity', { pod: { hostIPC: true } }, restricted('host namespaces (hostIPC=true)')],
  [
    'a port of the node',
    'PodSecurity',
    { container: { ports: [{ containerPort: 8080, hostPort: 8080 }] } },
    restricted('hostPort (container "app" uses hostPort 8080)'),
  ],
  [
    'no seccomp filter',
    'PodSecurity',
    { security: { seccompProfile: { type: 'Unconfined' } } },
    restricted('seccompProfile (container "app" must not set securityContext.seccompProfile.type to "Unconfined")'),
  ],
  [
    'no seccomp filter by saying nothing about it',
    'PodSecurity',
    { pod: { securityContext: { runAsNonRoot: true, runAsUser: 10001 } } },
    restricted('seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")'),
  ],
  [
    'no AppArmor profile',
    'PodSecurity',
    { security: { appArmorProfile: { type: 'Unconfined' } } },
    restricted('forbidden AppArmor profile'),
  ],
  [
    'an SELinux type of its own choice',
    'PodSecurity',
    { security: { seLinuxOptions: { type: 'spc_t' } } },
    restricted('seLinuxOptions (container "app" set forbidden securityContext.seLinuxOptions: type "spc_t")'),
  ],
  [
    'an unmasked /proc',
    'PodSecurity',
    { security: { procMount: 'Unmasked' }, pod: { hostUsers: false } },
    restricted('procMount (container "app" must not set securityContext.procMount to "Unmasked")'),
  ],
  [
    'a kernel parameter of the node',
    'PodSecurity',
    {
      pod: {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 10001,
          seccompProfile: { type: 'RuntimeDefault' },
          sysctls: [{ name: 'kernel.msgmax', value: '1' }],
        },
      },
    },
    restricted('forbidden sysctls (kernel.msgmax)'),
  ],
  [
    'a Windows host process',
    'PodSecurity',
    { security: { windowsOptions: { hostProcess: true } }, pod: { hostNetwork: true } },
    restricted(
      'host namespaces (hostNetwork=true), hostProcess (container "app" must not set securityContext.windowsOptions.hostProcess=true)',
    ),
  ],
  [
    'the priority of the node itself',
    'quota',
    { pod: { priorityClassName: 'system-node-critical' } },
    'exceeded quota: no-system-priority, requested: limits.cpu=10m,limits.memory=16Mi,pods=1',
  ],
  [
    'the priority of the cluster itself',
    'quota',
    { pod: { priorityClassName: 'system-cluster-critical' } },
    'exceeded quota: no-system-priority, requested: limits.cpu=10m,limits.memory=16Mi,pods=1',
  ],
  [
    'more processors than a container may have',
    'LimitRange',
    resources({ cpu: '5', memory: '16Mi' }, { cpu: '5', memory: '16Mi' }),
    'maximum cpu usage per Container is 4, but limit is 5',
  ],
  [
    'far more than it requests',
    'LimitRange',
    resources({ cpu: '10m', memory: '16Mi' }, { cpu: '10m', memory: '1Gi' }),
    'memory max limit to request ratio per Container is 4, but provided ratio is 64.000000',
  ],
  [
    'more memory than the namespace has',
    'quota',
    resources({ cpu: '10m', memory: '8Gi' }, { cpu: '10m', memory: '8Gi' }),
    'exceeded quota: tenant-quota, requested: limits.memory=8Gi,requests.memory=8Gi',
  ],
  [
    'a ServiceAccount that does not exist',
    'ServiceAccount',
    { pod: { serviceAccountName: 'cluster-admin' } },
    'error looking up service account online-boutique/cluster-admin: serviceaccount "cluster-admin" not found',
  ],
];
