import type { Problems } from './problems';
import { shown } from './problems';

/** A DNS label: what namespaces, Services and, through their pods' host names and labels, apps may be called. */
export function checkName(problems: Problems, what: string, name: string, limit = 63): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    problems.add(`${what} must be lower-case letters, digits and hyphens, starting and ending with a letter or digit, got ${shown(name)}`);
  } else if (name.length > limit) {
    problems.add(`${what} must have at most ${limit} characters, got ${name.length}: '${name}'`);
  }
}

/** A Service's name: a DNS label that starts with a letter. */
export function checkServiceName(problems: Problems, what: string, name: string, limit = 63): void {
  checkName(problems, what, name, limit);
  if (/^[0-9]/.test(name)) problems.add(`${what} must start with a letter, as a Service is named after it, got '${name}'`);
}

/** A name that the API server takes as one segment of its path, such as that of a Secret: a DNS subdomain. */
export function checkObjectName(problems: Problems, what: string, name: string): void {
  const fine =
    typeof name === 'string' && name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
  if (!fine) problems.add(`${what} must be a DNS subdomain of at most 253 characters, got ${shown(name)}`);
}

/** An absolute path inside a container, in its shortest form. */
export function checkMountPath(problems: Problems, what: string, path: string): void {
  if (
    !path.startsWith('/') ||
    path === '/' ||
    path.includes(':') ||
    path !== path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1') ||
    /(^|\/)\.\.?(\/|$)/.test(path)
  ) {
    problems.add(`${what} must be an absolute path below '/' without '..', ':' or a slash at its end, got '${path}'`);
  } else if (!/[A-Za-z0-9]/.test(path)) {
    problems.add(`${what} must have a letter or digit, as a volume is named after it, got '${path}'`);
  }
}

/** A name made from a path, with a prefix in front: `/var/cache/app` → `var-cache-app`. */
export function slug(prefix: string, path: string): string {
  const words = path.toLowerCase().split(/[^a-z0-9]+/);
  const name = [prefix, ...words].filter((word) => word !== '').join('-');
  // Both ends of a long path tell more than its beginning alone.
  return name.length <= 63 ? name : `${name.slice(0, 31)}-${name.slice(-31)}`.replace(/--+/g, '-');
}

/** Text order by code units: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
