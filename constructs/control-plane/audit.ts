import { dirname } from 'node:path/posix';
import { checkKeys, checkWord, PalisadeError, type Problems, shown } from '../problems';
import { yamlStream } from '../yaml';
import { auditRules } from './audit-rules';
import { checkFlagPath, checkUrl, checkWhole } from './checks';
import type { Flags, HostFile, Part, Surroundings, TenantFacts } from './part';
import { places } from './places';

/** The log on each host of the control plane. */
export interface AuditLogProps {
  /** For how many days old files are kept, 30 to 3650. @default 30 */
  readonly days?: number;

  /** How many old files are kept, 10 to 10000. @default 100 */
  readonly files?: number;

  /** How large a file may become in megabytes, 100 to 10000. @default 100 - about 10 gigabytes together */
  readonly megabytes?: number;

  /** Whether old files are compressed. What ships them has to be done with a file by then. @default false */
  readonly compress?: boolean;

  /**
   * What happens to a request that cannot be written down, as on a disk that is full: with `blocking` it is answered, with `blocking-strict`
   * it fails, and every request is written down twice. `batch` is refused: it loses events in a crash and when there are many.
   *
   * @default 'blocking'
   */
  readonly mode?: 'blocking' | 'blocking-strict';
}

/** A receiver of events in another place, which an intruder on the control plane cannot change. It is sent batches over mutual TLS. */
export interface AuditWebhookProps {
  /** Its `https` URL. */
  readonly server: string;
  /** The certificate authority that its certificate is of, absolute on the hosts of the control plane. */
  readonly authority: string;
  /** The certificate that the API server shows, absolute. */
  readonly certificate: string;
  /** Its key, absolute. */
  readonly key: string;
  /** `batch` never waits, and loses events when the receiver is too slow; the others wait for it. @default 'batch' */
  readonly mode?: 'batch' | 'blocking' | 'blocking-strict';
}

export interface AuditProps {
  /** `false` only with a webhook. @default - 30 days, about 10 gigabytes */
  readonly log?: AuditLogProps | false;

  /** @default - none: the log stays on the host until something ships it */
  readonly webhook?: AuditWebhookProps;

  /** More resources that hold secrets, of which no body is written down, such as `widgets.example.com`. @default [] */
  readonly sensitive?: readonly string[];

  /**
   * Tenants of whom changes to workloads are written down with what was asked (`Request`), and answered (`RequestResponse`). A pod that has a
   * password among its variables or arguments shows it to whoever reads the log.
   *
   * @default {} - who did what to which workload, without its body
   */
  readonly tenants?: Readonly<Record<string, 'Request' | 'RequestResponse'>>;
}

const KEYS: Readonly<Record<keyof AuditProps, true>> = { log: true, webhook: true, sensitive: true, tenants: true };
const LOG_KEYS: Readonly<Record<keyof AuditLogProps, true>> = { days: true, files: true, megabytes: true, compress: true, mode: true };
const WEBHOOK_KEYS: Readonly<Record<keyof AuditWebhookProps, true>> = {
  server: true,
  authority: true,
  certificate: true,
  key: true,
  mode: true,
};
const POLICY = `${places.apiServer}/audit-policy.yaml`;
const WEBHOOK = `${places.apiServer}/audit-webhook.yaml`;

/**
 * The largest event that is sent, in bytes: above six times the megabyte that the headers of a request may have, as a character of its URL
 * becomes up to six. A lower limit would let anybody drop the trace of a request by making its URL long.
 */
