import type { Answer } from '../../chat/answer/fold.js';
import type { FileEvent, FinishEvent, FinishReason, Usage } from '../../chat/answer/event.js';
import type { ChatModel } from '../../chat/model.js';
import type { Warning } from '../../options/warning.js';
import { lazy } from '../../util/lazy.js';
import {
  createBlockWriter,
  isShown,
  ofItem,
  toBuiltIn,
  toSource,
  toToolCall,
  type BlockPart,
  type BuiltInForm,
  type DocumentPart,
  type ProviderMetadata,
  type SourcePart,
  type ToolCallPart,
  type ToolResultPart,
} from './blocks.js';
import type { CallOptions } from './call-v2.js';
import { toProviderMetadata } from './metadata.js';
import { createPartStream } from './stream.js';

// The first call loads it: it would be a sixth of what importing an entry brings.
const reading = /* @__PURE__ */ lazy(() => import('./call-v2.js'));

/** The parts in which the specifications V2 to V4 differ. */
export interface Specification<Version extends string, Reason, Tokens, CallWarning, File> {
  version: Version;
  builtIn: BuiltInForm;
  finishReason(reason: FinishReason, raw: string | undefined): Reason;
  usage(usage: Usage): Tokens;
  warning(warning: Warning): CallWarning;
  file(event: FileEvent): File;
}

/** The end of an answer, in a specification's form. */
export interface Finish<Reason, Tokens> {
  finishReason: Reason;
  usage: Tokens;
  providerMetadata: ProviderMetadata;
}

type Content<File> =
  | { type: 'text' | 'reasoning'; text: string; providerMetadata?: ProviderMetadata }
  | SourcePart
  | DocumentPart
  | File
  | ToolCallPart
  | ToolResultPart;

type StreamPart<Reason, Tokens, CallWarning, File> =
  | { type: 'stream-start'; warnings: CallWarning[] }
  | BlockPart
  | File
  | ({ type: 'finish' } & Finish<Reason, Tokens>);

/** A whole answer. */
type GenerateResult<Reason, Tokens, CallWarning, File> = Finish<Reason, Tokens> & {
  content: Content<File>[];
  request: { body: string };
  response: {
    id?: string;
    modelId?: string;
    timestamp?: Date;
    headers: Record<string, string>;
    body?: unknown;
  };
  warnings: CallWarning[];
};

/** A streamed answer. */
type StreamResult<Reason, Tokens, CallWarning, File> = {
  stream: ReadableStream<StreamPart<Reason, Tokens, CallWarning, File>>;
  request: { body: string };
  response: { headers: Record<string, string> };
};

/** A language model of one of the specifications V2 to V4. */
export interface BlockModel<Version extends string, Reason, Tokens, CallWarning, File> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  /** URLs that are passed on, because the service downloads media itself. */
  readonly supportedUrls: Record<string, RegExp[]>;
  doGenerate(options: CallOptions): Promise<GenerateResult<Reason, Tokens, CallWarning, File>>;
  doStream(options: CallOptions): Promise<StreamResult<Reason, Tokens, CallWarning, File>>;
}

/**
 * A chat model in one of the specifications V2 to V4. Newer AI SDKs call it through proxies, so it has no `#` fields.
 */
export class BlockChatModel<Version extends string, Reason, Tokens, CallWarning, File> implements BlockModel<
  Version,
  Reason,
  Tokens,
  CallWarning,
  File
> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]> = { '*/*': [/^(https?|oss|fileid):\/\//i] };

  constructor(
    private readonly specification: Specification<Version, Reason, Tokens, CallWarning, File>,
    protected readonly model: ChatModel,
  ) {
    this.specificationVersion = specification.version;
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: CallOptions): Promise<GenerateResult<Reason, Tokens, CallWarning, File>> {
    const { readCall } = reading.value ?? (await reading.load(options.abortSignal));
    const chat = await this.model.load(options.abortSignal);
    const sent = await chat.answer(readCall(options, chat.reader, chat.defaults), options);
    const { answer } = sent;
    return {
      content: toContent(answer, this.specification),
      ...this.finish(answer.finish),
      request: { body: sent.requestText },
      response: {
        id: answer.id,
        modelId: answer.model,
        timestamp: answer.timestamp,
        headers: sent.headers,
        body: sent.responseBody,
      },
      warnings: sent.warnings.map(this.specification.warning),
    };
  }

  async doStream(options: CallOptions): Promise<StreamResult<Reason, Tokens, CallWarning, File>> {
    const { builtIn, file, warning } = this.specification;
    const { readCall } = reading.value ?? (await reading.load(options.abortSignal));
    const chat = await this.model.load(options.abortSignal);
    const sending = chat.stream(readCall(options, chat.reader, chat.defaults), options);
    const writeBlocks = createBlockWriter({
      builtIn,
      file,
      finish: (event) => ({ type: 'finish' as const, ...this.finish(event) }),
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

  private finish(event: FinishEvent): Finish<Reason, Tokens> {
    return toFinish(this.specification, event);
  }
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
