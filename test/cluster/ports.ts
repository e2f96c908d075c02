import { type AddressInfo, createServer, type Server } from 'node:net';

/** As many different free TCP ports of the loopback address. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held until the last is known, or one would be given twice.
  const held = await Promise.all(Array.from({ length: count }, listen));
  const ports = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
