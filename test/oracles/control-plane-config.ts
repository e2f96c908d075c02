/**
 * Has Kubernetes' own loaders and validation judge what a control plane is written with: the API server's flags for authentication,
 * authorization and admission, the files that they name, and the objects of the cluster. Each row is written for some targets, and judged
 * by the version that is nearest to them; each file that is changed for the worse has to be refused.
 *
 *   npx tsx test/oracles/control-plane-config.ts
 *
 * Exits with 0 where everything is as it should be, 1 with a line for each difference, 2 when the judges could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ControlPlane,
  type ControlPlaneProps,
  exempt,
  type KubernetesVersion,
  NodePool,
  Platform,
  TenantNamespace,
} from '../../constructs';
import { VERSIONS, type Version } from '../cluster/versions';
import { ENDPOINT, MEMBERS } from '../constructs/control-plane/harness';

interface Row {
  readonly what: string;
  readonly targets: readonly KubernetesVersion[];
  readonly props: Partial<ControlPlaneProps>;
}

/** A change after which somebody has to refuse a file. */
interface Spoilt {
  readonly what: string;
  readonly row: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const work = mkdtempSync(join(tmpdir(), 'palisade-oracle-'));
const kubeconfig = join(work, 'webhook.conf');
const quota = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi', pods: 5 };
const issuer = { url: 'https://id.example.com', audiences: ['kubernetes'] };
const certificateAuthority = readFileSync(join(__dirname, '../constructs/control-plane/issuer-ca.crt'), 'utf8');
const YOUNG: readonly KubernetesVersion[] = ['1.32', '1.33', '1.34', '1.36', '1.37'];

const ROWS: readonly Row[] = [
  { what: 'the defaults', targets: ['1.27', '1.28', '1.29', '1.30', '1.31', ...YOUNG], props: {} },
  { what: 'health for everybody', targets: YOUNG, props: { authentication: { anonymous: 'health' } } },
  {
    what: 'an issuer by flags',
    targets: ['1.27', '1.29'],
    props: {
      authentication: {
        issuers: [{ ...issuer, certificateAuthority, groups: { claim: 'groups' }, requiredClaims: { hd: 'example.com', acr: 'mfa' } }],
      },
    },
  },
  {
    what: 'issuers by file',
    targets: ['1.30', '1.31', ...YOUNG],
    props: {
      authentication: {
        issuers: [
          issuer,
          {
            url: 'https://other.example.com/realm',
            discoveryUrl: 'https://inner.example.com/.well-known/openid-configuration',
            certificateAuthority,
            audiences: ['a', 'b'],
            username: { expression: "claims.?email_verified.orValue(false) ? 'people:' + claims.email : ''" },
            groups: { claim: 'groups', prefix: 'people:' },
            extra: { 'example.com/team': 'claims.team' },
            requiredClaims: { hd: 'example.com' },
            claimRules: [{ expression: "claims.acr == 'mfa'", message: 'a second factor is needed' }],
            userRules: [{ expression: "user.username != 'people:root'", message: 'root does not log in' }],
          },
        ],
      },
    },
  },
  { what: 'a webhook before roles', targets: YOUNG, props: { authorization: { webhook: { kubeconfig } } } },
  {
    what: 'a webhook after roles',
    targets: YOUNG,
    props: {
      authorization: {
        webhook: {
          kubeconfig,
          name: 'more.example.com',
          order: 'after-rbac',
          failure: 'NoOpinion',
          timeout: 30,
          conditions: ["!('system:masters' in request.groups)", 'has(request.resourceAttributes)'],
        },
      },
    },
  },
  {
    what: 'every option of admission',
    targets: ['1.27', '1.29', '1.30', ...YOUNG],
    props: {
      admission: {
        enable: ['LimitPodHardAntiAffinityTopology', 'OwnerReferencesPermissionEnforcement'],
        disable: ['DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds'],
        podSecurity: { enforce: 'baseline', exemptNamespaces: { 'calico-system': 'its pods set up the network' } },
        eventRateLimit: { server: { qps: 1, burst: 100_000 }, user: { qps: 1, burst: 1 } },
        imagePolicy: { kubeconfig, allowTtl: 1800, denyTtl: 1, retryMilliseconds: 60_000 },
        podNodeSelector: { clusterDefault: { 'kubernetes.io/os': 'linux' }, namespaces: { shop: { a: 'b', 'c.example.com/d': '' } } },
        podTolerationRestriction: {
          default: [{ key: 'a', value: 'b', effect: 'NoExecute', tolerationSeconds: 300 }],
          whitelist: [
            { key: 'a', operator: 'Exists' },
            { key: 'b', value: '', effect: 'PreferNoSchedule' },
          ],
        },
      },
    },
  },
  {
    what: 'every option of fairness, runtimes and bootstrapping',
    targets: ['1.27', '1.28', '1.29', ...YOUNG],
    props: {
      fairness: { shares: 1000, lendablePercent: 0, borrowingPercent: 1000, queues: 1024, handSize: 6, queueLength: 1000 },
      runtimeClasses: {
        gvisor: { handler: 'runsc', overhead: { cpu: '50m', memory: '64Mi' }, pool: NodePool.shared('sandboxes') },
        'kata.example.com': { handler: 'kata' },
      },
      bootstrap: { tokens: true, group: 'system:bootstrappers:workers', servingApprover: 'serviceaccount:kube-system/approver' },
    },
  },
  {
    what: 'the largest hand',
    targets: ['1.29', '1.36'],
    props: { fairness: { queues: 128, handSize: 8 } },
  },
];

const SPOILT: readonly Spoilt[] = [
  ['an unknown plugin', 'the defaults', 'kube-apiserver.conf', 'NodeRestriction', 'NodeRestrictions'],
  ['a plugin that is configured, and not on', 'the defaults', 'kube-apiserver.conf', 'EventRateLimit,', ''],
  ['an unknown field of the admission file', 'the defaults', 'admission.yaml', 'configuration:', 'configurations:'],
  ['a level that does not exist', 'the defaults', 'admission.yaml', 'enforce: restricted', 'enforce: strict'],
  ['no events at all', 'the defaults', 'admission.yaml', 'qps: 500', 'qps: 0'],
  ['a time that is too long', 'every option of admission', 'admission.yaml', 'allowTTL: 1800', 'allowTTL: 1801'],
  ['a selector that is none', 'every option of admission', 'admission.yaml', 'kubernetes.io/os=linux', 'kubernetes.io/os in (linux)'],
  ['a time for another effect', 'every option of admission', 'admission.yaml', 'effect: NoExecute', 'effect: NoSchedule'],
  ['a hand that is too large', 'the largest hand', 'objects.yaml', 'handSize: 8', 'handSize: 9'],
  ['precedence of the exempt', 'the defaults', 'objects.yaml', 'matchingPrecedence: 5000', 'matchingPrecedence: 1'],
  [
    'anonymous twice',
    'health for everybody',
    'kube-apiserver.conf',
    '--authentication-config',
    '--anonymous-auth=false\n--authentication-config',
  ],
  ['an expression that is none', 'issuers by file', 'authentication.yaml', "claims.acr == 'mfa'", "claims.acr = 'mfa'"],
  ['a claim that may not be theirs', 'issuers by file', 'authentication.yaml', 'claims.?email_verified.orValue(false)', 'true'],
  ['a webhook that is not waited for', 'a webhook before roles', 'authorization.yaml', 'timeout: 3s', 'timeout: 0s'],
  [
    'modes beside the file',
    'a webhook before roles',
    'kube-apiserver.conf',
    '--authorization-config',
    '--authorization-mode=RBAC\n--authorization-config',
  ],
  ['an issuer without TLS', 'an issuer by flags', 'kube-apiserver.conf', 'https://id', 'http://id'],
].map(([what = '', row = '', file = '', from = '', to = '']) => ({ what, row, file, from, to }));

let failures = 0;
let asked = 0;
const fail = (text: string): void => {
  failures += 1;
  console.log(text);
};

/** The judge for a target: the version that is nearest, and knows every version of the files that the target does. */
function judgeOf(target: KubernetesVersion): Version {
  return Number(target.split('.')[1]) < 30 ? '1.29' : '1.36';
}

function build(version: Version): string {
  const binary = join(work, `judge-${version}`);
  const modules = join(__dirname, `../cluster/modules/kubernetes-${version}/go.mod`);
  const cwd = join(__dirname, 'control-plane-config');
  const { status, stderr } = spawnSync('go', ['build', '-modfile', modules, '-o', binary, '.'], { cwd, encoding: 'utf8' });
  if (status === 0) return binary;
  console.error(stderr);
  process.exit(2);
}

function write({ what, props }: Row, target: KubernetesVersion): string {
  const directory = join(work, `${target}-${what.replaceAll(' ', '-')}`);
  const platform = new Platform({ outdir: directory, today: '2027-01-01', kubernetesVersion: target });
  const controlPlane = new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS, forms: ['flags'], ...props });
  if (props.bootstrap?.servingApprover !== undefined)
    exempt(controlPlane, {
      rule: 'rbac-csr-approval',
      reason: 'looks up the addresses',
      owner: 'platform@example.com',
      expires: '2030-12-31',
    });
  for (const namespace of ['shop-dev', 'shop-prod']) new TenantNamespace(platform, namespace, { tenant: 'shop', quota });
  platform.synth();
  // Everything in one directory, as the files name each other by their places on hosts.
  const flat = join(directory, 'control-plane/apiserver');
  mkdirSync(flat, { recursive: true });
  const copy = (from: string, to: string) => writeFileSync(join(flat, to), readFileSync(join(directory, from)));
  copy('control-plane/flags/cp-1/kube-apiserver.conf', 'kube-apiserver.conf');
  copy('control-plane.k8s.yaml', 'objects.yaml');
  return flat;
}

