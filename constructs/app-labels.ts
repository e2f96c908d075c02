import { INSTANCE_LABEL, NAME_LABEL } from './labels';
import { type Problems, shown } from './problems';
import type { SecureAppProps } from './secure-app-props';
import type { TenantNamespace } from './tenant-namespace';

/** Labels of an app's pods and objects: the recommended ones, and who owns them. */
export function appLabels(
  problems: Problems,
  tenant: TenantNamespace,
  name: string,
  { app, version, component }: SecureAppProps,
): Record<string, string> {
  for (const [what, value] of Object.entries({ app, version, component })) {
    if (value !== undefined && !/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(value)) {
      problems.add(`${what} must be a label value of at most 63 letters, digits, '-', '_' and '.', got ${shown(value)}`);
    }
  }
  return {
    ...tenant.tenantLabels,
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
    [INSTANCE_LABEL]: name,
    [NAME_LABEL]: app ?? name,
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
    owner: tenant.tenant,
  };
}

/** The annotation that says whom to write to, for contacts that can be. */
export function emailOf(contact: string | undefined): Record<string, string> {
  return contact !== undefined && /^[^\s@]+@[^\s@]+$/.test(contact) ? { email: contact } : {};
}
