import { type Subject, serviceAccountUser, type User } from './rbac';

/** Somebody whom bindings can name. */
export interface Who {
  readonly kind: 'Group' | 'ServiceAccount' | 'User';
  readonly name: string;
  /** Of a ServiceAccount. */
  readonly namespace?: string;
}

export const AUTHENTICATED: Who = { kind: 'Group', name: 'system:authenticated' };
const UNAUTHENTICATED = 'system:unauthenticated';
const ACCOUNTS = 'system:serviceaccounts';

/** No user has this name: it stands for whoever is in a group. */
const ANYBODY = '\u0000';

/** `user:alice`, `group:shop-admins`, `serviceaccount:shop/cart`: one text for each. */
export function whoText({ kind, name, namespace }: Who): string {
  return `${kind.toLowerCase()}:${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Whom such a text names, a user name of a ServiceAccount among them; `undefined` where it names nobody. */
export function whoOf(text: string): Who | undefined {
  const [, kind, name = ''] = /^(user|group|serviceaccount):(.+)$/s.exec(text) ?? (text.startsWith('system:') ? ['', 'user', text] : []);
  if (kind === 'group') return { kind: 'Group', name };
  if (kind === 'user') return accountOfUser(name) ?? { kind: 'User', name };
  const slash = name.indexOf('/');
  if (kind === undefined || slash < 1 || slash === name.length - 1) return undefined;
  return { kind: 'ServiceAccount', namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}

/** Whom a binding names; `undefined` for what no request comes from. */
export function whoIsBound({ kind, name, namespace }: Subject): Who | undefined {
  if (name === '' || name === ANYBODY) return undefined;
  if (kind === 'Group') return { kind, name };
  if (kind === 'User') return accountOfUser(name) ?? { kind, name };
  return kind === 'ServiceAccount' && namespace !== undefined ? { kind, name, namespace } : undefined;
}

/** Who a subject is to the API server. A member of a group is known by that group alone. */
export function userOf({ kind, name, namespace = '' }: Who): User {
  switch (kind) {
    case 'ServiceAccount':
      return serviceAccountUser(namespace, name);
    case 'User':
      return { name, groups: [name === 'system:anonymous' ? UNAUTHENTICATED : AUTHENTICATED.name] };
    case 'Group': {
      const implied = name.startsWith(`${ACCOUNTS}:`)
        ? [ACCOUNTS, AUTHENTICATED.name]
        : name === UNAUTHENTICATED
          ? []
          : [AUTHENTICATED.name];
      return { name: ANYBODY, groups: [...new Set([name, ...implied])] };
    }
  }
}

/** Whether a subject is whoever asks, or whatever runs in the cluster: nobody's own. */
export function isEverybody({ kind, name }: Who): boolean {
  return kind === 'Group'
    ? name === AUTHENTICATED.name || name === UNAUTHENTICATED || name === ACCOUNTS
    : kind === 'User' && name === 'system:anonymous';
}

/** The namespace that a subject lives in: that of a ServiceAccount, or of the group of all ServiceAccounts in one. */
export function homeOf({ kind, name, namespace }: Who): string | undefined {
  return kind === 'Group' && name.startsWith(`${ACCOUNTS}:`) ? name.slice(ACCOUNTS.length + 1) : namespace;
}

function accountOfUser(name: string): Who | undefined {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  return namespace === undefined || account === undefined ? undefined : { kind: 'ServiceAccount', namespace, name: account };
}
