import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { POST } from './route-handler.js';

/** Serves a route handler with Node's own server, and tells it when the reader leaves. */
export const server = createServer(async (incoming, outgoing) => {
  const left = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) left.abort();
  });
  try {
    const request = new Request(`http://localhost${incoming.url}`, {
      method: 'POST',
      headers: incoming.headers as Record<string, string>,
      body: await text(incoming),
      signal: left.signal,
    });
    const response = await POST(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    await pipeline(response.body ?? [], outgoing);
  } catch (error) {
    if (left.signal.aborted) return;
    console.error(error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
});