const LARGEST_EVENT = 8 * 1024 * 1024;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --audit-log-compress': 'availability: old files leave room for more of them',
  'kube-apiserver --audit-log-format': 'repudiation: every field of an event can be searched',
  'kube-apiserver --audit-log-maxage': 'repudiation: what happened weeks ago can still be looked up',
  'kube-apiserver --audit-log-maxbackup': 'repudiation: many requests do not push the interesting ones out at once',
  'kube-apiserver --audit-log-maxsize': 'repudiation: many requests do not push the interesting ones out at once',
  'kube-apiserver --audit-log-mode': 'repudiation: an event is written before the request is answered, and a crash loses none',
  'kube-apiserver --audit-log-path': 'repudiation: who did what is written down on each member',
  'kube-apiserver --audit-log-truncate-enabled': 'repudiation: no event is dropped for its size, which a long URL could bring about',
  'kube-apiserver --audit-policy-file': 'repudiation: without a policy nothing is written down at all',
  'kube-apiserver --audit-webhook-config-file': 'tampering: events are in another place before an intruder can change them',
  'kube-apiserver --audit-webhook-initial-backoff': 'repudiation: a receiver that was away for a moment is sent its events again',
  'kube-apiserver --audit-webhook-mode': 'denial of service: whether requests wait for the receiver is decided, not left to a default',
  'kube-apiserver --audit-webhook-truncate-enabled': 'repudiation: a batch that the receiver would refuse for its size is cut up',
  'kube-apiserver --audit-webhook-truncate-max-batch-size': 'repudiation: a batch holds the largest event that there can be',
  'kube-apiserver --audit-webhook-truncate-max-event-size': 'repudiation: no request is dropped for a long URL',
  'kube-apiserver --audit-webhook-version': 'repudiation: the receiver is sent what it knows',
  'apiserver/audit-policy.yaml:omitManagedFields': 'denial of service: who owns which field is long, and says nothing about the request',
  'apiserver/audit-policy.yaml:omitStages': 'denial of service: a request is written down once, when it is known how it ended',
  'apiserver/audit-policy.yaml:rules': 'repudiation: everything that people and tenants do leaves a trace, and no trace holds a secret',
};

/** Who did what, when, from where, to what: the audit policy, and where events go. */
export function auditPart(props: AuditProps | undefined, surroundings: Surroundings, problems: Problems): Part {
  const given = props ?? {};
  checkKeys(problems, 'audit', given, KEYS);
  const log = logOf(problems, given.log);
  const webhook = webhookOf(problems, given.webhook);
  if (log === undefined && webhook === undefined)
    problems.add('audit.log must not be false without audit.webhook, as events would go nowhere');
  const strict = log?.mode === 'blocking-strict' || webhook?.mode === 'blocking-strict';
  const sensitive = sensitiveOf(problems, given.sensitive ?? []);
  const tenants = tenantsOf(problems, given.tenants ?? {});
  const policy: HostFile = {
    path: 'apiserver/audit-policy.yaml',
    text: () => policyText(strict, sensitive, tenants, surroundings.tenants(), problems.path),
    installedAt: POLICY,
    readBy: ['kube-apiserver'],
  };
  const receiver: HostFile = {
    path: 'apiserver/audit-webhook.yaml',
    text: () => (webhook === undefined ? '' : kubeconfigText(webhook)),
    installedAt: WEBHOOK,
    readBy: ['kube-apiserver'],
  };
  return {
    flags: { 'kube-apiserver': { 'audit-policy-file': POLICY, ...logFlags(log), ...webhookFlags(webhook) } },
    files: webhook === undefined ? [policy] : [policy, receiver],
    directories: log === undefined ? [] : [{ path: places.auditLog, permissions: '0700', owner: 'root', writtenBy: ['kube-apiserver'] }],
    reads:
      webhook === undefined
        ? {}
        : { 'kube-apiserver': [webhook.authority, webhook.certificate, webhook.key].map((path) => dirname(`${path}`)) },
    reasons,
  };
}

function logOf(problems: Problems, given: unknown): AuditLogProps | undefined {
  if (given === false) return undefined;
  const log = sound(problems, 'audit.log', given, LOG_KEYS) as AuditLogProps;
  checkWord(problems, 'audit.log.mode', log.mode, ['blocking', 'blocking-strict']);
  if (log.compress !== undefined && typeof log.compress !== 'boolean')
    problems.add(`audit.log.compress must be true or false, got ${shown(log.compress)}`);
  checkWhole(problems, 'audit.log.days', log.days ?? 30, 30, 3650);
  checkWhole(problems, 'audit.log.files', log.files ?? 100, 10, 10_000);
  checkWhole(problems, 'audit.log.megabytes', log.megabytes ?? 100, 100, 10_000);
  return log;
}

function webhookOf(problems: Problems, given: unknown): AuditWebhookProps | undefined {
  if (given === undefined) return undefined;
  const webhook = sound(problems, 'audit.webhook', given, WEBHOOK_KEYS) as unknown as AuditWebhookProps;
  checkUrl(problems, 'audit.webhook.server', webhook.server);
  for (const field of ['authority', 'certificate', 'key'] as const) checkFlagPath(problems, `audit.webhook.${field}`, webhook[field]);
  checkWord(problems, 'audit.webhook.mode', webhook.mode, ['batch', 'blocking', 'blocking-strict']);
  return webhook;
}

