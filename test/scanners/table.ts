import type { Run } from './judge';
import { checkov, kubeLinter, kubeScore, kubescape, kubesec, type Program, polaris, trivy, trivyChecks } from './programs';

/** The Kubernetes version that `main.ts` names: what a scanner asks of it may depend on it. */
export const KUBERNETES = '1.33';

/** Where a scanner comes from: a registry that `install.ts` installs from, or whoever runs this, and how they get it. */
export type Source =
  | { readonly go: string; readonly pinnedBy: RegExp }
  | { readonly pip: string; readonly pinnedBy: RegExp }
  | { readonly given: string };

export interface Scanner {
  readonly name: string;
  readonly source: Source;
  /** What it must find in `bad.yaml`: proof that it ran, and that its words are understood. */
  readonly proof: string;
  readonly run: (program: Program, files: readonly string[]) => Run;
}

/** Every scanner, with what pins its version: a module's `go.mod`, a lock file, or nothing where it is not for us to install. */
export const SCANNERS: readonly Scanner[] = [
  {
    name: 'kube-score',
    source: { go: 'kube-score', pinnedBy: /zegl\/kube-score v(\S+)/ },
    proof: 'container-security-context-privileged',
    run: kubeScore,
  },
  {
    name: 'trivy-checks',
    source: { go: 'trivy-checks', pinnedBy: /aquasecurity\/trivy-checks v(\S+)/ },
    proof: 'KSV-0017',
    run: trivyChecks,
  },
  { name: 'checkov', source: { pip: 'checkov.txt', pinnedBy: /^checkov==(\S+)/m }, proof: 'CKV_K8S_16', run: checkov },
  {
    name: 'kube-linter',
    source: { given: '`go install golang.stackrox.io/kube-linter/cmd/kube-linter@latest`' },
    proof: 'privileged-container',
    run: kubeLinter,
  },
  {
    name: 'polaris',
    source: { given: 'a release of https://github.com/FairwindsOps/polaris' },
    proof: 'runAsPrivileged',
    run: polaris,
  },
  {
    name: 'kubesec',
    source: { given: '`go install github.com/controlplaneio/kubesec/v2@latest`' },
    proof: 'Privileged',
    run: kubesec,
  },
  {
    name: 'trivy',
    source: { given: 'a release of https://github.com/aquasecurity/trivy' },
    proof: 'KSV-0017',
    run: trivy,
  },
  {
    name: 'kubescape',
    source: { given: 'a release of https://github.com/kubescape/kubescape' },
    proof: 'C-0057',
    run: kubescape,
  },
];
