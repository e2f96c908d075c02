import type { Step } from '../analysis/encryption/rotation';

/** What the steps after a step are told about. */
export interface Rollout {
  /** The new file, as it was named. */
  readonly file: string;
  /** Its plan, as it was named. */
  readonly plan: string;
  /** Where members have it. */
  readonly config: string;
  readonly members: readonly string[];
  readonly resources: readonly string[];
  /** The SHA-256 of the new file, in hexadecimal: nobody can tell keys from it. */
  readonly hash: string;
}

/**
 * Prints of everything in etcd its name and under which key it is stored, and nothing of what it says.
 *
 * The name of a key ends with the fifth colon of what is stored.
 */
export const LISTING = `etcdctl get /registry/ --prefix -w json | jq -r '(.kvs[] | (.key | @base64d) + " " + (((.value // "")[0:400] | @base64d | capture("\\\\A(?<prefix>k8s:enc:[a-z]+:v[0-9]+:[^:]+:)").prefix) // "plain")), "total \\(.count)"'`;

/** What is to be done by hand after a step, with commands for a shell. */
export function stepsAfter(step: Step | 'generate', rollout: Rollout): readonly string[] {
  const { copy, wait, note } = everywhere(rollout);
  const next = (name: Step, more = '') =>
    `  palisade encryption rotate --step ${name} --plan ${quoted(rollout.plan)} --config ${quoted(rollout.file)} --members members.txt${more}`;
  switch (step) {
    case 'generate':
      return ['before the first API server starts:', ...copy];
    case 'add':
      return [...copy, ...wait, ...note, 'then let it write:', next('promote')];
    case 'promote':
      return [
        ...copy,
        ...wait,
        ...note,
        'store every object again, which puts it under the new one; whatever somebody changes meanwhile is refused: do it once more:',
        ...rollout.resources.map(rewriting),
        'ask etcd what is stored under which, and nothing of what it says:',
        `  ${LISTING} > stored.txt`,
        'then let the old one go:',
        next('remove', ' --evidence stored.txt'),
      ];
    case 'remove':
      return [...copy, ...wait, 'backups of etcd from before need the files that were kept: keep those as long, and in another place'];
  }
}

type Lines = readonly string[];

function everywhere({ file, config, members, hash }: Rollout): { readonly copy: Lines; readonly wait: Lines; readonly note: Lines } {
  const loop = (command: string) => `  for member in ${members.join(' ')}; do ${command}; done`;
  const next = `${config}.next`;
  // A file that arrives in part must not take the place of a whole one.
  const receive = `umask 077; cat > ${next} && echo "${hash}  ${next}" | sha256sum --check --quiet && mv -f ${next} ${config}`;
  return {
    copy: ['put the file on every member, whole and for root alone:', loop(`ssh "root@$member" '${receive}' < ${quoted(file)}`)],
    wait: ['wait two minutes: API servers look every minute; those without automatic reload have to be restarted, one after another'],
    note: ['note who has it:', `${loop(`echo "$member $(ssh "root@$member" sha256sum ${config})"`)} > members.txt`],
  };
}

function rewriting(resource: string): string {
  if (resource.startsWith('*.'))
    return `  for resource in $(kubectl api-resources --verbs=list,update -o name${groupOption(resource)}); do kubectl get "$resource" --all-namespaces -o json | kubectl replace -f -; done`;
  return `  kubectl get ${resource} --all-namespaces -o json | kubectl replace -f -`;
}

function groupOption(resource: string): string {
  return resource === '*.*' ? '' : ` --api-group=${quoted(resource.slice(2))}`;
}

/** A word for a shell. */
export function quoted(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
