// A server of the loopback address over TLS, that answers each path with what a file says, until it is killed.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:https');

const [port, certificate, answers] = process.argv.slice(2);
const tls = { cert: readFileSync(`${certificate}.crt`), key: readFileSync(`${certificate}.key`) };
const bodies = JSON.parse(readFileSync(answers, 'utf8'));

createServer(tls, (request, response) => {
  request.resume();
  request.on('end', () => {
    const body = bodies[new URL(request.url, 'https://localhost').pathname];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
}).listen(Number(port), '127.0.0.1');
