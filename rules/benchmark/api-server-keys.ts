import type { HostFacts } from '../../analysis/control-plane/facts';
import { followed } from '../../analysis/control-plane/linked';
import { lastOf } from '../../analysis/control-plane/program';
import { flagSetting } from '../../analysis/control-plane/settings';
import { listAt, stringAt } from '../../analysis/manifest';
import type { BenchmarkCheck, ProgramTest, Requirement, Verdict } from './check';
import { STRONG_SUITES } from './ciphers';
import { onProgram } from './requirements';
import { areSet, ciphersAmong, foundText, noted } from './tests';

const APPROPRIATE = ['aescbc', 'kms', 'secretbox'];
const ENCRYPTION = 'encryption-provider-config';

/** The provider that secrets are written with: the first of the first entry that covers them. */
const encryption: ProgramTest = (program, facts): Verdict => {
  const given = lastOf(program, ENCRYPTION);
  const place = given?.place ?? program.place;
  if (given === undefined) return { holds: 'no', actual: `--${ENCRYPTION} is not set`, place };
  if (given.by !== undefined) return { holds: 'yes', actual: `${given.by} encrypts secrets with keys of its own`, place };
  const file = followed(facts, program, ENCRYPTION, 'EncryptionConfiguration');
  if (typeof file === 'string')
    return planned(given.value, facts) ?? { holds: 'unknown', actual: `the file of --${ENCRYPTION} was not given`, place };
  const entries = listAt(file.value, 'resources');
  const index = entries.findIndex((entry) => listAt(entry, 'resources').some(coversSecrets));
  if (index === -1) return { holds: 'no', actual: 'no entry covers secrets', place: file.place('/resources') };
  const first = listAt(entries[index], 'providers')[0];
  const name = typeof first === 'object' && first !== null ? (Object.keys(first)[0] ?? 'nothing') : 'nothing';
  const where = file.place(`/resources/${index}/providers/0`);
  const verdict: Verdict = { holds: APPROPRIATE.includes(name) ? 'yes' : 'no', actual: `secrets are written with ${name}`, place: where };
  const version = name === 'kms' ? (stringAt(first, 'kms', 'apiVersion') ?? 'v1') : undefined;
  return noted(verdict, name === 'aescbc' ? OPEN_TO_PADDING : version === 'v1' ? OLD_KMS : undefined);
};

/** What a plan says, where the file with the keys stays on its host. */
function planned(path: string, facts: HostFacts): Verdict | undefined {
  const plan = facts.documents.find(({ kind, value }) => kind === 'EncryptionPlan' && stringAt(value, 'config') === path);
  if (plan === undefined) return undefined;
  const covers = listAt(plan.value, 'resources').some(coversSecrets);
  const name = stringAt(listAt(plan.value, 'providers')[0], 'type') ?? 'nothing';
  const actual = covers ? `secrets are to be written with ${name}` : 'the plan does not cover secrets';
  const place = plan.place(covers ? '/providers/0' : '/resources');
  return { holds: covers && APPROPRIATE.includes(name) ? 'yes' : 'no', actual, place, note: PLANNED };
}

const PLANNED = 'the plan says so; the file with the keys was not given';

function coversSecrets(resource: unknown): boolean {
  return resource === 'secrets' || resource === '*.' || resource === '*.*';
}

const OPEN_TO_PADDING = 'aescbc is open to padding oracle attacks; kms v2 and secretbox are not';
const OLD_KMS = 'kms v1 is deprecated, and off by default from 1.29';

const suites: ProgramTest = (program, facts) => {
  const floor = flagSetting(program, 'tls-min-version', 'VersionTLS12');
  const version = typeof floor === 'string' ? '' : floor.value;
  if (version === 'VersionTLS13' && lastOf(program, 'tls-cipher-suites') === undefined) {
    return {
      holds: 'yes',
      actual: foundText('--tls-min-version', floor),
      place: typeof floor === 'string' ? program.place : (floor.place ?? program.place),
    };
  }
  const verdict = ciphersAmong((each) => flagSetting(each, 'tls-cipher-suites'), '--tls-cipher-suites', STRONG_SUITES)(program, facts);
  return noted(verdict, /TLS1[01]$/.test(version) ? `--tls-min-version is ${version}, whose suites are not chosen here` : undefined);
};

