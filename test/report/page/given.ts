import type { Manifest } from '../../../analysis/manifest';
import { analysesOf, proofOf } from '../../../analysis/proof/proof';
import { documentsIn } from '../../../analysis/reading/documents';
import type { PageData } from '../../../report/page/data';
import { annotatedExemptions, type ScopedExemption } from '../../../rules/exemption';
import { judge } from '../../../rules/judge';
import { levelsOf } from '../../../rules/level';

export const TODAY = '2030-01-10';

/** A page about manifests that are analysed, and that nobody has judged. */
export function analysedData(manifests: readonly Manifest[]): PageData {
  const facts = { minor: 33, podNodeSelector: 'on', podTolerationRestriction: 'on', extendedResourceToleration: 'off' } as const;
  const analyses = analysesOf(manifests, facts);
  return {
    ...{ manifests, unreadable: [], files: 1, minor: 33, today: TODAY, version: '1.2.3', exemptions: [] },
    ...analyses,
    proof: proofOf(manifests, facts, analyses),
    judgement: { findings: [], exempted: [] },
  };
}

/** A page about manifests, judged by every rule. */
export function pageData(
  manifests: readonly Manifest[],
  { exemptions = [], ...rest }: Partial<PageData> & { readonly exemptions?: readonly ScopedExemption[] } = {},
): PageData {
  const unreadable = rest.unreadable ?? [];
  const cluster = {
    ...{ manifests, unreadable, complete: false, minor: 33, cni: undefined, securityModule: undefined },
    ...{ registries: [], existing: [] },
  };
  return {
    ...analysedData(manifests),
    judgement: judge(cluster, { exemptions, today: TODAY }),
    exemptions: [...exemptions, ...annotatedExemptions(manifests).exemptions],
    levels: levelsOf(cluster),
    ...rest,
  };
}

/** The same of a text. */
export function pageDataOf(yaml: string, rest: Partial<PageData> = {}): PageData {
  const { manifests, unreadable } = documentsIn(yaml, 'platform.yaml');
  return pageData(manifests, { unreadable, ...rest });
}

const POOL = 'node-restriction.kubernetes.io/pool';
const ALLOWS = 'palisade.dev/allows';

/** A closed namespace with one pod on nodes of its own. */
export function tenantYaml(name: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  annotations:
    scheduler.alpha.kubernetes.io/node-selector: ${POOL}=${name}
    scheduler.alpha.kubernetes.io/tolerationsWhitelist: '[{"key":"palisade.dev/pool","value":"${name}","operator":"Equal"}]'
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: ${name} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: ${name}
  labels: { app: cart }
  annotations: { palisade.dev/exempt.pod-managed: 'until 2030-01-20, ${name}-team: moves to a Deployment (MOVE-1)' }
spec:
  nodeSelector: { ${POOL}: ${name} }
  tolerations: [{ key: palisade.dev/pool, value: ${name}, operator: Equal }]
  containers: [{ name: cart, image: redis }]
---
`;
}

/** One half of a call: out of the pod of a namespace, or into it. */
export function halfYaml(way: 'to' | 'from', namespace: string, other: string, declares: string): string {
  const [type, rules] = way === 'to' ? ['Egress', 'egress'] : ['Ingress', 'ingress'];
  const peer = `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${other} } } }]`;
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart-${way}-${other}, namespace: ${namespace}, annotations: { ${ALLOWS}: '${declares}' } }
spec: { podSelector: { matchLabels: { app: cart } }, policyTypes: [${type}], ${rules}: [{ ${way}: ${peer}, ports: [{ port: 6379 }] }] }
---
`;
}

/** A call that whoever is called declares. */
export function callYaml(from: string, to: string): string {
  return `${halfYaml('to', from, to, `to ${to}/cart 6379/TCP`)}${halfYaml('from', to, from, `from ${from}/cart 6379/TCP: pays`)}`;
}

/** A ServiceAccount of one namespace that may read the Secrets of another. */
export function guestYaml(from: string, into: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: ${into} }
rules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: guests, namespace: ${into} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, namespace: ${from}, name: cart }]
---
`;
}

/** Three tenants: bank calls shop with its consent, shop reads the Secrets of bank, market is apart. */
export const PLATFORM = `${['bank', 'market', 'shop'].map(tenantYaml).join('')}${callYaml('bank', 'shop')}${guestYaml('shop', 'bank')}`;
