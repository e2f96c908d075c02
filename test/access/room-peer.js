// A peer of the room: listens where it is told and answers, or asks others and says who answered. Plain JavaScript, as it is started often.
const { createServer, connect } = require('node:net');
const { createSocket } = require('node:dgram');
const { readFileSync } = require('node:fs');

const PATIENCE = 700;

/** Answers on every port of every address. */
async function listen({ tcp, udp, address = '::' }) {
  const type = address.includes(':') ? 'udp6' : 'udp4';
  await Promise.all([
    ...tcp.map((port) =>
      ready(
        createServer((socket) => socket.on('error', () => {}).end('here')),
        (server) => server.listen(port, address),
      ),
    ),
    ...udp.map((port) => {
      const socket = createSocket(type);
      socket.on('message', (_, { port: back, address: asker }) => socket.send('here', back, asker));
      return ready(socket, () => socket.bind(port, address));
    }),
  ]);
  process.stdout.write('listening\n');
}

function ready(server, start) {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve).once('error', reject);
    start(server);
  });
}

function reached({ protocol, from, to, port }) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end('dropped'), PATIENCE);
    const end = (answer) => {
      clearTimeout(timer);
      close();
      resolve(answer);
    };
    let close;
    if (protocol === 'tcp') {
      const socket = connect({ host: to, port, localAddress: from });
      close = () => socket.destroy();
      socket.once('data', () => end('reached')).once('error', ({ code }) => end(code));
    } else {
      const socket = createSocket(to.includes(':') ? 'udp6' : 'udp4');
      close = () => socket.close();
      socket.once('message', () => end('reached')).once('error', ({ code }) => end(code));
      socket.bind(0, from, () => socket.send('who', port, to));
    }
  });
}

const [, , what] = process.argv;
const task = JSON.parse(readFileSync(0, 'utf8'));
if (what === 'listen') listen(task);
else Promise.all(task.map(reached)).then((answers) => process.stdout.write(JSON.stringify(answers)));
