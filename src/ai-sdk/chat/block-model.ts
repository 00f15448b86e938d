import type { FileEvent, FinishReason, Usage } from '../../chat/answer/event.js';
import type { ChatModel } from '../../chat/model.js';
import type { Warning } from '../../options/warning.js';
import { lazy } from '../../util/lazy.js';
import type {
  BlockPart,
  BuiltInForm,
  DocumentPart,
  ProviderMetadata,
  SourcePart,
  ToolCallPart,
  ToolResultPart,
} from './blocks.js';
import type { CallOptions } from './call-v2.js';

// The first call loads it: it would be a quarter of what importing an entry brings.
const calls = /* @__PURE__ */ lazy(() => import('./block-calls.js'));

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
    const { generate } = calls.value ?? (await calls.load(options.abortSignal));
    return await generate(this.model, this.specification, options);
  }

  async doStream(options: CallOptions): Promise<StreamResult<Reason, Tokens, CallWarning, File>> {
    const { stream } = calls.value ?? (await calls.load(options.abortSignal));
    return await stream(this.model, this.specification, options);
  }
}
