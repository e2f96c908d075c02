import { ofKind } from '../analysis/kinds';
import { at, listAt, type Manifest } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export const portNameValid: Rule = {
  id: 'port-name-valid',
  title: 'ports have the names and numbers that the API server takes',
  severity: 'error',
  exemptible: 'never',
  references: [
    { source: 'STRIDE', id: 'denial-of-service' },
    { source: 'kube-linter', id: 'invalid-target-ports' },
    { source: 'kube-score', id: 'container-ports-check' },
  ],
  reads: ['container.ports.*.containerPort', 'container.ports.*.name', 'spec.ports.*.port', 'spec.ports.*.name', 'spec.ports.*.targetPort'],
  remediation: 'use a number from 1 to 65535, and a name of up to 15 lower-case letters, digits and hyphens',
  why: 'The API server refuses a pod or Service with a port that has no valid number or name, or a name that another port of it has.',
  attack: 'A port that is renamed in a hurry keeps the next release, or the fix for a hole, from being deployed.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
          name: http_port`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      ports:
        - containerPort: 8080
          name: http-port`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        const ports = listAt(container, 'ports');
        for (const [index, port] of ports.entries()) {
          const number = at(port, 'containerPort');
          if (!isNumber(number))
            yield {
              manifest,
              pointer: `${pointer}/ports/${index}/containerPort`,
              message: `container '${name}' has containerPort ${spelt(number)}, ${RANGE}`,
            };
          const given = at(port, 'name');
          if (given !== undefined && given !== null && given !== '' && !isPortName(given))
            yield {
              manifest,
              pointer: `${pointer}/ports/${index}/name`,
              message: `container '${name}' has a port named ${spelt(given)}, ${NAME}`,
            };
        }
        yield* twice(manifest, `${pointer}/ports`, ports, `container '${name}'`);
      }
    }
    for (const manifest of ofKind(manifests, '', 'Service')) yield* serviceProblems(manifest);
  },
};

const RANGE = 'expected a number from 1 to 65535';
const NAME = 'expected up to 15 lower-case letters, digits and single hyphens, at least one of them a letter';

function* serviceProblems(manifest: Manifest) {
  const ports = listAt(manifest.object, 'spec', 'ports');
  for (const [index, port] of ports.entries()) {
    const [number, target, name] = [at(port, 'port'), at(port, 'targetPort'), at(port, 'name')];
    const pointer = `/spec/ports/${index}`;
    if (!isNumber(number)) yield { manifest, pointer: `${pointer}/port`, message: `port is ${spelt(number)}, ${RANGE}` };
    if (typeof target === 'string' && !isPortName(target))
      yield { manifest, pointer: `${pointer}/targetPort`, message: `targetPort is ${spelt(target)}, ${NAME}` };
    else if (target !== undefined && target !== null && typeof target !== 'string' && target !== 0 && !isNumber(target))
      yield { manifest, pointer: `${pointer}/targetPort`, message: `targetPort is ${spelt(target)}, ${RANGE}` };
    if (ports.length > 1 && (name === undefined || name === null || name === ''))
      yield { manifest, pointer: `${pointer}/name`, message: `one of ${ports.length} ports has no name, expected one for each` };
  }
  yield* twice(manifest, '/spec/ports', ports, 'the Service');
}

function* twice(manifest: Manifest, pointer: string, ports: readonly unknown[], owner: string) {
  const names = new Set<unknown>();
  for (const [index, port] of ports.entries()) {
    const name = at(port, 'name');
    if (typeof name !== 'string' || name === '') continue;
    if (names.has(name)) yield { manifest, pointer: `${pointer}/${index}/name`, message: `${owner} has two ports named '${name}'` };
    names.add(name);
  }
}

function isNumber(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535;
}

/** https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
function isPortName(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
}
