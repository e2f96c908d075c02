import { Lazy } from 'cdk8s';
import type * as plus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type Container, type DeploymentSpec, KubeObject, type Volume, type VolumeMount } from '../imports/k8s';
import { type Connectable, type Connections, connect } from './connections';
import { type Built, buildContainer, type RunAs, type SidecarProps } from './container';
import { existing } from './declarations';
import { deploymentSpec } from './deployment';
import { type KubeApiProps, policyRules } from './kube-api';
import { INSTANCE_LABEL, NAME_LABEL } from './labels';
import { byText, checkObjectName, checkServiceName } from './names';
import { loadPlus } from './plus';
import type { Port } from './ports';
import { Problems, shown } from './problems';
import { type ClusterProfile, checkWord } from './profile';
import { profileOf } from './profile-of';
import { Remote } from './remote';
import type { AutoscaleProps, ExposeProps, SecureAppProps } from './secure-app-props';
import { serviceSpec } from './service';
import { TenantNamespace } from './tenant-namespace';
import { apiTokenVolume, tokenVolume } from './tokens';
import { userIds } from './user-ids';
import { checkPaths } from './volumes';

/**
 * A stateless service that meets the Pod Security Standards "restricted" level, that nobody may call and that calls nobody until
 * `connections` says so.
 *
 * Defines a Deployment, a ServiceAccount, a NetworkPolicy and a PodDisruptionBudget, and as needed a Service, ConfigMaps, claims, a
 * HorizontalPodAutoscaler, a Role with its binding, and an Ingress; all are named after the construct's id. It is a peer, a pod
 * selector, a subject and a scaling target for the constructs of cdk8s-plus-27.
 */
export class SecureApp extends Construct implements Connectable, plus.IPodSelector, plus.INetworkPolicyPeer, plus.ISubject, plus.IScalable {
  readonly name: string;
  readonly tenant: TenantNamespace;
  /** Labels of the app's pods and objects. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly Port[];
  /** Name of the app's Service, `undefined` if it has none. */
  readonly serviceName: string | undefined;
  readonly runAs: RunAs;
  readonly connections: Connections;
  /** Whether an autoscaler decides how many pods run. */
  hasAutoscaler: boolean;

  readonly #profile: ClusterProfile;
  readonly #replicas: number;
  readonly #built: Built;
  readonly #volumes: Volume[];
  readonly #mounts: VolumeMount[];
  #callsApi = false;

