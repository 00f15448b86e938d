import { createUIMessageStream, createUIMessageStreamResponse, generateId } from 'ai';
import type { ChatMessage } from './chat-message';
import { applyTo, chatRequest, type ChatRequest } from './chat-request';
import { changeMessages, updateMessages, type Stored } from './conversations';
import { refuseTooMany } from './limit';
import { messageOf } from './message';
import { draws } from './models';
import { deleteUnused } from './pictures';
import { parse, readText } from './read-body';
import { follow, run, saveWith } from './running';
import { visitor } from './visitor';
import { write, writePicture } from './write';

/** A question with some photos or a document. */
const maxBytes = 20 * 1024 * 1024;

const refuse = (status: number, text: string) => new Response(text, { status });

/** Answers what the page posts. */
export async function answer(request: Request): Promise<Response> {
  const name = await visitor();
  const tooMany = refuseTooMany(name);
  if (tooMany) return tooMany;
  const text = await readText(request, maxBytes);
  if (text === undefined) return refuse(413, 'The message is too large. Remove a picture or a document.');
  const read = chatRequest.safeParse(parse(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
  }
  const { id, approvals } = read.data;
  const changed = await changeMessages(id, name, (messages = []) => applyTo(messages, read.data));
  if (changed === 'refused' && approvals) return refuse(409, 'No tool waits for this reply. Reload the page.');
  if (changed === 'refused') return refuse(400, 'message: Not what the page posts.');
  // Another visitor has a conversation with that id.
  if (changed === 'foreign') return refuse(404, 'There is no such conversation.');
  if (changed === 'contested') return refuse(409, 'The conversation has changed. Reload the page.');

  const abort = new AbortController();
  // Stopped while it was read. From here on, only the stop button ends it.
  if (request.signal.aborted) abort.abort();
  run(id, abort, writing(changed, read.data, name, abort));
  return createUIMessageStreamResponse({ stream: follow(id)! });
}

/** The answer as a stream. However it ends, it is kept then, unless its conversation has changed since. */
function writing({ messages, version }: Stored, { id, settings }: ChatRequest, name: string, abort: AbortController) {
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
      const isKept = await saveWith(id, abort, () => updateMessages(id, name, toKeep(ended, failure), version));
      // What it has drawn for a conversation that was cut meanwhile.
      if (!isKept) await deleteUnused(name, JSON.stringify(ended));
    },
    async execute({ writer }) {
      if (draws(settings.model)) await writePicture(writer, messages, settings.model, name, abort.signal);
      else writer.merge(await write(messages, settings, name, abort.signal, onError));
    },
  });
}

/** An answer that failed says so after a reload. An answer without any content is not kept. */
function toKeep(messages: ChatMessage[], failure: string | undefined): ChatMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return messages;
  const earlier = messages.slice(0, -1);
  if (last.parts.every(({ type }) => type === 'step-start')) return earlier;
  return failure === undefined ? messages : [...earlier, { ...last, metadata: { ...last.metadata, failure } }];
}
