import type { Key, Keyed, Provider } from './configuration';
import { type Problem, shownName } from './problem';
import { type Given, type GivenKms, type GivenProvider, nanosecondsOf } from './reading';
import { groupResourceOf } from './resources';

/** Bytes that keys may have. */
const LENGTHS: Readonly<Record<Keyed, readonly number[]>> = { aescbc: [16, 24, 32], aesgcm: [16, 24, 32], secretbox: [32] };

/** Stored by the API server itself: no resources of its API. */
const NO_RESOURCES = ['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations'];

/**
 * Why an API server from 1.29 on would refuse to load the file, with automatic reload.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/apiserver/pkg/apis/apiserver/validation/validation_encryption.go
 */
export function upstreamProblems({ entries }: Given): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (at: string, message: string) => void problems.push({ kind: 'refused', at, message });
  if (entries.length === 0) refuse('resources', 'at least one entry is needed');
  const kmsNames = new Set<string>();
  for (const [index, { resources, providers }] of entries.entries()) {
    const at = `resources[${index}]`;
    if (resources.length === 0) refuse(`${at}.resources`, 'at least one resource is needed');
    checkOverlap(resources, `${at}.resources`, refuse);
    for (const [each, resource] of resources.entries()) {
      const wrong = wrongName(resource);
      if (wrong !== undefined) refuse(`${at}.resources[${each}]`, `${wrong}, got '${resource}'`);
    }
    if (providers.length === 0) refuse(`${at}.providers`, 'at least one provider is needed');
    for (const [each, provider] of providers.entries()) checkProvider(provider, `${at}.providers[${each}]`, kmsNames, refuse);
  }
  if (problems.length === 0) checkMasks(entries, refuse);
  return problems;
}

type Refuse = (at: string, message: string) => void;

function checkOverlap(resources: readonly string[], at: string, refuse: Refuse): void {
  const seen = new Set<string>();
  // `secrets` and `secrets.` are the same.
  const parsed = resources.map(groupResourceOf);
  const twice = new Set<string>();
  for (const { resource, group } of parsed) {
    const key = `${resource}.${group}`;
    if (seen.has(key)) twice.add(key);
    seen.add(key);
  }
  for (const key of twice) refuse(at, `each resource must be there once, got '${key.replace(/\.$/, '')}' twice`);
  const distinct = [...seen];
  const hasAll = seen.has('*.*') && distinct.length > 1;
  const wide = new Set(parsed.filter(({ resource }) => resource === '*').map(({ group }) => group));
  const masked = parsed.find(({ resource, group }) => resource !== '*' && wide.has(group));
  if (hasAll || masked !== undefined)
    refuse(at, "must not overlap: what '*.', '*.GROUP' and '*.*' have in them must not be beside them in one list");
}

function wrongName(resource: string): string | undefined {
  const { resource: name, group } = groupResourceOf(resource);
  if (resource.toLowerCase() !== resource) return 'must be in small letters';
  if (resource === '*') return "must be '*.' for the core group or '*.*' for everything";
  if (NO_RESOURCES.includes(resource)) return 'must be a resource of the API';
  if (group === 'events.k8s.io') return "must be 'events', the group in which events are stored";
  if (group === 'extensions') return 'must not be of the group extensions, which is gone';
  if (group === '*' && name !== '*') return 'must not be a resource of all groups';
  return undefined;
}

function checkProvider({ named, kms }: GivenProvider, at: string, kmsNames: Set<string>, refuse: Refuse): void {
  if (named.length === 0) refuse(at, 'must be one of kms, secretbox, aescbc, aesgcm, identity');
  if (named.length > 1) refuse(at, `must be one provider, got ${named.map(({ type }) => type).join(', ')}: make them items of their own`);
  if (kms !== undefined) {
    checkKms(kms, `${at}.kms`, kmsNames, refuse);
    kmsNames.add(kms.name);
    return;
  }
  for (const provider of named)
    if (provider.type !== 'kms' && provider.type !== 'identity') checkKeys(provider, `${at}.${provider.type}.keys`, refuse);
}

function checkKeys(provider: Provider & { readonly keys: readonly Key[]; readonly type: Keyed }, at: string, refuse: Refuse): void {
  if (provider.keys.length === 0) refuse(at, 'at least one key is needed');
  for (const [index, { name, secret }] of provider.keys.entries()) {
    if (name === '') refuse(`${at}[${index}].name`, 'a key must have a name');
    if (secret === '') {
      refuse(`${at}[${index}].secret`, 'a key must have a secret');
      continue;
    }
    const bytes = bytesOf(secret);
    if (bytes === undefined) refuse(`${at}[${index}].secret`, 'a secret must be in base64');
    else if (!LENGTHS[provider.type].includes(bytes.length))
      refuse(
        `${at}[${index}].secret`,
        `a secret of ${provider.type} must have ${LENGTHS[provider.type].join(', ').replace(/, (\d+)$/, ' or $1')} bytes, got ${bytes.length}`,
      );
  }
}

function checkKms(
  { name, apiVersion, endpoint, timeout, cacheSize }: GivenKms,
  at: string,
  names: ReadonlySet<string>,
  refuse: Refuse,
): void {
  if (apiVersion === 'v1')
    refuse(`${at}.apiVersion`, "must be 'v2', got 'v1', or none, which is the same: it is off from Kubernetes 1.29 on");
  else if (apiVersion !== 'v2') refuse(`${at}.apiVersion`, "must be 'v2', got another");
  if (name === '') refuse(`${at}.name`, 'a kms provider must have a name');
  if (name.includes(':')) refuse(`${at}.name`, `must not contain ':', got ${shownName(name)}`);
  if (names.has(name)) refuse(`${at}.name`, `must be another one for each kms provider, got ${shownName(name)} twice`);
  if (timeout !== undefined && (nanosecondsOf(timeout) ?? 0) <= 0) refuse(`${at}.timeout`, 'must be more than nothing');
  if (cacheSize !== undefined) refuse(`${at}.cachesize`, 'must be left out: v2 has no cache of this kind');
  if (!/^unix:[^\p{Cc} ]*$/iu.test(endpoint) || /%(?![0-9a-f]{2})/i.test(endpoint))
    refuse(`${at}.endpoint`, "must be a socket such as 'unix:///run/kms-plugin/socket.sock'");
}

/** An entry that an earlier one leaves nothing to. */
function checkMasks(entries: Given['entries'], refuse: Refuse): void {
  const wide = new Set<string>();
  for (const [index, { resources }] of entries.entries()) {
    for (const [each, text] of resources.entries()) {
      const { resource, group } = groupResourceOf(text);
      const mask = [`*.${group}`, '*.*'].find((candidate) => wide.has(candidate));
      if (mask !== undefined)
        refuse(`resources[${index}].resources[${each}]`, `must come before '${mask}', which has it in it, got '${text}' after it`);
      if (resource === '*') wide.add(`*.${group}`);
    }
  }
}

/** The bytes of a secret, as Go's decoder takes it: line ends do not count; `undefined` when it is no base64. */
export function bytesOf(secret: string): Uint8Array | undefined {
  const text = secret.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
