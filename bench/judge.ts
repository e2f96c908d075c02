import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { READING_LIMITS } from '../analysis/documents';
import { readFiles } from '../cli/files';
import { judge } from '../rules/judge';
import { platformOf } from './tree';

/** One measurement, in a process of its own: `judge.ts TENANTS`, as JSON: how long their YAML takes to be read, and to be judged. */
const outdir = mkdtempSync(join(tmpdir(), 'palisade-bench-'));
try {
  platformOf(outdir, Number(process.argv[2])).synth();
  const begin = performance.now();
  const { manifests, unreadable } = readFiles([outdir], { ...READING_LIMITS, mebibytes: 64 });
  const read = performance.now();
  const cluster = {
    manifests,
    unreadable,
    complete: true,
    minor: 33,
    cni: undefined,
    securityModule: undefined,
    registries: [],
    existing: [],
  };
  const { findings } = judge(cluster, { exemptions: [], today: '2027-01-01' });
  const judged = performance.now();
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({ objects: manifests.length, findings: findings.length, readMs: read - begin, judgeMs: judged - read, peakMiB }),
  );
} finally {
  rmSync(outdir, { recursive: true });
}
