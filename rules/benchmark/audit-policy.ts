import { type AuditConcern, auditConcerns } from '../../analysis/control-plane/audit-concerns';
import { auditPolicyOf } from '../../analysis/control-plane/audit-levels';
import type { ConfigDocument } from '../../analysis/control-plane/program';
import type { Verdict } from './check';

/** What is said of one rule: some requests of many. */
const LISTED = 5;

/**
 * Whether an audit policy writes down what matters, and no bodies with secrets.
 *
 * @param minor the version of Kubernetes; where nobody says, what only newer ones understand counts for nothing
 */
export function policyVerdict(document: ConfigDocument, minor: number | undefined): Verdict {
  const known = VERDICTS.get(document);
  if (known?.minor === minor && known !== undefined) return known.verdict;
  const verdict = judged(document, minor);
  VERDICTS.set(document, { minor, verdict });
  return verdict;
}

/** One policy is read by every API server of a cluster, and takes long to judge. */
const VERDICTS = new WeakMap<ConfigDocument, { readonly minor: number | undefined; readonly verdict: Verdict }>();

function judged(document: ConfigDocument, minor: number | undefined): Verdict {
  const { policy, faults } = auditPolicyOf(document.value, minor ?? 0);
  const [fault] = faults;
  if (policy === undefined || fault !== undefined) {
    const actual = `the API server does not start with the audit policy: ${faults.map(({ message }) => message).join('; ')}`;
    return { holds: 'no', actual, place: document.place(fault?.pointer ?? '') };
  }
  // Nobody says here whose they are: every namespace that a rule names counts.
  const named = new Set(policy.rules.flatMap(({ namespaces }) => [...namespaces]));
  const concerns = auditConcerns(
    policy,
    [...named].filter((namespace) => namespace !== '').map((namespace) => ({ tenant: namespace, namespace })),
  );
  const [first] = concerns;
  if (first === undefined)
    return { holds: 'yes', actual: 'what matters is written down, without bodies of secrets', place: document.place('/rules') };
  const rule = first.rule === undefined ? '/rules' : `/rules/${first.rule}`;
  return { holds: 'no', actual: concerns.map(concernText).join('; '), place: document.place(rule) };
}

function concernText({ about, rule, requests, tenants }: AuditConcern): string {
  const more = requests.length > LISTED ? ` and ${requests.length - LISTED} more` : '';
  const whose = rule === undefined ? 'no rule is met by' : `rule ${rule + 1} ${about === 'body' ? 'writes bodies of' : 'drops'}`;
  const where = tenants.length === 0 ? '' : ` in ${tenants.slice(0, LISTED).join(', ')}`;
  return `${whose} ${requests.slice(0, LISTED).join(', ')}${more}${where}`;
}
