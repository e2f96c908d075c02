import { type KubernetesObject, listAt, type Manifest, stringAt } from '../analysis/manifest';
import type { ScopedExemption } from '../rules/exemption';
import type { Finding } from '../rules/rule';
import { findingText, line } from './text';
import { plural } from './words';

/** What a synthesis wrote. */
export interface Synthesis {
  readonly manifests: readonly Manifest[];
  readonly files: number;
  readonly exempted: readonly { readonly exemption: ScopedExemption; readonly findings: number }[];
  readonly warnings: readonly Finding[];
  /** How far its tenants are apart, in a line; `undefined` where it has none. */
  readonly isolation: string | undefined;
  readonly milliseconds: number;
}

/** How many openings and exemptions are listed; the rest is counted. */
const LISTED = 12;

const TENANT_LABEL = 'palisade.dev/tenant';
const ALLOWS = 'palisade.dev/allows';

/** A few lines about a synthesis: how much it is, what is open towards the outside of each namespace, and what is exempted. */
export function summaryText({ manifests, files, exempted, warnings, isolation, milliseconds }: Synthesis): string {
  const tenants = new Set(
    manifests.map(({ object }) => (object.kind === 'Namespace' ? object.metadata.labels?.[TENANT_LABEL] : undefined)),
  );
  tenants.delete(undefined);
  const apps = manifests.filter(({ object }) => object.apiVersion === 'apps/v1' && object.kind === 'Deployment').length;
  const policies = manifests.filter(({ object }) => object.kind === 'NetworkPolicy').map(({ object }) => object);
  const calls = policies.reduce((sum, policy) => sum + callsWithin(policy), 0);
  const outside = policies.flatMap(openings);
  const accepted = exempted.map(({ exemption: { rule, declared, owner, expires, reason }, findings }) => {
    const where = declared.manifest.source === '' ? 'everything' : declared.manifest.source;
    return `${rule} in ${where}: ${plural(findings, 'finding')} until ${expires}, ${owner}: ${reason}`;
  });
  return [
    `${plural(tenants.size, 'tenant')}, ${plural(apps, 'app')}, ${plural(manifests.length, 'object')} in ${plural(files, 'file')}, ${(milliseconds / 1000).toFixed(2)} s`,
    `open: ${plural(calls, 'call')} inside namespaces, ${outside.length} across their borders`,
    ...listed(outside),
    ...(isolation === undefined ? [] : [isolation]),
    `exempt: ${exempted.length === 0 ? 'nothing' : plural(exempted.length, 'exemption')}`,
    ...listed(accepted),
    ...(warnings.length === 0 ? [] : [`weak: ${plural(warnings.length, 'warning')}`]),
  ]
    .map(line)
    .concat(listed(warnings.map(findingText)))
    .join('\n');
}

/** Callers inside the namespace that the policy lets in. */
function callsWithin(policy: KubernetesObject): number {
  return listAt(policy, 'spec', 'ingress').reduce((sum: number, rule) => sum + listAt(rule, 'from').filter(isLocal).length, 0);
}

function isLocal(peer: unknown): boolean {
  const fields = Object.keys(peer as object);
  return fields.length === 1 && fields[0] === 'podSelector';
}

/** The lines of the policy's own words that cross the namespace's border. */
function openings(policy: KubernetesObject): string[] {
  const { name, namespace, annotations } = policy.metadata;
  const crosses = ['ingress', 'egress'].some((direction) =>
    listAt(policy, 'spec', direction).some((rule) => [...listAt(rule, 'from'), ...listAt(rule, 'to')].some((peer) => !isLocal(peer))),
  );
  if (!crosses || name === 'allow-dns') return [];
  const local = new Set(
    ['ingress', 'egress']
      .flatMap((direction) => listAt(policy, 'spec', direction).flatMap((rule) => [...listAt(rule, 'from'), ...listAt(rule, 'to')]))
      .filter(isLocal)
      .map(instanceOf),
  );
  const words = annotations?.[ALLOWS]?.split('\n') ?? ['opens more than its namespace'];
  return words.filter((line) => !local.has(line.split(' ')[1])).map((line) => `${namespace}/${name} ${line}`);
}

function instanceOf(peer: unknown): string | undefined {
  return stringAt(peer, 'podSelector', 'matchLabels', 'app.kubernetes.io/instance');
}

function listed(lines: readonly string[]): string[] {
  const shown = lines.slice(0, LISTED).map((line) => `  ${line}`);
  return lines.length > LISTED ? [...shown, `  … and ${lines.length - LISTED} more`] : shown;
}
