import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { Platform, SecureApp, TenantNamespace } from '../../constructs';

test('an app becomes manifests', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'palisade-'));
  const platform = new Platform({ outdir, today: '2027-01-01' });
  const tenant = new TenantNamespace(platform, 'shop');
  new SecureApp(tenant, 'cart', { image: `registry.example.com/cart:1@sha256:${'a'.repeat(64)}`, ports: { http: 8080 } });
  platform.synth();
  const kinds = loadAll(readFileSync(join(outdir, 'shop.k8s.yaml'), 'utf8')).map((object) => (object as { kind: string }).kind);
  expect(kinds).toContain('Deployment');
  rmSync(outdir, { recursive: true });
});
