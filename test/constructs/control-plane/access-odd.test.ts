import { ControlPlane, type KubernetesVersion, NodePool, PalisadeError, Platform } from '../../../constructs';
import { ENDPOINT, MEMBERS } from './harness';

/** Every option of these concerns, each with a value that is accepted. */
const SOUND = {
  authentication: {
    anonymous: 'health',
    issuers: [
      {
        url: 'https://id.example.com',
        discoveryUrl: 'https://inner.example.com/a',
        audiences: ['a'],
        username: { claim: 'sub', prefix: 'a:' },
        groups: { expression: 'claims.groups' },
        extra: { 'example.com/a': 'claims.a' },
        requiredClaims: { a: 'b' },
        claimRules: [{ expression: 'true', message: 'a' }],
        userRules: [{ expression: 'true', message: 'a' }],
      },
    ],
  },
  authorization: {
    webhook: {
      name: 'a',
      kubeconfig: '/etc/a/b.conf',
      order: 'after-rbac',
      failure: 'NoOpinion',
      timeout: 1,
      allowTtl: 1,
      denyTtl: 1,
      conditions: ['true'],
    },
  },
  admission: {
    enable: ['OwnerReferencesPermissionEnforcement'],
    disable: ['DefaultStorageClass'],
    alwaysPullImages: true,
    podSecurity: { enforce: 'baseline', audit: 'baseline', warn: 'baseline', exemptNamespaces: { a: 'b' } },
    eventRateLimit: { server: { qps: 1, burst: 1 } },
    imagePolicy: { kubeconfig: '/etc/a/b.conf', allowTtl: 1, denyTtl: 1, retryMilliseconds: 1 },
    podNodeSelector: { clusterDefault: { a: 'b' }, namespaces: { a: { b: 'c' } } },
    podTolerationRestriction: {
      default: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 1 }],
      whitelist: [],
    },
  },
  bootstrap: { tokens: true, group: 'system:bootstrappers', servingApprover: 'serviceaccount:a/b' },
  fairness: { shares: 1, lendablePercent: 1, borrowingPercent: 1, queues: 2, handSize: 1, queueLength: 1 },
  runtimeClasses: { a: { handler: 'b', overhead: { cpu: '1m', memory: '1Mi' }, pool: NodePool.shared('c') } },
};

const ODD: readonly unknown[] = [null, -1, Number.NaN, '', '\n', true, [null], { a: null }, { toString: 1 }, Symbol.iterator];

type Step = string | number;

/** The path of each value in the options, those of lists and objects included. */
function* pathsIn(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null || value instanceof NodePool) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

function replaced(value: unknown, [step, ...rest]: readonly Step[], odd: unknown): unknown {
  if (step === undefined) return odd;
  if (Array.isArray(value)) return value.map((item, index) => (index === Number(step) ? replaced(item, rest, odd) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: replaced(object[step], rest, odd) };
}

function define(options: unknown, kubernetesVersion?: KubernetesVersion): ControlPlane {
  return new ControlPlane(new Platform({ kubernetesVersion }), 'control-plane', {
    endpoint: ENDPOINT,
    members: MEMBERS,
    ...(options as object),
  });
}

test.each<readonly [KubernetesVersion, object]>([
  ['1.33', SOUND],
  [
    '1.29',
    {
      authentication: {
        issuers: [{ url: 'https://id.example.com', audiences: ['a'], groups: { claim: 'b' }, requiredClaims: { c: 'd' } }],
      },
    },
  ],
])('in %s, every option is accepted, and every flag that comes of it has its threat', (kubernetesVersion, options) => {
  const { composition } = define(options, kubernetesVersion);
  const flags = Object.keys(composition.flags['kube-apiserver']).map((flag) => `kube-apiserver --${flag}`);
  expect(flags.filter((flag) => composition.reasons[flag] === undefined)).toEqual([]);
});

test.each([...pathsIn(SOUND)].map((path) => [path.join('.'), path] as const))(
  'whatever stands at %s, it is taken or refused in words',
  (_name, path) => {
    for (const odd of ODD) {
      try {
        define(replaced(SOUND, path, odd));
      } catch (error) {
        if (!(error instanceof PalisadeError)) throw error;
        expect(error.problems.filter((problem) => !problem.startsWith('[control-plane] '))).toEqual([]);
      }
    }
  },
);
