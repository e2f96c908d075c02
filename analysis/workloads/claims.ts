import { ofKind } from '../kinds';
import { at, listAt, type Manifest, stringAt } from '../manifest';
import { podsIn } from './pods';

/** A claim to a volume, or the template of such claims. */
export interface VolumeClaim {
  readonly manifest: Manifest;
  /** `undefined` for templates: their claims get names of their own. */
  readonly name: string | undefined;
  readonly spec: unknown;
  /** JSON pointer of the specification inside the object. */
  readonly pointer: string;
}

/** PersistentVolumeClaims, and the templates of them in StatefulSets and in pods. */
export function claimsIn(manifests: readonly Manifest[]): readonly VolumeClaim[] {
  return [
    ...ofKind(manifests, '', 'PersistentVolumeClaim').map((manifest) => ({
      manifest,
      name: stringAt(manifest.object, 'metadata', 'name'),
      spec: at(manifest.object, 'spec'),
      pointer: '/spec',
    })),
    ...ofKind(manifests, 'apps', 'StatefulSet').flatMap((manifest) =>
      listAt(manifest.object, 'spec', 'volumeClaimTemplates').map((claim, index) => ({
        manifest,
        name: undefined,
        spec: at(claim, 'spec'),
        pointer: `/spec/volumeClaimTemplates/${index}/spec`,
      })),
    ),
    ...podsIn(manifests).flatMap(({ manifest, pod }) =>
      listAt(pod.spec, 'volumes').map((volume, index) => ({
        manifest,
        name: undefined,
        spec: at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'),
        pointer: `${pod.pointer}/volumes/${index}/ephemeral/volumeClaimTemplate/spec`,
      })),
    ),
  ];
}
