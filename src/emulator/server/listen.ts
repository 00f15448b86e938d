import { type Access, createAccess } from './access.js';
import { ConnectionReset } from './faults.js';
import { ofNode } from '../util/of-node.js';
import { withSignal } from './with-signal.js';

/** Options of `listen`. */
export interface ListenOptions {
  /** Default 0: a free port. */
  port?: number | undefined;
  /** The address to listen on. Default `127.0.0.1`. */
  hostname?: string | undefined;
  /**
   * Further host names under which the emulator may be called, such as the name of a container, or `true` for any.
   * Other hosts, and pages of other origins, get 403: a web page could reach the emulator by pointing its own domain
   * at this machine (DNS rebinding). Always allowed are `localhost`, loopback addresses and `hostname`; with
   * `hostname: '0.0.0.0'`, any address.
   */
  allowedHosts?: readonly string[] | true | undefined;
  /**
   * The host of the service for which this address stands, such as `batch.dashscope.aliyuncs.com`, or that of a
   * workspace: some hosts answer in another manner. Links in answers name it.
   */
  actsAs?: string | undefined;
  /**
   * Serves a page at `/` that shows the calls while they happen, to browsers on this machine only, whatever
   * `allowedHosts` says. Default false.
   */
  inspector?: boolean | undefined;
}

/** A listening server. */
export interface Listening {
  url: string;
  port: number;
  close: () => Promise<void>;
}

// The members of node:http that are used here. The package has no Node types.
interface Incoming extends AsyncIterable<Uint8Array> {
  method: string;
  url: string;
  rawHeaders: string[];
}
interface Outgoing {
  writableFinished: boolean;
  headersSent: boolean;
  writeHead: (status: number, headers: Record<string, string>) => void;
  flushHeaders: () => void;
  write: (chunk: Uint8Array) => boolean;
  end: (text?: string) => void;
  destroy: () => void;
  once: (event: 'close' | 'drain', listener: () => void) => void;
  off: (event: 'close' | 'drain', listener: () => void) => void;
}
interface Socket {
  destroy: () => void;
  once: (event: 'close', listener: () => void) => void;
}
interface Server {
  listen: (port: number, hostname: string, listener: () => void) => void;
  address: () => { port: number };
  close: (listener: () => void) => void;
  on: (event: 'connection', listener: (socket: Socket) => void) => void;
  once: (event: 'error', listener: (error: unknown) => void) => void;
}
interface Http {
  createServer: (listener: (incoming: Incoming, outgoing: Outgoing) => void) => Server;
}

type Handle = (request: Request, access: Access) => Promise<Response>;

/** Listens with node:http and answers with `handle`. */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listening> {
  const { port = 0, hostname = '127.0.0.1', allowedHosts, actsAs } = options;
  const access = createAccess(hostname, allowedHosts);
  const http = (await import(/* @vite-ignore */ /* webpackIgnore: true */ ofNode('http'))) as Http;
  const server = http.createServer((incoming, outgoing) => {
    answer(incoming, outgoing, { handle, access, actsAs }).catch(() => outgoing.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, hostname, resolve);
  });
  const taken = server.address().port;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return {
    url: `http://${host}:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        // Idle keep-alive connections would keep the server open.
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Serving {
  handle: Handle;
  access: Access;
  actsAs: string | undefined;
}

async function answer(incoming: Incoming, outgoing: Outgoing, serving: Serving): Promise<void> {
  const { handle, access, actsAs } = serving;
  const headers = headersOf(incoming);
  const url = urlOf(incoming, headers);
  const reason = reasonToRefuse(url, headers, access);
  if (url === undefined || reason !== undefined) {
    outgoing.writeHead(reason === undefined ? 400 : 403, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ error: { message: reason ?? 'The address of the request is not a URL.' } }));
    return;
  }
  if (actsAs !== undefined) url.host = actsAs;
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(new Error('The client closed the connection.'));
  });
  try {
    const response = await handle(await requestOf(incoming, url, headers, gone.signal), access);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.flushHeaders();
    if (response.body !== null) await write(response.body, outgoing);
    outgoing.end();
  } catch (error) {
    if (outgoing.headersSent || gone.signal.aborted || error instanceof ConnectionReset) {
      // A broken body breaks the connection.
      outgoing.destroy();
      return;
    }
    if (error instanceof BodyTooLarge) {
      outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
      outgoing.end(JSON.stringify({ error: { message: `The body has more than ${maxBodyBytes} bytes.` } }));
      return;
    }
    outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end(`The emulator's scenario threw: ${String(error)}`);
  }
}

function headersOf({ rawHeaders }: Incoming): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) headers.append(rawHeaders[index]!, rawHeaders[index + 1]!);
  return headers;
}

/** The URL of a request. Its target is a path, or a whole URL when the client takes the emulator for a proxy. */
function urlOf({ url: target }: Incoming, headers: Headers): URL | undefined {
  const path = target.startsWith('/') ? target : `/${target === '*' ? '' : target}`;
  try {
    return new URL(/^https?:\/\//i.test(target) ? target : `http://${headers.get('host') ?? 'localhost'}${path}`);
  } catch {
    return undefined;
  }
}

/** The reason to refuse a request; undefined when it may be answered. */
function reasonToRefuse(url: URL | undefined, headers: Headers, access: Access): string | undefined {
  const advice = 'Name further hosts in listen({ allowedHosts }).';
  if (url !== undefined && !access.allowsHost(url.hostname)) {
    return `The emulator does not answer under the host "${url.hostname}". ${advice}`;
  }
  const origin = headers.get('origin');
  if (origin === null || access.allowsOrigin(origin)) return undefined;
  return `The emulator does not answer pages of "${origin}". ${advice}`;
}

/** Files of batches have up to 500 MB. A body that never ends must not fill the memory. */
const maxBodyBytes = 501 * 1024 * 1024;

class BodyTooLarge extends Error {}

async function requestOf(incoming: Incoming, url: URL, headers: Headers, signal: AbortSignal): Promise<Request> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (Number(headers.get('content-length')) > maxBodyBytes) throw new BodyTooLarge();
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  const { method } = incoming;
  const body = method === 'GET' || method === 'HEAD' ? undefined : await new Blob(chunks as BlobPart[]).arrayBuffer();
  return withSignal(new Request(url, { method, headers, ...(body && { body }) }), signal);
}

/** Writes as fast as the client reads, until the client leaves. */
async function write(body: ReadableStream<Uint8Array>, outgoing: Outgoing): Promise<void> {
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (outgoing.write(next.value)) continue;
    await new Promise<void>((resolve) => {
      const proceed = () => {
        outgoing.off('drain', proceed);
        outgoing.off('close', proceed);
        resolve();
      };
      outgoing.once('drain', proceed);
      outgoing.once('close', proceed);
    });
  }
}
