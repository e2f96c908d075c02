import { networkOpenings } from '../../analysis/proof/network';
import type { Standing } from '../../analysis/proof/opening';
import { STANDINGS } from '../../analysis/proof/opening';
import type { Tenancy } from '../../analysis/proof/tenants';
import { declarationsOf } from '../../analysis/reachability/consent';
import type { Path } from '../../analysis/reachability/paths';
import type { Network } from '../../analysis/reachability/reachability';
import type { RuleReference } from '../../analysis/reachability/reasons';
import type { Call, CallKind } from './map-model';

const KINDS: Readonly<Record<Standing, CallKind>> = {
  isolated: 'undeclared',
  'open by consent': 'consent',
  'not proven': 'unknown',
  broken: 'broken',
};

/** How a part of a path stands: by the proof where it is about tenants or anybody else, and by what its policies say where it is not. */
export function judged(part: Path, network: Network, tenancy: Tenancy): Pick<Call, 'kind' | 'declared' | 'rules' | 'why'> {
  const rules = network.because(part);
  const declared = declarationsOf(part, rules);
  const openings = networkOpenings([], { ...network, endpoints: [], paths: () => [part] }, tenancy);
  const worst = [...openings].sort((a, b) => STANDINGS.indexOf(b.standing) - STANDINGS.indexOf(a.standing))[0];
  if (worst !== undefined) {
    const why = worst.standing === 'open by consent' ? '' : worst.text;
    return { kind: KINDS[worst.standing], declared, rules, why };
  }
  if (part.verdict !== 'allow') return { kind: 'unknown', declared, rules, why: 'it depends on what no manifest says' };
  return { kind: isDeclared(part, rules) ? 'declared' : 'undeclared', declared, rules, why: '' };
}

/** Whether every rule of one end says so: one that is silent would open it alone. */
function isDeclared(part: Path, rules: readonly RuleReference[]): boolean {
  return (['egress', 'ingress'] as const).some((direction) => {
    const own = rules.filter(({ rule }) => rule.pointer.includes(`/${direction}/`));
    const isRuled = own.length > 0 && part[direction].every(({ kind }) => kind === 'rule');
    return isRuled && own.every((reference) => declarationsOf(part, [reference]).length > 0);
  });
}
