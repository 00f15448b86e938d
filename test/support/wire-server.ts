import { createServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';

/** One connection's part of the talk: what is written to it, byte by byte, and what has come of it. */
export interface Wire {
  socket: Socket;
  /** The request: headers and body as they came. */
  request: string;
  write(bytes: string | Uint8Array): Promise<void>;
  /** Settles when the other side has closed, or broken, the connection. */
  closed: Promise<void>;
}

/** A server that speaks no protocol: a script writes every byte of its answers. */
export interface WireServer {
  url: string;
  /** Connections, in the order in which their requests came. */
  wires: Wire[];
  /** Waits until that many requests have come. */
  received(count: number): Promise<Wire>;
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((close) => close()));
});

/** Listens until the test has ended. `script` is run for every request that has come whole. */
export async function listen(script: (wire: Wire) => void | Promise<void>): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const wires: Wire[] = [];
  const waiting: { count: number; resolve: (wire: Wire) => void }[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => {
        sockets.delete(socket);
        resolve();
      });
    });
    // A connection that breaks is what these tests are about.
    socket.on('error', () => {});
    let received = '';
    let missing = 0;
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      // A large body is looked at when all of it should be there: a look at each piece would copy it each time.
      missing -= bytes.length;
      if (missing <= 0) missing = missingBytes(received);
      if (missing > 0) return;
      const wire: Wire = { socket, request: received, closed, write: (out) => write(socket, out) };
      received = '';
      wires.push(wire);
      for (const { count, resolve } of waiting) if (wires.length === count) resolve(wire);
      void script(wire);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  running.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    wires,
    received: async (count) => wires[count - 1] ?? new Promise((resolve) => waiting.push({ count, resolve })),
  };
}

/** The least number of bytes that a request still lacks; 0 if it is complete. */
function missingBytes(text: string): number {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return 1;
  const length = /^content-length: (\d+)/im.exec(text.slice(0, end));
  if (length) return Math.max(0, end + 4 + Number(length[1]) - text.length);
  return !/^transfer-encoding: chunked/im.test(text.slice(0, end)) || text.endsWith('0\r\n\r\n') ? 0 : 1;
}

/** Resolves when the system has taken the bytes, or when nobody will any more. */
function write(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else if (socket.write(bytes)) setImmediate(resolve);
    else {
      const settle = () => {
        socket.off('drain', settle).off('close', settle);
        resolve();
      };
      socket.on('drain', settle).on('close', settle);
    }
  });
}

/** The head of an answer. Without a length its body ends with the connection. */
export function head(status = 200, headers: Record<string, string> = {}): string {
  const all = { 'content-type': 'text/event-stream', ...headers };
  return `HTTP/1.1 ${status} Words\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

/** A whole answer, with its length in a header. */
export function answer(body: string | Uint8Array, status = 200, headers: Record<string, string> = {}): Uint8Array {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(head(status, { 'content-length': String(bytes.length), ...headers })), bytes]);
}
