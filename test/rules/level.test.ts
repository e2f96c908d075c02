import { LEVELS, levelsOf } from '../../rules/level';
import { clusterOf, container, deployment, object, pod } from './given';

type Fields = Readonly<Record<string, unknown>>;

/** A container that restricted admits. */
const held = (context: Fields = {}) =>
  container({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...context } });
const RESTRICTED = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, containers: [held()] };

/** The level of a pod in a version, and the rules that keep it from the next. */
function levelOf(spec: Fields, minor: number) {
  const [found] = levelsOf(clusterOf([deployment(spec)], { minor }));
  return [found?.level, ...new Set(found?.keptFromNext.map(({ rule }) => rule.id))];
}

test('the levels are in order, the weakest first', () => {
  expect(LEVELS).toEqual(['privileged', 'baseline', 'restricted']);
});

// https://kubernetes.io/docs/concepts/security/pod-security-standards/
describe('the strongest level is', () => {
  test.each<[what: string, spec: Fields, minor: number, expected: readonly string[]]>([
    ['restricted, where nothing is missing', RESTRICTED, 37, ['restricted']],
    [
      'baseline, where root may run',
      { ...RESTRICTED, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      37,
      ['baseline', 'pod-non-root'],
    ],
    [
      'baseline, where capabilities are not dropped',
      { ...RESTRICTED, containers: [held({ capabilities: {} })] },
      22,
      ['baseline', 'pod-capabilities-restricted'],
    ],
    ['restricted for the same before 1.22', { ...RESTRICTED, containers: [held({ capabilities: {} })] }, 21, ['restricted']],
    ['privileged, where a container is', { ...RESTRICTED, containers: [held({ privileged: true })] }, 37, ['privileged', 'pod-privileged']],
    ['privileged on the network of the node', { ...RESTRICTED, hostNetwork: true }, 37, ['privileged', 'pod-host-namespaces']],
    [
      'privileged with a probe of another host',
      { ...RESTRICTED, containers: [{ ...held(), livenessProbe: { tcpSocket: { host: '10.0.0.1', port: 80 } } }] },
      34,
      ['privileged', 'pod-host-probe'],
    ],
    [
      'restricted for the same before 1.34',
      { ...RESTRICTED, containers: [{ ...held(), livenessProbe: { tcpSocket: { host: '10.0.0.1', port: 80 } } }] },
      33,
      ['restricted'],
    ],
    [
      'restricted for an unmasked /proc of nobody, no longer',
      { ...RESTRICTED, hostUsers: false, containers: [held({ procMount: 'Unmasked' })] },
      35,
      ['baseline', 'pod-proc-mount-restricted'],
    ],
    [
      'privileged for it before',
      { ...RESTRICTED, hostUsers: false, containers: [held({ procMount: 'Unmasked' })] },
      34,
      ['privileged', 'pod-proc-mount'],
    ],
    [
      'restricted for a Windows pod of what restricted does not ask of it',
      { ...RESTRICTED, os: { name: 'windows' }, containers: [held({ capabilities: { add: ['SYS_ADMIN'] } })] },
      25,
      ['restricted'],
    ],
  ])('%s', (_, spec, minor, expected) => {
    expect(levelOf(spec, minor)).toEqual(expected);
  });
});

test('each pod has its own, in the order of the manifests, whatever runs it', () => {
  const cluster = clusterOf([pod({ hostPID: true }), object('v1', 'ConfigMap', 'settings'), deployment(RESTRICTED), pod()]);
  expect(levelsOf(cluster).map(({ manifest, level }) => [manifest.object.kind, level])).toEqual([
    ['Pod', 'privileged'],
    ['Deployment', 'restricted'],
    ['Pod', 'baseline'],
  ]);
});

test('without pods there is nothing to say', () => {
  expect(levelsOf(clusterOf([]))).toEqual([]);
});
