// Outlives the tests by a moment: when its input ends, however the tests ended, it kills what it was told of and removes the directories.
// One line each: `kill PID` or `remove DIRECTORY`.
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

const pids = [];
const directories = [];

// An interrupt reaches the whole group of processes; this one has yet to clean up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [verb, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (verb === 'kill') pids.unshift(Number(rest));
    if (verb === 'remove') directories.push(rest);
  })
  .on('close', () => {
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    for (const directory of directories) rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
