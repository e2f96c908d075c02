import { run } from '../../cli/run';

async function told(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, { paint: 'plain', log: (text) => out.push(text), error: (text) => err.push(text) });
  return { code, out, err };
}

const COMMANDS =
  'synth, check, rules, explain, exemptions, baseline, reach, permissions, nodes, prove, diff, report, threats, encryption, audit';

const HELP = [
  'palisade COMMAND [options]',
  '',
  '  synth       runs the app and replaces the output when it has succeeded',
  '  check       judges Kubernetes manifests, ours or anyone’s',
  '  rules       lists the rules',
  '  explain     teaches one rule',
  '  exemptions  lists the exemptions by the days they have left',
  "  baseline    accepts today's findings for a while, in palisade.yaml",
  '  reach       lists who can reach whom over the network, and why',
  '  permissions tells who may do what, what that leads to, and what crosses tenants',
  '  nodes       says which tenant’s pods land on whose nodes',
  '  prove       proves that tenants are apart, or names what is in the way',
  '  diff        tells what a change of the output opens and closes',
  '  report      writes everything as one HTML page, to look at, to keep and to sign',
  '  threats     tells by STRIDE what is mitigated, what is open, and whose job the rest is',
  '  encryption  makes, judges and rotates the keys that encrypt what is stored in etcd',
  '  audit       judges the files of a control plane by the CIS benchmark',
  '',
  'palisade COMMAND --help tells more about each.',
].join('\n');

describe('help is what was asked for, and goes to the output', () => {
  test.each([['help'], ['--help'], ['-h']])('%s', async (word) => {
    expect(await told(word)).toEqual({ code: 0, out: [HELP], err: [] });
  });

  test.each([['--help'], ['-h']])('synth %s tells its options and exit codes', async (word) => {
    const { code, out, err } = await told('synth', word);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.join('\n')).toMatch(/--app, -a .*cdk8s\.yaml[\s\S]*--output, -o .*dist[\s\S]*Exit code: 0 .* 1 .* 2 /);
  });
});

test('no command at all could not be run, and says what there is', async () => {
  expect(await told()).toEqual({ code: 2, out: [HELP], err: [] });
});

describe('what cannot be understood ends with 2 and one message', () => {
  test.each([
    ['an unknown command', ['sync'], `unknown command 'sync', expected ${COMMANDS}`],
    ['an empty command', [''], `unknown command '', expected ${COMMANDS}`],
    ['a name that every object has', ['constructor'], `unknown command 'constructor', expected ${COMMANDS}`],
    ['an unknown option', ['synth', '--dry-run'], /'--dry-run'/],
    ['an option without its value', ['synth', '--output'], /'-o, --output <value>'/],
    ['a word too many', ['synth', 'dist'], /'dist'/],
    ['an output without a name', ['synth', '--app', 'true', '--output', ''], "output must be a directory, got ''"],
  ])('%s', async (_, args, message) => {
    const { code, out, err } = await told(...args);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });
});
