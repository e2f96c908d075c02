import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DIFFERENCES } from './differences';
import { PODS } from './generated';
import { OTHERWISE } from './otherwise';
import { relocated } from './site';
import { onEachVersion, ownOf } from './suite';

/** What kubeadm adds of its own to the pods that it writes, of which the flags for units of one's own say nothing. */
const BY_KUBEADM: Readonly<Record<string, readonly string[]>> = {
  etcd: [
    'feature-gates',
    'watch-progress-notify-interval',
    'experimental-initial-corrupt-check',
    'experimental-watch-progress-notify-interval',
  ],
  'kube-apiserver': ['enable-bootstrap-token-auth'],
  'kube-controller-manager': ['controllers'],
  'kube-scheduler': [],
};

/** Flags that only units of one's own are given: kubeadm has their values from elsewhere, or the program by default. */
const BY_FLAGS: Readonly<Record<string, readonly string[]>> = {
  etcd: ['initial-cluster-state', 'initial-cluster-token'],
};

/** The flags of a list of arguments, by name, each with all its values. */
function flagsOf(args: readonly string[]): Map<string, string> {
  return new Map(
    args.map((arg) => {
      const [, name, value] = /^--([a-z0-9-]+)=(.*)$/s.exec(arg) ?? [];
      if (name === undefined) throw new Error(`'${arg}' is no flag`);
      return [name, value ?? ''];
    }),
  );
}

/** The command line of the program that runs on the site. */
function running(program: string, directory: string): readonly string[] {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let words: string[];
    try {
      words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    } catch {
      continue;
    }
    if (words[0]?.endsWith(`/${program}`) && words.some((word) => word.includes(`${directory}/`))) return words.slice(1);
  }
  throw new Error(`no ${program} runs in ${directory}`);
}

test('the suites whose control plane is another one are those that are listed, with the reason', () => {
  const ABOUT_OPTIONS = ['hardening-options.test.ts', 'kubeadm.test.ts', basename(__filename)];
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts') && !ABOUT_OPTIONS.includes(name));
  expect(suites.length).toBeGreaterThan(10);
  const others = suites.filter((name) =>
    /\b(platform|controlPlane|onHosts|apiServerArgs): [^P]/.test(readFileSync(join(__dirname, name), 'utf8')),
  );
  expect(others).toEqual([]);
  const named = suites.flatMap(
    (name) => readFileSync(join(__dirname, name), 'utf8').match(/OTHERWISE\W+[a-z, ]+?(?='?\]?\.options)/g) ?? [],
  );
  expect(named.map((each) => each.replace(/OTHERWISE\W+/, '')).sort()).toEqual(Object.keys(OTHERWISE).sort());
});

onEachVersion('what runs', { onlyOwn: true }, (cluster) => {
  test.each(PODS)('%s has the flags that are generated for it, but for the differences that are listed', (program) => {
    const { site, files } = ownOf(cluster);
    const written = files.get(`flags/cp-1/${program}.conf`) ?? files.get(`flags/${program}.conf`) ?? '';
    const expected = flagsOf(relocated(written, site).trim().split('\n'));
    const actual = flagsOf(running(program, cluster.directory));
    for (const { flag, becomes } of DIFFERENCES.filter((difference) => difference.program === program)) expected.set(flag, becomes(site));
    for (const flag of BY_KUBEADM[program] ?? []) if (!expected.has(flag)) actual.delete(flag);
    for (const flag of BY_FLAGS[program] ?? []) expected.delete(flag);
    expect(Object.fromEntries([...actual].sort())).toEqual(Object.fromEntries([...expected].sort()));
  });
});
