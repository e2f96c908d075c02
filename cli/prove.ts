import { pluginFacts } from '../analysis/admission-plugins';
import { pluginsIn } from '../analysis/control-plane/admission-plugins';
import type { PlacementFacts } from '../analysis/placement/pods';
import { INGRESS_EXTERNAL_NAMES, INGRESS_HOSTS, type TrafficFacts } from '../analysis/proof/hostile-traffic';
import { proofOf } from '../analysis/proof/proof';
import { proofJson } from '../report/proof/json';
import { proofText } from '../report/proof/text';
import { argumentsOf, oneOf } from './arguments';
import { minorFor, NEWEST, readConfig } from './config';
import { readFiles } from './files';
import { controlPlaneIn } from './host-files';
import type { Command } from './output';
import { PLUGIN_OPTIONS, PLUGIN_USAGE, pluginsOf } from './plugins';
import { packageVersion } from './version';

const FORMATS = ['text', 'json'] as const;
const USAGE = `palisade prove [PATH…] [options]

Proves of every two tenants that they are apart: on the network, by permissions and by nodes, also if one of them adds whatever it may. PATH
is dist when left out.

${PLUGIN_USAGE}
  --ingress-hosts HOW         ${INGRESS_HOSTS.join(' | ')}: whether a host name stays with the tenant that publishes it, by the ingress controller
                              or by admission; default: ingressHosts in the configuration, or unknown
  --ingress-external-names HOW
                              ${INGRESS_EXTERNAL_NAMES.join(' | ')}: whether the ingress controller carries requests to Services of the type
                              ExternalName; default: ingressExternalNames in the configuration, or unknown
  --config FILE               default: palisade.yaml, if there is one here; its cni, admissionPlugins and ingress facts count
  --kubernetes-version 1.N    default: kubernetesVersion in the configuration, or 1.${NEWEST}
  --format FORMAT             ${FORMATS.join(' | ')}; default: text

Exit code: 0 everything is isolated, or open by consent, 1 something is broken or not proven, 2 it could not run.`;

/** `palisade prove`: whether the tenants are apart. */
export const prove: Command = {
  summary: 'proves that tenants are apart, or names what is in the way',
  usage: USAGE,

  async run(args, out) {
    const { values, positionals } = argumentsOf(args, {
      config: { type: 'string' },
      'kubernetes-version': { type: 'string' },
      ...PLUGIN_OPTIONS,
      'ingress-hosts': { type: 'string' },
      'ingress-external-names': { type: 'string' },
      format: { type: 'string' },
    } as const);
    const format = oneOf('--format', values.format ?? 'text', FORMATS);
    const config = readConfig(values.config);
    const minor = minorFor(values['kubernetes-version'], config);
    const paths = positionals.length === 0 ? ['dist'] : positionals;
    const { ingressHosts, ingressExternalNames } = config.ingress;
    const facts: PlacementFacts & TrafficFacts = {
      minor,
      ...pluginFacts({ ...pluginsIn(controlPlaneIn(paths, config.limits)), ...pluginsOf(values, config.admissionPlugins) }),
      ingressHosts: oneOf('--ingress-hosts', values['ingress-hosts'] ?? ingressHosts ?? 'unknown', INGRESS_HOSTS),
      ingressExternalNames: oneOf(
        '--ingress-external-names',
        values['ingress-external-names'] ?? ingressExternalNames ?? 'unknown',
        INGRESS_EXTERNAL_NAMES,
      ),
    };
    const { manifests, unreadable } = readFiles(paths, config.limits);
    const proof = proofOf(manifests, { ...facts, cni: config.cni });
    out.log(format === 'json' ? proofJson(proof, facts, unreadable, packageVersion()) : proofText(proof, unreadable));
    const isProved = proof.standing === 'isolated' || proof.standing === 'open by consent';
    return isProved && unreadable.length === 0 ? 0 : 1;
  },
};
