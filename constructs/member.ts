import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from '../imports/k8s';
import type { Port } from './ports';

/** Pods that policies can select, and who answers for them. */
export interface Member {
  readonly construct: Construct;
  /** How it is spoken of inside its namespace. */
  readonly name: string;
  readonly namespace: string;
  /** `undefined` for pods that belong to no tenant of ours. */
  readonly tenant: string | undefined;
  readonly selector: LabelSelector;
  /** Ports that callers reach when they name none; empty for a whole namespace. */
  readonly ports: readonly Port[];
  /** Name and labels of the policy. */
  readonly policy: ApiObjectMetadata & { readonly name: string };
}