function sound(problems: Problems, what: string, given: unknown, keys: Readonly<Record<string, true>>): object {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(`${what} must be an object of options, got ${shown(given)}`);
    return {};
  }
  checkKeys(problems, what, given, keys);
  return given;
}

function sensitiveOf(problems: Problems, given: unknown): readonly string[] {
  const list = Array.isArray(given) ? given : [given];
  const wrong = list.filter((each) => typeof each !== 'string' || !/^[a-z][a-z0-9-]*(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(each));
  for (const each of wrong)
    problems.add(`audit.sensitive must be a list of resources such as 'widgets.example.com', in lower case and plural, got ${shown(each)}`);
  return wrong.length > 0 ? [] : [...new Set(list)];
}

function tenantsOf(problems: Problems, given: unknown): NonNullable<AuditProps['tenants']> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(`audit.tenants must be such as { shop: 'Request' }, got ${shown(given)}`);
    return {};
  }
  for (const [tenant, level] of Object.entries(given)) {
    if (level !== 'Request' && level !== 'RequestResponse')
      problems.add(`audit.tenants must be Request or RequestResponse for the tenant '${tenant}', got ${shown(level)}`);
  }
  return given as NonNullable<AuditProps['tenants']>;
}

function logFlags(log: AuditLogProps | undefined): Flags {
  if (log === undefined) return {};
  return {
    'audit-log-path': `${places.auditLog}/audit.log`,
    'audit-log-format': 'json',
    'audit-log-mode': log.mode ?? 'blocking',
    'audit-log-maxage': `${log.days ?? 30}`,
    'audit-log-maxbackup': `${log.files ?? 100}`,
    'audit-log-maxsize': `${log.megabytes ?? 100}`,
    ...(log.compress === true ? { 'audit-log-compress': 'true' } : {}),
    'audit-log-truncate-enabled': 'false',
  };
}

function webhookFlags(webhook: AuditWebhookProps | undefined): Flags {
  if (webhook === undefined) return {};
  return {
    'audit-webhook-config-file': WEBHOOK,
    'audit-webhook-version': 'audit.k8s.io/v1',
    'audit-webhook-mode': webhook.mode ?? 'batch',
    'audit-webhook-initial-backoff': '10s',
    'audit-webhook-truncate-enabled': 'true',
    'audit-webhook-truncate-max-event-size': `${LARGEST_EVENT}`,
    'audit-webhook-truncate-max-batch-size': `${LARGEST_EVENT}`,
  };
}

/** https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Policy */
function policyText(
  strict: boolean,
  sensitive: readonly string[],
  levels: NonNullable<AuditProps['tenants']>,
  facts: readonly TenantFacts[],
  path: string,
): string {
  const named = Object.entries(levels).map(([tenant, level]) => {
    const namespaces = facts.filter((each) => each.tenant === tenant).map(({ namespace }) => namespace);
    return { tenant, level, namespaces: namespaces.sort() };
  });
  const unknown = named.filter(({ namespaces }) => namespaces.length === 0);
  if (unknown.length > 0) {
    const known = [...new Set(facts.map(({ tenant }) => tenant))].sort().join(', ');
    throw new PalisadeError(
      unknown.map(({ tenant }) => `[${path}] audit.tenants must name tenants of the platform (${known || 'it has none'}), got '${tenant}'`),
    );
  }
  return yamlStream([
    {
      apiVersion: 'audit.k8s.io/v1',
      kind: 'Policy',
      // A request that has to fail when it cannot be written down is written down when it comes in.
      ...(strict ? {} : { omitStages: ['RequestReceived'] }),
      omitManagedFields: true,
      rules: auditRules(sensitive, named),
    },
  ]);
}

/** The file that names the receiver; it has paths of keys, no keys. */
function kubeconfigText({ server, authority, certificate, key }: AuditWebhookProps): string {
  const name = 'audit';
  return yamlStream([
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: { server, 'certificate-authority': authority } }],
      users: [{ name, user: { 'client-certificate': certificate, 'client-key': key } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    },
  ]);
}
