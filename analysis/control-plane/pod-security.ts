import { at, listAt, type Place, stringAt } from '../manifest';
import { apiServersIn } from './admission-plugins';
import type { HostFacts } from './facts';
import { documentAt, followed } from './linked';
import { lastOf, type Program } from './program';

/** Whom Pod Security Admission passes over. https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/ */
export interface PodSecurityExemptions {
  readonly namespaces: ReadonlyMap<string, Place>;
  readonly runtimeClasses: ReadonlyMap<string, Place>;
  readonly usernames: ReadonlyMap<string, Place>;
}

const FIELDS = ['namespaces', 'runtimeClasses', 'usernames'] as const;

/** The exemptions of all API servers together, each with the first place that makes it. */
export function podSecurityExemptions(facts: HostFacts | undefined): PodSecurityExemptions {
  const found = { namespaces: new Map<string, Place>(), runtimeClasses: new Map<string, Place>(), usernames: new Map<string, Place>() };
  if (facts === undefined) return found;
  for (const { value, place } of apiServersIn(facts).flatMap((program) => configurationsOf(facts, program))) {
    for (const field of FIELDS) {
      for (const [index, name] of listAt(value, 'exemptions', field).entries()) {
        if (typeof name === 'string' && !found[field].has(name)) found[field].set(name, place(`/exemptions/${field}/${index}`));
      }
    }
  }
  return found;
}

interface Configuration {
  readonly value: unknown;
  readonly place: (pointer: string) => Place;
}

/** Inline in the AdmissionConfiguration, or in a file of its own. */
function configurationsOf(facts: HostFacts, program: Program): readonly Configuration[] {
  const flag = 'admission-control-config-file';
  const file = followed(facts, program, flag, 'AdmissionConfiguration');
  if (typeof file === 'string') return [];
  return listAt(file.value, 'plugins').flatMap((plugin, index): readonly Configuration[] => {
    if (stringAt(plugin, 'name') !== 'PodSecurity') return [];
    const path = stringAt(plugin, 'path') ?? '';
    if (path === '') {
      return [{ value: at(plugin, 'configuration'), place: (pointer) => file.place(`/plugins/${index}/configuration${pointer}`) }];
    }
    const beside = lastOf(program, flag)?.value.replace(/[^/]*$/, '') ?? '';
    const other = documentAt(
      facts,
      program,
      path.startsWith('/') ? path : `${beside}${path.replace(/^\.\//, '')}`,
      'PodSecurityConfiguration',
    );
    return other === 'unseen' ? [] : [other];
  });
}
