import type { KubectlOptions } from './control-plane';

/** Whom kubectl speaks for. */
export type Person = Pick<KubectlOptions, 'as' | 'groups' | 'token'>;

/** Whoever the kubeconfig names: a member of system:masters. */
export const ADMINISTRATOR: Person = {};

/** Members of the groups that main.ts names for the tenant online-boutique, and owners of bookinfo and ops. */
export const OWNER: Person = { as: 'alice', groups: ['boutique-admins'] };
export const EDITOR: Person = { as: 'bob', groups: ['boutique-developers'] };
export const VIEWER: Person = { as: 'carol', groups: ['support'] };
export const BOOKINFO_OWNER: Person = { as: 'mallory', groups: ['bookinfo-admins'] };
export const OPS_OWNER: Person = { as: 'peggy', groups: ['platform-team'] };

/** Somebody without any credential, and somebody with a wrong one. */
export const NOBODY: Person = { as: 'system:anonymous', groups: ['system:unauthenticated'] };
export const FORGER: Person = { token: 'not-a-token' };

/** The kubelet of a node. */
export const kubeletOf = (node: string): Person => ({ as: `system:node:${node}`, groups: ['system:nodes'] });

/** Who makes the pods of a Deployment. */
export const REPLICASET_CONTROLLER: Person = {
  as: 'system:serviceaccount:kube-system:replicaset-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system'],
};
