import { STEPS } from '../analysis/encryption/rotation';
import { oneOf } from './arguments';
import { check } from './encryption-check';
import { generate } from './encryption-generate';
import { rotate } from './encryption-rotate';
import type { Command, ExitCode, Output } from './output';

const ACTIONS: Readonly<Record<string, (args: readonly string[], out: Output) => ExitCode>> = { generate, check, rotate };

const USAGE = `palisade encryption generate --plan FILE --output FILE [--existing]
palisade encryption check FILE [--plan FILE]
palisade encryption rotate --step STEP --plan FILE --config FILE [options]

Makes, judges and rotates the keys with which API servers encrypt what they store. No key is ever shown, and no file with keys is made
in a git repository, below dist, or for others than its owner.

  --plan FILE      what a ControlPlane wrote to control-plane/encryption/plan.yaml; it has no keys
  --output FILE    the new EncryptionConfiguration; nothing is overwritten
  --existing       the cluster already stores objects as they are: its members learn to read first, 'promote' comes next
  --config FILE    the EncryptionConfiguration to change; what it was is kept beside it as FILE.before-STEP
  --step STEP      ${STEPS.join(' | ')}: everybody can read with a new key; it writes; the old one goes
  --key ID         another one than the file says, such as secretbox/key1, kms/vault or identity (promote, remove)
  --resource NAME  only entries with this resource get the new key, as often as you like (add)
  --members FILE   proof that every member has the file: lines 'MEMBER SHA256' (promote, remove)
  --evidence FILE  proof that nothing is stored under what goes: a listing of etcd without contents (remove)
  --dry-run        says what a step would do, and changes nothing

Exit code: 0 done, or sound, 1 findings, or the step before is not over, 2 it could not run.`;

/** `palisade encryption`: the keys under which etcd's contents are stored. */
export const encryption: Command = {
  summary: 'makes, judges and rotates the keys that encrypt what is stored in etcd',
  usage: USAGE,

  async run([action, ...args], out) {
    return (ACTIONS[oneOf('the word after encryption', action ?? '', Object.keys(ACTIONS))] as (typeof ACTIONS)[string])(args, out);
  },
};
