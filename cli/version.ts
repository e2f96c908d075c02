import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package, from its `package.json`: one folder up from the sources, two from the compiled files. */
export function packageVersion(): string {
  for (const home of ['..', '../..']) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(__dirname, home, 'package.json'), 'utf8'));
      if (name === 'palisade') return version;
    } catch {
      // It is in the next folder.
    }
  }
  throw new Error('the package.json of palisade is missing: install the package again');
}
