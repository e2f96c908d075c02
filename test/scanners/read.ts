import type { Finding, Run } from './judge';

/** `Kind namespace/name`, or `Kind name` where there is no namespace. */
function objectOf(kind: unknown, namespace: unknown, name: unknown): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

/** `[ { type_meta, object_meta, checks: [ { check: { id }, grade, skipped, comments } ] } ]`, where grade 10 is all well. */
export function readKubeScore(answer: unknown): Run {
  const checks = new Set<string>();
  const findings: Finding[] = [];
  for (const scored of array(answer)) {
    const object = objectOf(at(scored, 'type_meta', 'kind'), at(scored, 'object_meta', 'namespace'), at(scored, 'object_meta', 'name'));
    for (const one of array(at(scored, 'checks'))) {
      if (at(one, 'skipped') === true) continue;
      const check = `${at(one, 'check', 'id')}`;
      checks.add(check);
      if (at(one, 'grade') !== 10) findings.push({ check, object, message: summaries(at(one, 'comments')) });
    }
  }
  return { checks, findings };
}

const summaries = (comments: unknown): string =>
  array(comments ?? [])
    .map((comment) => `${at(comment, 'summary')}`)
    .join('; ');

/** What `modules/trivy-checks` writes. */
export function readTrivyChecks(answer: unknown): Run {
  return {
    checks: new Set(array(at(answer, 'checks')).map(String)),
    findings: array(at(answer, 'findings')).map((found) => ({
      check: `${at(found, 'check')}`,
      object: objectOf(at(found, 'kind'), at(found, 'namespace'), at(found, 'name')),
      message: `${at(found, 'message')}`,
    })),
  };
}

/** Checks that passed, failed or were skipped; what was skipped or could not be parsed has not been judged, and that is a finding. */
export function readCheckov(answer: unknown): Run {
  const records = (which: string) => array(at(answer, 'results', which));
  const failed = [...records('failed_checks'), ...records('skipped_checks')];
  return {
    checks: new Set([...records('passed_checks'), ...failed].map((record) => `${at(record, 'check_id')}`)),
    findings: [
      ...failed.map((record) => ({
        check: `${at(record, 'check_id')}`,
        object: `${at(record, 'resource')}`.replace(/^([^.]+)\.([^.]+)\./, '$1 $2/'),
        message: `${at(record, 'check_name')}`,
      })),
      ...records('parsing_errors').map((file) => ({ check: 'parsing_errors', object: `${file}`, message: 'cannot be parsed' })),
    ],
  };
}

/** `{ Checks: [ { name } ], Reports: [ { Check, Diagnostic: { Message }, Object: { K8sObject } } ] }`. */
export function readKubeLinter(answer: unknown): Run {
  return {
    checks: new Set(array(at(answer, 'Checks')).map((check) => `${at(check, 'name')}`)),
    findings: array(at(answer, 'Reports') ?? []).map((report) => {
      const object = at(report, 'Object', 'K8sObject');
      return {
        check: `${at(report, 'Check')}`,
        object: objectOf(at(object, 'GroupVersionKind', 'Kind'), at(object, 'Namespace'), at(object, 'Name')),
        message: `${at(report, 'Diagnostic', 'Message')}`,
      };
    }),
  };
}

/** Results of objects, their pods and the pods' containers, each a map by check. */
export function readPolaris(answer: unknown): Run {
  const checks = new Set<string>();
  const findings: Finding[] = [];
  for (const result of array(at(answer, 'Results'))) {
    const object = objectOf(at(result, 'Kind'), at(result, 'Namespace'), at(result, 'Name'));
    const pod = at(result, 'PodResult');
    for (const part of [result, pod, ...array(at(pod, 'ContainerResults') ?? [])]) {
      for (const [check, one] of Object.entries((at(part, 'Results') ?? {}) as object)) {
        checks.add(check);
        if (at(one, 'Success') !== true) findings.push({ check, object, message: `${at(one, 'Message')}` });
      }
    }
  }
  return { checks, findings };
}

/** Reports of pods: what it holds against them, and what it advises. Other kinds are reported as not supported. */
export function readKubesec(answer: unknown): Run {
  const checks = new Set<string>();
  const findings: Finding[] = [];
  for (const report of array(answer)) {
    const object = `${at(report, 'object')}`.replace(/^([^/]+)\/(.+)\.([^.]+)$/, '$1 $3/$2');
    for (const which of ['critical', 'advise', 'passed']) {
      for (const rule of array(at(report, 'scoring', which) ?? [])) {
        const check = `${at(rule, 'id')}`;
        checks.add(check);
        if (which !== 'passed') findings.push({ check, object, message: `${at(rule, 'reason')}` });
      }
    }
    const message = at(report, 'message');
    if (at(report, 'valid') !== true && !/not supported/.test(`${message}`))
      findings.push({ check: 'valid', object, message: `${message}` });
  }
  return { checks, findings };
}

/** `{ Results: [ { Target, Misconfigurations: [ { ID, Status, Message } ] } ] }`; the message names the object. */
export function readTrivy(answer: unknown): Run {
  const misconfigurations = array(at(answer, 'Results')).flatMap((result) => array(at(result, 'Misconfigurations') ?? []));
  // Before version 2 of the checks an id was 'AVD-KSV-0017' or 'KSV017'.
  const idOf = (one: unknown) =>
    `${at(one, 'ID')}`.replace(/^AVD-/, '').replace(/^(K[SC]V)-?(\d+)$/, (_, kind, n) => `${kind}-${n.padStart(4, '0')}`);
  return {
    checks: new Set(misconfigurations.map(idOf)),
    findings: misconfigurations
      .filter((one) => at(one, 'Status') === 'FAIL')
      .map((one) => ({
        check: idOf(one),
        object: /'[^']+' of (\w+ '[^']+')/.exec(`${at(one, 'Message')}`)?.[1] ?? '',
        message: `${at(one, 'Message')}`,
      })),
  };
}

/** Results of resources by id, each with its controls; a control that needs what a file has not is skipped. */
export function readKubescape(answer: unknown): Run {
  const checks = new Set<string>();
  const findings: Finding[] = [];
  const objects = new Map(array(at(answer, 'resources')).map((one) => [at(one, 'resourceID'), at(one, 'object')]));
  for (const result of array(at(answer, 'results'))) {
    const object = objects.get(at(result, 'resourceID'));
    for (const control of array(at(result, 'controls') ?? [])) {
      const status = at(control, 'status', 'status');
      if (status === 'skipped') continue;
      const check = `${at(control, 'controlID')}`;
      checks.add(check);
      if (status !== 'failed') continue;
      const metadata = at(object, 'metadata');
      findings.push({
        check,
        object: objectOf(at(object, 'kind'), at(metadata, 'namespace'), at(metadata, 'name')),
        message: `${at(control, 'name')}`,
      });
    }
  }
  return { checks, findings };
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (found as Record<string, unknown> | null | undefined)?.[key], value);
}

/** A list, or an error: an answer of another shape must never look like one without findings. */
function array(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`expected a list in the scanner's answer, got '${JSON.stringify(value)?.slice(0, 200)}'`);
}
