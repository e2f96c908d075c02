import type { HostFacts } from '../../analysis/control-plane/facts';
import { followed } from '../../analysis/control-plane/linked';
import { boolOf, lastOf, type Program } from '../../analysis/control-plane/program';
import { listAt } from '../../analysis/manifest';
import { policyVerdict } from './audit-policy';
import type { BenchmarkCheck, ProgramTest, Requirement } from './check';
import { onProgram } from './requirements';
import { areSet } from './tests';

const SERVER = 'kube-apiserver';

/** How users may sign in besides by certificates. */
function signIn(program: Program, facts: HostFacts): string | undefined {
  const issuer = lastOf(program, 'oidc-issuer-url');
  if (issuer !== undefined) return '--oidc-issuer-url';
  const file = followed(facts, program, 'authentication-config', 'AuthenticationConfiguration');
  if (typeof file !== 'string' && listAt(file.value, 'jwt').length > 0) return 'the AuthenticationConfiguration';
  return lastOf(program, 'authentication-token-webhook-config-file') === undefined
    ? undefined
    : '--authentication-token-webhook-config-file';
}

/** What the files can say about how people sign in; whether they do, nobody sees there. */
const people =
  (instead: string): ProgramTest =>
  (program, facts) => {
    const way = signIn(program, facts);
    const actual = way === undefined ? `no other way to sign in is configured: users have ${instead}` : `users can sign in by ${way}`;
    return { holds: 'look', actual, place: program.place };
  };

const bootstrapTokens: ProgramTest = (program) => {
  const given = lastOf(program, 'enable-bootstrap-token-auth');
  const place = given?.place ?? program.place;
  if (boolOf(given?.value ?? 'false') === false) return { holds: 'yes', actual: 'bootstrap tokens are not taken', place };
  return { holds: 'look', actual: 'bootstrap tokens are taken, by which nodes join', place };
};

const policyCovers: ProgramTest = (program, facts) => {
  const given = lastOf(program, 'audit-policy-file');
  const place = given?.place ?? program.place;
  const policy = followed(facts, program, 'audit-policy-file', 'Policy');
  if (policy === 'not asked for') return { holds: 'no', actual: '--audit-policy-file is not set: nothing is written', place };
  if (policy === 'unseen') return { holds: 'unknown', actual: 'the file of --audit-policy-file was not given', place };
  return policyVerdict(policy, facts.minor);
};

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '3.1.1',
    {
      title: 'People do not sign in by client certificates',
      kind: 'manual',
      expected: 'people sign in by OIDC or a webhook',
      remedy: { text: 'configure OIDC in an AuthenticationConfiguration, and give people no certificates' },
      threat: { category: 'spoofing', text: 'a certificate cannot be withdrawn: whoever copied it is that person until it ends' },
    },
    people('certificates'),
  ],
  [
    '3.1.2',
    {
      title: 'People do not sign in by tokens of service accounts',
      kind: 'manual',
      expected: 'people sign in by OIDC or a webhook',
      remedy: { text: 'configure OIDC in an AuthenticationConfiguration, and give people no tokens of service accounts' },
      threat: { category: 'repudiation', text: 'several people are one account in the log' },
    },
    people('tokens of service accounts, or certificates'),
  ],
  [
    '3.1.3',
    {
      title: 'People do not sign in by bootstrap tokens',
      kind: 'manual',
      expected: 'bootstrap tokens are for nodes that join, and end soon',
      remedy: { text: 'give bootstrap tokens to nodes only, with a short life, or set --enable-bootstrap-token-auth=false' },
      threat: { category: 'spoofing', text: 'a token that lets nodes join lets strangers join as nodes' },
    },
    bootstrapTokens,
  ],
  [
    '3.2.1',
    {
      title: 'There is an audit policy',
      kind: 'manual',
      expected: '--audit-policy-file is set',
      remedy: { text: 'set --audit-policy-file', kubeadm: 'apiServer.extraArgs audit-policy-file, with extraVolumes' },
      threat: { category: 'repudiation', text: 'without a policy nothing is written, whatever the log is called' },
    },
    areSet('audit-policy-file'),
  ],
  [
    '3.2.2',
    {
      title: 'The audit policy covers what matters, and keeps secrets out of the log',
      kind: 'manual',
      expected: 'secrets, configmaps and tokenreviews at Metadata; pods, deployments, exec, port-forward and proxy at Metadata or more',
      remedy: { text: 'write rules for them in the audit policy, before wider ones' },
      threat: { category: 'repudiation', text: 'who opened a shell in a pod cannot be told, or the log itself gives secrets away' },
    },
    policyCovers,
  ],
];

/** How people sign in, and what is written down of what they do. */
export const signInAndAudit: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) => onProgram(SERVER, id, requirement, test));
