import type { EnvValue } from 'cdk8s-plus-27';
import type { EnvVar } from '../imports/k8s';
import { byText } from './names';
import { type Problems, shown } from './problems';

/** Environment variables by name: literal text, or a value of cdk8s-plus (`EnvValue.fromConfigMap`, `EnvValue.fromFieldRef`, …). */
export type EnvProps = Readonly<Record<string, string | EnvValue>>;

/** Words in a variable's name, parted by `_`, that promise a secret in its value. */
const SECRET_NAME =
  /(^|_)(\w*PASSWORD|\w*PASSWD|PASS|PWD|PASSPHRASE|SECRET|TOKEN|(API|ACCESS|PRIVATE|ENCRYPTION|SIGNING|MASTER|AUTH)_?KEY|CREDENTIALS?)(_|$)/;

/** Values that hold no secret whatever their name says: paths, addresses without a password, switches and numbers. */
const HARMLESS = /^(|\/.*|\d+[a-z]*|true|false|yes|no|on|off|none|disabled?|enabled?|[a-z][a-z0-9+.-]*:\/\/[^@]*|[a-z0-9.-]+:\d+)$/i;

/** Values that are secrets by their shape. */
const SECRET_VALUES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key id', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{22,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/],
  ['a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
  ['an address with a password', /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i],
];

/** The variables as Kubernetes writes them, sorted by name. Adds a problem for each that is none, or that shows a secret. */
export function envVars(problems: Problems, what: string, env: EnvProps): readonly EnvVar[] {
  return Object.entries(env)
    .sort(([a], [b]) => byText(a, b))
    .map(([name, given]) => {
      const { value, valueFrom } = typeof given === 'object' && given !== null ? given : { value: given, valueFrom: undefined };
      if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))
        problems.add(`${what} must have names of letters, digits, '_', '.' and '-' that start with no digit, got '${name}'`);
      if (valueFrom === undefined && typeof value !== 'string')
        problems.add(`${what} '${name}' must be text, got ${shown(value)}${value === undefined ? '' : `; write '${value}'`}`);
      const secret = typeof value === 'string' ? secretIn(name, value) : undefined;
      if (secret !== undefined) {
        problems.add(
          `${what} '${name}' looks like ${secret}, and manifests are read by many: mount it as a file with secrets: { '/path': { secret: 'name' } }`,
        );
      }
      return { name, ...(valueFrom === undefined ? { value: value ?? '' } : { valueFrom: valueFrom as EnvVar['valueFrom'] }) };
    });
}

/** What secret a literal seems to hold, if any. */
export function secretIn(name: string, value: string): string | undefined {
  const shape = secretShape(value);
  if (shape !== undefined) return shape;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.-]/g, '_')
    .toUpperCase();
  return SECRET_NAME.test(words) && !HARMLESS.test(value) ? 'a secret by its name' : undefined;
}

/** What secret a text holds by its shape, if any. */
export function secretShape(text: string): string | undefined {
  return SECRET_VALUES.find(([, pattern]) => pattern.test(text))?.[0];
}
