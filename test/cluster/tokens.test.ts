import { applyExample, create, eventually, read, refusal, send } from './attacks-asking';
import { ADMINISTRATOR, kubeletOf } from './attacks-people';
import { bare } from './attacks-pods';
import { get, post, put, remove } from './attacks-requests';
import type { ControlPlane } from './control-plane';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: {
    readonly nodeName?: string;
    readonly volumes: readonly { readonly projected?: { readonly sources: readonly { readonly serviceAccountToken?: object }[] } }[];
  };
}

interface Claims {
  readonly aud: readonly string[];
  readonly iat: number;
  readonly exp: number;
  readonly sub: string;
  readonly 'kubernetes.io': { readonly pod?: { readonly name: string; readonly uid: string } };
}

const claims = (token: string) => JSON.parse(Buffer.from(`${token.split('.')[1]}`, 'base64url').toString()) as Claims;

/** The pod of an app, once it has a node. */
const podOf = (cluster: ControlPlane, app: string) =>
  eventually(`a pod of ${app} on a node`, () => {
    const of = `app.kubernetes.io/instance=${app}`;
    return read<{ items: readonly Pod[] }>(cluster, 'get', 'pods', '-n', 'ops', '-l', of).items.find(({ spec }) => spec.nodeName);
  });

const path = (account: string) => `/api/v1/namespaces/ops/serviceaccounts/${account}/token`;
const request = (spec: { audiences?: readonly string[]; expirationSeconds?: number }, pod?: Pod) => ({
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'TokenRequest',
  spec: { ...spec, ...(pod && { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: pod.metadata.name, uid: pod.metadata.uid } }) },
});

const nodes = [{ name: 'shared-1', labels: { 'node-restriction.kubernetes.io/pool': 'general' } }, 'other-1'];

