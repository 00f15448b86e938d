import { createUIMessageStream, createUIMessageStreamResponse, generateId } from 'ai';
import { applyTo, asked, type Asked } from './asked';
import type { ChatMessage } from './chat-message';
import { createConversation, readStored, updateMessages } from './conversations';
import { messageOf } from './message';
import { draws } from './models';
import { parse, readText } from './read-body';
import { follow, run, saveWith } from './running';
import { visitor } from './visitor';
import { write, writePicture } from './write';

/** A question with some photos or a document. */
const maxBytes = 20 * 1024 * 1024;

const refuse = (status: number, text: string) => new Response(text, { status });

/** Answers what the page posts. */
export async function answer(request: Request): Promise<Response> {
  const text = await readText(request, maxBytes);
  if (text === undefined) return refuse(413, 'The message is too large. Remove a picture or a document.');
  const read = asked.safeParse(parse(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
  }
  const { id } = read.data;
  const name = await visitor();
  const messages = await keep(read.data, name);
  if (messages instanceof Response) return messages;

  const abort = new AbortController();
  // Stopped while it was read. From here on, only the stop button ends it.
  if (request.signal.aborted) abort.abort();
  run(id, abort, writing(messages, read.data, name, abort));
  return createUIMessageStreamResponse({ stream: follow(id)! });
}

/**
 * Keeps what was asked, and gives the messages with it. If another request changes the conversation meanwhile, it is
 * applied anew: of two replies to one tool only the first one runs it.
 */
async function keep(change: Asked, name: string): Promise<ChatMessage[] | Response> {
  for (let tries = 0; tries < 5; tries += 1) {
    const stored = await readStored(change.id, name);
    const messages = await applyTo(stored?.messages ?? [], change);
    if (messages === undefined) return refuse(400, 'message: Not what the page posts.');
    const isKept = stored
      ? await updateMessages(change.id, name, messages, stored.version)
      : await createConversation(change.id, name, messages);
    if (isKept) return messages;
    // Another visitor has a conversation of that id.
    if (!stored && !(await readStored(change.id, name))) return refuse(404, 'There is no such conversation.');
  }
  return refuse(409, 'The conversation has changed. Reload it.');
}

/** The answer bit by bit. It is kept when it ends, however it ends. */
function writing(messages: ChatMessage[], { id, settings }: Asked, name: string, abort: AbortController) {
  let failure: string | undefined;
  function onError(error: unknown): string {
    console.error(error);
    failure = messageOf(error);
    return failure;
  }
  return createUIMessageStream<ChatMessage>({
    originalMessages: messages,
    generateId,
    onError,
    async onEnd({ messages: ended }) {
      await saveWith(id, abort, () => updateMessages(id, name, toKeep(ended, failure)));
    },
    async execute({ writer }) {
      if (draws(settings.model)) await writePicture(writer, messages, settings.model, name, abort.signal);
      else writer.merge(await write(messages, settings, name, abort.signal, onError));
    },
  });
}

/** An answer that failed says so after a reload; one of which nothing came is not kept. */
function toKeep(messages: ChatMessage[], failure: string | undefined): ChatMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return messages;
  const earlier = messages.slice(0, -1);
  if (last.parts.every(({ type }) => type === 'step-start')) return earlier;
  return failure === undefined ? messages : [...earlier, { ...last, metadata: { ...last.metadata, failure } }];
}
