import { KUBERNETES_VERSIONS, type KubernetesVersion, type SecureAppProps } from '../../constructs';
import { at, cart, IMAGE, objectOf, synthesize } from './harness';

const written = (kubernetesVersion: KubernetesVersion, props: Partial<SecureAppProps> = {}, more: object = {}) =>
  objectOf(
    synthesize((platform) => cart(platform, { sidecars: { proxy: { image: IMAGE } }, ...props }), { kubernetesVersion, ...more }),
    'Deployment',
    'cart',
  );

const ANNOTATION = {
  'container.apparmor.security.beta.kubernetes.io/cart': 'runtime/default',
  'container.apparmor.security.beta.kubernetes.io/proxy': 'runtime/default',
};
const PROFILE = { type: 'RuntimeDefault' };
const SLEEP = { preStop: { sleep: { seconds: 5 } } };

test.each<[KubernetesVersion, { sidecar: string; annotations: unknown; profile: unknown; lifecycle: unknown; hostUsers: unknown }]>([
  ['1.27', { sidecar: 'containers 1', annotations: ANNOTATION, profile: undefined, lifecycle: undefined, hostUsers: undefined }],
  ['1.28', { sidecar: 'containers 1', annotations: ANNOTATION, profile: undefined, lifecycle: undefined, hostUsers: undefined }],
  ['1.29', { sidecar: 'initContainers 0', annotations: ANNOTATION, profile: undefined, lifecycle: undefined, hostUsers: undefined }],
  ['1.30', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: undefined }],
  ['1.31', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: undefined }],
  ['1.32', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: undefined }],
  ['1.33', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: false }],
  ['1.34', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: false }],
  ['1.35', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: false }],
  ['1.36', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: false }],
  ['1.37', { sidecar: 'initContainers 0', annotations: undefined, profile: PROFILE, lifecycle: SLEEP, hostUsers: false }],
])('Kubernetes %s gets the fields that it knows', (version, { sidecar, annotations, profile, lifecycle, hostUsers }) => {
  const deployment = written(version);
  const pod = at(deployment, 'spec template spec');
  expect(at(pod, `${sidecar} name`)).toBe('proxy');
  expect(at(pod, `${sidecar} restartPolicy`)).toBe(sidecar === 'containers 1' ? undefined : 'Always');
  expect(at(deployment, 'spec template metadata annotations')).toEqual(annotations);
  expect(at(pod, 'securityContext appArmorProfile')).toEqual(profile);
  expect(at(pod, 'containers 0 lifecycle')).toEqual(lifecycle);
  expect(at(pod, 'hostUsers')).toBe(hostUsers);
});

test('the table above is about every version that can be written for', () => {
  expect(KUBERNETES_VERSIONS).toEqual(['1.27', '1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37']);
});

/** Every key anywhere below a value. */
const keysOf = (value: unknown): readonly string[] =>
  value === null || typeof value !== 'object' ? [] : Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);

test.each([
  'appArmorProfile',
  'hostUsers',
  'sleep',
  'resizePolicy',
  'supplementalGroupsPolicy',
  'recursiveReadOnly',
  'trafficDistribution',
  'clusterTrustBundle',
  'matchLabelKeysInPodAffinity',
  'mismatchLabelKeys',
])('nothing for 1.27 has the younger field %s', (field) => {
  const objects = synthesize(
    (platform) =>
      cart(platform, {
        autoscale: { min: 3, max: 6 },
        config: { '/etc/app': { files: { a: 'b' } } },
        init: { setup: { image: IMAGE } },
        sidecars: { proxy: { image: IMAGE, ports: { proxy: 15_001 } } },
        tokens: [{ audience: 'vault', path: 'vault' }],
        writable: { '/tmp': '1Mi' },
      }),
    { kubernetesVersion: '1.27' },
  );
  expect(objects.length).toBeGreaterThan(10);
  expect(keysOf(objects)).not.toContain(field);
});

test('an init container has no restart policy in any version', () => {
  for (const version of KUBERNETES_VERSIONS) {
    const deployment = written(version, { sidecars: {}, init: { setup: { image: IMAGE } } });
    expect(at(deployment, 'spec template spec initContainers 0')).not.toHaveProperty('restartPolicy');
  }
});

test('sidecars come before init containers, which may need them', () => {
  const names = (version: KubernetesVersion, field: string) =>
    (at(written(version, { init: { setup: { image: IMAGE } } }), `spec template spec ${field}`) as { name: string }[]).map(
      ({ name }) => name,
    );
  expect(names('1.29', 'initContainers')).toEqual(['proxy', 'setup']);
  expect(names('1.28', 'initContainers')).toEqual(['setup']);
  expect(names('1.28', 'containers')).toEqual(['cart', 'proxy']);
});

test.each<[KubernetesVersion]>([['1.29'], ['1.30']])('nodes with SELinux are asked for no AppArmor in %s', (version) => {
  const deployment = written(version, {}, { securityModule: 'selinux' });
  expect(at(deployment, 'spec template metadata annotations')).toBeUndefined();
  expect(at(deployment, 'spec template spec securityContext')).not.toHaveProperty('appArmorProfile');
  expect(at(deployment, 'spec template spec securityContext seLinuxOptions')).toEqual({ type: 'container_t' });
});

test("an app may keep the node's user namespace", () => {
  expect(at(written('1.33', { userNamespace: 'host' }), 'spec template spec')).not.toHaveProperty('hostUsers');
});

test('an app that asks for a user namespace has one where it is the default too', () => {
  expect(at(written('1.33', { userNamespace: 'own' }), 'spec template spec hostUsers')).toBe(false);
});
