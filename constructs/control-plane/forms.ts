import { type Problems, shown } from '../problems';
import type { Composition } from './composition';
import { flagFiles } from './flags';
import { installFile } from './install';
import { k3sFiles } from './k3s';
import { checkKubeadm, kubeadmFiles } from './kubeadm';
import { kubeletFiles } from './kubelet-files';
import { nodeCheckFiles } from './node-checks';
import type { HostFile } from './part';
import { rke2Files } from './rke2';

/** For whom configuration is written. */
export const FORMS = ['kubeadm', 'flags', 'k3s', 'rke2'] as const;
export type Form = (typeof FORMS)[number];

const WRITERS: Readonly<Record<Form, (composition: Composition) => readonly HostFile[]>> = {
  kubeadm: kubeadmFiles,
  flags: flagFiles,
  k3s: k3sFiles,
  rke2: rke2Files,
};

/** The forms that are asked for, in the order of `FORMS`. */
export function checkForms(problems: Problems, forms: unknown): readonly Form[] {
  if (forms === undefined) return FORMS;
  const wrong = Array.isArray(forms) && forms.length > 0 ? forms.filter((form) => !FORMS.includes(form)) : [forms];
  for (const form of wrong) problems.add(`forms must be some of ${FORMS.join(', ')}, got ${shown(form)}`);
  return FORMS.filter((form) => Array.isArray(forms) && forms.includes(form));
}

/** Every file below `control-plane/`: those of the concerns first, then each form's, and the script that puts them in their places. */
export function hostFiles(composition: Composition, forms: readonly Form[]): readonly HostFile[] {
  const files = [...composition.files, ...kubeletFiles(composition), ...forms.flatMap((form) => WRITERS[form](composition))];
  return [...files, ...nodeCheckFiles(composition, files), installFile(() => files, composition.directories)];
}

/** Problems of what cannot be said in a form that is asked for. */
export function checkComposition(problems: Problems, composition: Composition, forms: readonly Form[]): void {
  if (forms.includes('kubeadm')) checkKubeadm(problems, composition);
}
