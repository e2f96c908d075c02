import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import type * as plus from 'cdk8s-plus-27';
import { loadAll } from 'js-yaml';
import { Platform, type PlatformProps, SecureApp, type SecureAppProps, TenantNamespace } from '../../constructs';

/** An image that no rule objects to. */
export const IMAGE = `registry.example.com/shop/cart:1.4.2@sha256:${'a'.repeat(64)}`;

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object as it was written, read without types: expectations are plain manifests. */
export interface Written {
  readonly kind: string;
  readonly metadata: Metadata;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails where that is not
  readonly [field: string]: any;
}

/** What a platform with the tenant `shop` and its app `cart` on port 8080 becomes when constructs of cdk8s-plus join them. */
export function written(
  define: (shop: TenantNamespace, cart: SecureApp, platform: Platform) => void,
  cart: Partial<SecureAppProps> = {},
  props: PlatformProps = {},
): { find(kind: string, name: string, namespace?: string): Written; all(kind: string): readonly Written[] } {
  const outdir = mkdtempSync(join(tmpdir(), 'palisade-plus-'));
  try {
    const platform = new Platform({ today: '2027-01-01', ...props, outdir });
    const shop = new TenantNamespace(platform, 'shop');
    define(shop, new SecureApp(shop, 'cart', { image: IMAGE, ports: { http: 8080 }, ...cart }), platform);
    platform.synth();
    const files = readdirSync(outdir).filter((name) => name.endsWith('.k8s.yaml'));
    const objects = files.flatMap((name) => loadAll(readFileSync(join(outdir, name), 'utf8')) as Written[]);
    return {
      find(kind, name, namespace = 'shop') {
        const found = objects.filter(
          (object) => object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace,
        );
        expect(found).toHaveLength(1);
        return found[0] as Written;
      },
      all: (kind) => objects.filter((object) => object.kind === kind),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What the platform says when it refuses that. */
export function refusal(...given: Parameters<typeof written>): string {
  try {
    written(...given);
  } catch (error) {
    // A crash is no refusal.
    expect(error).toMatchObject({ name: 'PalisadeError' });
    return (error as Error).message;
  }
  throw new Error('expected a refusal, but everything was written');
}

/** Without the capabilities that cdk8s-plus leaves a container. Its own `Capability.ALL` is `CAP_ALL`, which Kubernetes does not know. */
export const securityContext = { capabilities: { drop: ['ALL' as plus.Capability] } };

/** The workload with the profile that the gate wants of each, which cdk8s-plus has no prop for. */
export function confined<Workload extends plus.AbstractPod>(workload: Workload): Workload {
  const object = ApiObject.of(workload);
  const pod = object.kind === 'Pod' ? '/spec' : '/spec/template/spec';
  object.addJsonPatch(JsonPatch.add(`${pod}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }));
  return workload;
}

/** The pods of cart, as a policy sees them. */
export const CART = { matchLabels: { 'app.kubernetes.io/instance': 'cart' } };

/** A namespace, as a policy sees it. */
export function inNamespace(name: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
