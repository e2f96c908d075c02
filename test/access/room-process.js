// Runs in network and mount namespaces of its own, which vanish with it: this namespace is the host, `outside` holds everybody else, and
// `pod` is a pod of the host. Each step loads rules and asks.
const { spawn, spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const PEER = join(__dirname, 'room-peer.js');
const children = [];

function run(...command) {
  const [program, ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`'${command.join(' ')}' failed: ${error?.message ?? stderr}`);
  return stdout;
}

const within = (name) => (name === 'host' ? [] : ['nsenter', `--net=/run/netns/${name}`]);

function link(name, addresses, own, gateway) {
  run('ip', 'netns', 'add', name);
  run('ip', 'link', 'add', `to-${name}`, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', name);
  run('ip', 'link', 'set', `to-${name}`, 'up');
  for (const device of ['lo', 'uplink']) run(...within(name), 'ip', 'link', 'set', 'dev', device, 'up');
  for (const address of own) run('ip', 'address', 'add', address, 'dev', `to-${name}`, ...quick(address));
  for (const address of addresses) {
    run(...within(name), 'ip', 'address', 'add', address, 'dev', 'uplink', ...quick(address));
    run('ip', 'route', 'add', address, 'dev', `to-${name}`);
  }
  run(...within(name), 'ip', '-4', 'route', 'add', 'default', 'via', gateway, 'dev', 'uplink', 'onlink');
  run(...within(name), 'ip', '-6', 'route', 'add', 'default', 'dev', 'uplink');
}

const quick = (address) => (address.includes(':') ? ['nodad'] : []);

async function listen(name, task) {
  const [program, ...args] = [...within(name), process.execPath, PEER, 'listen'];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  child.stdin.end(JSON.stringify(task));
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error(`nobody listens in ${name}`)));
  });
}

function ask(calls) {
  const [program, ...args] = [...within('outside'), process.execPath, PEER, 'ask'];
  const { status, stdout, stderr } = spawnSync(program, args, { input: JSON.stringify(calls), encoding: 'utf8' });
  if (status !== 0) throw new Error(`asking failed: ${stderr}`);
  return JSON.parse(stdout);
}

function load(rules) {
  const { status, stderr } = spawnSync('nft', ['-f', '-'], { input: rules, encoding: 'utf8' });
  if (status !== 0) throw new Error(`nft refuses the rules: ${stderr}`);
}

async function main({ host, outside, pod, listens, podListens, steps }) {
  run('mount', '--make-rprivate', '/');
  run('mount', '-t', 'tmpfs', 'tmpfs', '/run');
  run('ip', 'link', 'set', 'lo', 'up');
  const gateway = host[0].split('/')[0];
  link('outside', outside, host, gateway);
  link('pod', pod, [], gateway);
  // As kube-proxy sets it on nodes; the others then send what is for 127.0.0.1 to the host, as an attacker would.
  for (const name of ['host', 'outside']) run(...within(name), 'sysctl', '-qw', 'net.ipv4.conf.all.route_localnet=1');
  for (const local of ['127.0.0.0/8', '127.0.0.1'])
    run(...within('outside'), 'ip', 'route', 'delete', 'local', local, 'dev', 'lo', 'table', 'local');
  run(...within('outside'), 'ip', 'route', 'add', '127.0.0.1', 'via', gateway, 'dev', 'uplink', 'onlink');
  run('sysctl', '-qw', 'net.ipv4.ip_forward=1');
  await listen('host', listens);
  await listen('pod', podListens);
  const answers = steps.map(({ rules, calls }) => {
    for (const each of rules) load(each);
    return {
      answers: ask(calls),
      tables: run('nft', 'list', 'tables').trim().split('\n'),
      ruleset: run('nft', '-s', 'list', 'ruleset'),
      counted: run('nft', 'list', 'ruleset'),
    };
  });
  process.stdout.write(JSON.stringify(answers));
}

main(JSON.parse(readFileSync(0, 'utf8')))
  .catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    for (const child of children) child.kill();
  });
