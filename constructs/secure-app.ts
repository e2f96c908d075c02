import { Lazy } from 'cdk8s';
import type * as plus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type Container, type DeploymentSpec, KubeObject, type Volume, type VolumeMount } from '../imports/k8s';
import { appLabels, emailOf } from './app-labels';
import { type Connectable, type Connections, connect } from './connections';
import { type Built, buildContainer, CONTAINER_KEYS, type RunAs, SIDECAR_KEYS, type SidecarProps } from './container';
import { existing } from './declarations';
import { deploymentSpec } from './deployment';
import { type KubeApiProps, policyRules } from './kube-api';
import { INSTANCE_LABEL } from './labels';
import { byText, checkObjectName, checkServiceName } from './names';
import { loadPlus } from './plus';
import { checkContainers, checkVolumes } from './pod-checks';
import type { Port } from './ports';
import { checkKeys, checkWord, Problems, shown, unused } from './problems';
import type { ClusterProfile } from './profile';
import { profileOf } from './profile-of';
import { Remote } from './remote';
import { replicas } from './replicas';
import { APP_KEYS, type AutoscaleProps, type ExposeProps, type SecureAppProps } from './secure-app-props';
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
  /** What was asked for, which an autoscaler would undo. */
  readonly #fixedReplicas: number | undefined;
  readonly #built: Built;
  readonly #volumes: Volume[];
  readonly #mounts: VolumeMount[];
  #callsApi = false;

  /** @throws {PalisadeError} with everything that is wrong with the props */
  constructor(scope: Construct, id: string, props: SecureAppProps) {
    super(scope, unused(scope, id));
    const problems = new Problems(this.node.path);
    if (typeof props !== 'object' || props === null) {
      problems.add(`a SecureApp must have props, at least an image, got ${shown(props)}`);
      problems.refuse();
    }
    checkKeys(problems, 'a SecureApp', props, APP_KEYS);
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
    this.#fixedReplicas = props.replicas;
    this.#replicas = replicas(problems, props);

    const { kubernetesVersion: version, maxTokenSeconds } = this.#profile;
    const common = { runAs: this.runAs, version };
    this.#built = buildContainer(problems, { ...props, ...common, name: id, owner: id, prefix: '', lifetime: 'pod' });
    this.ports = this.#built.ports;
    const others = (containers: Readonly<Record<string, SidecarProps>> | undefined, lifetime: 'pod' | 'start') =>
      Object.entries(containers ?? {}).map(([name, given]) => {
        checkKeys(problems, `container '${name}'`, given, lifetime === 'pod' ? SIDECAR_KEYS : CONTAINER_KEYS);
        return buildContainer(problems, {
          ...given,
          ...common,
          name,
          owner: `${id}-${name}`,
          prefix: name,
          appMounts: this.#built.mounted,
          lifetime,
        });
      });
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
    this.#checkMounts(problems);

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
      if (props.serviceName !== undefined) checkServiceName(problems, 'serviceName', props.serviceName);
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
    problems.expect(!this.#callsApi, 'kubeApi was called before: give all rules in one call');
    problems.refuse();
    const written = policyRules(problems, rules);
    const { volume, mount } = apiTokenVolume(problems, expirationSeconds, this.#profile.maxTokenSeconds);
    this.#mounts.push(mount);
    this.#checkMounts(problems);
    problems.refuse();
    this.connections.allowTo(Remote.apiServer(), { reason: 'calls the Kubernetes API' });
    this.#callsApi = true;
    this.#volumes.push(volume);
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
    const problems = new Problems(this.node.path);
    if (this.serviceName === undefined) problems.add('an Ingress needs a Service in front of the app, which has none');
    problems.refuse();
    const tcp = this.ports.filter(({ protocol }) => protocol === 'TCP');
    const service = { name: this.serviceName, ports: tcp.map(({ servicePort }) => ({ port: servicePort })) };
    return loadPlus().IngressBackend.fromService(service as unknown as plus.Service, options);
  }

  /** What cdk8s-plus asks a peer for its ports: without an answer, it would open all of them. */
  get containers(): readonly { readonly ports: readonly { readonly number: number }[] }[] {
    return [{ ports: this.ports.map(({ port }) => ({ number: port })) }];
  }

  /** @throws {PalisadeError} if the app has an autoscaler already */
  markHasAutoscaler(): void {
    const problems = new Problems(this.node.path);
    problems.expect(!this.hasAutoscaler, 'the app has an autoscaler already, and two would undo each other');
    problems.refuse();
    this.hasAutoscaler = true;
  }

  toScalingTarget(): plus.ScalingTarget {
    const { Container: PlusContainer, Cpu } = loadPlus();
    const { image } = this.#built.container;
    // cdk8s-plus looks only for whether a container states its resources; ours always do.
    const container = new PlusContainer({
      name: this.name,
      image: image ?? '',
      resources: { cpu: { request: Cpu.millis(1), limit: Cpu.millis(1) } },
    });
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      name: this.name,
      containers: [container],
      replicas: this.#fixedReplicas,
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

  /** Adds a problem for mounts of the app's own container that meet, and for volumes that would have one name. */
  #checkMounts(problems: Problems): void {
    const before = problems.count;
    const own = this.#built.mounted.map(({ mount }) => mount);
    checkPaths(
      problems,
      [...own, ...this.#mounts].map((mount) => mount.mountPath),
    );
    // Two mounts at one path have one name, too: said once.
    if (problems.count === before) checkVolumes(problems, this.#volumes);
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
