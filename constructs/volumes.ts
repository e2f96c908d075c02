import type { IConfigMap, ISecret } from 'cdk8s-plus-27';
import type { PersistentVolumeClaimSpec, Volume, VolumeMount } from '../imports/k8s';
import { secretShape } from './env';
import { byText, checkMountPath, checkObjectName, slug } from './names';
import { checkWord, type Problems, shown } from './problems';

import { type Amount, amountText, quantity } from './quantity';

/** An empty directory of limited size that lives as long as its pod. */
export type WritableProps = Amount | { readonly size: Amount; readonly medium?: 'disk' | 'memory' };

/** Files from a ConfigMap: written out here, or one that exists by name. Read-only. */
export type ConfigProps =
  | { readonly files: Readonly<Record<string, string>> }
  | { readonly configMap: string | IConfigMap; readonly items?: Readonly<Record<string, string>> };

/** Files from a Secret, read-only. Its values never pass through here: it is one that exists by name, or another construct's. */
export interface SecretProps {
  readonly secret: string | ISecret;
  /** File name for each key. @default - every key, as a file of the same name */
  readonly items?: Readonly<Record<string, string>>;
}

/** Storage that outlives the pod. */
export type PersistentProps =
  | { readonly size: Amount; readonly accessMode?: 'ReadWriteMany' | 'ReadWriteOnce' | 'ReadWriteOncePod'; readonly storageClass?: string }
  | { readonly claim: string };

/** What a container sees below its read-only root, by the path at which it is mounted. */
export interface MountsProps {
  /**
   * Directories that the app may write to, with their sizes: `{ '/tmp': '64Mi' }`.
   *
   * @default {} - none
   */
  readonly writable?: Readonly<Record<string, WritableProps>>;
  /** @default {} - none */
  readonly config?: Readonly<Record<string, ConfigProps>>;
  /** @default {} - none */
  readonly secrets?: Readonly<Record<string, SecretProps>>;
}

/** A volume, the place of its mount, and what has to be written besides. */
export interface Mounted {
  readonly volume: Volume;
  readonly mount: VolumeMount;
  /** Bytes of node disk that it may fill. */
  readonly diskBytes: number;
  /** A ConfigMap of ours to write. */
  readonly files?: { readonly name: string; readonly data: Readonly<Record<string, string>> };
  /** A claim of ours to write. */
  readonly claim?: { readonly name: string; readonly spec: PersistentVolumeClaimSpec };
  /** What somebody else's construct vouches for, so that the gate need not find it. */
  readonly existing?: { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string };
}

/** Volumes and mounts of one container. `owner` begins the names of volumes and of what is written for them. */
export function mountsOf(
  problems: Problems,
  owner: string,
  prefix: string,
  props: MountsProps & { readonly persistent?: Readonly<Record<string, PersistentProps>> },
): readonly Mounted[] {
  const mounted = [
    ...sorted(props.writable).map(([path, given]) => writable(problems, prefix, path, given)),
    ...sorted(props.config).map(([path, given]) => config(problems, owner, prefix, path, given)),
    ...sorted(props.secrets).map(([path, given]) => secret(problems, prefix, path, given)),
    ...sorted(props.persistent).map(([path, given]) => persistent(problems, owner, prefix, path, given)),
  ];
  return mounted.sort((a, b) => byText(a.mount.mountPath, b.mount.mountPath));
}

/** Adds a problem for each path that is none, is there twice, or is hidden below another that is not meant to hold it. */
export function checkPaths(problems: Problems, paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of [...paths].sort(byText)) {
    checkMountPath(problems, 'mount path', path);
    if (seen.has(path)) problems.add(`two volumes are mounted at '${path}', expected one`);
    const above = [...seen].find((other) => other !== path && path.startsWith(`${other}/`));
    if (above !== undefined) problems.add(`the mounts '${above}' and '${path}' overlap, expected paths outside each other`);
    seen.add(path);
  }
}

function sorted<Props>(mounts: Readonly<Record<string, Props>> | undefined): (readonly [string, Props])[] {
  return Object.entries(mounts ?? {}).sort(([a], [b]) => byText(a, b));
}

function writable(problems: Problems, prefix: string, path: string, props: WritableProps): Mounted {
  const { size, medium = 'disk' } = typeof props === 'object' && props !== null && 'size' in props ? props : { size: props };
  checkWord(problems, `medium of '${path}'`, medium, ['disk', 'memory']);
  const sizeLimit = amountText(problems, `size of '${path}'`, size);
  const name = slug(prefix, path);
  return {
    volume: { name, emptyDir: { ...(medium === 'memory' ? { medium: 'Memory' } : {}), sizeLimit } },
    mount: { name, mountPath: path },
    diskBytes: medium === 'memory' ? 0 : (quantity(sizeLimit) ?? 0),
  };
}

