import type { LanguageModelV1, LanguageModelV1CallOptions } from '@ai-sdk/provider';
import type { ChatModel } from '../../chat/model.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import { lazy } from '../../util/lazy.js';
import type { Result } from './calls-v1.js';

// The first call loads it: it would be a sixth of what importing the entry brings.
const calls = /* @__PURE__ */ lazy(() => import('./calls-v1.js'));

/** A Qwen model for AI SDK 4. */
export class LanguageModel implements LanguageModelV1 {
  readonly specificationVersion = 'v1';
  readonly provider: string;
  readonly modelId: string;
  /** URLs are passed on, because the service downloads media itself. */
  readonly supportsImageUrls = true;
  private readonly config: ChatModel;
  private readonly capabilities: (modelId: string) => ModelCapabilities;

  constructor(config: ChatModel, capabilities: (modelId: string) => ModelCapabilities) {
    this.config = config;
    this.capabilities = capabilities;
    this.provider = config.provider;
    this.modelId = config.modelId;
  }

  // Asked at a call, because both depend on the server, which the environment may name.
  get defaultObjectGenerationMode(): 'json' | 'tool' | undefined {
    return this.config.kind === 'chat' ? objectMode(this.capabilities(this.modelId)) : undefined;
  }

  get supportsStructuredOutputs(): boolean {
    return this.config.kind === 'chat' && this.capabilities(this.modelId).json === 'schema';
  }

  supportsUrl(url: URL): boolean {
    return /^(https?|oss|fileid):$/.test(url.protocol);
  }

  async doGenerate(options: LanguageModelV1CallOptions): Promise<Result<'doGenerate'>> {
    const { generate } = calls.value ?? (await calls.load(options.abortSignal));
    return await generate(this.config, options);
  }

  async doStream(options: LanguageModelV1CallOptions): Promise<Result<'doStream'>> {
    const { stream } = calls.value ?? (await calls.load(options.abortSignal));
    return await stream(this.config, options);
  }
}

/** JSON output if the model has it; otherwise a forced tool if it can be forced; otherwise only the prompt. */
function objectMode({ json, tools, thinking }: ModelCapabilities): 'json' | 'tool' {
  const wordsOnly = json === 'none' || json === undefined;
  return wordsOnly && tools === true && thinking !== 'always' ? 'tool' : 'json';
}
