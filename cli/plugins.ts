import type { Known, PlacementFacts } from '../analysis/placement-pods';
import { oneOf } from './arguments';

/** The admission plugins that decide where pods may land, which clusters have off by default. */
const PLUGINS = ['PodNodeSelector', 'PodTolerationRestriction', 'ExtendedResourceToleration'] as const;

/** The options that say which of them are on or off. */
export const PLUGIN_OPTIONS = { 'admission-on': { type: 'string' }, 'admission-off': { type: 'string' } } as const;

export const PLUGIN_USAGE = `  --admission-on PLUGINS      which of ${PLUGINS.join(', ')} are on
  --admission-off PLUGINS     which of them are off; what nobody says is not known, and proves nothing`;

/**
 * What is known of the admission plugins.
 *
 * @throws for a plugin that is not one of them, or that is to be both on and off
 */
export function pluginsOf(values: { readonly 'admission-on'?: string; readonly 'admission-off'?: string }): Omit<PlacementFacts, 'minor'> {
  const [on, off] = [pluginsIn('--admission-on', values['admission-on']), pluginsIn('--admission-off', values['admission-off'])];
  const both = on.find((plugin) => off.includes(plugin));
  if (both !== undefined) throw new Error(`${both} cannot be both on and off`);
  const known = (plugin: (typeof PLUGINS)[number]): Known => (on.includes(plugin) ? 'on' : off.includes(plugin) ? 'off' : 'unknown');
  return {
    podNodeSelector: known('PodNodeSelector'),
    podTolerationRestriction: known('PodTolerationRestriction'),
    extendedResourceToleration: known('ExtendedResourceToleration'),
  };
}

function pluginsIn(option: string, given: string | undefined): readonly string[] {
  return given === undefined ? [] : given.split(',').map((word) => oneOf(option, word.trim(), PLUGINS));
}
