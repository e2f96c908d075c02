import { App } from 'cdk8s';
import { Platform, SecureApp, TenantNamespace } from '../constructs';

const IMAGE = `registry.example.com/team/web:1.0.0@sha256:${'0'.repeat(64)}`;

/** Tenants with one app each, below any root. */
export function defineTenants(root: App, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const tenant = new TenantNamespace(root, `tenant-${index}`, { owners: [`group:owners-${index}`] });
    new SecureApp(tenant, 'web', { image: IMAGE, ports: { http: 8080 }, writable: { '/tmp': '64Mi' } });
  }
}

/** The same tree below our own root and below cdk8s's. */
export function platformOf(outdir: string, count: number): Platform {
  const platform = new Platform({ outdir, today: '2027-01-01' });
  defineTenants(platform, count);
  return platform;
}

export function appOf(outdir: string, count: number): App {
  const app = new App({ outdir });
  defineTenants(app, count);
  return app;
}
