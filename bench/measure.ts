import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import { cdk8sOf, platformOf } from './tree';

/** One measurement, in a process of its own: `measure.ts WHO TENANTS`, as JSON on standard output. */
const roots: Readonly<Record<string, (outdir: string, count: number) => App>> = { cdk8s: cdk8sOf, palisade: platformOf };
const [who = '', tenants = ''] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'palisade-bench-'));
try {
  const begin = performance.now();
  const root = roots[who]?.(outdir, Number(tenants));
  if (root === undefined) throw new Error(`unknown root '${who}', expected ${Object.keys(roots).join(', ')}`);
  const defined = performance.now();
  root.synth();
  const done = performance.now();
  const objects = root.node.findAll().filter((construct) => ApiObject.isApiObject(construct)).length;
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ objects, defineMs: defined - begin, synthMs: done - defined, peakMiB }));
} finally {
  rmSync(outdir, { recursive: true });
}
