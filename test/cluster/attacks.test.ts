import { applyExample, create, eventually, read, refusal, send } from './attacks-asking';
import { POD_GAPS, REQUEST_GAPS } from './attacks-gaps';
import { namedByProof, namedFor } from './attacks-named';
import { COUNTED } from './attacks-objects';
import { ADMINISTRATOR, BOOKINFO_OWNER, OWNER, type Person } from './attacks-people';
import { bare, deployment, NAMESPACE, podTemplate } from './attacks-pods';
import { claim, OTHER_REQUESTS, OWNER_REQUESTS, post } from './attacks-requests';
import { POD_ATTACKS } from './attacks-workloads';
import { OTHERWISE } from './otherwise';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

interface Replicated {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly replicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  };
}

onEachVersion(
  'attacks on a tenant and from within',
  { ...OTHERWISE.attacks.options, versions: [VERSIONS[0]], parts: ['controllers'] },
  (cluster, version) => {
    /** How the proof names what the tenant's owner has sent. Its pods ask for no pool: a plugin does that for them. */
    const namedBy = (attempt: string, object: object) =>
      namedByProof(namedFor(attempt), { tenant: NAMESPACE, objects: [object], plugins: 'on' });
    const refused = (attempt: string, layer: string, message: string) => record({ fact: 'refused', version, attempt, layer, message });

    beforeAll(async () => {
      applyExample(cluster);
      await eventually('the pods of the example', () => {
        const { items } = read<{ items: readonly Replicated[] }>(cluster, 'get', 'deployments', '-A');
        return items.every(({ status }) => status.replicas !== undefined) || undefined;
      });
      create(
        cluster,
        ADMINISTRATOR,
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop-tls', namespace: NAMESPACE } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'books-tls', namespace: 'bookinfo' } },
        { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'for-the-few' }, value: 1_000_000 },
        {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: 'books-archive' },
          spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, nfs: { server: '192.0.2.1', path: '/books' } },
        },
      );
    });

    describe('a request of the owner', () => {
      test.each(OWNER_REQUESTS)('%s is refused by %s', (attempt, layer, request, message) => {
        const said = refusal(send(cluster, OWNER, request));
        expect(said.slice(0, message.length)).toBe(message);
        refused(`${attempt}, as owner`, layer, message);
      });

      test('claims to more storage than the quota has are refused by quota', () => {
        const path = `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`;
        expect(send(cluster, OWNER, post(path, claim('first', '60Gi')))).toMatchObject({ status: 0 });
        const message =
          'persistentvolumeclaims "second" is forbidden: exceeded quota: tenant-quota, requested: requests.storage=60Gi, used: requests.storage=60Gi, limited: requests.storage=100Gi';
        expect(refusal(send(cluster, OWNER, post(path, claim('second', '60Gi'))))).toBe(message);
        refused('more storage than the quota has, as owner', 'quota', message);
      });

      test.each(COUNTED)('more %s than the quota has are refused by quota', (kind, resource, most, object, person) => {
        const items = Array.from({ length: most + 1 }, (_, index) => object(`many-${index}`));
        const said = refusal(send(cluster, person, { args: ['create', '-f', '-'], body: { apiVersion: 'v1', kind: 'List', items } }));
        const message = `exceeded quota: tenant-quota, requested: ${resource}=1, used: ${resource}=${most}, limited: ${resource}=${most}`;
        const start = 'error when creating "STDIN": ';
        expect(said.split('\n')[0]?.replace(/many-\d+/, 'NAME')).toBe(
          `${start}${resource.replace('count/', '')} "NAME" is forbidden: ${message}`,
        );
        refused(`more ${kind} than the quota has`, 'quota', message);
      });
    });

    describe('a request of somebody else', () => {
      test.each(OTHER_REQUESTS)('%s is refused by %s', (attempt, layer, person, request, message) => {
        const said = refusal(send(cluster, person, request));
        expect(said.slice(0, message.length)).toBe(message);
        refused(attempt, layer, message);
      });
    });

    // Impersonation needs a credential of one's own: the owner here is a pipeline's ServiceAccount, as the documentation has it.
    describe('an owner who pretends to be somebody else', () => {
      let pipeline: Person;
      beforeAll(() => {
        create(
          cluster,
          ADMINISTRATOR,
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ci' } },
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'deployer', namespace: 'ci' } },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            metadata: { name: 'pipeline', namespace: NAMESPACE },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tenant-owner' },
            subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }],
          },
        );
        pipeline = { token: cluster.kubectl(['create', 'token', 'deployer', '-n', 'ci']).stdout.trim() };
      });

      test('may do as owner what owners may', () => {
        expect(cluster.kubectl(['get', 'deployments', '-n', NAMESPACE], pipeline)).toMatchObject({ status: 0 });
      });

      test.each([
        ['a user', { as: 'bob' }, 'user-info'],
        ['an administrator', { as: 'root', groups: ['system:masters'] }, 'user-info'],
        ['an app of the namespace', { as: `system:serviceaccount:${NAMESPACE}:cartservice` }, 'serviceaccount'],
      ])('%s is refused by RBAC', (whom, mask, mode) => {
        const message = `pods is forbidden: User "system:serviceaccount:ci:deployer" cannot impersonate-on:${mode}:list resource "pods"`;
        const said = refusal(cluster.kubectl(['get', 'pods', '-n', NAMESPACE], { ...pipeline, ...mask }));
        expect(said.slice(0, message.length)).toBe(message);
        refused(`impersonating ${whom}, as owner`, 'RBAC', message);
      });
    });

    describe('a Deployment of the owner', () => {
      /** The Deployment once its ReplicaSet has tried to make a pod. */
      const tried = (name: string) =>
        eventually(`a pod of ${name}, or its refusal`, () => {
          const { status } = read<Replicated>(cluster, 'get', 'deployment', name, '-n', NAMESPACE);
          const failure = status.conditions?.find(({ type }) => type === 'ReplicaFailure')?.message;
          return failure !== undefined || (status.replicas ?? 0) > 0 ? { failure, pods: status.replicas ?? 0 } : undefined;
        });

      beforeAll(() => {
        create(cluster, OWNER, ...[deployment('base'), ...POD_ATTACKS.map(([, , change], index) => deployment(`attack-${index}`, change))]);
        create(cluster, OWNER, ...POD_GAPS.map(({ change }, index) => deployment(`gap-${index}`, change)));
      });

      test('that the rows start from gets its pod', async () => {
        expect(await tried('base')).toEqual({ failure: undefined, pods: 1 });
      });

      test.each(POD_ATTACKS.map((row, index) => [...row, `attack-${index}`] as const))(
        'with %s gets no pod: %s refuses it',
        async (attempt, layer, _, message, name) => {
          const { failure = '', pods } = await tried(name);
          const said = failure.replace(new RegExp(`^pods "${name}-[a-z0-9-]+" is forbidden: `), '');
          expect({ pods, said: said.slice(0, message.length) }).toEqual({ pods: 0, said: message });
          refused(`a pod with ${attempt}`, layer, message);
        },
      );

      test.each(POD_GAPS.map((gap, index) => ({ ...gap, name: `gap-${index}` })))(
        '$attempt: gets it, a gap',
        async ({ attempt, fix, flaggedBy, name }) => {
          expect(await tried(name)).toEqual({ failure: undefined, pods: 1 });
          const admitted = read<object>(cluster, 'get', 'deployment', name, '-n', NAMESPACE);
          record({ fact: 'gap', version, attempt, fix, flaggedBy, namedBy: namedBy(attempt, admitted) });
        },
      );

      test('with more pods than the quota has gets those that fit', async () => {
        const namespace = 'bookinfo';
        create(cluster, BOOKINFO_OWNER, deployment('many', {}, { namespace, replicas: 100 }));
        const message = 'exceeded quota: tenant-quota, requested: pods=1, used: pods=40, limited: pods=40';
        await eventually('the quota to be used up', () => {
          const { status } = read<Replicated>(cluster, 'get', 'deployment', 'many', '-n', namespace);
          return status.conditions?.find((each) => each.message.endsWith(message));
        });
        expect(read<{ items: readonly object[] }>(cluster, 'get', 'pods', '-n', namespace).items).toHaveLength(40);
        refused('more pods than the quota has', 'quota', message);
      });
    });

    describe('a privileged pod by way of', () => {
      const privileged = podTemplate('attack', { security: { privileged: true, allowPrivilegeEscalation: true } });
      const job = { template: { ...privileged, spec: { ...privileged.spec, restartPolicy: 'Never' } } };
      const metadata = { name: 'attack', namespace: NAMESPACE };
      const selector = { matchLabels: { app: 'attack' } };
      const message = 'violates PodSecurity "restricted:v1.33": privileged (container "app" must not set securityContext.privileged=true)';

      test.each([
        ['a Job', { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: job }],
        [
          'a StatefulSet',
          { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { selector, serviceName: 'attack', template: privileged } },
        ],
        // Its Job is made as Kubernetes makes it, a minute earlier than it would.
        [
          'a CronJob',
          { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '* * * * *', suspend: true, jobTemplate: { spec: job } } },
        ],
      ])('%s is refused by PodSecurity', async (way, object) => {
        create(cluster, OWNER, object);
        if (object.kind === 'CronJob') {
          expect(cluster.kubectl(['create', 'job', 'attack-now', '--from=cronjob/attack', '-n', NAMESPACE], OWNER)).toMatchObject({
            status: 0,
          });
        }
        const [kind, name] = object.kind === 'CronJob' ? ['Job', 'attack-now'] : [object.kind, 'attack'];
        const of = `involvedObject.kind=${kind},involvedObject.name=${name},reason=FailedCreate`;
        await eventually(`the refusal of the pod of ${way}`, () =>
          read<{ items: readonly { message: string }[] }>(cluster, 'get', 'events', '-n', NAMESPACE, '--field-selector', of).items.find(
            (each) => each.message.includes(`is forbidden: ${message}`),
          ),
        );
        refused(`a privileged pod by way of ${way}`, 'PodSecurity', message);
      });

      test('the administrator is refused by PodSecurity, too', () => {
        const pod = bare('attack', { security: { privileged: true, allowPrivilegeEscalation: true } });
        const said = refusal(send(cluster, ADMINISTRATOR, { args: ['create', '-f', '-'], body: pod }));
        expect(said).toContain(`pods "attack" is forbidden: ${message}`);
      });
    });

    describe('what Kubernetes does not refuse the owner', () => {
      test.each(REQUEST_GAPS)('$attempt', ({ attempt, request, fix, flaggedBy }) => {
        expect(send(cluster, OWNER, request)).toMatchObject({ status: 0 });
        const { kind, metadata } = request.body as { readonly kind: string; readonly metadata: { readonly name: string } };
        const admitted = read<object>(cluster, 'get', kind, metadata.name, '-n', NAMESPACE);
        record({ fact: 'gap', version, attempt, fix, flaggedBy, namedBy: namedBy(attempt, admitted) });
      });

      test("the other tenant's volume is the owner's then", async () => {
        await eventually('the claim to be bound', () => {
          const { status } = read<{ status: { phase: string } }>(cluster, 'get', 'pvc', 'taken', '-n', NAMESPACE);
          return status.phase === 'Bound' ? true : undefined;
        });
      });
    });
  },
);
