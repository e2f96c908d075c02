import { identityOf } from '../analysis/manifest';
import type { Finding, Severity } from '../rules/rule';
import { oneOf } from './arguments';
import { caseOf } from './court';

/** What cdk8s hands to a validation plugin, as far as it is used. https://cdk8s.io/docs/latest/cli/synth/#validations */
export interface ValidationContext {
  /** Paths of the files that were synthesized. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly locations: readonly string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** What the `properties` of the plugin may say; everything else is read from `palisade.yaml`. */
export interface PalisadeValidationProps {
  /**
   * The configuration file.
   *
   * @default palisade.yaml, if there is one in the folder of cdk8s.yaml
   */
  readonly config?: string;
  /**
   * The version of Kubernetes that is judged for, such as `1.33`.
   *
   * @default - that of the configuration, or the newest one known
   */
  readonly kubernetesVersion?: string;
  /**
   * `baseline`, `restricted`, `nsa`, `cis` or `all`.
   *
   * @default - that of the configuration, or `all`
   */
  readonly profile?: string;
  /**
   * The least severe finding that fails the synthesis: `error` or `warning`.
   *
   * @default 'error'
   */
  readonly failOn?: string;
}

/**
 * The rules as a validation plugin of any cdk8s project, in its `cdk8s.yaml`:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/palisade
 *     version: 0.1.0
 *     class: PalisadeValidation
 *     properties: { kubernetesVersion: '1.33', profile: restricted }
 * ```
 *
 * cdk8s asks it after the files are written. Every finding is in its report; those at or above `failOn` fail the synthesis.
 */
export class PalisadeValidation {
  readonly #props: PalisadeValidationProps;

  /** @throws for a property that is not known */
  constructor(props: PalisadeValidationProps = {}) {
    const known = ['config', 'kubernetesVersion', 'profile', 'failOn'];
    const unknown = Object.keys(props).filter((key) => !known.includes(key));
    if (unknown.length > 0)
      throw new Error(`unknown properties of PalisadeValidation: ${unknown.join(', ')}, expected ${known.join(', ')}`);
    this.#props = props;
  }

  /** @throws when a property or the configuration is not what it has to be */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const { config, kubernetesVersion, profile, failOn = 'error' } = this.#props;
    const least: Severity = oneOf('failOn', failOn, ['error', 'warning'] as const);
    // All that the app wrote is all that there is to know.
    const { judge } = caseOf(manifests, { config, 'kubernetes-version': kubernetesVersion, profile, complete: true });
    const { findings, exempted } = judge();
    for (const [first, ...others] of byRule(findings)) {
      const { id, title, remediation } = first.rule;
      report.addViolation({
        ruleName: id,
        recommendation: title,
        fix: remediation,
        violatingResources: [first, ...others].map(resourceOf),
      });
    }
    const failed = findings.some(({ rule }) => least === 'warning' || rule.severity === 'error');
    report.submit(failed ? 'failure' : 'success', { findings: `${findings.length}`, exempted: `${exempted.length}` });
  }
}

function byRule(findings: readonly Finding[]): Iterable<readonly [Finding, ...Finding[]]> {
  const lists = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const list = lists.get(finding.rule.id);
    if (list === undefined) lists.set(finding.rule.id, [finding]);
    else list.push(finding);
  }
  return lists.values();
}

function resourceOf({ manifest, pointer, message }: Finding) {
  const place = manifest.place?.(pointer);
  const where = place === undefined ? '' : `:${place.line}:${place.column}`;
  return {
    resourceName: manifest.object.metadata.name ?? identityOf(manifest.object),
    locations: [`${pointer === '' ? '' : `${pointer}: `}${message}`],
    manifestPath: `${manifest.source}${where}`,
  };
}
