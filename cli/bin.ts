#!/usr/bin/env node
import { run } from './run';

run(process.argv.slice(2), { log: (text) => console.log(text), error: (text) => console.error(text) }).then((code) => {
  process.exitCode = code;
});
