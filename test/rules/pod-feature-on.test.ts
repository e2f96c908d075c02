import { podFeatureOn } from '../../rules/pod-feature-on';
import { hosts, SERVER, server } from './control-plane';
import { container, deployment, judges } from './given';

const gates = (minor: number, value: string) => ({ minor, ...server([`--feature-gates=${value}`]) });
const at = (minor: number) => ({ minor, ...server([]) });
const kubelet = (minor: number, isOn: boolean) => ({
  minor,
  ...hosts({
    'kubelet.yaml': `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates: { UserNamespacesSupport: ${isOn} }`,
  }),
});
const OWN_USERS = { hostUsers: false };
const SLEEP = { lifecycle: { preStop: { sleep: { seconds: 5 } } } };
const said = (gate: string, why: string) => `the pod asks for the feature ${gate}, which ${why}, expected it on`;
const off = (gate: string) => said(gate, `an API server turns off (${SERVER}:2)`);
const early = (gate: string, minor: number) =>
  said(gate, `is off by default in Kubernetes 1.${minor}, and not turned on by --feature-gates (${SERVER}:1)`);

judges(podFeatureOn, {
  accepts: [
    ['a feature that is on by default', deployment(OWN_USERS), at(33)],
    ['a feature that is turned on', deployment(OWN_USERS), gates(32, 'UserNamespacesSupport=true')],
    ['a feature that cannot be turned off', deployment(OWN_USERS), gates(36, 'UserNamespacesSupport=false')],
    ['another feature that is off', deployment(OWN_USERS), gates(33, 'ProcMountType=false')],
    ['a feature that is off, and that nobody asks for', deployment({ hostUsers: true }), gates(33, 'UserNamespacesSupport=false')],
    ['a value that is no truth', deployment(OWN_USERS), gates(33, 'UserNamespacesSupport=maybe')],
    ['a kubelet that turns it on', deployment(OWN_USERS), kubelet(33, true)],
    ['an old version without files', deployment(OWN_USERS), { minor: 30 }],
    ['an old version with a kubelet alone', deployment(OWN_USERS), kubelet(30, true)],
    ['the masked /proc', deployment({ containers: [container({ securityContext: { procMount: 'Default' } })] }), at(30)],
    ['an init container that ends', deployment({ initContainers: [container()] }), at(28)],
    ['fields that are null', deployment({ resources: null, securityContext: { appArmorProfile: null } }), at(28)],
  ],
  refuses: [
    {
      what: 'an API server that turns it off',
      pod: OWN_USERS,
      facts: gates(33, 'ProcMountType=true,UserNamespacesSupport=false'),
      finds: [['/hostUsers', off('UserNamespacesSupport')]],
      absent: 'accepted',
    },
    {
      what: 'a kubelet that turns it off',
      pod: OWN_USERS,
      facts: kubelet(33, false),
      finds: [['/hostUsers', said('UserNamespacesSupport', 'a kubelet turns off (kubelet.yaml:3)')]],
      absent: 'accepted',
    },
    {
      what: 'a version in which it is off',
      pod: OWN_USERS,
      facts: at(32),
      finds: [['/hostUsers', early('UserNamespacesSupport', 32)]],
      absent: 'accepted',
    },
    {
      what: 'a profile of AppArmor of a pod',
      pod: { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
      facts: at(29),
      finds: [['/securityContext/appArmorProfile', early('AppArmorFields', 29)]],
      absent: 'accepted',
    },
    {
      what: 'a profile of AppArmor of a container',
      container: { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
      facts: gates(30, 'AppArmorFields=false'),
      finds: [['/securityContext/appArmorProfile', off('AppArmorFields')]],
      absent: 'accepted',
    },
    {
      what: 'rules for the restart of one container',
      container: { restartPolicyRules: [{ action: 'Restart' }] },
      facts: at(34),
      finds: [['/restartPolicyRules', early('ContainerRestartRules', 34)]],
      absent: 'accepted',
    },
    {
      what: 'a volume from an image',
      pod: { volumes: [{ name: 'a' }, { name: 'models', image: { reference: 'models' } }] },
      facts: at(34),
      finds: [['/volumes/1/image', early('ImageVolume', 34)]],
      absent: 'accepted',
    },
    {
      what: 'resources of a pod',
      pod: { resources: { limits: { cpu: 1 } } },
      facts: at(33),
      finds: [['/resources', early('PodLevelResources', 33)]],
      absent: 'accepted',
    },
    {
      what: 'a hook that sleeps',
      container: SLEEP,
      facts: at(29),
      finds: [['/lifecycle/preStop/sleep', early('PodLifecycleSleepAction', 29)]],
      absent: 'accepted',
    },
    {
      what: 'a hook that sleeps after the start',
      container: { lifecycle: { postStart: { sleep: { seconds: 5 } } } },
      facts: at(29),
      finds: [['/lifecycle/postStart/sleep', early('PodLifecycleSleepAction', 29)]],
      absent: 'accepted',
    },
    {
      what: 'a /proc without masks',
      container: { securityContext: { procMount: 'Unmasked' } },
      facts: at(32),
      finds: [['/securityContext/procMount', early('ProcMountType', 32)]],
      absent: 'accepted',
    },
    {
      what: 'a mount that is read-only at every depth',
      container: { volumeMounts: [{ name: 'a', recursiveReadOnly: 'Enabled' }] },
      facts: at(30),
      finds: [['/volumeMounts/0/recursiveReadOnly', early('RecursiveReadOnlyMounts', 30)]],
      absent: 'accepted',
    },
    {
      what: 'a policy for groups',
      pod: { securityContext: { supplementalGroupsPolicy: 'Strict' } },
      facts: at(32),
      finds: [['/securityContext/supplementalGroupsPolicy', early('SupplementalGroupsPolicy', 32)]],
      absent: 'accepted',
    },
    {
      what: 'a sidecar',
      pod: { initContainers: [container({ restartPolicy: 'Always' })] },
      facts: at(28),
      finds: [['/initContainers/0/restartPolicy', early('SidecarContainers', 28)]],
      absent: 'accepted',
    },
  ],
});
