import { ASPECTS, type Aspect, type Standing, worstOf } from '../analysis/proof/opening';
import { type Isolation, isolationOf } from '../rules/breaches';
import type { Cluster } from '../rules/rule';
import { plural, short } from './words';

const MOST = 120;

/** `isolation: network open by consent, permissions isolated, nodes not asked for`; `undefined` where no tenant is declared. */
export function isolationText(cluster: Cluster): string | undefined {
  const isolation = isolationOf(cluster);
  return isolation && `isolation: ${ASPECTS.map((aspect) => aspectText(aspect, isolation, cluster)).join(', ')}`;
}

function aspectText(aspect: Aspect, { proof, declared, openings }: Isolation, { admissionPlugins }: Cluster): string {
  const nodeless = aspect === 'nodes' ? proof.nodeless.filter((tenant) => declared.has(tenant)).length : 0;
  if (nodeless > 0 && nodeless === declared.size) return `${aspect} not asked for`;
  const own = openings.filter((opening) => opening.aspect === aspect);
  const standing = worstOf(own.map((opening) => opening.standing));
  const without = nodeless === 0 ? '' : ` but for ${plural(nodeless, 'tenant')} without`;
  return `${aspect} ${standing}${whyText(standing, own, admissionPlugins)}${without}`;
}

/** What is open, declared or not, is told elsewhere; what nobody could prove is not. */
function whyText(standing: Standing, openings: Isolation['openings'], plugins: Cluster['admissionPlugins'] = {}): string {
  if (standing !== 'not proven') return '';
  const unproven = openings.filter((opening) => opening.standing === standing);
  const isHostile = unproven.every((opening) => opening.isHostile);
  const isUnsaid = plugins.PodNodeSelector === undefined || plugins.PodTolerationRestriction === undefined;
  const isOfPlugins = isUnsaid && isHostile && unproven.every(({ aspect }) => aspect === 'nodes');
  const why = isOfPlugins ? 'which admission plugins are on is not said' : (unproven[0]?.text ?? '');
  return `${isHostile ? ' if a tenant is hostile' : ''} (${short(why, MOST)})`;
}
