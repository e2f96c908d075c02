import { boolOf, entryOf, lastOf } from '../../analysis/control-plane/program';
import type { BenchmarkCheck, ProgramTest, Requirement } from './check';
import { onProgram } from './requirements';
import { areSet, isBool, isLocal } from './tests';

const MANAGER = 'kube-controller-manager';
const SCHEDULER = 'kube-scheduler';

const collected: ProgramTest = (program) => {
  const given = lastOf(program, 'terminated-pod-gc-threshold');
  const place = given?.place ?? program.place;
  if (given === undefined) return { holds: 'no', actual: '--terminated-pod-gc-threshold is not set, and 12500 by default', place };
  return { holds: /^[1-9]\d*$/.test(given.value) ? 'yes' : 'no', actual: `--terminated-pod-gc-threshold is ${given.value}`, place };
};

const rotates: ProgramTest = (program) => {
  const gate = entryOf(program, 'feature-gates', 'RotateKubeletServerCertificate');
  const place = lastOf(program, 'feature-gates')?.place ?? program.place;
  if (gate === undefined) return { holds: 'yes', actual: 'RotateKubeletServerCertificate is on by default', place };
  return { holds: boolOf(gate) === true ? 'yes' : 'no', actual: `RotateKubeletServerCertificate is ${gate}`, place };
};

const profiling = (component: string, kubeadm: string): Requirement => ({
  title: `The ${component} shows no profile of itself`,
  kind: 'automated',
  expected: '--profiling=false',
  remedy: { text: 'set --profiling=false', kubeadm: `${kubeadm}.extraArgs profiling` },
  threat: { category: 'information-disclosure', text: 'profiles tell what the program holds and does, and taking one slows it' },
});

const local = (component: string, kubeadm: string): Requirement => ({
  title: `The ${component} listens on its own host only`,
  kind: 'automated',
  expected: '--bind-address=127.0.0.1',
  remedy: { text: 'set --bind-address=127.0.0.1', kubeadm: `${kubeadm} sets it` },
  threat: { category: 'information-disclosure', text: 'its metrics and health are read from the network, which has no business there' },
});

const MANAGER_ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '1.3.1',
    {
      title: 'Pods that have ended are removed',
      kind: 'manual',
      expected: '--terminated-pod-gc-threshold is set to a number above 0',
      remedy: {
        text: 'set --terminated-pod-gc-threshold, such as 1000',
        kubeadm: 'controllerManager.extraArgs terminated-pod-gc-threshold',
      },
      threat: { category: 'denial-of-service', text: 'pods that have ended fill etcd' },
    },
    collected,
  ],
  ['1.3.2', profiling('controller manager', 'controllerManager'), isBool('profiling', false, true)],
  [
    '1.3.3',
    {
      title: 'Each controller has credentials of its own',
      kind: 'automated',
      expected: '--use-service-account-credentials=true',
      remedy: { text: 'set --use-service-account-credentials=true', kubeadm: 'kubeadm sets it' },
      threat: { category: 'elevation-of-privilege', text: 'a fault in one controller may do what all of them may' },
    },
    isBool('use-service-account-credentials', true, false),
  ],
  [
    '1.3.4',
    {
      title: 'Tokens are signed with a key of their own',
      kind: 'automated',
      expected: '--service-account-private-key-file is set',
      remedy: { text: 'set --service-account-private-key-file', kubeadm: 'kubeadm sets it' },
      threat: { category: 'spoofing', text: 'without a key of its own no token can be signed or withdrawn by changing it' },
    },
    areSet('service-account-private-key-file'),
  ],
  [
    '1.3.5',
    {
      title: 'Pods are told which authority signed the API server’s certificate',
      kind: 'automated',
      expected: '--root-ca-file is set',
      remedy: { text: 'set --root-ca-file', kubeadm: 'kubeadm sets it' },
      threat: { category: 'spoofing', text: 'pods cannot tell the API server from somebody between it and them' },
    },
    areSet('root-ca-file'),
  ],
  [
    '1.3.6',
    {
      title: 'Kubelets may renew their serving certificates',
      kind: 'automated',
      expected: 'the feature gate RotateKubeletServerCertificate is not false',
      remedy: {
        text: 'remove RotateKubeletServerCertificate=false from --feature-gates',
        kubeadm: 'controllerManager.extraArgs feature-gates',
      },
      threat: { category: 'spoofing', text: 'certificates that are never renewed are given up, and with them the check of who answers' },
    },
    rotates,
  ],
  ['1.3.7', local('controller manager', 'kubeadm'), isLocal('bind-address', '0.0.0.0')],
];

const SCHEDULER_ROWS: typeof MANAGER_ROWS = [
  ['1.4.1', profiling('scheduler', 'scheduler'), isBool('profiling', false, true)],
  ['1.4.2', local('scheduler', 'kubeadm'), isLocal('bind-address', '0.0.0.0')],
];

/** The controller manager and the scheduler. */
export const controllers: readonly BenchmarkCheck[] = [
  ...MANAGER_ROWS.map(([id, requirement, test]) => onProgram(MANAGER, id, requirement, test)),
  ...SCHEDULER_ROWS.map(([id, requirement, test]) => onProgram(SCHEDULER, id, requirement, test)),
];
