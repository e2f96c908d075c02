import { ControlPlane, type ControlPlaneProps, type Platform, type PlatformProps } from '../../../constructs';
import { refusal, synthesize, type Written } from '../harness';
import { ENDPOINT, type Loose, MEMBERS } from './harness';

const KINDS = ['FlowSchema', 'PriorityLevelConfiguration', 'RuntimeClass', 'ClusterRole', 'ClusterRoleBinding'];

/** The objects of the cluster that a control plane of three members adds, tenants being defined after it. */
export function objectsOf(
  props: Loose = {},
  platformProps: PlatformProps = {},
  define: (platform: Platform, controlPlane: ControlPlane) => unknown = () => {},
): readonly Written[] {
  const all = synthesize((platform) => define(platform, of(platform, props)), platformProps);
  return all.filter(({ kind }) => KINDS.includes(kind));
}

/** Why the objects are refused. */
export function refusedObjects(props: Loose, define: (platform: Platform, controlPlane: ControlPlane) => unknown): readonly string[] {
  return refusal((platform) => define(platform, of(platform, props)));
}

function of(platform: Platform, props: Loose): ControlPlane {
  return new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS, ...props } as ControlPlaneProps);
}
