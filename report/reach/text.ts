import type { TierRule } from '../../analysis/network/admin-policies';
import { NO_PORTS, portSetText } from '../../analysis/network/port-sets';
import type { RuleReference } from '../../analysis/reachability/reasons';
import type { Side } from '../../analysis/reachability/verdict';
import { objectText } from '../object';
import { line } from '../text';
import { plural, short } from '../words';
import type { Answer, Reach, Row } from './rows';

/** The longest name on one side that keeps the columns straight. */
const WIDEST = 60;
const MOST = 400;

/** Who reaches whom, as columns; then what it rests on. */
export function reachText({ rows, answers, assumptions, isExplained }: Reach): string {
  const parts = answers.length > 0 ? answers.map(answerText) : [table(rows, isExplained), sum(rows)];
  return [...parts, assumptions.length === 0 ? '' : ['assumed:', ...assumptions.map(assumptionText)].join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function assumptionText({ name, text, about }: Reach['assumptions'][number]): string {
  const some = about.length === 0 ? '' : ` (${about.slice(0, 8).join(', ')}${about.length > 8 ? ` and ${about.length - 8} more` : ''})`;
  return short(line(`  ${name}: ${text}${some}`), MOST);
}

function table(rows: readonly Row[], isExplained: boolean): string {
  const cells = rows.map((row) => [line(row.from.text), line(row.to.text), portSetText(row.path.ports)] as const);
  const widths = [0, 1].map((column) => Math.min(WIDEST, Math.max(0, ...cells.map((cell) => cell[column as 0 | 1].length))));
  return rows
    .flatMap((row, index) => {
      const [from, to, ports] = cells[index] ?? ['', '', ''];
      const open = row.path.verdict === 'allow' ? '->' : '?>';
      const told = `${from.padEnd(widths[0] ?? 0)}  ${open}  ${to.padEnd(widths[1] ?? 0)}  ${ports}`;
      const reasons = isExplained ? [...row.declared.map((each) => `declared: ${each}`), ...row.rules.map(ruleText)] : [];
      return [told, ...reasons.map((each) => `    ${short(line(each), MOST)}`)];
    })
    .join('\n');
}

function sum(rows: readonly Row[]): string {
  const undecided = rows.filter(({ path }) => path.verdict !== 'allow').length;
  const silent = rows.filter(({ declared }) => declared.length === 0).length;
  const open = rows.length - undecided;
  return [
    open === 0 && undecided === 0 ? 'nothing is open' : `${plural(open, 'path')} ${open === 1 ? 'is' : 'are'} open`,
    ...(undecided === 0 ? [] : [`${undecided} not decided (?>): they depend on what the manifests do not say`]),
    // Where nobody declares anything, nothing is missing.
    ...(silent === 0 || silent === rows.length ? [] : [`${silent} declared by nobody`]),
  ].join(', ');
}

function answerText({ from, to, port, verdict }: Answer): string {
  const { allowed, undecided } = verdict;
  const what = port === undefined ? '' : ` ${port}`;
  const ports = [
    ...(port === undefined && allowed.length > 0 ? [portSetText(allowed)] : []),
    ...(port === undefined && undecided.length > 0 ? [`not decided: ${portSetText(undecided)}`] : []),
  ];
  return [
    line(`${from.name} -> ${to.name}${what}: ${verdict.verdict}${ports.length === 0 ? '' : ` (${ports.join('; ')})`}`),
    ...verdict.because.flatMap(sideText),
  ].join('\n');
}

const STATES = {
  open: 'no policy closes it',
  ungoverned: 'no policy here has a say',
  closed: '',
} as const;

/** What one end says: what lets through, what closes, and rules that mean others. */
function sideText({ direction, endpoint, state, allowed, undecided, isolatedBy, allowedBy, decidedBy, missedBy }: Side): readonly string[] {
  const passes = allowed !== NO_PORTS && allowed.length > 0 ? 'allow' : undecided.length > 0 ? 'not decided' : 'deny';
  const others = new Set(allowedBy.map(({ policy }) => policy));
  const against = isolatedBy.filter((policy) => !others.has(policy));
  return [
    `  ${direction} of ${endpoint.name}: ${passes}${STATES[state] === '' ? '' : `, ${STATES[state]}`}`,
    ...decidedBy.map((rule) => `    ${rule.action} by ${tierText(rule)}`),
    ...allowedBy.map((each) => `    for: ${ruleText(each)} (${portSetText(each.ports)})`),
    ...(allowedBy.length > 0 ? [] : against.map((policy) => `    against: ${placed(policy.manifest, policy.pointer)}`)),
    ...(passes === 'allow'
      ? []
      : missedBy.map((each) => `    not for it: ${ruleText(each)} (${each.why === 'port' ? 'other ports' : 'others'})`)),
  ].map((each) => short(line(each), MOST));
}

/** `NetworkPolicy.networking.k8s.io shop/cart /spec/ingress/0  shop.yaml:12`. */
function ruleText({ policy, rule }: RuleReference): string {
  return placed(policy.manifest, rule.pointer);
}

function tierText({ policy, pointer }: TierRule): string {
  return placed(policy.manifest, pointer);
}

function placed(manifest: RuleReference['policy']['manifest'], pointer: string): string {
  const place = manifest.place?.(pointer);
  return `${objectText(manifest)} ${pointer}${place === undefined ? '' : `  ${place.file}:${place.line}`}`;
}
