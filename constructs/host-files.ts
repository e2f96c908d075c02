import type { IConstruct } from 'constructs';
import type { OutputFile } from './output';
import { PalisadeError } from './problems';

const sources = new WeakMap<IConstruct, { readonly path: string; readonly files: () => readonly OutputFile[] }>();

/** Makes the files that a construct writes for hosts known to the gate, so that manifests are held against them. */
export function setHostFiles(construct: IConstruct, files: () => readonly OutputFile[]): void {
  sources.set(construct.node.root, { path: construct.node.path, files });
}

/** The files for hosts as they will be written, below the path of their construct; `undefined` where there are none. */
export function hostFilesAt(root: IConstruct): readonly { readonly path: string; readonly text: string }[] | undefined {
  const source = sources.get(root);
  // Their folder is called the same, whatever the construct is.
  return source?.files().flatMap(({ path, text }) => {
    const made = textOf(text);
    return made === undefined ? [] : [{ path: `${source.path}${path.slice(path.indexOf('/'))}`, text: made }];
  });
}

/** A file that cannot be made stops the synthesis when it is written, after all that the gate has found is told. */
function textOf(text: () => string): string | undefined {
  try {
    return text();
  } catch (error) {
    if (error instanceof PalisadeError) return undefined;
    throw error;
  }
}
