import type { Declined } from './judge';

/** Apps of the example that serve no port. */
const SERVE_NOTHING = ['online-boutique/loadgenerator', 'ops/pod-watcher', 'ops/smoke', 'ops/vault-agent'].map(
  (app) => `Deployment ${app}`,
);

/** Apps of the example that have one question for liveness and readiness. */
const ONE_QUESTION = [
  'bookinfo/details-v1',
  'bookinfo/productpage-v1',
  'bookinfo/ratings-v1',
  'bookinfo/reviews-v1',
  'bookinfo/reviews-v2',
  'bookinfo/reviews-v3',
  'online-boutique/frontend',
  'online-boutique/redis-cart',
].map((app) => `Deployment ${app}`);

/** Roles of the people who own or edit a tenant. */
const PEOPLE = ['bookinfo/tenant-owner', 'online-boutique/tenant-editor', 'online-boutique/tenant-owner', 'ops/tenant-owner'].map(
  (role) => `Role ${role}`,
);

const EDIT = "people who own or edit a tenant write its objects: that is what their role is for, and it ends at the tenant's namespace";
const REGISTRY =
  'KSV-0032, KSV-0033 and KSV-0035 want every image from Azure, from Google and from Amazon; the platform says which registries are allowed';
const TOKEN = 'an app that calls the API server has a short-lived token where client libraries look for one, mounted by a projected volume';

/** The checks of other scanners that Palisade's output does not follow. Each must still find something where it says so. */
export const DECLINED: readonly Declined[] = [
  {
    scanner: 'kube-score',
    check: 'pod-probes-identical',
    objects: ONE_QUESTION,
    reason:
      'the app answers one question, on one port, and the example says so or names no other; headers, by which the frontend tells its two probes apart, are not compared',
  },
  {
    scanner: 'kube-score',
    check: 'deployment-replicas',
    objects: ['Deployment online-boutique/redis-cart'],
    reason: 'a second redis would keep carts of its own',
  },
  { scanner: 'trivy-checks', check: 'KSV-0032', objects: 'any', reason: REGISTRY },
  { scanner: 'trivy-checks', check: 'KSV-0033', objects: 'any', reason: REGISTRY },
  {
    scanner: 'trivy-checks',
    check: 'KSV-0034',
    objects: 'any',
    reason: 'it refuses registries that are public; the platform says which registries are allowed',
  },
  { scanner: 'trivy-checks', check: 'KSV-0035', objects: 'any', reason: REGISTRY },
  { scanner: 'trivy-checks', check: 'KSV-0036', objects: ['Deployment ops/pod-watcher'], reason: TOKEN },
  { scanner: 'trivy-checks', check: 'KSV-0048', objects: PEOPLE, reason: EDIT },
  { scanner: 'trivy-checks', check: 'KSV-0049', objects: PEOPLE, reason: EDIT },
  { scanner: 'trivy-checks', check: 'KSV-0056', objects: PEOPLE, reason: EDIT },
  {
    scanner: 'checkov',
    check: 'CKV_K8S_8',
    objects: SERVE_NOTHING,
    reason: 'it serves no port and has no way to be asked; when it ends, the kubelet starts it again',
  },
  {
    scanner: 'checkov',
    check: 'CKV_K8S_9',
    objects: SERVE_NOTHING,
    reason: 'it serves no port, so no Service waits for it to be ready',
  },
  {
    scanner: 'checkov',
    check: 'CKV_K8S_43',
    objects: 'any',
    reason: "the example's images are named by tag, under exemptions of the rule 'image-digest' that have an owner and an end",
  },
  {
    scanner: 'kube-linter',
    check: 'sorted-keys',
    objects: 'any',
    reason: 'people read apiVersion, kind and metadata first; below them, every map is sorted',
  },
  {
    scanner: 'polaris',
    check: 'deploymentMissingReplicas',
    objects: 'any',
    reason: "a number would reset an autoscaler's at each apply, which kube-score forbids, and some apps are one pod by nature",
  },
  {
    scanner: 'polaris',
    check: 'priorityClassNotSet',
    objects: 'any',
    reason: "a class is the cluster's to define; one is written when it is given",
  },
  {
    scanner: 'polaris',
    check: 'missingNetworkPolicy',
    objects: 'any',
    reason: 'it wants a rule for each direction; one that opens nothing is no rule, and one that opens something is not wanted',
  },
  { scanner: 'trivy', check: 'KSV-0036', objects: 'any', reason: TOKEN },
  { scanner: 'trivy', check: 'KSV-0048', objects: 'any', reason: EDIT },
  { scanner: 'trivy', check: 'KSV-0049', objects: 'any', reason: EDIT },
  { scanner: 'trivy', check: 'KSV-0056', objects: 'any', reason: EDIT },
  {
    scanner: 'trivy',
    check: 'KSV-0125',
    objects: 'any',
    reason: 'it has a list of registries of its own; the platform says which registries are allowed',
  },
  {
    scanner: 'kubescape',
    check: 'C-0053',
    objects: 'any',
    reason: 'an app that calls the API server needs a role, and has one with exactly its verbs',
  },
  { scanner: 'kubescape', check: 'C-0258', objects: 'any', reason: 'a ConfigMap is mounted as files on purpose' },
];
