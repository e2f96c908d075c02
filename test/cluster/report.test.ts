import type { Fact } from './record';
import { report } from './report';

const facts: readonly Fact[] = [
  { fact: 'program', version: '1.36', program: 'kube-apiserver', is: '1.36.3' },
  { fact: 'program', version: '1.36', program: 'etcd', is: '3.6.16' },
  { fact: 'program', version: '1.29', program: 'kube-apiserver', is: '1.29.15' },
  { fact: 'program', version: '1.29', program: 'etcd', is: '3.6.16' },
  { fact: 'objects', version: '1.29', of: 'the example, applied server-side', count: 137 },
  { fact: 'holds', version: '1.29', area: 'rollout', sentence: 'all roll out' },
  { fact: 'holds', version: '1.36', area: 'rollout', sentence: 'all roll out' },
  { fact: 'holds', version: '1.36', area: 'access', sentence: 'viewers view' },
  { fact: 'refused', version: '1.36', layer: 'quota', attempt: 'a pod too many', message: 'exceeded quota:\n  pods=1' },
  { fact: 'refused', version: '1.29', layer: 'quota', attempt: 'a pod too many', message: 'exceeded quota:\n  pods=1' },
  { fact: 'hardened', version: '1.29', concern: 'etcd', refuses: 'no certificate', allows: 'its own' },
  { fact: 'hardened', version: '1.36', concern: 'etcd', refuses: 'no certificate', allows: 'its own' },
  { fact: 'hardened', version: '1.36', concern: 'authentication', refuses: '/api without credentials', allows: '/healthz' },
  { fact: 'refused', version: '1.36', layer: 'RBAC', attempt: 'a | b', message: 'no `patch`' },
  {
    fact: 'gap',
    version: '1.36',
    attempt: 'an unpinned image',
    fix: 'an admission policy',
    flaggedBy: 'image-digest',
    namedBy: 'nothing: one pod',
  },
  {
    fact: 'gap',
    version: '1.36',
    attempt: 'a token for vault',
    fix: 'another policy',
    flaggedBy: 'nothing: it may be its own',
    namedBy: 'the power `tokens`',
  },
  { fact: 'loosened', version: '1.36', attempt: 'a shell', by: 'create pods/exec in bookinfo', namedBy: 'the power `exec`' },
];

test('the report names programs, objects, what holds, what was refused and what was not, and where', () => {
  expect(report(facts, 364)).toBe(`# Verified

What real Kubernetes API servers, controllers and schedulers made of the committed output. Written by \`npm run test:cluster\` when all its
tests have passed; do not edit it.

Kubernetes 1.36 and 1.29, in 6 min 0 s; attempts that were refused: 2, that were not: 2.

## Programs

| program | version | Kubernetes |
|---|---|---|
| etcd | 3.6.16 | 1.36, 1.29 |
| kube-apiserver | 1.29.15 | 1.29 |
| kube-apiserver | 1.36.3 | 1.36 |

## Objects accepted

With strict field validation, without a warning of the API server, twice; the second time nothing changed.

| output | objects | Kubernetes |
|---|---|---|
| the example, applied server-side | 137 | 1.29 |

## What holds

### access

- viewers view (1.36)

### rollout

- all roll out

## What the control plane refuses

It runs from the files that a \`ControlPlane\` without options writes, with the certificates and pods that kubeadm makes of them; the
options that a row needs are named in it.

| concern | refused, or done | as before | Kubernetes |
|---|---|---|---|
| authentication | /api without credentials | /healthz | 1.36 |
| etcd | no certificate | its own | 1.36, 1.29 |

## What was refused, and by which layer

| layer | attempt | what it said | Kubernetes |
|---|---|---|---|
| RBAC | a \\| b | \`no 'patch'\` | 1.36 |
| quota | a pod too many | \`exceeded quota: pods=1\` | 1.36, 1.29 |

## Gaps: what Kubernetes did not refuse

Each is flagged by a rule of \`palisade check\` where manifests can show it. \`palisade prove\` names what concerns other tenants: of the
object itself, or of what the tenant may do.

| attempt | what would refuse it | flagged by | named by prove | Kubernetes |
|---|---|---|---|---|
| a token for vault | another policy | nothing: it may be its own | the power \`tokens\` | 1.36 |
| an unpinned image | an admission policy | [\`image-digest\`](rules.md#image-digest) | nothing: one pod | 1.36 |

## What is no longer refused when RBAC is loosened

Somebody of bookinfo who is granted one thing more than the example grants; without it, RBAC refuses the attempt.

| attempt | granted | named by prove | Kubernetes |
|---|---|---|---|
| a shell | create pods/exec in bookinfo | the power \`exec\` | 1.36 |

\`palisade prove\` names 2 of the 3 in these two tables; the others say why it does not.
`);
});

test.each([
  [4, '10 s'],
  [54, '50 s'],
  [58, '1 min 0 s'],
  [364, '6 min 0 s'],
  [366, '6 min 10 s'],
])('a run of %d seconds is said to take %s', (seconds, said) => {
  expect(report(facts, seconds)).toContain(`Kubernetes 1.36 and 1.29, in ${said}; `);
});
