import { ofKind } from '../analysis/kinds';
import { at } from '../analysis/manifest';
import { spelt } from '../analysis/reading/spelling';
import type { Rule } from './rule';

/**
 * Pod Security looks at the volumes of pods, and lets a claim pass whatever is behind it.
 *
 * https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export const persistentVolumeHostPath: Rule = {
  id: 'persistent-volume-host-path',
  title: 'persistent volumes are no paths of the node',
  severity: 'error',
  exemptible: 'with a reason',
  references: [
    { source: 'STRIDE', id: 'elevation-of-privilege' },
    { source: 'MITRE', id: 'T1611' },
  ],
  reads: ['spec.hostPath.path'],
  remediation: 'use a storage class, or a volume of the type local on a disk of its own',
  why: 'A claim may be mounted by pods of the restricted level: behind it, hostPath is the file system of the node, past Pod Security.',
  attack: 'The pod writes a key into /root/.ssh of the node, or a manifest into the folder of its static pods, and has the node.',
  example: {
    refused: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  hostPath:
    path: /`,
    accepted: `
apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  nfs:
    server: 192.0.2.1
    path: /archive`,
  },

  *check({ manifests }) {
    for (const manifest of ofKind(manifests, '', 'PersistentVolume')) {
      const hostPath = at(manifest.object, 'spec', 'hostPath') ?? undefined;
      if (hostPath === undefined) continue;
      const message = `the volume is the path ${spelt(at(hostPath, 'path'))} of the node, expected no hostPath`;
      yield { manifest, pointer: '/spec/hostPath', message };
    }
  },
};
