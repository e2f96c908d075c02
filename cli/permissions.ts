import { permissionsOf } from '../analysis/permissions/permissions';
import { type Who, whoOf } from '../analysis/permissions/subjects';
import { permissionsJson } from '../report/permissions/json';
import { permissionsMarkdown } from '../report/permissions/markdown';
import { type Detail, permissionsText } from '../report/permissions/text';
import { type PermissionsView, permissionsView } from '../report/permissions/view';
import { argumentsOf, oneOf } from './arguments';
import { minorFor, NEWEST, readConfig } from './config';
import { readFiles } from './files';
import type { Command } from './output';
import { packageVersion } from './version';

const FORMATS: Readonly<Record<string, (view: PermissionsView, detail: Detail, minor: number) => string>> = {
  text: permissionsText,
  json: (view, _detail, minor) => permissionsJson(view, minor, packageVersion()),
  markdown: permissionsMarkdown,
};

const OPTIONS = {
  as: { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  explain: { type: 'boolean' },
  format: { type: 'string' },
  config: { type: 'string' },
  'kubernetes-version': { type: 'string' },
} as const;

const USAGE = `palisade permissions PATH… [options]

Tells who may do what by the RBAC in files and folders (- for standard input), with the default roles of Kubernetes: what that leads to,
step by step, and who can touch a tenant that is not theirs.

  --as SUBJECT                only that one: user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME
  --namespace NAMESPACE, -n   only what holds in that namespace
  --explain                   with the rule, the binding, and file:line:column of each
  --format FORMAT             ${Object.keys(FORMATS).join(' | ')}; default: text
  --config FILE               default: palisade.yaml, if there is one here
  --kubernetes-version 1.N    the version whose default roles count; default: kubernetesVersion in the configuration, or 1.${NEWEST}

Exit code: 0 nobody crosses, 1 somebody can touch what is not theirs, 2 it could not run.`;

/** `palisade permissions`: who may do what. */
export const permissions: Command = {
  summary: 'tells who may do what, what that leads to, and what crosses tenants',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, OPTIONS);
    if (positionals.length === 0) throw new Error("nothing to read: give files, folders, or '-' for standard input, such as 'dist'");
    const format = oneOf('--format', values.format ?? 'text', Object.keys(FORMATS));
    const who = values.as === undefined ? undefined : subjectOf(values.as);
    const config = readConfig(values.config);
    const minor = minorFor(values['kubernetes-version'], config);
    const { manifests, unreadable } = readFiles(positionals, config.limits);
    // What cannot be read may bind anybody to anything.
    if (unreadable.length > 0) throw new Error(unreadable.map(({ manifest, message }) => `${manifest.source}: ${message}`).join('\n'));
    const question = { ...(who === undefined ? {} : { who }), ...(values.namespace === undefined ? {} : { namespace: values.namespace }) };
    const view = permissionsView(permissionsOf(manifests, minor), question);
    out.log(FORMATS[format]?.(view, values.explain === true ? 'explained' : 'plain', minor) ?? '');
    return view.crossings.some(({ kind }) => kind !== 'consent') ? 1 : 0;
  },
};

function subjectOf(text: string): Who {
  const who = whoOf(text);
  if (who === undefined) throw new Error(`--as must be user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME, got '${text}'`);
  return who;
}
