import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ended, Project } from './project';

// Writes a part of its output, says so, and would write the rest two seconds later.
const SLOW = `const fs = require('fs');
const out = process.env.CDK8S_OUTDIR;
fs.mkdirSync(out, { recursive: true });
fs.writeFileSync(out + '/part.k8s.yaml', '');
fs.writeFileSync('pid', String(process.pid));
fs.renameSync('pid', 'started');
setTimeout(() => {
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(out + '/rest.k8s.yaml', '');
  fs.writeFileSync('finished', '');
}, 2000);
`;

let project: Project;
afterEach(() => project.remove());

async function until(happened: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !happened() && Date.now() < end; ) await setTimeout(20);
  expect(happened()).toBe(true);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('an interrupted synthesis ends its app, removes what was staged and keeps the last output', () => {
  test.each([
    ['a terminal interrupts the command and the app', 'node app.js', 'SIGINT', 'group'],
    ['somebody interrupts the command alone', 'node app.js', 'SIGINT', 'command'],
    ['a supervisor terminates the command alone', 'node app.js', 'SIGTERM', 'command'],
    ['the app is a step of several', 'true && node app.js && true', 'SIGINT', 'command'],
    ['a terminal interrupts an app of several steps', 'true && node app.js && true', 'SIGINT', 'group'],
  ] as const)('%s', async (_, app, signal, to) => {
    project = new Project({ 'cdk8s.yaml': `app: ${app}\n`, 'app.js': SLOW, 'dist/shop.k8s.yaml': 'before\n' });
    const child = project.start(['synth'], { detached: true });
    const end = ended(child);
    await until(() => existsSync(join(project.directory, 'started')));
    const pid = child.pid as number;
    process.kill(to === 'group' ? -pid : pid, signal);
    const { code, out } = await end;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const appPid = Number(project.files()['started']);
    await until(() => !isRunning(appPid));
    expect(project.files('dist')).toEqual({ 'shop.k8s.yaml': 'before\n' });
    expect(project.names()).toEqual(['app.js', 'cdk8s.yaml', 'dist', 'started']);
  });
});