  /** @throws {PalisadeError} with everything that is wrong with the props */
  constructor(scope: Construct, id: string, props: SecureAppProps) {
    super(scope, id);
    const problems = new Problems(this.node.path);
    const tenant = TenantNamespace.tryOf(this);
    if (tenant === undefined) {
      problems.add('a SecureApp must be defined inside a TenantNamespace, got a scope outside one: new SecureApp(tenant, …)');
      problems.refuse();
    }
    this.tenant = tenant as TenantNamespace;
    this.name = id;
    this.#profile = profileOf(this);
    checkServiceName(problems, 'the name of an app', id);
    this.labels = appLabels(problems, this.tenant, id, props);
    this.runAs = userIds(problems, this, this.tenant.tenant, this.tenant.namespace, id, props.runAs);
    this.hasAutoscaler = props.autoscale !== undefined;
    this.#replicas = replicas(problems, props);

    const { kubernetesVersion: version, maxTokenSeconds } = this.#profile;
    const common = { runAs: this.runAs, version };
    this.#built = buildContainer(problems, { ...props, ...common, name: id, owner: id, prefix: '', lifetime: 'pod' });
    this.ports = this.#built.ports;
    const others = (containers: Readonly<Record<string, SidecarProps>> | undefined, lifetime: 'pod' | 'start') =>
      Object.entries(containers ?? {}).map(([name, given]) =>
        buildContainer(problems, {
          ...given,
          ...common,
          name,
          owner: `${id}-${name}`,
          prefix: name,
          appMounts: this.#built.mounted,
          lifetime,
        }),
      );
    const init = others(props.init, 'start');
    const sidecars = others(props.sidecars, 'pod');
    const all = [this.#built, ...init, ...sidecars];
    checkContainers(problems, all);
    const tokens = tokenVolume(problems, props.tokens ?? [], maxTokenSeconds);
    this.#volumes = [
      ...all.flatMap(({ mounted }) => mounted.map(({ volume }) => volume)),
      ...(tokens === undefined ? [] : [tokens.volume]),
    ];
    this.#mounts = tokens === undefined ? [] : [tokens.mount];
    checkVolumes(problems, this.#volumes);
    checkPaths(problems, [...this.#built.mounted.map(({ mount }) => mount.mountPath), ...this.#mounts.map((mount) => mount.mountPath)]);

    const { labels } = this;
    const metadata = { name: id, labels, annotations: emailOf(this.tenant.contact) };
    const selector = { matchLabels: { [INSTANCE_LABEL]: id } };
    this.connections = connect({
      construct: this,
      name: id,
      namespace: this.tenant.namespace,
      tenant: this.tenant.tenant,
      selector,
      ports: this.ports,
      policy: { name: id, labels },
    });
    const deployment = deploymentSpec(problems, props, {
      app: this,
      selector,
      replicas: this.#replicas,
      own: this.#built,
      init,
      sidecars,
      profile: this.#profile,
    });
    new KubeObject(this, 'deployment', 'apps/v1/Deployment', metadata, {
      spec: Lazy.any({ produce: () => this.#late(deployment) }) as Lazy,
    });
    new KubeObject(this, 'service-account', 'v1/ServiceAccount', { name: id, labels }, { automountServiceAccountToken: false });
    checkWord(problems, 'service', props.service, ['cluster-ip', 'headless', 'none']);
    const { service = 'cluster-ip' } = props;
    this.serviceName = this.ports.length > 0 && service !== 'none' ? (props.serviceName ?? id) : undefined;
    if (this.serviceName === undefined || service === 'none') {
      problems.expect(
        props.serviceName === undefined,
        `serviceName must be left out where there is no Service, got ${shown(props.serviceName)}`,
      );
    } else {
      checkServiceName(problems, 'serviceName', this.serviceName);
      new KubeObject(
        this,
        'service',
        'v1/Service',
        { name: this.serviceName, labels },
        { spec: serviceSpec(this.ports, selector.matchLabels, this.#profile, service) },
      );
    }
    this.connections.write();
    new KubeObject(
      this,
      'disruption-budget',
      'policy/v1/PodDisruptionBudget',
      { name: id, labels },
      {
        spec: { maxUnavailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
      },
    );
    if (props.autoscale !== undefined) this.#autoscale(problems, props.autoscale);
    for (const { files, claim, existing: imported } of all.flatMap(({ mounted }) => mounted)) {
      if (files !== undefined)
        new KubeObject(this, `config-${files.name}`, 'v1/ConfigMap', { name: files.name, labels }, { data: files.data });
      if (claim !== undefined)
        new KubeObject(this, `claim-${claim.name}`, 'v1/PersistentVolumeClaim', { name: claim.name, labels }, { spec: claim.spec });
      if (imported !== undefined) existing(this, imported);
    }
    problems.refuse();
  }

  /**
   * Lets the app call the API server: a short-lived token with certificate and namespace where client libraries look for them, a Role
   * and binding for exactly these rights, and a way to the API server. Once per app.
   *
   * @throws {PalisadeError} for wildcards, for rights that widen rights, without any rule, and when called again
   */
  kubeApi({ rules, expirationSeconds }: KubeApiProps): void {
    const problems = new Problems(this.node.path);
    if (this.#callsApi) problems.add('kubeApi was called before: give all rules in one call');
    const written = policyRules(problems, rules);
    const { volume, mount } = apiTokenVolume(problems, expirationSeconds, this.#profile.maxTokenSeconds);
    problems.refuse();
    this.connections.allowTo(Remote.apiServer(), { reason: 'calls the Kubernetes API' });
    this.#callsApi = true;
    this.#volumes.push(volume);
    this.#mounts.push(mount);
    const { labels, name } = this;
    new KubeObject(this, 'role', 'rbac.authorization.k8s.io/v1/Role', { name, labels }, { rules: written });
    new KubeObject(
      this,
      'role-binding',
      'rbac.authorization.k8s.io/v1/RoleBinding',
      { name, labels },
      {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
        subjects: [{ kind: 'ServiceAccount', name, namespace: this.tenant.namespace }],
      },
    );
  }

  /**
   * Publishes the app under a host name, over TLS only, and lets the ingress controller in.
   *
   * @throws {PalisadeError} for a host that is none, and when the port is not clear
   */
  expose({ host, tlsSecret, port: wanted, path = '/', ingressClass }: ExposeProps): void {
    const problems = new Problems(this.node.path);
    const tcp = this.ports.filter(({ protocol }) => protocol === 'TCP');
    const port = wanted === undefined && tcp.length === 1 ? tcp[0] : tcp.find(({ name }) => name === wanted);
    if (port === undefined)
      problems.add(
        `expose must name one of the TCP ports ${tcp.map(({ name }) => name).join(', ') || '(there are none)'}, got ${shown(wanted)}`,
      );
    if (!/^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(host)) {
      problems.add(`the host to expose must be a lower-case DNS name without wildcards, got ${shown(host)}`);
    }
    if (this.serviceName === undefined) problems.add('expose needs a Service in front of the app, which has none');
    problems.expect(path.startsWith('/'), `the path to expose must start with '/', got ${shown(path)}`);
    checkObjectName(problems, 'tlsSecret', tlsSecret);
    problems.refuse();
    const { labels, name } = this;
    const backend = { service: { name: this.serviceName as string, port: { name: (port as Port).name } } };
    new KubeObject(
      this,
      `ingress-${host}`,
      'networking.k8s.io/v1/Ingress',
      { name: `${name}-${host.replaceAll('.', '-')}`, labels },
      {
        spec: {
          ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }),
          rules: [{ host, http: { paths: [{ backend, path, pathType: 'Prefix' }] } }],
          tls: [{ hosts: [host], secretName: tlsSecret }],
        },
      },
    );
    this.connections.allowFrom(Remote.ingressController(), { ports: [(port as Port).name], reason: `published as ${host}` });
  }

  toPodSelectorConfig(): plus.PodSelectorConfig {
    const { LabelSelector } = loadPlus();
    return { labelSelector: LabelSelector.of({ labels: { [INSTANCE_LABEL]: this.name } }), namespaces: { names: [this.tenant.namespace] } };
  }

  toNetworkPolicyPeerConfig(): plus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  toPodSelector(): plus.IPodSelector {
    return this;
  }

  toSubjectConfiguration(): plus.SubjectConfiguration {
    return { kind: 'ServiceAccount', name: this.name, namespace: this.tenant.namespace };
  }

  /** The app's Service behind an Ingress of cdk8s-plus. */
  toIngressBackend(options: plus.ServiceIngressBackendOptions = {}): plus.IngressBackend {
    const service = { name: this.serviceName, ports: this.ports.map(({ servicePort }) => ({ port: servicePort })) };
    return loadPlus().IngressBackend.fromService(service as unknown as plus.Service, options);
  }

  markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  toScalingTarget(): plus.ScalingTarget {
    const { Container: PlusContainer, Cpu } = loadPlus();
    const { image } = this.#built.container;
    // cdk8s-plus looks only for whether a container states its resources; ours always do.
    const container = new PlusContainer({ image: image ?? '', resources: { cpu: { request: Cpu.millis(1), limit: Cpu.millis(1) } } });
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      name: this.name,
      containers: [container],
      replicas: this.hasAutoscaler ? undefined : this.#replicas,
    };
  }

  #autoscale(problems: Problems, { min, max, cpuPercent = 75 }: AutoscaleProps): void {
    for (const [what, value] of Object.entries({ min, max, cpuPercent })) {
      problems.expect(Number.isInteger(value) && value > 0, `autoscale.${what} must be a whole number above 0, got ${shown(value)}`);
    }
    problems.expect(max > min, `autoscale.max must be more than autoscale.min, got ${max} and ${min}`);
    const { labels, name } = this;
    new KubeObject(
      this,
      'autoscaler',
      'autoscaling/v2/HorizontalPodAutoscaler',
      { name, labels },
      {
        spec: {
          maxReplicas: max,
          metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } } }],
          minReplicas: min,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        },
      },
    );
  }

  /** The Deployment with what later calls added. */
  #late(spec: DeploymentSpec): DeploymentSpec {
    const [own, ...rest] = spec.template.spec.containers as [Container, ...Container[]];
    const mounts = [...(own.volumeMounts ?? []), ...this.#mounts].sort((a, b) => byText(a.mountPath, b.mountPath));
    const containers = [{ ...own, ...(mounts.length === 0 ? {} : { volumeMounts: mounts }) }, ...rest];
    const volumes = [...this.#volumes].sort((a, b) => byText(a.name, b.name));
    const { replicas: fixed, ...scaled } = spec;
    return {
      ...(this.hasAutoscaler ? scaled : { ...scaled, replicas: fixed }),
      template: { ...spec.template, spec: { ...spec.template.spec, containers, ...(volumes.length === 0 ? {} : { volumes }) } },
    };
  }
}

function appLabels(
  problems: Problems,
  tenant: TenantNamespace,
  name: string,
  { app = name, version, component }: SecureAppProps,
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
    [NAME_LABEL]: app,
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
    owner: tenant.tenant,
  };
}

function emailOf(contact: string | undefined): Record<string, string> {
  return contact !== undefined && /^[^\s@]+@[^\s@]+$/.test(contact) ? { email: contact } : {};
}

function replicas(problems: Problems, props: SecureAppProps): number {
  const { replicas: given, autoscale, persistent = {} } = props;
  if (given !== undefined && autoscale !== undefined)
    problems.add('replicas and autoscale both say how many pods run, expected one of them');
  const single = Object.entries(persistent).find(([, claim]) => 'size' in claim && claim.accessMode !== 'ReadWriteMany');
  const count = given ?? (single === undefined ? 3 : 1);
  if (!Number.isInteger(count) || count < 0) problems.add(`replicas must be a whole number of 0 or more, got ${shown(count)}`);
  if (single !== undefined && (count > 1 || autoscale !== undefined)) {
    problems.add(
      `'${single[0]}' can be mounted by one pod at a time, so replicas must be 1, got ${autoscale === undefined ? count : 'autoscale'}; or say accessMode: 'ReadWriteMany'`,
    );
  }
  return count;
}

function checkContainers(problems: Problems, all: readonly Built[]): void {
  const names = new Set<string>();
  const ports = new Map<string, string>();
  for (const { container, ports: own } of all) {
    if (names.has(container.name)) problems.add(`two containers have the name '${container.name}', expected one`);
    names.add(container.name);
    for (const { port, protocol, name } of own) {
      const key = `${port}/${protocol}`;
      const other = ports.get(key);
      if (other !== undefined && other !== container.name)
        problems.add(`the containers '${other}' and '${container.name}' both listen on ${key}, which a pod has once (port '${name}')`);
      ports.set(key, container.name);
    }
  }
}

function checkVolumes(problems: Problems, volumes: readonly Volume[]): void {
  const names = new Set<string>();
  for (const { name } of volumes) {
    if (names.has(name))
      problems.add(`two mounts would both be the volume '${name}', as only letters and digits of a path count: rename one of the paths`);
    names.add(name);
  }
}
