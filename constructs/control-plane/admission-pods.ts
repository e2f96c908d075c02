import { checkName } from '../names';
import { poolAnnotations } from '../node-pool';
import { checkWord, type Problems, shown } from '../problems';
import { checkWhole } from './checks';
import type { ConfigDocument, TenantFacts } from './part';
import { entriesOf, itemsOf, objectOf, textOf } from './shape';

/** Which nodes pods are put on where their namespace does not say. */
export interface PodNodeSelectorProps {
  /**
   * The node labels for pods of namespaces without the annotation `scheduler.alpha.kubernetes.io/node-selector`. kube-system is such a
   * namespace: annotate it first, or its pods run on these nodes alone.
   *
   * @default {} - any node that lets them
   */
  readonly clusterDefault?: Readonly<Record<string, string>>;

  /** The only node labels that pods of a namespace may ask for, by namespace. @default {} - any */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A toleration, with the fields that Kubernetes has for it. */
export interface TolerationProps {
  readonly key?: string;
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
  readonly tolerationSeconds?: number;
}

/** Which taints pods tolerate where their namespace does not say; what Palisade writes for tenants says it. */
export interface PodTolerationRestrictionProps {
  /** Given to pods of namespaces without the annotation `scheduler.alpha.kubernetes.io/defaultTolerations`. @default [] */
  readonly default?: readonly TolerationProps[];

  /**
   * The only ones that pods may have in namespaces without the annotation `scheduler.alpha.kubernetes.io/tolerationsWhitelist`. The pods of
   * kube-system tolerate everything: annotate it first.
   *
   * @default [] - any
   */
  readonly whitelist?: readonly TolerationProps[];
}

const TOLERATION: Readonly<Record<keyof TolerationProps, true>> = {
  key: true,
  operator: true,
  value: true,
  effect: true,
  tolerationSeconds: true,
};
const EFFECTS = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'] as const;
const LABEL_KEY = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector */
export function podNodeSelector(problems: Problems, props: PodNodeSelectorProps): ConfigDocument {
  const what = 'admission.podNodeSelector';
  const { clusterDefault, namespaces } = objectOf(problems, what, props, { clusterDefault: true, namespaces: true });
  const example = "{ 'online-boutique': { 'node-restriction.kubernetes.io/pool': 'online-boutique' } }";
  const own = entriesOf(problems, `${what}.namespaces`, namespaces, example).map(([namespace, labels]) => {
    checkName(problems, `a namespace of ${what}.namespaces`, namespace);
    return [namespace, selectorOf(problems, `${what}.namespaces of '${namespace}'`, labels)];
  });
  const wide = selectorOf(problems, `${what}.clusterDefault`, clusterDefault ?? {});
  return { podNodeSelectorPluginConfig: { ...(wide === '' ? {} : { clusterDefaultNodeSelector: wide }), ...Object.fromEntries(own) } };
}

/** Why no pod of a tenant could be written: the namespace asks for node labels that it may not ask for. */
export function selectorProblem(props: PodNodeSelectorProps | undefined, { namespace, pools }: TenantFacts): readonly string[] {
  const allowed = props?.namespaces?.[namespace] ?? {};
  const asked = poolAnnotations(pools)['scheduler.alpha.kubernetes.io/node-selector'];
  if (asked === undefined || Object.keys(allowed).length === 0) return [];
  const [key = '', value] = asked.split('=');
  if (Object.hasOwn(allowed, key) && allowed[key] === value) return [];
  return [
    `admission.podNodeSelector.namespaces must let the namespace '${namespace}' ask for the nodes of its tenant: add '${key}': '${value}', or leave the namespace out`,
  ];
}

function selectorOf(problems: Problems, what: string, labels: Readonly<Record<string, string>>): string {
  const pairs = entriesOf(problems, what, labels, "{ 'kubernetes.io/os': 'linux' }");
  for (const [key, value] of pairs) {
    if (!LABEL_KEY.test(key) || typeof value !== 'string' || !LABEL_VALUE.test(value))
      problems.add(`${what} must be node labels such as { 'kubernetes.io/os': 'linux' }, got ${shown(key)}: ${shown(value)}`);
  }
  return pairs.map(([key, value]) => `${key}=${textOf(value)}`).join(',');
}

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podtolerationrestriction */
export function podTolerationRestriction(problems: Problems, props: PodTolerationRestrictionProps): ConfigDocument {
  const what = 'admission.podTolerationRestriction';
  const given = objectOf(problems, what, props, { default: true, whitelist: true });
  const list = (field: keyof PodTolerationRestrictionProps) =>
    itemsOf(problems, `${what}.${field}`, given[field]).map((item) => tolerationOf(problems, `an item of ${what}.${field}`, item));
  return {
    apiVersion: 'podtolerationrestriction.admission.k8s.io/v1alpha1',
    kind: 'Configuration',
    default: list('default'),
    whitelist: list('whitelist'),
  };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#scheduling (tolerations) */
function tolerationOf(problems: Problems, what: string, item: TolerationProps): ConfigDocument {
  // An item that is nothing is as wrong as one that is no object.
  const given = objectOf(problems, what, item ?? (null as never), TOLERATION);
  const { key, operator = 'Equal', value, effect, tolerationSeconds } = given;
  checkWord(problems, `operator of ${what}`, operator, ['Equal', 'Exists']);
  checkWord(problems, `effect of ${what}`, effect, EFFECTS);
  if (key !== undefined && (typeof key !== 'string' || !LABEL_KEY.test(key)))
    problems.add(`key of ${what} must be the key of a taint, got ${shown(key)}`);
  if (value !== undefined && (typeof value !== 'string' || !LABEL_VALUE.test(value)))
    problems.add(`value of ${what} must be the value of a taint, got ${shown(value)}`);
  if (key === undefined) problems.add(`${what} must name the key of a taint: without, every taint is tolerated; got ${shown(item)}`);
  if (operator === 'Exists' && value !== undefined)
    problems.add(`${what} must not have a value where the operator is Exists, got ${shown(value)}`);
  if (tolerationSeconds !== undefined) {
    checkWhole(problems, `tolerationSeconds of ${what}`, tolerationSeconds, 0, 2 ** 31 - 1);
    if (effect !== 'NoExecute') problems.add(`tolerationSeconds of ${what} must be beside the effect NoExecute, got ${shown(effect)}`);
  }
  return Object.fromEntries(Object.entries({ key, operator, value, effect, tolerationSeconds }).filter(([, each]) => each !== undefined));
}