function config(problems: Problems, owner: string, prefix: string, path: string, props: ConfigProps): Mounted {
  const name = slug(prefix, path);
  const mount = { name, mountPath: path, readOnly: true };
  if (!isObject(props) || !('files' in props || 'configMap' in props)) {
    problems.add(`config '${path}' must be { files: { 'name': 'text' } } or { configMap: 'name' }, got ${shown(props)}`);
    return { volume: { name }, mount, diskBytes: 0 };
  }
  if ('files' in props) {
    const names = Object.keys(props.files);
    problems.expect(names.length > 0, `config '${path}' must have at least one file, got none`);
    for (const [file, text] of Object.entries(props.files)) {
      checkKey(problems, `file of config '${path}'`, file);
      const secret = typeof text === 'string' ? secretShape(text) : undefined;
      if (typeof text !== 'string') problems.add(`file '${file}' of config '${path}' must be text, got ${shown(text)}`);
      if (secret !== undefined)
        problems.add(
          `file '${file}' of config '${path}' looks like ${secret}, and manifests are read by many: mount it with secrets: { '${path}': { secret: 'name' } }`,
        );
    }
    const map = `${owner}-${slug('', path)}`;
    return { volume: { name, configMap: { name: map } }, mount, diskBytes: 0, files: { name: map, data: props.files } };
  }
  const { objectName, existing } = objectOf(problems, 'ConfigMap', path, props.configMap);
  return { volume: { name, configMap: { name: objectName, ...itemsOf(problems, path, props.items) } }, mount, diskBytes: 0, existing };
}

function secret(problems: Problems, prefix: string, path: string, props: SecretProps): Mounted {
  const name = slug(prefix, path);
  if (!isObject(props) || !('secret' in props)) {
    problems.add(`secrets '${path}' must be { secret: 'name' }, got ${shown(props)}`);
    return { volume: { name }, mount: { name, mountPath: path }, diskBytes: 0 };
  }
  const { objectName, existing } = objectOf(problems, 'Secret', path, props.secret);
  // Owner and group may read, nobody else: the group is the pod's own.
  const source = { secretName: objectName, defaultMode: 0o440, ...itemsOf(problems, path, props.items) };
  return { volume: { name, secret: source }, mount: { name, mountPath: path, readOnly: true }, diskBytes: 0, existing };
}

function persistent(problems: Problems, owner: string, prefix: string, path: string, props: PersistentProps): Mounted {
  const name = slug(prefix, path);
  const mount = { name, mountPath: path };
  if (!isObject(props) || !('claim' in props || 'size' in props)) {
    problems.add(`persistent '${path}' must be { size: '1Gi' } or { claim: 'name' }, got ${shown(props)}`);
    return { volume: { name }, mount, diskBytes: 0 };
  }
  if ('claim' in props) {
    checkObjectName(problems, `claim of '${path}'`, props.claim);
    return { volume: { name, persistentVolumeClaim: { claimName: props.claim } }, mount, diskBytes: 0 };
  }
  const { size, accessMode = 'ReadWriteOnce', storageClass } = props;
  checkWord(problems, `accessMode of '${path}'`, accessMode, ['ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']);
  const storage = amountText(problems, `size of '${path}'`, size);
  const claimName = `${owner}-${slug('', path)}`;
  return {
    volume: { name, persistentVolumeClaim: { claimName } },
    mount,
    diskBytes: 0,
    claim: {
      name: claimName,
      spec: {
        accessModes: [accessMode],
        resources: { requests: { storage } },
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      },
    },
  };
}

function objectOf(problems: Problems, kind: 'ConfigMap' | 'Secret', path: string, given: string | IConfigMap | ISecret) {
  const objectName = typeof given === 'string' ? given : given.name;
  checkObjectName(problems, `${kind} of '${path}'`, objectName);
  // One that cdk8s-plus imports by name has no object of its own below it.
  const imported = typeof given !== 'string' && given.node.defaultChild === undefined;
  return { objectName, existing: imported ? { kind, name: objectName } : undefined };
}

function itemsOf(problems: Problems, path: string, items: Readonly<Record<string, string>> | undefined) {
  if (items === undefined) return {};
  problems.expect(Object.keys(items).length > 0, `items of '${path}' must name at least one key, got none`);
  return {
    items: sorted(items).map(([key, file]) => {
      checkKey(problems, `key of '${path}'`, key);
      if (file.startsWith('/') || file === '' || file.split('/').includes('..'))
        problems.add(`file of key '${key}' in '${path}' must be a relative path without '..', got ${shown(file)}`);
      return { key, path: file };
    }),
  };
}

/** Whoever writes JavaScript may give anything. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function checkKey(problems: Problems, what: string, key: string): void {
  if (!/^[-._a-zA-Z0-9]+$/.test(key) || key.length > 253 || key === '.' || key.startsWith('..')) {
    problems.add(`${what} must be a name of letters, digits, '-', '_' and '.', got ${shown(key)}`);
  }
}
