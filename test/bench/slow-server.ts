import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Embeds each text "Stone 7" as a vector that begins with 7, and takes 50 ms for every request. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const { input } = JSON.parse(body) as { input: string | string[] };
  const data = [input].flat().map((text, index) => ({
    object: 'embedding',
    index,
    embedding: [Number(text.replace('Stone ', '')), 0.5, 0.25],
  }));
  await setTimeout(50);
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 4, total_tokens: 4 } }));
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
