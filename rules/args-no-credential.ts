import { listAt, stringAt } from '../analysis/manifest';
import { type Credential, credentialInWords, credentialNamed } from '../analysis/workloads/credentials';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

const HANDLERS = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']] as const;

const COMMANDS = [['command'], ['args'], ...HANDLERS.map((handler) => [...handler, 'exec', 'command'])];
const HEADERS = HANDLERS.map((handler) => [...handler, 'httpGet', 'httpHeaders']);

function* credentialsIn(container: unknown): Iterable<{ readonly path: readonly (string | number)[]; readonly found: Credential }> {
  for (const path of COMMANDS) {
    const { index, found } = credentialInWords(listAt(container, ...path)) ?? {};
    if (index !== undefined && found !== undefined) yield { path: [...path, index], found };
  }
  for (const path of HEADERS) {
    for (const [index, header] of listAt(container, ...path).entries()) {
      const found = credentialNamed(stringAt(header, 'name') ?? '', stringAt(header, 'value') ?? '');
      if (found !== undefined) yield { path: [...path, index], found };
    }
  }
}

/**
 * No credentials on command lines, those of probes and hooks included, nor in the headers that probes send. Messages show four characters at
 * most.
 */
export const argsNoCredential: Rule = {
  id: 'args-no-credential',
  title: 'command lines hold no credentials',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'information-disclosure' },
    { source: 'CIS', id: '5.4.1' },
    { source: 'NSA', id: 'secrets' },
    { source: 'MITRE', id: 'T1552.001' },
    { source: 'kubescape', id: 'C-0012' },
  ],
  reads: [
    'container.command.*',
    'container.args.*',
    'container.livenessProbe.**',
    'container.readinessProbe.**',
    'container.startupProbe.**',
    'container.lifecycle.**',
  ],
  remediation: 'revoke the credential, keep the new one in a Secret, and give the path of the mounted file instead',
  why: 'Manifests are kept, copied and shown to people and programs that should not know the credential, and history keeps it when they are mended.',
  attack: 'A command line is in the process list of the node and in every description of the pod, besides the repository.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      args: ['--password=hunter2']`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      args: ['--password-file=/run/secrets/db/password']`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const { path, found } of credentialsIn(container)) {
          const field = path.slice(0, -1).join('.');
          const message = `container '${name}' has ${found.what} (${found.excerpt}) in ${field}, expected the path of a mounted file`;
          yield { manifest, pointer: `${pointer}/${path.join('/')}`, message };
        }
      }
    }
  },
};