const set = (flags: readonly string[], kubeadm = 'kubeadm sets it') => ({
  text: `set ${flags.map((flag) => `--${flag}`).join(' and ')}`,
  kubeadm,
});

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '1.2.22',
    {
      title: 'Tokens of service accounts are checked with a key of their own',
      kind: 'automated',
      expected: '--service-account-key-file is set',
      remedy: set(['service-account-key-file']),
      threat: { category: 'spoofing', text: 'the key of the server’s certificate signs tokens, and cannot be changed alone' },
    },
    areSet('service-account-key-file'),
  ],
  [
    '1.2.23',
    {
      title: 'The API server shows etcd a certificate',
      kind: 'automated',
      expected: '--etcd-certfile and --etcd-keyfile are set',
      remedy: set(['etcd-certfile', 'etcd-keyfile']),
      threat: { category: 'spoofing', text: 'etcd has to answer whoever asks, and has every secret' },
    },
    areSet('etcd-certfile', 'etcd-keyfile'),
  ],
  [
    '1.2.24',
    {
      title: 'The API server has a certificate of its own',
      kind: 'automated',
      expected: '--tls-cert-file and --tls-private-key-file are set',
      remedy: set(['tls-cert-file', 'tls-private-key-file']),
      threat: { category: 'spoofing', text: 'clients cannot tell the API server from somebody between it and them' },
    },
    areSet('tls-cert-file', 'tls-private-key-file'),
  ],
  [
    '1.2.25',
    {
      title: 'Certificates of clients are checked',
      kind: 'automated',
      expected: '--client-ca-file is set',
      remedy: set(['client-ca-file']),
      threat: { category: 'spoofing', text: 'nobody can prove who they are by a certificate' },
    },
    areSet('client-ca-file'),
  ],
  [
    '1.2.26',
    {
      title: 'The API server checks etcd’s certificate',
      kind: 'automated',
      expected: '--etcd-cafile is set',
      remedy: set(['etcd-cafile']),
      threat: { category: 'tampering', text: 'whoever stands between them answers for etcd' },
    },
    areSet('etcd-cafile'),
  ],
  [
    '1.2.27',
    {
      title: 'What etcd stores is encrypted',
      kind: 'manual',
      expected: `--${ENCRYPTION} is set`,
      remedy: set([ENCRYPTION], `apiServer.extraArgs ${ENCRYPTION}, with extraVolumes`),
      threat: { category: 'information-disclosure', text: 'a disk or a backup of etcd is every secret of every tenant' },
    },
    areSet(ENCRYPTION),
  ],
  [
    '1.2.28',
    {
      title: 'Secrets are encrypted by a strong provider',
      kind: 'manual',
      expected: `the first provider for secrets is one of ${APPROPRIATE.join(', ')}`,
      remedy: { text: `put ${APPROPRIATE.join(', ')} first in the EncryptionConfiguration, and identity last` },
      threat: { category: 'information-disclosure', text: 'with identity first nothing new is encrypted' },
    },
    encryption,
  ],
  [
    '1.2.29',
    {
      title: 'The API server takes strong ciphers only',
      kind: 'manual',
      expected: '--tls-cipher-suites has suites with forward secrecy and AEAD only',
      remedy: {
        text: `set --tls-cipher-suites to suites among ${STRONG_SUITES.slice(3, 5).join(', ')}, …`,
        kubeadm: 'apiServer.extraArgs tls-cipher-suites',
      },
      threat: { category: 'information-disclosure', text: 'what was recorded today is read when the key is known tomorrow' },
    },
    suites,
  ],
];

/** Keys, certificates and what is encrypted with them. */
export const apiServerKeys: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) =>
  onProgram('kube-apiserver', id, requirement, test),
);
