import { createParser } from 'eventsource-parser';
import type { StreamPart } from './contestants.js';
import type { Fetch } from './fetches.js';

/** The text that a chunk adds to the answer; may be empty. */
export type DeltaReader = (chunk: unknown) => string;

/**
 * The least that a provider can do with a stream and still give the same parts: one pull from the reader to the network,
 * no checks of anything but the fields it wants.
 */
export async function floorStream(
  fetch: Fetch,
  readDelta: DeltaReader,
  request: object,
  total?: 'tool',
): Promise<{ stream: ReadableStream<StreamPart> }> {
  const response = await fetch('https://floor.invalid', { method: 'POST', body: JSON.stringify(request) });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let parts: StreamPart[] = [];
  let whole = '';
  const parser = createParser({
    onEvent({ data }) {
      if (data === '[DONE]') return;
      const delta = readDelta(JSON.parse(data));
      if (delta === '') return;
      if (total === 'tool') whole += delta;
      parts.push({ type: total === 'tool' ? 'tool-call-delta' : 'text-delta', textDelta: delta });
    },
  });
  const stream = new ReadableStream<StreamPart>(
    {
      async pull(controller) {
        while (parts.length === 0) {
          const { done, value } = await reader.read();
          if (done) {
            if (total === 'tool') controller.enqueue({ type: 'tool-call', args: whole });
            return controller.close();
          }
          parser.feed(decoder.decode(value, { stream: true }));
        }
        for (const part of parts) controller.enqueue(part);
        parts = [];
      },
    },
    { highWaterMark: 0 },
  );
  return { stream };
}

/**
 * A whole answer. Its pieces are read and then decoded at once: `text()` makes more promises, and decoding a stream takes
 * longer.
 */
export async function floorAnswer(fetch: Fetch, request: unknown): Promise<unknown> {
  const response = await fetch('https://floor.invalid', { method: 'POST', body: JSON.stringify(request) });
  return JSON.parse(new TextDecoder().decode(await readBytes(response)));
}

async function readBytes(response: Response): Promise<Uint8Array> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (!done) pieces.push(value);
    else return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  }
}

/** An answer that names one file, and the file. */
export async function floorImage(fetch: Fetch, request: unknown): Promise<Uint8Array> {
  const { output } = (await floorAnswer(fetch, request)) as NativePacket;
  const content = output?.choices?.[0]?.message?.content as [{ image: string }];
  return floorFile(fetch, content[0].image);
}

/** A task that is created and asked for until it is done, and its file. */
export async function floorVideo(fetch: Fetch, request: unknown): Promise<Uint8Array> {
  let { output } = (await floorAnswer(fetch, request)) as TaskAnswer;
  while (output.task_status !== 'SUCCEEDED') {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const response = await fetch(`https://floor.invalid/tasks/${output.task_id}`);
    ({ output } = JSON.parse(new TextDecoder().decode(await readBytes(response))) as TaskAnswer);
  }
  return floorFile(fetch, output.video_url ?? '');
}

/** An answer that names a spoken file, and the file. */
export async function floorSpeech(fetch: Fetch, request: unknown): Promise<Uint8Array> {
  const { output } = (await floorAnswer(fetch, request)) as { output: { audio: { url: string } } };
  return floorFile(fetch, output.audio.url);
}

/** Sound in the message of a request, and the answer's text. */
export async function floorTranscription(fetch: Fetch, audio: Uint8Array): Promise<string> {
  const data = `data:audio/wav;base64,${floorBase64(audio)}`;
  const content = [{ type: 'input_audio', input_audio: { data } }];
  const request = { model: 'qwen3-asr-flash', messages: [{ role: 'user', content }] };
  const { choices } = (await floorAnswer(fetch, request)) as { choices: [{ message: { content: string } }] };
  return choices[0].message.content;
}

interface TaskAnswer {
  output: { task_id: string; task_status: string; video_url?: string };
}

async function floorFile(fetch: Fetch, url: string): Promise<Uint8Array> {
  return readBytes(await fetch(url));
}

interface CompatibleChunk {
  choices?: { delta?: { content?: unknown; tool_calls?: { function?: { arguments?: unknown } }[] } }[];
}

interface NativePacket {
  output?: { choices?: { message?: { content?: unknown } }[] };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export const compatibleText: DeltaReader = (chunk) => text((chunk as CompatibleChunk).choices?.[0]?.delta?.content);

export const compatibleArguments: DeltaReader = (chunk) =>
  text((chunk as CompatibleChunk).choices?.[0]?.delta?.tool_calls?.[0]?.function?.arguments);

export const nativeText: DeltaReader = (packet) =>
  text((packet as NativePacket).output?.choices?.[0]?.message?.content);

interface ResponsesEvent {
  type?: string;
  delta?: unknown;
}

export const responsesText: DeltaReader = (event) => {
  const { type, delta } = event as ResponsesEvent;
  return type === 'response.output_text.delta' ? text(delta) : '';
};

/** Base64 as an engine makes it fastest. */
export function floorBase64(bytes: Uint8Array): string {
  const { Buffer: buffer } = globalThis as { Buffer?: typeof Buffer };
  if (buffer !== undefined) return buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 24_576) {
    pieces.push(btoa(String.fromCharCode.apply(null, bytes.subarray(start, start + 24_576) as never)));
  }
  return pieces.join('');
}
