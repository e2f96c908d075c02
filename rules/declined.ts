import type { ReferenceSource } from './rule';

/** A check of another scanner that no rule follows. */
export interface Declined {
  readonly source: ReferenceSource;
  readonly id: string;
  /** A sentence. */
  readonly reason: string;
}

/** What is declined, and why: contradictory, dated, a matter of taste, or nothing that manifests can show. */
export const declined: readonly Declined[] = [
  {
    source: 'checkov',
    id: 'CKV_K8S_1',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_159',
    reason: 'It refuses one variable of git-sync, and whoever may write the environment of a container may as well write its command.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_2',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_24',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_3',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_32',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_36',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_4',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_44',
    reason: 'It looks for Services of Tiller by their labels, and image-maintained refuses Tiller itself, which ended in 2020.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_45',
    reason: 'It looks for the arguments of Tiller, and image-maintained refuses Tiller itself, which ended in 2020.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_5',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_6',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'checkov',
    id: 'CKV_K8S_7',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kube-linter',
    id: 'dnsconfig-options',
    reason: 'Fewer ndots save queries and break the short names of other namespaces; it is a matter of speed.',
  },
  {
    source: 'kube-linter',
    id: 'no-node-affinity',
    reason: 'An affinity to nodes is of use where nodes differ or belong to a tenant, which the rules on tenancy judge.',
  },
  { source: 'kube-linter', id: 'priority-class-name', reason: 'It allows the classes of the system only, which apps must not use.' },
  {
    source: 'kube-linter',
    id: 'required-annotation-email',
    reason: 'An annotation of that name is the convention of one organisation, and a personal address in every object is worth avoiding.',
  },
  { source: 'kube-linter', id: 'required-label-owner', reason: 'A label of that name is the convention of one organisation.' },
  {
    source: 'kube-linter',
    id: 'restart-policy',
    reason: 'It refuses Never, which a job that must not run twice needs, and an absent policy where the default is the only one allowed.',
  },
  {
    source: 'kube-linter',
    id: 'scc-deny-privileged-container',
    reason: 'Judges SecurityContextConstraints, which only OpenShift has: the pods that would use the permission are judged instead.',
  },
  { source: 'kube-linter', id: 'sorted-keys', reason: 'The order of keys means nothing to Kubernetes.' },
  {
    source: 'kube-score',
    id: 'container-cpu-requests-equal-limits',
    reason: 'Processor time is given back at any moment, so a request below the limit takes nothing from anybody.',
  },
  {
    source: 'kube-score',
    id: 'container-ephemeral-storage-request-equals-limit',
    reason:
      'The kubelet evicts the pod that exceeds its limit and not its neighbours, so a request and a limit are asked for and not that they be equal.',
  },
  {
    source: 'kubescape',
    id: 'C-0053',
    reason:
      'It refuses every ServiceAccount that is bound to anything, also to read the pods of its own namespace; what the roles grant is judged one permission at a time instead.',
  },
  {
    source: 'kubescape',
    id: 'C-0068',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0081',
    reason: 'One vulnerability of one version of Argo CD from 2022, which scanners of images know together with all the others.',
  },
  { source: 'kubescape', id: 'C-0083', reason: 'Vulnerabilities of images are in no manifest, scanners of images know them.' },
  { source: 'kubescape', id: 'C-0084', reason: 'Vulnerabilities of images are in no manifest, scanners of images know them.' },
  { source: 'kubescape', id: 'C-0085', reason: 'Vulnerabilities of images are in no manifest, scanners of images know them.' },
  {
    source: 'kubescape',
    id: 'C-0090',
    reason: 'One vulnerability of four versions of Grafana from 2022, which scanners of images know together with all the others.',
  },
  {
    source: 'kubescape',
    id: 'C-0091',
    reason: 'One vulnerability of two versions of Kyverno from 2022, which scanners of images know together with all the others.',
  },
  {
    source: 'kubescape',
    id: 'C-0214',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0215',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0216',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0217',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0218',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0219',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  {
    source: 'kubescape',
    id: 'C-0220',
    reason: 'Judges fields of PodSecurityPolicy, which no version since 1.25 serves: `api-removed` refuses the object as a whole.',
  },
  { source: 'kubescape', id: 'C-0221', reason: 'Whether a registry scans its images is no property of manifests.' },
  {
    source: 'kubescape',
    id: 'C-0236',
    reason: 'Signatures are in the registry, and verifying them is the work of admission, not of manifests.',
  },
  {
    source: 'kubescape',
    id: 'C-0237',
    reason: 'Signatures are in the registry, and without a network the check fails for every workload.',
  },
  { source: 'kubescape', id: 'C-0255', reason: 'An inventory of workloads that mount Secrets, which is what secret-as-file asks for.' },
  { source: 'kubescape', id: 'C-0257', reason: 'An inventory of workloads that mount claims, which is no weakness.' },
  { source: 'kubescape', id: 'C-0258', reason: 'An inventory of workloads that mount ConfigMaps, which is no weakness.' },
  {
    source: 'kubescape',
    id: 'C-0273',
    reason:
      'Judges the kubelet version that Node objects report, which a cluster writes and no manifest does; the target version is a setting.',
  },
  {
    source: 'kubescape',
    id: 'C-0297',
    reason: 'Judges SandboxTemplate objects of the Agent Sandbox project, custom resources of one add-on, whose schema is its own.',
  },
  {
    source: 'kubescape',
    id: 'C-0301',
    reason: 'Judges SandboxTemplate objects of the Agent Sandbox project, custom resources of one add-on, whose schema is its own.',
  },
  {
    source: 'kubescape',
    id: 'C-0303',
    reason: 'Judges SandboxTemplate objects of the Agent Sandbox project, custom resources of one add-on, whose schema is its own.',
  },
  {
    source: 'kubescape',
    id: 'C-0304',
    reason: 'Judges SandboxTemplate objects of the Agent Sandbox project, custom resources of one add-on, whose schema is its own.',
  },
  {
    source: 'kubesec',
    id: 'HostAliases',
    reason: "A pod's hostAliases are lines of its own /etc/hosts and give it nothing that it could not resolve by itself.",
  },
  {
    source: 'polaris',
    id: 'metadataAndInstanceMismatched',
    reason: 'It contradicts the meaning that Helm gives the label, the name of the release.',
  },
  {
    source: 'polaris',
    id: 'priorityClassNotSet',
    reason: "It contradicts kube-linter's priority-class-name, and a pod without a class gets the default of the cluster.",
  },
  {
    source: 'trivy',
    id: 'KSV-0007',
    reason: "A pod's hostAliases are lines of its own /etc/hosts and give it nothing that it could not resolve by itself.",
  },
  { source: 'trivy', id: 'KSV-0124', reason: 'It checks constraints of Gatekeeper, a policy engine with its own tests, and no workloads.' },
];