function ask(judge: string, directory: string): { readonly accepted: boolean; readonly words: string } {
  const paths = [join(directory, 'kube-apiserver.conf'), directory, join(directory, 'objects.yaml')];
  const { status, stdout, stderr } = spawnSync(judge, paths, { encoding: 'utf8' });
  asked += 1;
  if (status === 0 || status === 1) return { accepted: status === 0, words: stdout.trim() };
  console.error(stderr);
  process.exit(2);
}

try {
  writeFileSync(
    kubeconfig,
    'apiVersion: v1\nkind: Config\ncurrent-context: a\nclusters: [{ name: a, cluster: { server: "https://127.0.0.1:1" } }]\nusers: [{ name: a, user: {} }]\ncontexts: [{ name: a, context: { cluster: a, user: a } }]\n',
  );
  const judges = Object.fromEntries(VERSIONS.map((version) => [version, build(version)])) as Record<Version, string>;
  for (const row of ROWS) {
    for (const target of row.targets) {
      const directory = write(row, target);
      const { accepted, words } = ask(judges[judgeOf(target)], directory);
      if (!accepted) fail(`${row.what} for ${target} is refused by ${judgeOf(target)}: ${words}`);
      for (const { what, file, from, to } of SPOILT.filter((spoilt) => spoilt.row === row.what)) {
        const path = join(directory, file);
        const text = readFileSync(path, 'utf8');
        if (!text.includes(from)) fail(`${what}: ${file} of ${row.what} for ${target} has no '${from}'`);
        writeFileSync(path, text.replace(from, to));
        if (ask(judges[judgeOf(target)], directory).accepted)
          fail(`${what} is accepted in ${row.what} for ${target} by ${judgeOf(target)}`);
        writeFileSync(path, text);
      }
    }
  }
  console.log(`${asked} configurations judged, ${failures} differences`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
