import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exempt, Platform, TenantNamespace } from '../../constructs';
import { type Resource, resourcesOf, rightsOf, rulesOf, type Subject } from './access-questions';
import { ACCOUNTS, EVERYBODY, GRANTED, MAY } from './access-table';
import { applyExample, eventually, read, send } from './attacks-asking';
import { SECRET_GAP } from './attacks-gaps';
import { namedByProof, namedFor } from './attacks-named';
import { get } from './attacks-requests';
import { grantOf } from './loosened-rows';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

type Rights = Readonly<Record<string, string>>;

const person = (user: string, group: string): Subject => ({ user, groups: [group] });
const account = (namespace: string, name: string): Subject => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
});

/** With the verbs in order, and without what nobody may. */
const sorted = (rights: Rights): Rights =>
  Object.fromEntries(
    Object.entries(rights)
      .filter(([, verbs]) => verbs !== '')
      .map(([resource, verbs]) => [resource, verbs.split(' ').sort().join(' ')]),
  );
const column = (index: 0 | 1 | 2): Rights => Object.fromEntries(Object.entries(MAY).map(([resource, may]) => [resource, may[index]]));
const [viewer, editor, owner] = [column(0), column(1), column(2)];

onEachVersion('access', { versions: [VERSIONS[0]], parts: ['controllers'] }, (cluster, version) => {
  let resources: readonly Resource[];
  const holds = (sentence: string) => record({ fact: 'holds', version, area: 'access', sentence });
  const expectRights = (who: Subject, namespace: string, rights: Rights) =>
    expect(rightsOf(cluster, who, namespace, resources)).toEqual(sorted({ ...EVERYBODY, ...rights }));

  beforeAll(() => {
    applyExample(cluster);
    resources = resourcesOf(cluster);
  });

  test('every row of the table is about a resource that the server serves', () => {
    const served = resources.map(({ group, name }) => (group ? `${group}:${name}` : name));
    expect(served).toEqual(expect.arrayContaining([...Object.keys(MAY), ...Object.keys(EVERYBODY)]));
  });

  const owners = person('alice', 'boutique-admins');
  const editors = person('bob', 'boutique-developers');
  const viewers = person('carol', 'support');
  const strangers = person('mallory', 'nobody-of-ours');
  test.each<[string, string, Subject, Rights]>([
    ['owners of online-boutique may what the table says', 'online-boutique', owners, owner],
    ['editors of online-boutique may what the table says', 'online-boutique', editors, editor],
    ['viewers of online-boutique may what the table says', 'online-boutique', viewers, viewer],
    ['owners of bookinfo may what the table says', 'bookinfo', person('mallory', 'bookinfo-admins'), owner],
    ['viewers of bookinfo may what the table says', 'bookinfo', viewers, viewer],
    ['owners of ops may what the table says', 'ops', person('peggy', 'platform-team'), owner],
    ['owners of online-boutique may nothing in bookinfo', 'bookinfo', owners, {}],
    ['owners of online-boutique may nothing in kube-system', 'kube-system', owners, {}],
    ['owners of online-boutique may nothing in default', 'default', owners, {}],
    ['editors of online-boutique may nothing in ops', 'ops', editors, {}],
    ['viewers of two tenants may nothing in the third', 'ops', viewers, {}],
    ['strangers may nothing in online-boutique', 'online-boutique', strangers, {}],
  ])('%s, for every verb of every resource', (sentence, namespace, who, rights) => {
    expectRights(who, namespace, rights);
    holds(sentence);
  });

  test('the ServiceAccounts of the example are those that the next tests ask about', () => {
    const found = Object.fromEntries(
      Object.keys(ACCOUNTS).map((namespace) => {
        const { items } = read<{ items: readonly { metadata: { name: string } }[] }>(cluster, 'get', 'serviceaccounts', '-n', namespace);
        return [namespace, items.map(({ metadata }) => metadata.name).sort()];
      }),
    );
    expect(found).toEqual(ACCOUNTS);
  });

  const apps = Object.entries(ACCOUNTS).flatMap(([namespace, names]) => names.map((name) => [namespace, name] as const));
  const everywhere = [...Object.keys(ACCOUNTS), 'default', 'kube-system'];
  test.each(apps)('the app %s/%s may what its rules say, and nothing in the namespaces of others', (namespace, name) => {
    const rights = name === 'pod-watcher' ? { pods: 'get list watch' } : {};
    expect(rulesOf(cluster, account(namespace, name), everywhere)).toEqual(
      Object.fromEntries(everywhere.map((place) => [place, { ...EVERYBODY, ...(place === namespace && rights) }])),
    );
    if (name !== 'pod-watcher') holds(`the ServiceAccount ${namespace}/${name} may nothing`);
  });

  test.each([
    ['ops', { pods: 'get list watch' }],
    ['online-boutique', {}],
  ])('the app ops/pod-watcher may in %s exactly %j, for every verb of every resource', (namespace, rights: Rights) => {
    expectRights(account('ops', 'pod-watcher'), namespace, rights);
    holds(
      `the ServiceAccount ops/pod-watcher may in ${namespace} ${Object.keys(rights).length > 0 ? 'list, get and watch pods' : 'nothing'}`,
    );
  });

  describe('of those to whom something is granted', () => {
    beforeAll(() => {
      const outdir = mkdtempSync(join(tmpdir(), 'palisade-access-'));
      try {
        const platform = new Platform({ outdir, today: '2027-01-01' });
        const grants = Object.keys(GRANTED) as (keyof typeof GRANTED)[];
        const granted = new TenantNamespace(platform, 'granted', {
          grants: grants.map((grant) => ({ to: [`group:${grant}`], allow: [grant as 'exec'] })),
          viewers: ['group:exec'],
        });
        for (const rule of ['rbac-pods-exec', 'rbac-port-forward', 'rbac-secrets-read', 'rbac-secrets-write'])
          exempt(granted, { rule, reason: 'what it opens is what is asked here', owner: 'tests@example.com', expires: '2027-06-30' });
        platform.synth();
        const { status, stderr } = cluster.kubectl(['apply', '--server-side', '-f', outdir]);
        if (status !== 0) throw new Error(stderr);
      } finally {
        rmSync(outdir, { recursive: true, force: true });
      }
    });

    test.each(Object.entries(GRANTED))('%s adds %j, and nothing else', (grant, rights) => {
      expectRights(person('oncall', grant), 'granted', { ...(grant === 'exec' && viewer), ...rights });
      holds(`the grant '${grant}' adds ${Object.entries(rights).map(([resource, verbs]) => `${verbs} of ${resource}`)}, and nothing else`);
    });

    test('who may write Secrets has the controller manager write tokens that never expire, and who may read them has them: a gap', async () => {
      const { request, instead: _, ...gap } = SECRET_GAP;
      expect(send(cluster, { as: 'oncall', groups: ['write-secrets'] }, request)).toMatchObject({ status: 0 });
      const token = await eventually('the token', () => {
        const { stdout } = send(cluster, { as: 'oncall', groups: ['read-secrets'] }, get('/api/v1/namespaces/granted/secrets/for-ever'));
        const { data } = JSON.parse(stdout) as { data?: { token?: string } };
        return data?.token;
      });
      const claims = JSON.parse(Buffer.from(`${Buffer.from(token, 'base64').toString().split('.')[1]}`, 'base64url').toString());
      expect([claims.sub, claims.exp]).toEqual(['system:serviceaccount:granted:default', undefined]);
      const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['create', 'get'] }];
      const grants = grantOf({ within: 'bookinfo', rules }, 'bookinfo-admins');
      const namedBy = namedByProof(namedFor(gap.attempt), { tenant: 'bookinfo', objects: [], grants });
      record({ fact: 'gap', version, ...gap, namedBy });
    });
  });
});
