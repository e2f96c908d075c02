import { ADMISSION_PLUGINS, type AdmissionPlugins } from '../analysis/admission-plugins';
import { oneOf } from './arguments';

/** The options that say which admission plugins are on or off. */
export const PLUGIN_OPTIONS = { 'admission-on': { type: 'string' }, 'admission-off': { type: 'string' } } as const;

/** Those options, as they were given. */
export interface PluginValues {
  readonly 'admission-on'?: string;
  readonly 'admission-off'?: string;
}

export const PLUGIN_USAGE = `  --admission-on PLUGINS      which of ${ADMISSION_PLUGINS.join(', ')} are on
  --admission-off PLUGINS     which of them are off; default: admissionPlugins in the configuration. What nobody says is not known, and
                              proves nothing`;

/**
 * What is known of the admission plugins: what the options say, and of the others what the configuration does.
 *
 * @throws for a plugin that is not one of them, or that is to be both on and off
 */
export function pluginsOf(values: PluginValues, configured: AdmissionPlugins): AdmissionPlugins {
  const [on, off] = [pluginsIn('--admission-on', values['admission-on']), pluginsIn('--admission-off', values['admission-off'])];
  const both = on.find((plugin) => off.includes(plugin));
  if (both !== undefined) throw new Error(`${both} cannot be both on and off`);
  const said = [...on.map((plugin) => [plugin, true] as const), ...off.map((plugin) => [plugin, false] as const)];
  return { ...configured, ...Object.fromEntries(said) };
}

function pluginsIn(option: string, given: string | undefined) {
  return given === undefined ? [] : given.split(',').map((word) => oneOf(option, word.trim(), ADMISSION_PLUGINS));
}
