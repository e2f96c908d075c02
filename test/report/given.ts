import type { KubernetesObject, Manifest } from '../../analysis/manifest';
import type { Report, ReportScope } from '../../report/report';
import { declaredAt, type ScopedExemption } from '../../rules/exemption';
import type { Finding, Rule } from '../../rules/rule';

/** Text that every format has to show instead of obeying it. */
export const HOSTILE =
  '\u001b[31mred\u009b2J\u202e]]>|`<script>alert(1)</script>@everyone [x](https://evil.example) {0} #1 &amp; "\'\n## all fine\u0000\ud800\uffff';

export function ruleNamed(id: string, fields: Partial<Rule> = {}): Rule {
  return {
    id,
    title: 'images are pinned by digest',
    severity: 'error',
    exemptible: 'with a reason',
    references: [{ source: 'STRIDE', id: 'tampering' }],
    reads: [],
    remediation: 'append the digest',
    why: 'A tag can be moved to another image.',
    attack: 'Whoever writes to the registry runs in the cluster.',
    example: { refused: '', accepted: '' },
    *check() {},
    ...fields,
  };
}

export const imageDigest = ruleNamed('image-digest', {
  references: [
    { source: 'kubescape', id: 'C-0075' },
    { source: 'MITRE', id: 'T1204.003' },
    { source: 'CIS', id: '5.5.1' },
    { source: 'NSA', id: 'scan images' },
    { source: 'STRIDE', id: 'tampering' },
  ],
});

export const podReplicas = ruleNamed('pod-replicas', {
  title: 'apps run twice',
  severity: 'warning',
  references: [{ source: 'STRIDE', id: 'denial-of-service' }],
  remediation: 'set `spec.replicas` to 2 or more',
  why: 'One pod is none while its node restarts.',
  attack: 'Draining one node takes the app down.',
});

export const podCapabilities = ruleNamed('pod-capabilities', {
  title: 'containers add no capability',
  references: [
    { source: 'PSS', id: 'restricted/capabilities' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ],
  remediation: 'remove the capability',
});

/** An object in a file whose lines are those of the pointers, as far as a test needs them. */
export function inFile(
  file: string,
  object: KubernetesObject,
  lines: Readonly<Record<string, readonly [line: number, column: number]>> = {},
): Manifest {
  return {
    object,
    source: file,
    place: (pointer) => {
      const [line, column] = lines[pointer] ?? [1, 1];
      return { file, line, column };
    },
  };
}

export const cart = inFile(
  'k8s/cart.yaml',
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'cart', image: 'cart:1' },
            { name: 'proxy', image: 'proxy:1' },
          ],
        },
      },
    },
  },
  {
    '/spec/template/spec/containers/0/image': [12, 11],
    '/spec/template/spec/containers/1/image': [14, 11],
    '/spec/replicas': [6, 3],
  },
);

/** An object that is in no file yet. */
export const built: Manifest = {
  object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'job', namespace: 'shop' } },
  source: 'shop/job/pod',
};

export function finding(rule: Rule, manifest: Manifest, pointer: string, message: string): Finding {
  return { rule, manifest, pointer, message };
}

export const exemption: ScopedExemption = {
  scope: {},
  declared: declaredAt('palisade.yaml'),
  rule: 'pod-capabilities',
  reason: 'binds a raw socket',
  owner: 'shop-team',
  expires: '2030-12-31',
  ticket: 'SHOP-7',
};

export const SCOPE: ReportScope = {
  files: 2,
  objects: 3,
  others: 1,
  rules: [imageDigest, podReplicas, podCapabilities],
  minor: 33,
  profile: 'all',
};

export const nothing: Report = { findings: [], exempted: [], scope: { ...SCOPE, others: 0 } };

/** Two errors and a warning in one object of a file, an error in one of no file, and an exempted error. */
export const small: Report = {
  findings: [
    finding(imageDigest, cart, '/spec/template/spec/containers/0/image', "the image 'cart:1' has no digest"),
    finding(imageDigest, cart, '/spec/template/spec/containers/1/image', "the image 'proxy:1' has no digest"),
    finding(podReplicas, cart, '/spec/replicas', 'the app runs once, expected 2 pods or more'),
    finding(imageDigest, built, '/spec/containers/0/image', "the image 'job' has no digest"),
  ],
  exempted: [
    {
      finding: finding(podCapabilities, cart, '/spec/template/spec/containers/0/securityContext', "container 'cart' adds NET_RAW"),
      exemption,
    },
  ],
  scope: SCOPE,
};

/** Everything a manifest, a path or an exemption can say, said by somebody with bad intentions. */
export const hostile: Report = {
  findings: [
    finding(
      imageDigest,
      inFile(`k8s/${HOSTILE}.yaml`, {
        apiVersion: 'v1',
        kind: `Pod${HOSTILE}`,
        metadata: { name: HOSTILE, namespace: HOSTILE },
        spec: { [HOSTILE]: [{ name: HOSTILE }] },
      }),
      `/spec/${HOSTILE.replaceAll('/', '~1')}/0/image`,
      `the image '${HOSTILE}' has no digest`,
    ),
    finding(
      podReplicas,
      { object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: { toString: 1 }, namespace: null } as never }, source: HOSTILE },
      '',
      HOSTILE,
    ),
  ],
  exempted: [
    {
      finding: finding(podCapabilities, built, '/spec', HOSTILE),
      exemption: { ...exemption, rule: 'pod-capabilities', reason: HOSTILE, owner: HOSTILE, expires: '2030-12-31', ticket: HOSTILE },
    },
  ],
  scope: SCOPE,
};

/** So much that no format can tell all of it in one breath. */
export function many(count: number, rule = imageDigest): Report {
  const each = (index: number) => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${index}`, namespace: 'shop' } };
    return finding(rule, inFile('k8s/pods.yaml', object), '/spec', `pod ${index} has no digest`);
  };
  return { findings: Array.from({ length: count }, (_, index) => each(index)), exempted: [], scope: SCOPE };
}

/** What must not reach a terminal: it moves the cursor, paints, or turns the reading order around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
export const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
