import { flagSetting } from '../../analysis/control-plane/settings';
import type { BenchmarkCheck, ProgramTest, Requirement } from './check';
import { secondsOf } from './duration';
import { onProgram } from './requirements';
import { areSet, foundText, isAtLeast, isBool } from './tests';

const audit = (flag: string, value: string) => ({ text: `set --${flag}=${value}`, kubeadm: `apiServer.extraArgs ${flag}` });

/** Long enough for an honest request, short enough that idle ones do not pile up. */
const LONGEST_SECONDS = 300;

const requestTimeout: ProgramTest = (program) => {
  const found = flagSetting(program, 'request-timeout', '1m0s');
  const seconds = typeof found === 'string' ? undefined : secondsOf(found.value);
  const place = typeof found === 'string' ? undefined : found.place;
  const fits = seconds !== undefined && seconds > 0 && seconds <= LONGEST_SECONDS;
  return { holds: fits ? 'yes' : 'no', actual: foundText('--request-timeout', found), place: place ?? program.place };
};

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '1.2.15',
    {
      title: 'The API server shows no profile of itself',
      kind: 'automated',
      expected: '--profiling=false',
      remedy: audit('profiling', 'false'),
      threat: { category: 'information-disclosure', text: 'profiles tell what the program holds and does, and taking one slows it' },
    },
    isBool('profiling', false, true),
  ],
  [
    '1.2.16',
    {
      title: 'Requests are written to an audit log',
      kind: 'automated',
      expected: '--audit-log-path is set',
      remedy: audit('audit-log-path', '/var/log/kubernetes/audit/audit.log'),
      threat: { category: 'repudiation', text: 'nobody can tell afterwards who did what' },
    },
    areSet('audit-log-path'),
  ],
  [
    '1.2.17',
    {
      title: 'Audit logs are kept for 30 days',
      kind: 'automated',
      expected: '--audit-log-maxage is 30 or more',
      remedy: audit('audit-log-maxage', '30'),
      threat: { category: 'repudiation', text: 'an intrusion that is found late has left no trace' },
    },
    isAtLeast('audit-log-maxage', 30),
  ],
  [
    '1.2.18',
    {
      title: 'Ten old audit logs are kept',
      kind: 'automated',
      expected: '--audit-log-maxbackup is 10 or more',
      remedy: audit('audit-log-maxbackup', '10'),
      threat: { category: 'repudiation', text: 'many requests in a short time push the ones that matter out of the log' },
    },
    isAtLeast('audit-log-maxbackup', 10),
  ],
  [
    '1.2.19',
    {
      title: 'An audit log holds 100 MB',
      kind: 'automated',
      expected: '--audit-log-maxsize is 100 or more',
      remedy: audit('audit-log-maxsize', '100'),
      threat: { category: 'repudiation', text: 'logs that are turned over soon are soon gone' },
    },
    isAtLeast('audit-log-maxsize', 100),
  ],
  [
    '1.2.20',
    {
      title: 'Requests end in time',
      kind: 'manual',
      expected: `--request-timeout is at most ${LONGEST_SECONDS}s; the default is 60s`,
      remedy: audit('request-timeout', '60s'),
      threat: { category: 'denial-of-service', text: 'requests that last keep connections and memory from others' },
    },
    requestTimeout,
  ],
  [
    '1.2.21',
    {
      title: 'Tokens of deleted service accounts end at once',
      kind: 'automated',
      expected: '--service-account-lookup is true; that is the default',
      remedy: audit('service-account-lookup', 'true'),
      threat: { category: 'spoofing', text: 'a token goes on to work when its account is gone' },
    },
    isBool('service-account-lookup', true, true),
  ],
  [
    '1.2.30',
    {
      title: 'Tokens of pods last as long as they say',
      kind: 'automated',
      expected: '--service-account-extend-token-expiration=false',
      remedy: audit('service-account-extend-token-expiration', 'false'),
      threat: { category: 'spoofing', text: 'a token that was asked for an hour works for a year when it is stolen' },
    },
    isBool('service-account-extend-token-expiration', false, true),
  ],
];

/** How the API server runs, and what it writes down. */
export const apiServerOperation: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) => {
  return onProgram('kube-apiserver', id, requirement, test);
});
