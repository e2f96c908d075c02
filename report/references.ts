import type { Reference } from '../rules/rule';

const PSS = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
const CIS = 'https://www.cisecurity.org/benchmark/kubernetes';
const NSA = 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF';

/** The page that an entry of a standard or catalogue is found on; none for scanners, which move theirs. */
export function pageOf({ source, id }: Reference): string | undefined {
  if (source === 'Kubernetes') return id;
  if (source === 'PSS') return PSS;
  if (source === 'MITRE') return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
  if (source === 'NSA') return NSA;
  return source === 'CIS' ? CIS : undefined;
}

/** Words to search findings by, the most general first; no scanner ids. */
export function tagsOf(references: readonly Reference[]): readonly string[] {
  const sources = ['STRIDE', 'PSS', 'CIS', 'MITRE', 'NSA'];
  return sources.flatMap((source) =>
    references
      .filter((reference) => reference.source === source)
      .map(({ id }) => `${source.toLowerCase()}/${id.replaceAll(', ', ' ').replaceAll(' ', '-')}`),
  );
}
