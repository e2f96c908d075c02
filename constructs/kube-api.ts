import type { PolicyRule } from '../imports/k8s';
import type { Seconds } from './duration';
import { type Problems, shown } from './problems';

/** What an app may do at the API server, in its own namespace. */
export interface KubeApiProps {
  /** Exactly these rights; wildcards and the right to widen rights are refused. */
  readonly rules: readonly KubeApiRule[];
  /** Life of the token. @default 3600 */
  readonly expirationSeconds?: Seconds;
}

/** Verbs on resources. */
export interface KubeApiRule {
  /** @default [''] - the core group */
  readonly apiGroups?: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Names to which the verbs are held; never for `create`, and not for a plain `list`. @default - any name */
  readonly resourceNames?: readonly string[];
}

/** Verbs that let whoever has them give themselves more. */
const WIDENING = ['bind', 'escalate', 'impersonate'];

/** The rules as RBAC writes them. Adds a problem for each that is more than it seems. */
export function policyRules(problems: Problems, rules: readonly KubeApiRule[]): readonly PolicyRule[] {
  if (rules.length === 0) problems.add("kubeApi must have at least one rule such as { resources: ['pods'], verbs: ['list'] }, got none");
  return rules.map(({ apiGroups = [''], resources, verbs, resourceNames }) => {
    for (const [what, values] of Object.entries({ apiGroups, resources, verbs, resourceNames })) {
      if (values === undefined) continue;
      if (values.length === 0) problems.add(`${what} of kubeApi must name at least one, got none`);
      for (const value of values) {
        if (value.includes('*')) problems.add(`${what} of kubeApi must be named one by one, got ${shown(value)}`);
        if (what === 'verbs' && WIDENING.includes(value))
          problems.add(`verbs of kubeApi must not be '${value}', with which an app could give itself any right`);
        if (what === 'resources' && value === 'serviceaccounts/token')
          problems.add(
            "resources of kubeApi must not be 'serviceaccounts/token', with which an app could become every other of its namespace",
          );
        if (what === 'verbs' && !/^[a-z*]+$/.test(value))
          problems.add(`verbs of kubeApi must be lower-case words such as 'list', got ${shown(value)}`);
      }
    }
    // A request to create names nothing yet: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
    if (resourceNames !== undefined && verbs.includes('create'))
      problems.add("verbs of kubeApi cannot hold 'create' to resourceNames: give it a rule of its own");
    return { apiGroups, resources, ...(resourceNames === undefined ? {} : { resourceNames }), verbs };
  });
}
