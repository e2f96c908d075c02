import type { Seconds } from '../duration';
import { checkObjectName } from '../names';
import { checkWord, type Problems, shown } from '../problems';
import { yamlStream } from '../yaml';
import { kubeconfigDirectory } from './kubeconfigs';
import type { ConfigDocument, Part, Surroundings } from './part';
import { places } from './places';
import { itemsOf, objectOf, timeOf } from './shape';

const PLACES = ['before-rbac', 'after-rbac'] as const;
const FAILURES = ['Deny', 'NoOpinion'] as const;

/** Somebody who is asked whether a request may be, besides roles. */
export interface AuthorizationWebhookProps {
  /** What it is called in metrics, a DNS subdomain. @default 'webhook' */
  readonly name?: string;

  /** A kubeconfig on the hosts of the control plane, absolute, with its `https` address, its authority and a certificate for it. */
  readonly kubeconfig: string;

  /** Whether it may refuse what roles allow (`before-rbac`), or only allow what they do not. @default 'before-rbac' */
  readonly order?: (typeof PLACES)[number];

  /**
   * What holds when it does not answer. `NoOpinion` is for `after-rbac` alone, where nobody is left to allow: before, it would let through
   * what it is there to refuse. With `Deny` before roles, a webhook that is down stops everybody but nodes and `system:masters`: leave
   * out with `conditions` what has to go on.
   *
   * @default 'Deny'
   */
  readonly failure?: (typeof FAILURES)[number];

  /** How long to wait for it, in seconds, 1 to 30. @default 3 */
  readonly timeout?: Seconds;

  /** For how long a yes is remembered, in seconds, 1 to 3600. @default 60 */
  readonly allowTtl?: Seconds;

  /** For how long a no is remembered, in seconds, 1 to 3600. @default 30 */
  readonly denyTtl?: Seconds;

  /** CEL expressions of `request`, all of which have to be true for it to be asked. @default [] - it is always asked */
  readonly conditions?: readonly string[];
}

export interface AuthorizationProps {
  /** From Kubernetes 1.32. @default - nobody but roles, and for kubelets their own pods */
  readonly webhook?: AuthorizationWebhookProps;
}

const WEBHOOK: Readonly<Record<keyof AuthorizationWebhookProps, true>> = {
  name: true,
  kubeconfig: true,
  order: true,
  failure: true,
  timeout: true,
  allowTtl: true,
  denyTtl: true,
  conditions: true,
};

/** The minor version of AuthorizationConfiguration v1. */
const SINCE = 32;

const PATH = `${places.apiServer}/authorization.yaml`;

export const reasons: Readonly<Record<string, string>> = {
  'kube-apiserver --authorization-config': 'elevation: every request needs a role and the word of the webhook, which fails closed',
};

/** Who may do what: nodes what their pods use, everybody else what roles say, and a webhook where there is one. */
export function authorizationPart(props: AuthorizationProps | undefined, { minor }: Surroundings, problems: Problems): Part {
  const { webhook } = objectOf(problems, 'authorization', props, { webhook: true });
  if (webhook === undefined) return { reasons };
  if (minor < SINCE) problems.add(`authorization.webhook needs Kubernetes 1.${SINCE}, got a target of 1.${minor}`);
  const { order, authorizer, directories } = webhookOf(problems, webhook);
  const [node, roles] = [
    { type: 'Node', name: 'node' },
    { type: 'RBAC', name: 'rbac' },
  ];
  const authorizers = order === 'after-rbac' ? [node, roles, authorizer] : [node, authorizer, roles];
  const document = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthorizationConfiguration', authorizers };
  return {
    flags: { 'kube-apiserver': { 'authorization-config': PATH } },
    replaces: { 'kube-apiserver': ['authorization-mode'] },
    files: [
      {
        path: 'apiserver/authorization.yaml',
        text: () => yamlStream([document]),
        installedAt: PATH,
        permissions: '0600',
        hosts: 'control-plane',
        readBy: ['kube-apiserver'],
      },
    ],
    reads: { 'kube-apiserver': directories },
    reasons,
  };
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization */
function webhookOf(problems: Problems, props: AuthorizationWebhookProps) {
  const what = 'authorization.webhook';
  const given = objectOf(problems, what, props, WEBHOOK);
  const { name = 'webhook', kubeconfig, order = 'before-rbac', failure = 'Deny', timeout = 3, allowTtl = 60, denyTtl = 30 } = given;
  checkObjectName(problems, `${what}.name`, name);
  if (name === 'node' || name === 'rbac') problems.add(`${what}.name must not be that of another authorizer, got '${name}'`);
  const directories = kubeconfigDirectory(problems, `${what}.kubeconfig`, kubeconfig);
  checkWord(problems, `${what}.order`, order, PLACES);
  checkWord(problems, `${what}.failure`, failure, FAILURES);
  if (failure === 'NoOpinion' && order !== 'after-rbac')
    problems.add(`${what}.failure must be 'Deny' before roles: without an answer, what it is there to refuse would be let through`);
  const conditions = itemsOf(problems, `${what}.conditions`, given.conditions);
  if (conditions.length > 64) problems.add(`${what}.conditions must be 64 at most, got ${conditions.length}`);
  for (const [index, expression] of conditions.entries()) {
    if (typeof expression !== 'string' || !/\S/.test(expression))
      problems.add(`${what}.conditions must be CEL expressions such as "!('system:masters' in request.groups)", got ${shown(expression)}`);
    else if (conditions.indexOf(expression) !== index) problems.add(`${what}.conditions must be different, got ${shown(expression)} twice`);
  }
  const webhook: ConfigDocument = {
    timeout: timeOf(problems, `${what}.timeout`, timeout, 1, 30),
    authorizedTTL: timeOf(problems, `${what}.allowTtl`, allowTtl, 1, 3600),
    unauthorizedTTL: timeOf(problems, `${what}.denyTtl`, denyTtl, 1, 3600),
    subjectAccessReviewVersion: 'v1',
    matchConditionSubjectAccessReviewVersion: 'v1',
    failurePolicy: failure,
    connectionInfo: { type: 'KubeConfigFile', kubeConfigFile: kubeconfig },
    ...(conditions.length === 0 ? {} : { matchConditions: conditions.map((expression) => ({ expression })) }),
  };
  return { order, directories, authorizer: { type: 'Webhook', name, webhook } };
}
