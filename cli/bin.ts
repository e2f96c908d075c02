#!/usr/bin/env node
import { run } from './run';

// Whoever reads the output may stop reading, as `head` does: that is no failure.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit();
});

const paint = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb' ? 'colour' : 'plain';
run(process.argv.slice(2), { paint, log: (text) => console.log(text), error: (text) => console.error(text) }).then((code) => {
  process.exitCode = code;
});
