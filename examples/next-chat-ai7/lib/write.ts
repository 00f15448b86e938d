import { isStepCount, streamText, toUIMessageStream, type InferUIMessageChunk, type UIMessageStreamWriter } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { textOf, type ChatMessage } from './chat-message';
import { addCost } from './cost';
import { metadataOf } from './metadata';
import { models } from './models';
import { promptFor } from './prompt';
import type { Settings } from './settings';
import { approval, draw, research, tools, type Tools } from './tools';

/** The answer of a chat model: text, thinking, tool calls, sources. */
export async function write(
  messages: ChatMessage[],
  settings: Settings,
  visitor: string,
  abortSignal: AbortSignal,
  onError: (error: unknown) => string,
): Promise<ReadableStream<InferUIMessageChunk<ChatMessage>>> {
  const model = models.find(({ id }) => id === settings.model)!;
  const researches = settings.search && settings.thinking && model.research === true;
  const searches = settings.search && model.webSearch === true && !researches;
  const result = streamText({
    // Only the native protocol has marks in the text and the titles of pages; only Responses has the tools of research.
    model: searches ? qwen.dashscope(model.id) : qwen(model.id),
    messages: await promptFor(model, messages),
    ...(model.tools && {
      tools: { ...tools(visitor), ...(researches && research) },
      toolApproval: approval,
      stopWhen: isStepCount(5),
    }),
    providerOptions: {
      qwen: {
        ...(model.thinking === 'hybrid' && { enableThinking: settings.thinking }),
        ...(searches && {
          enableSearch: true,
          searchOptions: { enableSource: true, enableCitation: true, citationFormat: '[ref_<number>]' },
        }),
      },
    },
    // The page has a button for another try, so a reader does not wait for many.
    maxRetries: 1,
    abortSignal,
    // Reported by the stream below.
    onError: () => {},
  });
  return toUIMessageStream<Tools, ChatMessage>({
    stream: result.stream,
    sendSources: true,
    messageMetadata: metadataOf(model.id, messages.at(-1)),
    onError,
  });
}

/** The picture of an image model, drawn from the last question. */
export async function writePicture(
  writer: UIMessageStreamWriter<ChatMessage>,
  messages: ChatMessage[],
  model: string,
  visitor: string,
  abortSignal: AbortSignal,
): Promise<void> {
  writer.write({ type: 'start', messageMetadata: { model } });
  const question = messages.at(-1);
  const url = await draw(model, question ? textOf(question) : '', visitor, abortSignal);
  writer.write({ type: 'file', url, mediaType: 'image/png' });
  writer.write({ type: 'finish', messageMetadata: { cost: addCost(undefined, model, { images: 1 }) } });
}
