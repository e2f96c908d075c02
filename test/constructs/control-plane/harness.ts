import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, type ControlPlaneProps, Platform, type PlatformProps } from '../../../constructs';
import { inDirectory, refusal, TODAY } from '../harness';

export const ENDPOINT = 'api.example.com:6443';
export const MEMBERS = { 'cp-1': '10.0.0.1', 'cp-2': '10.0.0.2', 'cp-3': '10.0.0.3' };

/** Props as a program without types would write them. */
export type Loose = { readonly [Key in keyof ControlPlaneProps]?: unknown };

/** The text of each file below `control-plane/`, for a control plane of three members unless the props say otherwise. */
export function hostFiles(
  props: Loose = {},
  platformProps: PlatformProps = {},
  define: (platform: Platform) => unknown = () => {},
): Readonly<Record<string, string>> {
  return inDirectory((outdir) => {
    const platform = new Platform({ outdir, today: TODAY, ...platformProps });
    new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS, ...props } as ControlPlaneProps);
    define(platform);
    platform.synth();
    const folder = join(outdir, 'control-plane');
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
    return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  });
}

/** Why a control plane is refused. */
export function refused(props: Loose, platformProps: PlatformProps = {}): readonly string[] {
  return refusal(
    (platform) => new ControlPlane(platform, 'control-plane', { endpoint: ENDPOINT, members: MEMBERS, ...props } as ControlPlaneProps),
    platformProps,
  );
}

/** The flags in a file of them, each with all its values. */
export function flagsIn(text: string | undefined): Readonly<Record<string, readonly string[]>> {
  const flags: Record<string, string[]> = {};
  for (const line of (text ?? '').trim().split('\n')) {
    const [, name = line, value = ''] = /^--([a-z0-9-]+)=(.*)$/.exec(line) ?? [];
    flags[name] = [...(flags[name] ?? []), value];
  }
  return flags;
}
