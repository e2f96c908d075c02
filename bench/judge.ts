import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { READING_LIMITS } from '../analysis/reading/documents';
import { readFiles } from '../cli/files';
import { judge } from '../rules/judge';
import { platformOf } from './tree';

/** One measurement, in a process of its own: `judge.ts TENANTS`, as JSON: how long their YAML takes js-yaml, and us to read and to judge. */
const outdir = mkdtempSync(join(tmpdir(), 'palisade-bench-'));
try {
  platformOf(outdir, Number(process.argv[2])).synth();
  const texts = readdirSync(outdir).filter((name) => name.endsWith('.yaml'));
  const start = performance.now();
  for (const name of texts) loadAll(readFileSync(join(outdir, name), 'utf8'));
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
    JSON.stringify({
      objects: manifests.length,
      findings: findings.length,
      parseMs: begin - start,
      readMs: read - begin,
      judgeMs: judged - read,
      peakMiB,
    }),
  );
} finally {
  rmSync(outdir, { recursive: true });
}
