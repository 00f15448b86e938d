import type { FileEvent, FinishEvent } from '../../chat/answer/event.js';
import type { Answer } from '../../chat/answer/fold.js';
import type { ChatModel } from '../../chat/model.js';
import type { BlockModel, Finish, Specification } from './block-model.js';
import { createBlockWriter, isShown, ofItem, toBuiltIn, toSource, toToolCall, type BuiltInForm } from './blocks.js';
import { readCall, type CallOptions } from './call-v2.js';
import { toProviderMetadata } from './metadata.js';
import { createPartStream } from './stream.js';

// Taken from the methods: an application's declarations could not name the types themselves if they were exported.
type Result<Method extends 'doGenerate' | 'doStream', Reason, Tokens, CallWarning, File> = Awaited<
  ReturnType<BlockModel<string, Reason, Tokens, CallWarning, File>[Method]>
>;
type GenerateResult<Reason, Tokens, CallWarning, File> = Result<'doGenerate', Reason, Tokens, CallWarning, File>;
type StreamResult<Reason, Tokens, CallWarning, File> = Result<'doStream', Reason, Tokens, CallWarning, File>;
type StreamPart<Reason, Tokens, CallWarning, File> =
  StreamResult<Reason, Tokens, CallWarning, File>['stream'] extends ReadableStream<infer Part> ? Part : never;
type Content<File> = GenerateResult<unknown, unknown, unknown, File>['content'][number];

/** A call of `generateText`. */
export async function generate<Version extends string, Reason, Tokens, CallWarning, File>(
  model: ChatModel,
  specification: Specification<Version, Reason, Tokens, CallWarning, File>,
  options: CallOptions,
): Promise<GenerateResult<Reason, Tokens, CallWarning, File>> {
  const chat = await model.load(options.abortSignal);
  const sent = await chat.answer(readCall(options, chat.reader, chat.defaults), options);
  const { answer } = sent;
  return {
    content: toContent(answer, specification),
    ...toFinish(specification, answer.finish),
    request: { body: sent.requestText },
    response: {
      id: answer.id,
      modelId: answer.model,
      timestamp: answer.timestamp,
      headers: sent.headers,
      body: sent.responseBody,
    },
    warnings: sent.warnings.map(specification.warning),
  };
}

/** A call of `streamText`. */
export async function stream<Version extends string, Reason, Tokens, CallWarning, File>(
  model: ChatModel,
  specification: Specification<Version, Reason, Tokens, CallWarning, File>,
  options: CallOptions,
): Promise<StreamResult<Reason, Tokens, CallWarning, File>> {
  const { builtIn, file, warning } = specification;
  const chat = await model.load(options.abortSignal);
  const sending = chat.stream(readCall(options, chat.reader, chat.defaults), options);
  const writeBlocks = createBlockWriter({
    builtIn,
    file,
    finish: (event) => ({ type: 'finish' as const, ...toFinish(specification, event) }),
  });
  const parts = createPartStream<StreamPart<Reason, Tokens, CallWarning, File>>(writeBlocks);
  const sent = await sending;
  parts.carry(sent.events, {
    first: { type: 'stream-start', warnings: sent.warnings.map(warning) },
    abortSignal: options.abortSignal,
  });
  return {
    stream: parts.stream,
    request: { body: sent.requestText },
    response: { headers: sent.headers },
  };
}

function toFinish<Reason, Tokens>(
  { finishReason, usage }: Pick<Specification<string, Reason, Tokens, unknown, unknown>, 'finishReason' | 'usage'>,
  event: FinishEvent,
): Finish<Reason, Tokens> {
  return {
    finishReason: finishReason(event.reason, event.rawReason),
    usage: usage(event.usage),
    providerMetadata: toProviderMetadata(event),
  };
}

/** A whole answer that came without its call, such as that of a line of a batch. */
export function toGenerated<Version extends string, Reason, Tokens, CallWarning, File>(
  specification: Specification<Version, Reason, Tokens, CallWarning, File>,
  answer: Answer,
) {
  return {
    content: toContent(answer, specification),
    ...toFinish(specification, answer.finish),
    response: { id: answer.id, modelId: answer.model, timestamp: answer.timestamp },
    warnings: [] as CallWarning[],
  };
}

function toContent<File>(
  { content, sources, files, toolCalls }: Answer,
  { builtIn, file }: { builtIn: BuiltInForm; file(event: FileEvent): File },
): Content<File>[] {
  const parts = content.flatMap((part): Content<File>[] => {
    if (part.type === 'built-in-call') return isShown(part, builtIn) ? toBuiltIn(part) : [];
    const { type, text, item } = part;
    return [{ type, text, ...(item !== undefined && { providerMetadata: ofItem(item) }) }];
  });
  return [...parts, ...sources.map(toSource), ...files.map(file), ...toolCalls.map(toToolCall)];
}
