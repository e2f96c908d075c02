import type { ScopedExemption } from '../rules/exemption';
import type { Finding, Rule } from '../rules/rule';
import { scopeText } from './counts';
import { fieldText } from './field';
import { digestOf, fingerprints } from './fingerprint';
import { prose } from './markdown-escape';
import { objectText } from './object';
import { pageOf, tagsOf } from './references';
import type { Report } from './report';
import { line, printable } from './text';
import { uriOf } from './uri';

/** GitHub refuses files with more. https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 20;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A report in the format of code scanning, SARIF 2.1.0. `version` is that of palisade. */
export function sarifText(report: Report, version: string): string {
  const rules = rulesIn(report);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprint = fingerprints();
  const told = ({ finding, exemption }: Told) => resultOf(finding, exemption, indices.get(finding.rule.id) ?? -1, fingerprint(finding));
  const all: readonly Told[] = [...report.findings.map((finding) => ({ finding })), ...report.exempted];
  const results = fitting(all).map(told);
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'palisade', version, rules: rules.map(descriptorOf) } },
        invocations: [{ executionSuccessful: true, ...leftOut(all.length - results.length) }],
        columnKind: 'utf16CodeUnits',
        results,
        properties: { scope: line(scopeText(report)) },
      },
    ],
  };
  // Control characters beyond those of JSON are escaped, too: a report may be read on a terminal.
  return printable(JSON.stringify(log, null, 2));
}

interface Told {
  readonly finding: Finding;
  readonly exemption?: ScopedExemption;
}

/** The rules that were asked, and those that speak without being asked, such as the one about rules that fail. */
function rulesIn({ findings, exempted, scope }: Report): readonly Rule[] {
  const speaking = [...findings, ...exempted.map(({ finding }) => finding)].map(({ rule }) => rule);
  return [...new Map([...scope.rules, ...speaking].map((rule) => [rule.id, rule])).values()];
}

/** All, or the most important ones in their order: open errors, then open warnings, then what is exempted. */
function fitting(all: readonly Told[]): readonly Told[] {
  if (all.length <= MOST_RESULTS) return all;
  const rank = ({ finding, exemption }: Told) => (exemption === undefined ? (finding.rule.severity === 'error' ? 0 : 1) : 2);
  return [0, 1, 2].flatMap((wanted) => all.filter((each) => rank(each) === wanted)).slice(0, MOST_RESULTS);
}

function leftOut(count: number): object {
  if (count === 0) return {};
  const text = `${count} results are left out, because code scanning takes at most ${MOST_RESULTS}: the JSON report has all of them`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

function descriptorOf(rule: Rule): object {
  const { id, title, severity, remediation, why, attack, references } = rule;
  const page = references.map(pageOf).find((url) => url !== undefined);
  return {
    id,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: why },
    help: {
      text: `${why} ${attack}\n\nTo repair: ${remediation}.`,
      markdown: `${prose(why)} ${prose(attack)}\n\n**To repair:** ${prose(remediation)}.`,
    },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: severity },
    properties: {
      // Without the first one, GitHub does not look at the number.
      tags: [...new Set(['security', ...tagsOf(references)])].slice(0, MOST_TAGS),
      precision: 'high',
      'security-severity': securitySeverity(rule),
    },
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** From 7.0 GitHub calls an alert high, from 4.0 medium, below low. What is only about availability opens no door. */
function securitySeverity({ severity, references }: Rule): string {
  const threats = references.filter(({ source }) => source === 'STRIDE');
  const isAvailability = threats.length > 0 && threats.every(({ id }) => id === 'denial-of-service');
  if (severity === 'error') return isAvailability ? '5.5' : '8.0';
  return isAvailability ? '3.0' : '5.0';
}

function resultOf(finding: Finding, exemption: ScopedExemption | undefined, ruleIndex: number, fingerprint: string): object {
  const { rule, manifest, pointer, message } = finding;
  const what = manifest.object.kind === '' ? message : `${objectText(manifest)}: ${message}`;
  return {
    ruleId: rule.id,
    ruleIndex,
    level: rule.severity,
    message: { text: messageText(what) },
    locations: [{ ...physical(manifest, pointer), ...logical(finding) }],
    partialFingerprints: {
      'palisade/v1': fingerprint,
      // The one that GitHub tells alerts apart by; left to itself, it would take two findings on one line for the same.
      primaryLocationLineHash: `${digestOf(fingerprint)}:1`,
    },
    // Either all results of a run say whether they are suppressed, or none does.
    suppressions: exemption === undefined ? [] : [suppressionOf(exemption)],
  };
}

/** Braces are doubled, since single ones are placeholders, and nothing is a link. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, 3.11.5 and 3.11.6 */
function messageText(text: string): string {
  return line(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}

function physical(manifest: Finding['manifest'], pointer: string): object {
  const place = manifest.place?.(pointer);
  if (place === undefined) return {};
  const region = { startLine: place.line, startColumn: place.column };
  return { physicalLocation: { artifactLocation: { uri: uriOf(place.file) }, region } };
}

/** The object, the field in it, and the construct where it comes from one. */
function logical({ manifest, pointer }: Finding): object {
  const { object, source, place } = manifest;
  const identity = objectText(manifest);
  const field = fieldText(object, pointer);
  const construct = place === undefined && source !== '' ? [{ fullyQualifiedName: line(source), kind: 'construct' }] : [];
  const resource = object.kind === '' ? [] : [{ fullyQualifiedName: line(identity), kind: 'resource' }];
  const property = field === '' ? [] : [{ fullyQualifiedName: line(`${identity} ${field}`), kind: 'property' }];
  const logicalLocations = [...construct, ...resource, ...property];
  return logicalLocations.length === 0 ? {} : { logicalLocations };
}

function suppressionOf(exemption: ScopedExemption): object {
  const { expires, owner, reason, ticket, scope, declared } = exemption;
  const isInSource = scope.manifest !== undefined || scope.construct !== undefined;
  const location = physical(declared.manifest, declared.pointer);
  return {
    kind: isInSource ? 'inSource' : 'external',
    status: 'accepted',
    justification: line(`until ${expires}, ${owner}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`),
    ...('physicalLocation' in location ? { location } : {}),
  };
}
