import type { Manifest } from '../../analysis/manifest';
import type { TierRule } from '../../analysis/network/admin-policies';
import { intervalsOf, portSetText } from '../../analysis/network/port-sets';
import type { Endpoint } from '../../analysis/reachability/endpoints';
import type { RuleReference } from '../../analysis/reachability/reasons';
import type { Side } from '../../analysis/reachability/verdict';
import { objectText } from '../object';
import { printable } from '../text';
import type { Answer, Reach } from './rows';

/** Grows by one when a field goes, or means something else; not when one is added. */
const SCHEMA_VERSION = 1;

/** Who reaches whom, for programs. `version` is that of palisade. */
export function reachJson({ rows, answers, assumptions }: Reach, version: string): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'palisade', version },
    paths: rows.map(({ path, rules, declared }) => ({
      from: path.from.map(endpointOf),
      to: path.to.map(endpointOf),
      ports: intervalsOf(path.ports),
      verdict: path.verdict,
      declared,
      because: rules.map(ruleOf),
    })),
    answers: answers.map(answerOf),
    assumptions,
  };
  return printable(JSON.stringify(document, null, 2));
}

function endpointOf(endpoint: Endpoint) {
  return { kind: endpoint.kind, name: endpoint.name };
}

function answerOf({ from, to, port, verdict: { verdict, allowed, undecided, because } }: Answer) {
  return {
    from: endpointOf(from),
    to: endpointOf(to),
    port: port ?? null,
    verdict,
    allowed: intervalsOf(allowed),
    undecided: intervalsOf(undecided),
    because: because.map(sideOf),
  };
}

function sideOf({ direction, endpoint, state, allowed, undecided, isolatedBy, allowedBy, decidedBy, missedBy }: Side) {
  return {
    direction,
    endpoint: endpointOf(endpoint),
    state,
    allowed: intervalsOf(allowed),
    undecided: intervalsOf(undecided),
    isolatedBy: isolatedBy.map(({ manifest, pointer }) => placed(manifest, pointer)),
    allowedBy: allowedBy.map((each) => ({ ...ruleOf(each), ports: intervalsOf(each.ports) })),
    decidedBy: decidedBy.map((rule: TierRule) => ({ ...placed(rule.policy.manifest, rule.pointer), action: rule.action })),
    missedBy: missedBy.map((each) => ({ ...ruleOf(each), why: each.why })),
  };
}

function ruleOf({ policy, rule }: RuleReference) {
  return placed(policy.manifest, rule.pointer);
}

function placed(manifest: Manifest, pointer: string) {
  const place = manifest.place?.(pointer);
  return {
    object: objectText(manifest),
    pointer,
    place: place === undefined ? null : { file: place.file, line: place.line, column: place.column },
  };
}

/** The most pairs that one path is taken apart into. */
const MOST_PAIRS = 1000;

/** A line for each pair; a path of very many is told with its groups. https://www.rfc-editor.org/rfc/rfc4180 */
export function reachCsv({ rows }: Reach): string {
  const lines = rows.flatMap(({ from, to, path, declared }) => {
    const rest = [portSetText(path.ports), path.verdict, declared.join('; ')];
    const isSmall = path.from.length * path.to.length <= MOST_PAIRS;
    const pairs = isSmall ? path.from.flatMap((one) => path.to.map((other) => [one.name, other.name])) : [[from.text, to.text]];
    return pairs.map((pair) => [...pair, ...rest].map(cell).join(','));
  });
  return ['from,to,ports,verdict,declared', ...lines].join('\n');
}

/** In quotes where it has to be. What a spreadsheet would run as a formula is made text. */
function cell(text: string): string {
  const safe = printable(text).replace(/^[=+\-@]/, "'$&");
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
