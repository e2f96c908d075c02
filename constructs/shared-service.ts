import { Construct } from 'constructs';
import { KubeObject } from '../imports/k8s';
import { NAME_LABEL } from './labels';
import { checkServiceName } from './names';
import { Problems, unused } from './problems';
import { profileOf } from './profile-of';
import { SecureApp } from './secure-app';
import { serviceSpec } from './service';

/** A Service in front of several apps with equal ports, such as the versions of one. */
export class SharedService extends Construct {
  /** @throws {PalisadeError} if the apps differ in ports, namespace or what they are, or there are none */
  constructor(scope: Construct, id: string, props: { readonly apps: readonly SecureApp[] }) {
    super(scope, unused(scope, id));
    const problems = new Problems(this.node.path);
    checkServiceName(problems, 'the name of a Service', id);
    const [first, ...others] = props.apps;
    if (first === undefined) {
      problems.add('a SharedService must stand in front of at least one app, got none');
      problems.refuse();
      return;
    }
    const what = first.labels[NAME_LABEL] ?? '';
    for (const other of others) {
      if (other.tenant !== first.tenant)
        problems.add(`a SharedService selects in one namespace, got ${first.tenant.namespace} and ${other.tenant.namespace}`);
      if (other.labels[NAME_LABEL] !== what)
        problems.add(
          `the apps must be versions of one: give '${first.name}' and '${other.name}' the same app, got '${what}' and '${other.labels[NAME_LABEL]}'`,
        );
      if (JSON.stringify(other.ports) !== JSON.stringify(first.ports))
        problems.add(`the apps must have equal ports: those of '${first.name}' and '${other.name}' differ`);
    }
    if (first.ports.length === 0) problems.add(`'${first.name}' has no ports, so there is nothing to serve`);
    problems.refuse();
    this.node.addValidation({ validate: () => strangers(first.tenant, what, props.apps) });
    const labels = { ...first.tenant.tenantLabels, [NAME_LABEL]: what };
    new KubeObject(
      this,
      'service',
      'v1/Service',
      { name: id, labels },
      { spec: serviceSpec(first.ports, { [NAME_LABEL]: what }, profileOf(this), 'cluster-ip') },
    );
  }
}

/** Apps that the Service would select besides its own, whenever they were defined. */
function strangers(tenant: SecureApp['tenant'], what: string, apps: readonly SecureApp[]): string[] {
  const selected = tenant.node.findAll().filter((each): each is SecureApp => each instanceof SecureApp && each.labels[NAME_LABEL] === what);
  return selected
    .filter((app) => !apps.includes(app))
    .map(({ name }) => `the Service would also select '${name}', which is '${what}' too: list it, or give it another app`);
}
