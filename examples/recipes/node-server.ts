import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { POST } from './route-handler';

/** Serves a route handler with Node's own server, and tells it when the reader leaves. */
export const server = createServer(async (incoming, outgoing) => {
  const left = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) left.abort();
  });
  // Destroying the request would close the connection before a refusal is sent.
  const body = Readable.from(incoming.iterator({ destroyOnReturn: false }));
  const init = {
    method: 'POST',
    headers: incoming.headers as Record<string, string>,
    body: Readable.toWeb(body) as ReadableStream,
    duplex: 'half' as const,
  };
  // A signal in `init` would no longer fire once the request is garbage-collected:
  // https://github.com/nodejs/node/issues/55428.
  const request = Object.defineProperty(new Request('http://localhost/', init), 'signal', { value: left.signal });
  try {
    const response = await POST(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body as WebStream), outgoing);
    // What a refusal left unread is thrown away.
    incoming.resume();
  } catch (error) {
    if (left.signal.aborted) return;
    console.error(error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
});
