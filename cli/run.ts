import { audit } from './audit';
import { baseline } from './baseline';
import { check } from './check';
import { diff } from './diff';
import { encryption } from './encryption';
import { exemptions } from './exemptions';
import { explain } from './explain';
import { nodes } from './nodes';
import type { Command, ExitCode, Output } from './output';
import { permissions } from './permissions';
import { prove } from './prove';
import { reach } from './reach';
import { report } from './report';
import { rules } from './rules';
import { synth } from './synth';
import { threats } from './threats';

const commands: ReadonlyMap<string, Command> = new Map([
  ['synth', synth],
  ['check', check],
  ['rules', rules],
  ['explain', explain],
  ['exemptions', exemptions],
  ['baseline', baseline],
  ['reach', reach],
  ['permissions', permissions],
  ['nodes', nodes],
  ['prove', prove],
  ['diff', diff],
  ['report', report],
  ['threats', threats],
  ['encryption', encryption],
  ['audit', audit],
]);

/** Runs one command and returns the exit code; never ends the process itself. */
export async function run([name, ...args]: readonly string[], out: Output): Promise<ExitCode> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    out.log(help());
    return name === undefined ? 2 : 0;
  }
  const command = commands.get(name);
  if (command === undefined) {
    out.error(`unknown command '${name}', expected ${[...commands.keys()].join(', ')}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    out.log(command.usage);
    return 0;
  }
  try {
    return await command.run(args, out);
  } catch (error) {
    out.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

function help(): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return ['palisade COMMAND [options]', '', ...lines, '', 'palisade COMMAND --help tells more about each.'].join('\n');
}
