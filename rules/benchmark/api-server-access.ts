import type { HostFacts } from '../../analysis/control-plane/facts';
import { followed } from '../../analysis/control-plane/linked';
import { boolOf, itemsOf, lastOf, type Program } from '../../analysis/control-plane/program';
import { flagSetting } from '../../analysis/control-plane/settings';
import { at, listAt, stringAt } from '../../analysis/manifest';
import type { BenchmarkCheck, ProgramTest, Requirement, Verdict } from './check';
import { onProgram } from './requirements';
import { areSet, foundText, isUnset } from './tests';

const API_SERVER = 'kube-apiserver';
/** `AnonymousAuthConfigurableEndpoints` is on by default from this version. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests */
const CONDITIONS_SINCE = 32;
const HEALTH = ['/livez', '/readyz', '/healthz'];

/** How requests of nobody are answered: the flag, or since 1.32 conditions in the AuthenticationConfiguration. */
const anonymous: ProgramTest = (program, facts) => {
  const flag = flagSetting(program, 'anonymous-auth');
  const place = typeof flag === 'string' ? program.place : (flag.place ?? program.place);
  if (typeof flag !== 'string')
    return { holds: boolOf(flag.value) === false ? 'yes' : 'no', actual: foundText('--anonymous-auth', flag), place };
  const file = followed(facts, program, 'authentication-config', 'AuthenticationConfiguration');
  const unset = '--anonymous-auth is not set, and true by default';
  if (file === 'not asked for') return { holds: 'no', actual: unset, place };
  if (file === 'unseen') return { holds: 'unknown', actual: 'the file of --authentication-config was not given', place };
  if (facts.minor !== undefined && facts.minor < CONDITIONS_SINCE) {
    return { holds: 'no', actual: `--anonymous-auth is not set, and files say nothing of it before 1.${CONDITIONS_SINCE}`, place };
  }
  const settings = at(file.value, 'anonymous');
  const written = file.place('/anonymous');
  if (at(settings, 'enabled') === false) return { holds: 'yes', actual: 'anonymous.enabled is false', place: written, note: BY_FILE };
  if (at(settings, 'enabled') !== true) return { holds: 'no', actual: unset, place: written };
  const paths = listAt(settings, 'conditions').map((condition) => stringAt(condition, 'path') ?? '');
  const open = paths.filter((path) => !HEALTH.includes(path.replace(/\/+$/, '')));
  if (paths.length === 0) return { holds: 'no', actual: 'anonymous.enabled is true, without conditions', place: written };
  if (open.length > 0) return { holds: 'no', actual: `anonymous requests are answered on ${open.join(', ')}`, place: written };
  return { holds: 'yes', actual: `anonymous requests are answered on ${paths.join(', ')} only`, place: written, note: BY_FILE };
};

const BY_FILE = 'the AuthenticationConfiguration says so; scanners that look for the flag will still complain';

/** The kinds of authorizers, by flag or by file. */
function authorizersOf(program: Program, facts: HostFacts): readonly string[] | 'unseen' {
  const file = followed(facts, program, 'authorization-config', 'AuthorizationConfiguration');
  if (file === 'unseen') return 'unseen';
  if (file !== 'not asked for') return listAt(file.value, 'authorizers').map((each) => stringAt(each, 'type') ?? '');
  const modes = itemsOf(program, 'authorization-mode');
  return modes.length === 0 ? ['AlwaysAllow'] : modes;
}

function authorizers(holds: (modes: readonly string[]) => boolean): ProgramTest {
  return (program, facts): Verdict => {
    const modes = authorizersOf(program, facts);
    const given = lastOf(program, 'authorization-config') ?? lastOf(program, 'authorization-mode');
    const place = given?.place ?? program.place;
    if (modes === 'unseen') return { holds: 'unknown', actual: 'the file of --authorization-config was not given', place };
    const actual = given === undefined ? 'nothing is set, and AlwaysAllow is the default' : `authorizers: ${modes.join(',')}`;
    return { holds: holds(modes) ? 'yes' : 'no', actual, place };
  };
}

const modeRemedy = {
  text: 'set --authorization-mode=Node,RBAC, or both in an AuthorizationConfiguration',
  kubeadm: 'apiServer.extraArgs authorization-mode',
};

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '1.2.1',
    {
      title: 'Nobody is answered without credentials',
      kind: 'manual',
      expected: '--anonymous-auth=false, or conditions for health paths only',
      remedy: {
        text: 'set --anonymous-auth=false, or from 1.32 an AuthenticationConfiguration that answers only /livez, /readyz and /healthz',
        kubeadm: 'apiServer.extraArgs anonymous-auth',
      },
      threat: { category: 'spoofing', text: 'whoever reaches the port asks as system:anonymous, and a careless binding answers' },
    },
    anonymous,
  ],
  [
    '1.2.2',
    {
      title: 'No file has bearer tokens of users',
      kind: 'automated',
      expected: '--token-auth-file is not set',
      remedy: { text: 'remove --token-auth-file and use certificates or OIDC', kubeadm: 'apiServer.extraArgs token-auth-file' },
      threat: { category: 'spoofing', text: 'tokens in a file never expire, and a copy of the file is every user at once' },
    },
    isUnset('token-auth-file'),
  ],
  [
    '1.2.4',
    {
      title: 'The API server shows kubelets a certificate',
      kind: 'automated',
      expected: '--kubelet-client-certificate and --kubelet-client-key are set',
      remedy: { text: 'set both, with a certificate that the kubelets’ authority signed', kubeadm: 'kubeadm sets both' },
      threat: { category: 'spoofing', text: 'a kubelet that cannot tell the API server from others has to answer everybody' },
    },
    areSet('kubelet-client-certificate', 'kubelet-client-key'),
  ],
  [
    '1.2.5',
    {
      title: 'The API server checks the certificates of kubelets',
      kind: 'automated',
      expected: '--kubelet-certificate-authority is set',
      remedy: {
        text: 'set --kubelet-certificate-authority, and serverTLSBootstrap for kubelets so that the authority signs their certificates',
        kubeadm: 'apiServer.extraArgs kubelet-certificate-authority',
      },
      threat: { category: 'spoofing', text: 'whoever stands between API server and node reads and changes logs, exec and port-forward' },
    },
    areSet('kubelet-certificate-authority'),
  ],
  [
    '1.2.6',
    {
      title: 'Not every request is allowed',
      kind: 'automated',
      expected: 'no authorizer is AlwaysAllow',
      remedy: modeRemedy,
      threat: { category: 'elevation-of-privilege', text: 'every authenticated user may do everything' },
    },
    authorizers((modes) => !modes.includes('AlwaysAllow')),
  ],
  [
    '1.2.7',
    {
      title: 'Kubelets are authorized by the Node authorizer',
      kind: 'automated',
      expected: 'an authorizer is Node',
      remedy: modeRemedy,
      threat: { category: 'information-disclosure', text: 'a node that was taken over reads the secrets of pods on other nodes' },
    },
    authorizers((modes) => modes.includes('Node')),
  ],
  [
    '1.2.8',
    {
      title: 'Permissions come from RBAC',
      kind: 'automated',
      expected: 'an authorizer is RBAC',
      remedy: modeRemedy,
      threat: { category: 'elevation-of-privilege', text: 'without roles permissions cannot be narrowed to what somebody needs' },
    },
    authorizers((modes) => modes.includes('RBAC')),
  ],
];

/** Who the API server answers, and who may do what. */
export const apiServerAccess: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) =>
  onProgram(API_SERVER, id, requirement, test),
);
