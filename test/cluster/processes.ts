import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Reaper } from './reaper';

/** Programs that run in a directory of their own, and that end with the test process, however it ends. */
export class Processes {
  /** Where the programs keep their data and logs; gone after `stop`. */
  readonly directory = mkdtempSync(join(tmpdir(), 'palisade-cluster-'));
  readonly #reaper = new Reaper();
  readonly #running = new Map<string, ChildProcess>();

  constructor() {
    this.#reaper.remove(this.directory);
  }

  /** Starts a program that runs until `stop`; its output goes to `NAME.log`. */
  run(name: string, program: string, args: readonly string[]): void {
    const log = openSync(join(this.directory, `${name}.log`), 'a');
    // No variable of the caller may configure it.
    const env = { HOME: this.directory, PATH: process.env['PATH'] ?? '', TMPDIR: this.directory };
    const child = spawn(program, [...args], { cwd: this.directory, env, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    // A program that cannot be started has no pid, by which `ended` tells it.
    child.on('error', () => {});
    if (child.pid !== undefined) this.#reaper.kill(child.pid);
    this.#running.set(name, child);
  }

  /** Ends a program and starts it again, as it was. */
  async restart(name: string): Promise<void> {
    const child = this.#running.get(name);
    if (child?.pid === undefined) throw new Error(`${name} does not run`);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    this.run(name, child.spawnfile, child.spawnargs.slice(1));
  }

  /** The first program that has ended by itself, with the end of its log. */
  ended(): string | undefined {
    for (const [name, child] of this.#running) {
      if (child.pid === undefined) return `${name} could not be started: ${child.spawnfile}`;
      if (child.exitCode !== null || child.signalCode !== null) {
        return `${name} ended with ${child.exitCode ?? child.signalCode}\n${this.#endOfLog(name)}`;
      }
    }
    return undefined;
  }

  /** Kills all programs and removes the directory. */
  stop(): Promise<void> {
    return this.#reaper.reap();
  }

  #endOfLog(name: string): string {
    return readFileSync(join(this.directory, `${name}.log`), 'utf8')
      .split('\n')
      .slice(-20)
      .join('\n');
  }
}
