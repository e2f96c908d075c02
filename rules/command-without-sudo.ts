import { listAt } from '../analysis/manifest';
import { podsIn } from '../analysis/workloads/pods';
import type { Rule } from './rule';

/**
 * As a word of its own, so not `sudoku`, and also inside a line for a shell.
 */
export const commandWithoutSudo: Rule = {
  id: 'command-without-sudo',
  title: 'containers do not start through sudo',
  severity: 'warning',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'MITRE', id: 'T1068' },
    { source: 'kubescape', id: 'C-0062' },
  ],
  reads: ['container.command.*', 'container.args.*'],
  remediation: 'run as the user that the process needs, and remove sudo from the image',
  why: 'The command sudo needs a set-user-id root binary in the image and a container that may gain privileges: both are doors that hardening closes.',
  attack: 'Whoever takes over the process calls sudo too, and is root in the container.',
  example: {
    refused: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      command: [sudo, /bin/cart]`,
    accepted: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      command: [/bin/cart]`,
  },

  *check({ manifests }) {
    for (const { manifest, containers } of podsIn(manifests)) {
      for (const { name, container, pointer } of containers) {
        for (const field of ['command', 'args']) {
          const index = listAt(container, field).findIndex((word) => typeof word === 'string' && SUDO.test(word));
          if (index === -1) continue;
          yield { manifest, pointer: `${pointer}/${field}/${index}`, message: `container '${name}' starts through sudo` };
        }
      }
    }
  },
};

/** The program of that name, on its own, by its path, or in a line of a shell. */
const SUDO = /(^|[\s/;&|(`])sudo(?=$|[\s;&|)`])/;
