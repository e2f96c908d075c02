import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Kills processes and removes directories when asked, and also when this process ends without asking, in whatever way. */
export class Reaper {
  readonly #process: ChildProcess;

  constructor() {
    // Not in our group: an interrupt from the terminal must not reach it.
    this.#process = spawn(process.execPath, [join(__dirname, 'reaper-process.js')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#process.unref();
  }

  /** A process that must not stay; the last one goes first. */
  kill(pid: number): void {
    this.#process.stdin?.write(`kill ${pid}\n`);
  }

  /** A directory that must not stay. */
  remove(directory: string): void {
    this.#process.stdin?.write(`remove ${directory}\n`);
  }

  /** Does all of it now. */
  async reap(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const done = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.ref();
    this.#process.stdin?.end();
    await done;
  }
}
