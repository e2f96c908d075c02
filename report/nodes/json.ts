import { taintText } from '../../analysis/placement/nodes';
import type { Break } from '../../analysis/placement/placement';
import type { Reason } from '../../analysis/placement/reason';
import { fieldText } from '../field';
import { objectText } from '../object';
import { printable } from '../text';
import type { NodesReport, TenantNodes } from './report';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** The report for programs: every field is always there, what there is none of is `null`. */
export function nodesJson({ tenants, assumptions, facts, files, objects, unreadable }: NodesReport, version: string): string {
  const { minor, ...plugins } = facts;
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    scope: { kubernetes: `1.${minor}`, files, objects, plugins },
    unreadable: unreadable.map(({ manifest, pointer, message }) => reasonOf({ text: message, where: { manifest, pointer } })),
    tenants: tenants.map(tenantOf),
    assumptions: [...assumptions].map(([name, text]) => ({ name, text })),
  };
  return printable(JSON.stringify(report, null, 2));
}

function tenantOf({ tenant, groups, pods, pinned, exclusive, strangers, loose, levels }: TenantNodes) {
  return {
    tenant,
    nodes: groups.map(({ name, origin, labels, taints, unschedulable, owners }) => ({
      ...{ name, origin, unschedulable, tenants: [...owners.keys()] },
      // Of a Node it has more labels than anybody wants to see.
      labels: origin === 'implied' ? Object.fromEntries(labels) : null,
      taints: taints.map(taintText),
    })),
    workloads: pods.length,
    pinned: { answer: pinned.answer, breaks: pinned.breaks.map(breakOf) },
    exclusive: { answer: exclusive.answer, breaks: exclusive.breaks.map(breakOf) },
    strangers: { answer: strangers.answer, nodes: strangers.group?.name ?? null, reasons: strangers.reasons.map(reasonOf) },
    loose: loose.map(breakOf),
    levels: levels.map(({ manifest, level, keptFromNext }) => ({
      object: objectText(manifest),
      level,
      keptFromNext: keptFromNext.map(({ rule, pointer, message }) => ({
        rule: rule.id,
        field: fieldText(manifest.object, pointer),
        message,
      })),
    })),
  };
}

function breakOf({ answer, text, pod, group, reasons }: Break) {
  const object = pod === undefined ? null : objectText(pod.running.manifest);
  return { answer, text, object, tenant: pod?.tenant ?? null, nodes: group?.name ?? null, reasons: reasons.map(reasonOf) };
}

function reasonOf({ text, where }: Reason) {
  if (where === undefined) return { text, object: null, pointer: null, field: null, place: null };
  const { manifest, pointer } = where;
  const place = manifest.place?.(pointer);
  const at = place === undefined ? null : { file: place.file, line: place.line, column: place.column };
  return { text, object: objectText(manifest), pointer, field: fieldText(manifest.object, pointer), place: at };
}
