import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { PalisadeError, Platform, type PlatformProps, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';

/** An image that every gate lets through. */
export const IMAGE = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

/** The day on which all tests run. */
export const TODAY = '2027-01-01';

/** An object as it was read back from the YAML. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
}

/** Does the work in a directory of its own that is gone afterwards. */
export function inDirectory<Result>(work: (directory: string) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), 'palisade-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Every object below the directory's top, file by file. */
export function readObjects(directory: string): readonly Written[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.yaml'));
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(directory, file), 'utf8')).map((document) => document.toJS() as Written),
  );
}

/** What a platform writes. */
export function synthesize(define: (platform: Platform) => unknown, props: PlatformProps = {}): readonly Written[] {
  return inDirectory((outdir) => {
    const platform = new Platform({ outdir, today: TODAY, ...props });
    define(platform);
    platform.synth();
    return readObjects(outdir);
  });
}

/** What a platform says when it refuses; it must have written nothing. */
export function refusal(define: (platform: Platform) => unknown, props: PlatformProps = {}): readonly string[] {
  return inDirectory((outdir) => {
    try {
      const platform = new Platform({ outdir, today: TODAY, ...props });
      define(platform);
      platform.synth();
    } catch (error) {
      if (!(error instanceof PalisadeError)) throw error;
      expect(readdirSync(outdir)).toEqual([]);
      return error.problems;
    }
    throw new Error('expected a refusal, but everything was written');
  });
}

/** Defines the app `cart` of the tenant `shop`, which listens on 8080 unless it is told otherwise. */
export function cart(platform: Platform, props: Partial<SecureAppProps> = {}): SecureApp {
  return new SecureApp(new TenantNamespace(platform, 'shop'), 'cart', { image: IMAGE, ports: { http: 8080 }, ...props });
}

/** The object of this kind and name. */
export function objectOf(objects: readonly Written[], kind: string, name: string, namespace?: string): Written {
  const found = objects.filter(
    (object) =>
      object.kind === kind && object.metadata.name === name && (namespace === undefined || object.metadata.namespace === namespace),
  );
  if (found.length !== 1) throw new Error(`expected one ${kind} '${name}', got ${found.length}`);
  return found[0] as Written;
}

/** The value at a path of keys with blanks between them, which no key has. */
export function at(value: unknown, path: string): unknown {
  return path.split(' ').reduce<unknown>((current, key) => (current as Record<string, unknown> | undefined)?.[key], value);
}
