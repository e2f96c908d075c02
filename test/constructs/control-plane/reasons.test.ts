import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, Platform } from '../../../constructs';
import { COMPONENTS } from '../../../constructs/control-plane/part';
import { inDirectory, TODAY } from '../harness';
import { ENDPOINT, MEMBERS } from './harness';

const DOCUMENT = join(__dirname, '../../../docs/cluster-hardening.md');
/** The line after which the document is made of the reasons. */
const HEAD = /^<!-- What follows .*-->\n/m;

/** With everything on that is only written where somebody names it. */
const { composition } = inDirectory((outdir) => {
  const platform = new Platform({ outdir, today: TODAY, kubernetesVersion: '1.33', cni: 'calico', nodeCidrs: ['10.0.0.0/16'] });
  return new ControlPlane(platform, 'control-plane', {
    endpoint: ENDPOINT,
    members: MEMBERS,
    access: { jumpHost: {}, front: { names: ['kube.example.com'] }, firewall: { ssh: ['10.1.0.5/32'], clients: ['10.1.0.5/32'] } },
  });
});
const [member] = composition.surroundings.members;
const CATEGORIES = ['availability', 'denial of service', 'disclosure', 'elevation', 'repudiation', 'spoofing', 'tampering'];

test.each(COMPONENTS)('every flag of %s says its threat', (component) => {
  const flags = member === undefined ? [] : Object.keys(composition.flagsOn(member, component));
  expect(flags.filter((flag) => composition.reasons[`${component} --${flag}`] === undefined)).toEqual([]);
});

test.each(['kubelet', 'kubeProxy'] as const)('every field of the configuration of %s says its threat', (name) => {
  const fields = Object.keys(composition[name]?.() ?? {}).filter((field) => !['apiVersion', 'kind'].includes(field));
  const told = Object.keys(composition.reasons).map((key) => key.split(':')[1]?.split('.')[0]);
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter((field) => !told.includes(field))).toEqual([]);
});

test('a reason starts with a threat of STRIDE, or with what would stop working', () => {
  const odd = Object.entries(composition.reasons).filter(([, reason]) => !CATEGORIES.includes(reason.split(': ')[0] ?? ''));
  expect(odd).toEqual([]);
});

test('docs/cluster-hardening.md lists them; UPDATE_DOCS=1 writes it', () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const head = text.slice(0, text.search(HEAD)) + (HEAD.exec(text)?.[0] ?? '');
  const whole = `${head}\n${tables()}\n`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, whole);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(whole);
});

/** A table for each program and file, what it is named by first. */
function tables(): string {
  const rows = new Map<string, string[]>();
  for (const [key, reason] of Object.entries(composition.reasons)) {
    const [, subject = '', what = ''] = /^(\S+)(?: --|:)(.*)$/.exec(key) ?? [];
    const name = key.includes(' --') ? `--${what}` : what;
    const [threat = '', ...why] = reason.split(': ');
    rows.set(subject, [...(rows.get(subject) ?? []), `| \`${name}\` | ${threat} | ${why.join(': ').replaceAll('|', '\\|')} |`]);
  }
  return [...rows]
    .map(([subject, lines]) => [`### ${subject}`, '', '| | threat | |', '| --- | --- | --- |', ...lines].join('\n'))
    .join('\n\n');
}
