import { App } from 'cdk8s';
import { NodePool, Platform, SecureApp, TenantNamespace } from '../constructs';

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

export function cdk8sOf(outdir: string, count: number): App {
  const app = new App({ outdir });
  defineTenants(app, count);
  return app;
}

/** How the apps of a tree call each other. */
export const SHAPES = ['chain', 'hub'] as const;
export type Shape = (typeof SHAPES)[number];

/**
 * Tenants as people have them: nodes of their own, people who may edit, and apps. In a chain each app calls the next one of its tenant;
 * with a hub, the first app of each tenant also calls one app of another tenant, which consents. The calls are about as many as the apps.
 */
export function tenantsOf(outdir: string, tenants: number, appsEach: number, shape: Shape): Platform {
  const platform = new Platform({ outdir, today: '2027-01-01' });
  const hub = shape === 'hub' ? appOf(tenantOf(platform, 'hub'), 0) : undefined;
  for (let index = 0; index < tenants; index += 1) {
    const tenant = tenantOf(platform, `tenant-${index}`);
    let before: SecureApp | undefined;
    for (let nth = 0; nth < appsEach; nth += 1) {
      const app = appOf(tenant, nth);
      before?.connections.allowTo(app);
      if (hub !== undefined && nth === 0) call(app, hub);
      before = app;
    }
  }
  return platform;
}

function tenantOf(platform: Platform, name: string): TenantNamespace {
  return new TenantNamespace(platform, name, {
    owners: [`group:${name}-owners`],
    editors: [`group:${name}-editors`],
    nodes: NodePool.dedicated(name),
  });
}

function appOf(tenant: TenantNamespace, nth: number): SecureApp {
  // Names as regular as these would often get the same user.
  const runAs = { user: 10_000 + nth };
  return new SecureApp(tenant, `app-${nth}`, { image: IMAGE, runAs, ports: { http: 8080 }, writable: { '/tmp': '64Mi' } });
}

function call(caller: SecureApp, callee: SecureApp): void {
  const reason = 'everybody asks it';
  caller.connections.allowTo(callee, { reason });
  callee.connections.allowFrom(caller, { reason });
}