onEachVersion('short-lived tokens', { versions: [VERSIONS[0]], nodes }, (cluster, version) => {
  let vaultPod: Pod;
  let watcherPod: Pod;
  /** The token that the kubelet fetches for a pod of its node. */
  const fetched = (account: string, spec: object, pod: Pod): string => {
    const answer = send(cluster, kubeletOf('shared-1'), post(path(account), request(spec, pod)));
    expect(answer).toMatchObject({ status: 0 });
    return JSON.parse(answer.stdout).status.token;
  };
  const review = (token: string, audiences?: readonly string[]) => {
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token, audiences } };
    const { status, stdout } = send(cluster, ADMINISTRATOR, post('/apis/authentication.k8s.io/v1/tokenreviews', body));
    expect(status).toBe(0);
    const { authenticated = false, audiences: of, user } = JSON.parse(stdout).status;
    return { authenticated, audiences: of, user: user.username };
  };
  const holds = (sentence: string) => record({ fact: 'holds', version, area: 'tokens', sentence });

  beforeAll(async () => {
    applyExample(cluster);
    create(cluster, ADMINISTRATOR, { ...bare('elsewhere', { pod: { nodeName: 'other-1', serviceAccountName: 'vault-agent' } }, 'ops') });
    vaultPod = await podOf(cluster, 'vault-agent');
    watcherPod = await podOf(cluster, 'pod-watcher');
  });

  describe('of vault-agent, for the audience vault', () => {
    let token: string;
    beforeAll(() => {
      token = fetched('vault-agent', { audiences: ['vault'], expirationSeconds: 600 }, vaultPod);
    });

    test('are asked for by the pod: 600 seconds, for vault', () => {
      const sources = vaultPod.spec.volumes.flatMap(({ projected }) => projected?.sources ?? []);
      expect(sources).toEqual([{ serviceAccountToken: { audience: 'vault', expirationSeconds: 600, path: 'vault' } }]);
    });

    test('carry that audience, the app, the pod, and the seconds that were asked for', () => {
      const { aud, exp, iat, sub, 'kubernetes.io': bound } = claims(token);
      expect({ aud, sub, seconds: exp - iat, pod: bound.pod?.name }).toEqual({
        aud: ['vault'],
        sub: 'system:serviceaccount:ops:vault-agent',
        seconds: 600,
        pod: vaultPod.metadata.name,
      });
      holds('a token for the audience vault expires after the 600 seconds that its projected volume asks for');
    });

    test.each([
      ['vault', ['vault'], true],
      ['one of several audiences, when vault is among them', ['other', 'vault'], true],
      ['another audience', ['other'], false],
      ['the API server', ['https://kubernetes.default.svc'], false],
      ['nobody in particular, which means the API server', undefined, false],
    ])('stand before %s: %j %s', (_, audiences, authenticated) => {
      expect(review(token, audiences)).toEqual(
        authenticated ? { authenticated, audiences: ['vault'], user: 'system:serviceaccount:ops:vault-agent' } : { authenticated },
      );
    });

    test('are no credential for the API server', () => {
      const message = 'error: You must be logged in to the server (Unauthorized)';
      expect(refusal(send(cluster, { token }, get('/api')))).toBe(message);
      record({ fact: 'refused', version, attempt: 'using a token for vault at the API server', layer: 'authentication', message });
    });

    test('cannot be asked for below 600 seconds', () => {
      const message =
        'The TokenRequest "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes';
      const body = request({ audiences: ['vault'], expirationSeconds: 599 });
      expect(refusal(send(cluster, ADMINISTRATOR, post(path('vault-agent'), body)))).toBe(message);
      record({ fact: 'refused', version, attempt: 'a token of less than 600 seconds', layer: 'validation', message });
    });
  });

  describe('fetched by a kubelet', () => {
    const forbidden = (reason: string) => `serviceaccounts "vault-agent" is forbidden: ${reason}`;
    const elsewhere = () => read<Pod>(cluster, 'get', 'pod', 'elsewhere', '-n', 'ops');
    test.each([
      [
        'for an audience that the pod does not name',
        'NodeRestriction',
        'vault-agent',
        ['other'],
        () => vaultPod,
        forbidden(
          'audience "other" not found in pod spec volume, system:node:shared-1 is not authorized to request tokens for this audience',
        ),
      ],
      [
        'for the API server, which the pod does not name',
        'NodeRestriction',
        'vault-agent',
        undefined,
        () => vaultPod,
        forbidden('audience "" not found in pod spec volume, system:node:shared-1 is not authorized to request tokens for this audience'),
      ],
      [
        'for a pod of another node',
        'NodeRestriction',
        'vault-agent',
        ['vault'],
        elsewhere,
        forbidden('node requested token bound to a pod scheduled on a different node'),
      ],
      ['for no pod', 'NodeRestriction', 'vault-agent', ['vault'], () => undefined, forbidden('node requested token not bound to a pod')],
      [
        'of another ServiceAccount than the pod runs as',
        'validation',
        'pod-watcher',
        ['vault'],
        () => vaultPod,
        'cannot bind token for serviceaccount "pod-watcher" to pod running with different serviceaccount name.',
      ],
    ])('%s are refused by %s', (attempt, layer, account, audiences, pod, message) => {
      const said = refusal(send(cluster, kubeletOf('shared-1'), post(path(account), request({ audiences }, pod()))));
      expect(said).toBe(message);
      record({ fact: 'refused', version, attempt: `a token ${attempt}, as kubelet`, layer, message });
    });
  });

  describe('of pod-watcher, for the API server', () => {
    let token: string;
    beforeAll(() => {
      token = fetched('pod-watcher', { expirationSeconds: 3600 }, watcherPod);
    });

    test('are asked for by the pod: 3,600 seconds, which Kubernetes does not extend to a year as it does with its own 3,607', () => {
      const sources = watcherPod.spec.volumes.flatMap(({ projected }) => projected?.sources ?? []);
      expect(sources.filter((source) => source.serviceAccountToken)).toEqual([
        { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
      ]);
      const { aud, exp, iat } = claims(token);
      expect({ aud, seconds: exp - iat }).toEqual({ aud: ['https://kubernetes.default.svc.cluster.local'], seconds: 3600 });
      holds('a token for the API server expires after the 3,600 seconds that its projected volume asks for');
    });

    const pods = '/api/v1/namespaces/ops/pods';
    test.each([
      ['list pods', () => get(pods)],
      ['get a pod', () => get(`${pods}/${watcherPod.metadata.name}`)],
      ['watch pods', () => get(`${pods}?watch=true&timeoutSeconds=1`)],
    ])('may %s of its namespace', (what, wanted) => {
      expect(send(cluster, { token }, wanted())).toMatchObject({ status: 0 });
      holds(`the token of pod-watcher may ${what} of its namespace`);
    });

    const user = 'User "system:serviceaccount:ops:pod-watcher"';
    test.each([
      ['list Secrets', get('/api/v1/namespaces/ops/secrets'), `secrets is forbidden: ${user} cannot list resource "secrets"`],
      ['list ConfigMaps', get('/api/v1/namespaces/ops/configmaps'), `configmaps is forbidden: ${user} cannot list resource "configmaps"`],
      ['read logs', get(`${pods}/x/log`), `pods "x" is forbidden: ${user} cannot get resource "pods/log"`],
      ['execute commands', get(`${pods}/x/exec?command=id`), `pods "x" is forbidden: ${user} cannot get resource "pods/exec"`],
      ['create a pod', post(pods, bare('x', {}, 'ops')), `pods is forbidden: ${user} cannot create resource "pods"`],
      ['change a pod', put(`${pods}/x`, bare('x', {}, 'ops')), `pods "x" is forbidden: ${user} cannot update resource "pods"`],
      ['delete a pod', remove(`${pods}/x`), `pods "x" is forbidden: ${user} cannot delete resource "pods"`],
      ['delete all pods', remove(pods), `pods is forbidden: ${user} cannot deletecollection resource "pods"`],
      [
        "list another tenant's pods",
        get('/api/v1/namespaces/bookinfo/pods'),
        `pods is forbidden: ${user} cannot list resource "pods" in API group "" in the namespace "bookinfo"`,
      ],
      [
        'list the pods of the cluster',
        get('/api/v1/pods'),
        `pods is forbidden: ${user} cannot list resource "pods" in API group "" at the cluster scope`,
      ],
      [
        'list Deployments',
        get('/apis/apps/v1/namespaces/ops/deployments'),
        `deployments.apps is forbidden: ${user} cannot list resource "deployments"`,
      ],
      [
        'request a token',
        post(path('vault-agent'), request({ audiences: ['vault'] })),
        `serviceaccounts "vault-agent" is forbidden: ${user} cannot create resource "serviceaccounts/token"`,
      ],
    ])('may not %s: RBAC refuses it', (attempt, wanted, message) => {
      expect(refusal(send(cluster, { token }, wanted)).slice(0, message.length)).toBe(message);
      record({ fact: 'refused', version, attempt: `to ${attempt} with the token of pod-watcher`, layer: 'RBAC', message });
    });

    test('end with their pod', async () => {
      expect(review(token)).toMatchObject({ authenticated: true });
      expect(cluster.kubectl(['delete', 'pod', watcherPod.metadata.name, '-n', 'ops', '--grace-period=0', '--force'])).toMatchObject({
        status: 0,
      });
      // The API server remembers what it has verified for ten seconds.
      await eventually('the token to be refused', () => (review(token).authenticated ? undefined : true));
      holds('a token ends with its pod, before it expires');
    });
  });
});
