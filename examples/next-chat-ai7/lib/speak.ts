import { qwen } from 'ai-sdk-qwen/ai7';
import { textOf } from './chat-message';
import { readMessages } from './conversations';
import { refuseTooMany } from './limit';
import { messageOf } from './message';
import { follow } from './running';
import { linesToSay } from './spoken';
import { visitor } from './visitor';

/** The longest text that is read aloud: speech is billed by the character. */
const maxCharacters = 20_000;

/** Reads an answer aloud, also one that is still being written: bare samples, 16 bits, one channel, 24 kHz. */
export async function speak(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const id = searchParams.get('conversation') ?? '';
  const message = searchParams.get('message');
  const name = await visitor();
  const messages = await readMessages(id, name);
  if (messages === undefined) return new Response('There is no such conversation.', { status: 404 });
  const kept = messages.find((each) => each.id === message);
  const growing = kept ? undefined : follow(id);
  if (!kept && !growing) return new Response('There is no such answer.', { status: 404 });
  const tooMany = refuseTooMany(name);
  if (tooMany) return tooMany;

  const speech = qwen.streamSpeech(linesToSay(growing ? deltasOf(growing) : textOf(kept!), maxCharacters), {
    model: 'qwen3-tts-flash',
    voice: 'Cherry',
    abortSignal: request.signal,
  });
  const pieces = speech[Symbol.asyncIterator]();
  try {
    // Before the response has begun, an error still fits into it.
    return soundOf(await pieces.next(), pieces);
  } catch (error) {
    console.error(error);
    return new Response(messageOf(error), { status: 502 });
  }
}

type Piece = IteratorResult<{ audio: Uint8Array }>;

function soundOf(first: Piece, rest: AsyncIterator<{ audio: Uint8Array }>): Response {
  let next: Piece | undefined = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = next ?? (await rest.next());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(value.audio);
    },
    cancel: async () => void (await rest.return?.()),
  });
  return new Response(body, { headers: { 'content-type': 'audio/pcm', 'cache-control': 'no-store' } });
}

async function* deltasOf(chunks: ReadableStream<{ type: string; delta?: unknown }>): AsyncGenerator<string> {
  const reader = chunks.getReader();
  try {
    for (let read = await reader.read(); read.value; read = await reader.read()) {
      const { type, delta } = read.value;
      if (type === 'text-delta' && typeof delta === 'string') yield delta;
    }
  } finally {
    await reader.cancel();
  }
}
