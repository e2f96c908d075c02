import { at, listAt, stringAt } from '../manifest';
import { valuesIn } from '../reading/documents';
import { KEYED, type Keyed, type KmsProvider } from './configuration';
import { nanosecondsOf } from './reading';

/** What a plan wants written and read with. */
export type PlannedProvider =
  | { readonly type: Exclude<Keyed, 'aesgcm'> | 'identity' }
  | { readonly type: 'aesgcm'; readonly rotatedBy: string }
  | KmsProvider;

/** What is to be encrypted, and by what; it holds no keys. */
export interface Plan {
  /** Where the configuration is on each member. */
  readonly config: string;
  /** The hosts of the control plane. */
  readonly members: readonly string[];
  readonly resources: readonly string[];
  /** The first one writes. */
  readonly providers: readonly PlannedProvider[];
}

/** The plan in a text, as a ControlPlane writes it below `encryption/`, or why it is none. */
export function planOf(text: string): { readonly plan: Plan | undefined; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const { values, unreadable } = valuesIn(text, 'plan');
  const value = values[0]?.value;
  if (unreadable.length > 0 || values.length !== 1) return { plan: undefined, problems: ['the plan must be one document of YAML'] };
  if (at(value, 'apiVersion') !== 'config.palisade.dev/v1' || at(value, 'kind') !== 'EncryptionPlan')
    return { plan: undefined, problems: ["the plan must have apiVersion 'config.palisade.dev/v1' and kind 'EncryptionPlan'"] };
  const config = stringAt(value, 'config') ?? '';
  if (!/^(\/[A-Za-z0-9_][A-Za-z0-9._-]*)+$/.test(config)) problems.push('config must be the absolute path of a file');
  const members = names(problems, value, 'members', /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
  const resources = names(problems, value, 'resources', /^[a-z0-9*.-]+$/);
  const providers = listAt(value, 'providers').flatMap((item, index) => {
    const provider = providerOf(item);
    if (provider === undefined)
      problems.push(`providers[${index}] must be one of ${[...KEYED, 'kms', 'identity'].join(', ')}, with what belongs to it`);
    return provider === undefined ? [] : [provider];
  });
  if (listAt(value, 'providers').length === 0) problems.push('providers must be a list of at least one');
  const identity = providers.findIndex(({ type }) => type === 'identity');
  if (identity === 0) problems.push("the first provider must encrypt, got 'identity'");
  else if (identity !== -1 && identity !== providers.length - 1) problems.push("the provider 'identity' must be the last one");
  return { plan: problems.length > 0 ? undefined : { config, members, resources, providers }, problems };
}

function names(problems: string[], value: unknown, field: string, form: RegExp): readonly string[] {
  const list = listAt(value, field);
  const sound = list.filter((item): item is string => typeof item === 'string' && form.test(item));
  if (list.length === 0 || sound.length !== list.length || new Set(sound).size !== sound.length)
    problems.push(`${field} must be a list of different names, at least one`);
  return sound;
}

function providerOf(item: unknown): PlannedProvider | undefined {
  const type = at(item, 'type');
  if (type === 'secretbox' || type === 'aescbc' || type === 'identity') return { type };
  const rotatedBy = stringAt(item, 'rotatedBy');
  if (type === 'aesgcm') return rotatedBy === undefined || rotatedBy.trim() === '' ? undefined : { type, rotatedBy };
  if (type !== 'kms') return undefined;
  const [name, endpoint, timeout] = [stringAt(item, 'name'), stringAt(item, 'endpoint'), stringAt(item, 'timeout') ?? '3s'];
  if (name === undefined || !/^[^:\p{Cc}\s]+$/u.test(name) || endpoint === undefined || !/^unix:\/\/\/[^\p{Cc} %]+$/u.test(endpoint))
    return undefined;
  return (nanosecondsOf(timeout) ?? 0) <= 0 ? undefined : { type, apiVersion: 'v2', name, endpoint, timeout };
}
